"""What can be said of each activity of a plan on a day? Its acts, progress, status and goals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from minga.plan.models import ActivityGoal, PlanVersion, WorkPlan
from minga.plan.queries.acts import (
    NO_ACTS,
    ActMark,
    ActTotals,
    Scope,
    in_plan,
    marks_by_root,
    totals_by_root,
    totals_of,
    uncorrected,
    under,
)
from minga.plan.queries.measures import IndicatorLine, indicators_by_root, year_fraction
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import term_of_plan
from minga.plan.queries.prepared import prepared
from minga.plan.queries.texts import ProgrammeLine, TextLine, texts_of
from minga.plan.rules.progress import (
    IndicatorFacts,
    Progress,
    activity_progress,
    expected_progress,
)
from minga.plan.rules.schedule import Term
from minga.plan.rules.status import ActivityFacts, Status, activity_status

STALLED_AFTER_DAYS = 180


class ActivityRow(NamedTuple):
    """An activity as lists, the khipu and the datasets show it, as of a moment.

    `marks` are there where the acts are drawn; `acts` always.
    """

    text: TextLine
    acts: ActTotals
    indicators: tuple[IndicatorLine, ...]
    progress: Progress
    status: Status
    goals: tuple[int, ...] = ()
    marks: tuple[ActMark, ...] = ()
    is_demonstration: bool = False

    @property
    def number(self) -> int:
        """The number that never moves."""
        return self.text.number

    @property
    def programme(self) -> ProgrammeLine:
        """The programme it stands in."""
        return self.text.programme

    @property
    def has_baseline(self) -> bool:
        """True when the filed plan or a later act states where it starts."""
        return has_baseline(self.text, self.indicators)

    @property
    def has_target(self) -> bool:
        """True when the filed plan or a later act states where it should arrive."""
        return has_target(self.text, self.indicators)


def has_baseline(text: TextLine, indicators: Iterable[IndicatorLine]) -> bool:
    """True when the filed plan or a later act states where an activity starts."""
    return bool(text.baseline) or any(line.facts.baseline for line in indicators)


def has_target(text: TextLine, indicators: Iterable[IndicatorLine]) -> bool:
    """True when the filed plan or a later act states where an activity should arrive."""
    return bool(text.target) or any(line.facts.targets for line in indicators)


@dataclass(frozen=True)
class Known:
    """What is known of the activities of a plan at a moment, by the root of their repetitions."""

    plan: WorkPlan
    day: date
    acts: Mapping[int, ActTotals]
    goals: Mapping[int, tuple[int, ...]]
    indicators: Mapping[int, tuple[IndicatorLine, ...]]
    marks: Mapping[int, tuple[ActMark, ...]] = field(default_factory=dict)

    @cached_property
    def frame(self) -> "Frame":
        """The term and the day against which statuses are told."""
        return Frame.of(self.plan, self.day)

    def acts_of(self, text: TextLine) -> ActTotals:
        """The acts that serve an activity."""
        return self.acts.get(text.root, NO_ACTS)

    def goals_of(self, text: TextLine) -> tuple[int, ...]:
        """The goals of the Agenda it was filed under, and those assigned later."""
        assigned = self.goals.get(text.root, ())
        return tuple(sorted({*text.sdg, *assigned})) if assigned else tuple(text.sdg)

    def indicators_of(self, text: TextLine) -> tuple[IndicatorLine, ...]:
        """How an activity is measured."""
        return self.indicators.get(text.root, ())

    def progress_of(self, text: TextLine) -> tuple[Progress, Status]:
        """How far an activity is, and what that means on the day."""
        facts = [line.facts for line in self.indicators_of(text)]
        progress = activity_progress(facts)
        return progress, self.frame.status(text.years, self.acts_of(text), facts, progress)

    def row(self, text: TextLine) -> ActivityRow:
        """Put together all that is known of an activity; no query."""
        progress, status = self.progress_of(text)
        return ActivityRow(
            text,
            self.acts_of(text),
            self.indicators_of(text),
            progress,
            status,
            self.goals_of(text),
            self.marks.get(text.root, ()),
            self.plan.is_demonstration,
        )

    def rows(self, texts: Iterable[TextLine]) -> list[ActivityRow]:
        """Put together several activities; no query."""
        return [self.row(text) for text in texts]


def known_of(plan: WorkPlan, moment: Moment, scope: Scope | None = None) -> Known:
    """Gather in four queries what lists need of the activities of a plan."""
    wanted = scope or in_plan(plan.pk)
    return Known(
        plan,
        moment.day,
        totals_by_root(wanted, moment),
        assigned_goals(wanted, moment),
        indicators_by_root(wanted, moment),
    )


def drawn_of(plan: WorkPlan, moment: Moment, scope: Scope | None = None) -> Known:
    """Gather in four queries what drawings need: the same, and the day of every act."""
    wanted = scope or in_plan(plan.pk)
    marks = marks_by_root(wanted, moment)
    return Known(
        plan,
        moment.day,
        totals_of(marks),
        assigned_goals(wanted, moment),
        indicators_by_root(wanted, moment),
        marks,
    )


def activity_rows(version: PlanVersion, moment: Moment) -> list[ActivityRow]:
    """Return all activities of a version with their acts, in order; five queries."""
    return drawn_of(version.plan, moment).rows(texts_of(version))


def rows_of_plans(
    texts: Sequence[TextLine], plans: Mapping[int, WorkPlan], moment: Moment
) -> list[ActivityRow]:
    """Return the rows of activities of several plans, in their order; four queries in all."""
    if not texts:
        return []
    scope = under(text.root for text in texts)
    known = known_of(plans[texts[0].plan_id], moment, scope)
    by_plan = {pk: replace(known, plan=plan) for pk, plan in plans.items()}
    return [by_plan[text.plan_id].row(text) for text in texts]


def assigned_goals(scope: Scope, moment: Moment) -> dict[int, tuple[int, ...]]:
    """Return root → goals of the Agenda assigned by later acts; one query."""
    found: dict[int, tuple[int, ...]] = {}
    for root, goal in _goal_rows(scope, moment):
        found[root] = (*found.get(root, ()), goal)
    return found


@prepared
def _goal_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    return (
        scope.of(uncorrected(ActivityGoal.objects.all(), moment))
        .order_by("goal")
        .values_list("root", "goal")
        .distinct()
    )


@dataclass(frozen=True)
class Frame:
    """The term of a plan and a day in it: against them every status of a page is told."""

    term: Term
    day: date
    year: Decimal

    @classmethod
    def of(cls, plan: WorkPlan, day: date) -> "Frame":
        """Return the frame of a plan on a day."""
        return cls(term_of_plan(plan), day, year_fraction(day))

    def status(
        self,
        years: Sequence[int],
        acts: ActTotals,
        indicators: Sequence[IndicatorFacts],
        progress: Progress,
    ) -> Status:
        """Gather what the rule looks at and ask it."""
        measured = progress.share is not None
        facts = ActivityFacts(
            self.term,
            tuple(years),
            acts.count,
            acts.last_on,
            progress,
            expected_progress(indicators, self.year) if measured else None,
            STALLED_AFTER_DAYS,
        )
        return activity_status(facts, self.day)


def distinct_act_count(rows: Iterable[ActivityRow]) -> int:
    """Return how many acts serve the rows, each counted once."""
    return len(frozenset().union(*(row.acts.act_ids for row in rows)))
