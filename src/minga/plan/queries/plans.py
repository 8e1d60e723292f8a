"""Which plans are there, and what does each promise?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FETCH_RAISE, Count, OuterRef, QuerySet

from minga.plan.models import Activity, ActivityGoal, ActivityText, PlanVersion, Programme, WorkPlan
from minga.plan.queries.acts import ActMark, marks_by_root, root_of
from minga.plan.queries.measures import IndicatorView, indicators_of, year_fraction
from minga.plan.queries.moments import Moment
from minga.plan.rules.progress import Progress, activity_progress, expected_share
from minga.plan.rules.schedule import Term
from minga.plan.rules.status import ActivityFacts, Status, activity_status

STALLED_AFTER_DAYS = 180


@dataclass(frozen=True)
class ActivityRow:
    """An activity as lists, the khipu and the datasets show it, as of a moment."""

    text: ActivityText
    marks: tuple[ActMark, ...]
    indicators: tuple[IndicatorView, ...]
    progress: Progress
    status: Status
    goals: tuple[int, ...] = ()
    is_demonstration: bool = False

    @property
    def activity(self) -> Activity:
        """The activity whose text this is."""
        return self.text.activity

    @property
    def programme(self) -> Programme:
        """The programme it stands in."""
        return self.text.activity.programme

    @property
    def has_baseline(self) -> bool:
        """True when the filed plan or a later act states where it starts."""
        return bool(self.text.baseline) or any(view.facts.baseline for view in self.indicators)

    @property
    def has_target(self) -> bool:
        """True when the filed plan or a later act states where it should arrive."""
        return bool(self.text.target) or any(view.facts.targets for view in self.indicators)


def all_plans() -> QuerySet[WorkPlan]:
    """Return every plan, the main one first, with the number of its activities; one query."""
    return (
        WorkPlan.objects.select_related("body", "case")
        .annotate(activity_count=Count("activities"))
        .order_by("-is_main", "is_demonstration", "slug")
        .fetch_mode(FETCH_RAISE)
    )


def main_plan() -> WorkPlan | None:
    """Return the installation's main plan, if one is set."""
    return all_plans().filter(is_main=True).first()


def version_at(plan: WorkPlan, moment: Moment) -> PlanVersion | None:
    """Return the version that was registered last at the moment; None before the first."""
    return (
        PlanVersion.objects.filter(plan=plan, act__recorded_at__lt=moment.until)
        .order_by("-number")
        .first()
    )


def activity_rows(version: PlanVersion, plan: WorkPlan, moment: Moment) -> list[ActivityRow]:
    """Return all activities of a version in their order; five queries, however many rows."""
    texts = texts_of(version, moment)
    return rows_of(list(texts), plan, moment)


def texts_of(version: PlanVersion, moment: Moment) -> QuerySet[ActivityText]:
    """Return the texts of a version with programme, objective and goals assigned later."""
    goals = ActivityGoal.objects.filter(
        activity=OuterRef("activity"), act__recorded_at__lt=moment.until
    )
    return (
        ActivityText.objects.filter(version=version)
        .select_related("activity__programme", "activity__repeats", "objective")
        .annotate(tagged=ArraySubquery(goals.values("goal")))
        .order_by("activity__programme__number", "activity__number")
        .fetch_mode(FETCH_RAISE)
    )


def rows_of(texts: Sequence[ActivityText], plan: WorkPlan, moment: Moment) -> list[ActivityRow]:
    """Return the rows of the given texts with acts, measures and status; four queries."""
    roots = {
        text.activity_id: root_of(text.activity_id, text.activity.repeats_id) for text in texts
    }
    marks = marks_by_root(roots.values(), moment)
    measures = indicators_of(sorted(set(roots.values()) | roots.keys()), moment)
    return [_row(text, plan, moment, roots, marks, measures) for text in texts]


def _row(
    text: ActivityText,
    plan: WorkPlan,
    moment: Moment,
    roots: Mapping[int, int],
    marks: Mapping[int, tuple[ActMark, ...]],
    measures: Mapping[int, tuple[IndicatorView, ...]],
) -> ActivityRow:
    root = roots[text.activity_id]
    own = marks.get(root, ())
    indicators = measures.get(text.activity_id) or measures.get(root, ())
    progress = activity_progress([view.facts for view in indicators])
    status = status_of(plan, text.years, own, indicators, progress, moment.day)
    goals = tuple(sorted({*text.sdg, *getattr(text, "tagged", ())}))
    return ActivityRow(
        text, own, indicators, progress, status, goals, plan.is_demonstration
    )


def status_of(
    plan: WorkPlan,
    years: Sequence[int],
    marks: Sequence[ActMark],
    indicators: Sequence[IndicatorView],
    progress: Progress,
    day: date,
) -> Status:
    """Gather what the rule looks at and ask it."""
    facts = ActivityFacts(
        term=term_of_plan(plan),
        years=tuple(years),
        acts=len(marks),
        last_act_on=max((mark.on for mark in marks), default=None),
        progress=progress,
        expected=_expected(indicators, day),
        stalled_after_days=STALLED_AFTER_DAYS,
    )
    return activity_status(facts, day)


def term_of_plan(plan: WorkPlan) -> Term:
    """Return the term of a plan as rules see it."""
    return Term(plan.starts_on, plan.ends_on)


def _expected(indicators: Sequence[IndicatorView], day: date) -> Decimal | None:
    """Return the weighted expected progress on a day; None as soon as one part is unknown."""
    parts = [
        (view.facts.weight, expected_share(view.facts, year_fraction(day))) for view in indicators
    ]
    if not parts or any(share is None for _, share in parts):
        return None
    whole = sum((weight for weight, _ in parts), Decimal(0))
    return sum((weight * (share or Decimal(0)) for weight, share in parts), Decimal(0)) / whole


def distinct_act_count(rows: Sequence[ActivityRow]) -> int:
    """Return how many acts serve the rows, each counted once."""
    return len({mark.act_id for row in rows for mark in row.marks})


def activities_of(plan: WorkPlan) -> list[tuple[Activity, str]]:
    """Return the activities of the latest version with their texts as read, in order; one query."""
    texts = (
        ActivityText.objects.filter(activity__plan=plan)
        .select_related("activity__plan")
        .order_by("activity__number", "-version__number")
        .distinct("activity__number")
    )
    return [(text.activity, text.reading) for text in texts]
