"""What is known of one activity? Seven queries, whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FETCH_RAISE, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from minga.kernel.clock import local_date
from minga.plan.models import (
    Activity,
    ActivityGoal,
    ActivityText,
    MoneyEntry,
    Objective,
    PlanVersion,
    WorkPlan,
)
from minga.plan.queries.acts import (
    NO_ACTS,
    ROOT,
    ActMark,
    Scope,
    acts_serving,
    root_of,
    totals_of,
    uncorrected,
    under,
)
from minga.plan.queries.evaluations import (
    EvaluationLine,
    Naming,
    evaluations_in,
    namings_in,
    of_one_activity,
)
from minga.plan.queries.measures import IndicatorView, indicator_views
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import PlanName
from minga.plan.queries.prepared import prepared
from minga.plan.queries.rows import ActivityRow, Frame
from minga.plan.queries.texts import line_of
from minga.plan.rules.codes import MoneyKind
from minga.plan.rules.progress import activity_progress
from minga.record.public import Act, Visibility, act_label


class ActivityNotFound(Exception):
    """No such activity in this plan at that moment."""


@dataclass(frozen=True)
class Money:
    """Money of an activity in dollars: None where nothing was recorded, never zero."""

    planned: Decimal | None
    spent: Decimal | None
    entries: tuple[MoneyEntry, ...]


class GoalLine(NamedTuple):
    """A goal of the Agenda, and one of its targets if named, assigned by a later act."""

    goal: int
    target: str


@dataclass(frozen=True)
class ActivityView:
    """Everything a page shows of an activity at a moment."""

    plan: WorkPlan
    version: PlanVersion
    activity: Activity
    objective: Objective | None
    row: ActivityRow
    indicators: tuple[IndicatorView, ...]
    acts: tuple[Act, ...]
    assigned: tuple[GoalLine, ...]
    money: Money
    evaluations: tuple[EvaluationLine, ...]
    namings: tuple[Naming, ...]
    moment: Moment
    siblings: tuple[int, ...]
    previous: int | None
    following: int | None
    is_withdrawn: bool


def activity_text(plan_slug: str, number: int, moment: Moment) -> ActivityText:
    """Return the text that held at the moment, with its plan and its neighbours; one query.

    An empty slug means the main plan. Raises ActivityNotFound.
    """
    found = _texts(PlanName(plan_slug), number, moment)
    if not found:
        raise ActivityNotFound
    return found[0]


@prepared
def _texts(plan: PlanName, number: int, moment: Moment) -> QuerySet[ActivityText]:
    """The text in force comes alone: the newest of those known at the moment."""
    return (
        ActivityText.objects.filter(
            activity__number=number,
            version__act__recorded_at__lt=moment.until,
            version__plan__case__visibility=Visibility.PUBLIC,
            **plan.filter("activity__plan"),
        )
        .select_related(
            "version",
            "objective",
            "activity__programme",
            "activity__repeats",
            "activity__plan__body",
            "activity__plan__case",
        )
        .defer("version__content")
        .annotate(root=ROOT)
        .annotate(**_neighbours(moment), **of_one_activity(moment))
        .order_by("-version__number")
        .fetch_mode(FETCH_RAISE)[:1]
    )


def _neighbours(moment: Moment) -> dict[str, Subquery]:
    """What stands around an activity: its repetitions, its goals, the version in force, the last.

    Numbers have no gaps: a new activity takes the next one and none is ever removed.
    """
    siblings = Activity.objects.annotate(root=Coalesce("repeats_id", "pk")).filter(
        root=OuterRef("root")
    )
    assigned = uncorrected(ActivityGoal.objects.all(), moment)
    goals = assigned.annotate(root=ROOT).filter(root=OuterRef("root"))
    versions = PlanVersion.objects.filter(
        plan=OuterRef("version__plan"), act__recorded_at__lt=moment.until
    ).order_by("-number")
    texts = ActivityText.objects.filter(
        activity__plan=OuterRef("version__plan"), version__act__recorded_at__lt=moment.until
    ).order_by("-activity__number")
    return {
        "siblings": ArraySubquery(siblings.order_by("number").values("number")),
        "assigned": ArraySubquery(
            goals.order_by("goal", "target")
            .distinct("goal", "target")
            .values(json=JSONObject(goal="goal", target="target"))
        ),
        "in_force": Subquery(versions.values("number")[:1]),
        "last": Subquery(texts.values("activity__number")[:1]),
    }


def activity_view(plan_slug: str, number: int, moment: Moment) -> ActivityView:
    """Return an activity with its acts, measures, money and goals; six queries.

    The seventh asks for the evidence of the acts, where they are shown. An empty slug means the
    main plan. Raises ActivityNotFound.
    """
    text = activity_text(plan_slug, number, moment)
    activity, plan = text.activity, text.activity.plan
    root = root_of(activity.pk, activity.repeats_id)
    acts = tuple(_acts(under([root]), moment))
    indicators = tuple(indicator_views(root, moment))
    assigned = tuple(GoalLine(**goal) for goal in text.assigned)  # type: ignore[attr-defined]  # annotated
    row = _row(text, plan, acts, indicators, assigned, moment)
    return ActivityView(
        plan=plan,
        version=text.version,
        activity=activity,
        objective=text.objective,
        row=row,
        indicators=indicators,
        acts=acts,
        assigned=assigned,
        money=_money(root, moment),
        evaluations=evaluations_in(text.evaluations),  # type: ignore[attr-defined]  # annotated
        namings=namings_in(text.namings),  # type: ignore[attr-defined]  # annotated
        moment=moment,
        siblings=tuple(n for n in text.siblings if n != number),  # type: ignore[attr-defined]  # annotated
        previous=number - 1 or None,
        following=number + 1 if number < text.last else None,  # type: ignore[attr-defined]  # annotated
        is_withdrawn=text.version.number < text.in_force,  # type: ignore[attr-defined]  # annotated
    )


_acts = prepared(acts_serving)


def _row(
    text: ActivityText,
    plan: WorkPlan,
    acts: Sequence[Act],
    indicators: Sequence[IndicatorView],
    assigned: Sequence[GoalLine],
    moment: Moment,
) -> ActivityRow:
    facts = [view.facts for view in indicators]
    progress = activity_progress(facts)
    marks = tuple(sorted((_mark(act) for act in acts), key=lambda mark: (mark.on, mark.act_id)))
    totals = totals_of({0: marks})[0] if marks else NO_ACTS
    return ActivityRow(
        line_of(text),
        totals,
        tuple(view.line for view in indicators),
        progress,
        Frame.of(plan, moment.day).status(text.years, totals, facts, progress),
        tuple(sorted({*text.sdg, *(goal.goal for goal in assigned)})),
        marks,
        plan.is_demonstration,
    )


def _mark(act: Act) -> ActMark:
    label = act_label(act.case.kind, act.kind)
    return ActMark(act.pk, local_date(act.happened_at), label.weight)


def _money(root: int, moment: Moment) -> Money:
    entries = tuple(_money_entries(under([root]), moment))
    return Money(
        planned=money_total(entries, MoneyKind.PLANNED),
        spent=money_total(entries, MoneyKind.SPENT),
        entries=entries,
    )


@prepared
def _money_entries(scope: Scope, moment: Moment) -> QuerySet[MoneyEntry]:
    rows = uncorrected(scope.of(MoneyEntry.objects.all()), moment)
    return rows.select_related("act__case").order_by("year", "kind", "act_id")


def money_total(entries: Sequence[MoneyEntry], kind: MoneyKind) -> Decimal | None:
    """Return the sum of the entries of a kind; None when there are none."""
    amounts = [entry.amount for entry in entries if entry.kind == kind]
    return sum(amounts, Decimal(0)) if amounts else None
