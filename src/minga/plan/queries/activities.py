"""What is known of one activity? Eight queries, whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import FETCH_RAISE

from minga.plan.models import ActivityGoal, ActivityText, MoneyEntry, WorkPlan
from minga.plan.queries.acts import ActMark, acts_serving, root_of
from minga.plan.queries.measures import indicators_of
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import ActivityRow, status_of
from minga.plan.rules.codes import MoneyKind
from minga.plan.rules.progress import activity_progress
from minga.record.public import Act, act_label
from minga.kernel.clock import local_date


class ActivityNotFound(Exception):
    """No such activity in this plan at that moment."""


@dataclass(frozen=True)
class Money:
    """Money of an activity in dollars: None where nothing was recorded, never zero."""

    planned: Decimal | None
    spent: Decimal | None
    entries: tuple[MoneyEntry, ...]


@dataclass(frozen=True)
class ActivityView:
    """Everything a page shows of an activity at a moment."""

    plan: WorkPlan
    row: ActivityRow
    acts: tuple[Act, ...]
    goals: tuple[ActivityGoal, ...]
    money: Money
    moment: Moment


def activity_text(plan_slug: str, number: int, moment: Moment) -> ActivityText:
    """Return the text that held at the moment, with plan, programme and objective; one query.

    Raises ActivityNotFound.
    """
    found = (
        ActivityText.objects.filter(
            activity__plan__slug=plan_slug,
            activity__number=number,
            version__act__recorded_at__lt=moment.until,
        )
        .select_related(
            "version",
            "objective",
            "activity__programme",
            "activity__repeats",
            "activity__plan__body",
            "activity__plan__case",
            "activity__withdrawn_in",
        )
        .order_by("-version__number")
        .fetch_mode(FETCH_RAISE)
        .first()
    )
    if found is None:
        raise ActivityNotFound
    return found


def activity_view(plan_slug: str, number: int, moment: Moment) -> ActivityView:
    """Return an activity with its acts, measures, money and goals.

    Raises ActivityNotFound.
    """
    text = activity_text(plan_slug, number, moment)
    activity, plan = text.activity, text.activity.plan
    root = root_of(activity.pk, activity.repeats_id)
    acts = tuple(acts_serving(root, moment))
    measures = indicators_of(sorted({root, activity.pk}), moment)
    indicators = measures.get(activity.pk) or measures.get(root, ())
    progress = activity_progress([view.facts for view in indicators])
    marks = tuple(_mark(act) for act in reversed(acts))
    status = status_of(plan, text.years, marks, indicators, progress, moment.day)
    goals = tuple(_goals(activity.pk, moment))
    numbers = tuple(sorted({*text.sdg, *(goal.goal for goal in goals)}))
    return ActivityView(
        plan=plan,
        row=ActivityRow(
            text, marks, indicators, progress, status, numbers, plan.is_demonstration
        ),
        acts=acts,
        goals=goals,
        money=_money(activity.pk, moment),
        moment=moment,
    )


def _mark(act: Act) -> ActMark:
    label = act_label(act.case.kind, act.kind)
    return ActMark(act.pk, local_date(act.happened_at), label.weight)


def _goals(activity_id: int, moment: Moment) -> Sequence[ActivityGoal]:
    return ActivityGoal.objects.filter(
        activity_id=activity_id, act__recorded_at__lt=moment.until
    ).order_by("goal", "target")


def _money(activity_id: int, moment: Moment) -> Money:
    entries = tuple(
        MoneyEntry.objects.filter(
            activity_id=activity_id, act__recorded_at__lt=moment.until
        ).order_by("year", "act_id")
    )
    return Money(
        planned=_total(entries, MoneyKind.PLANNED),
        spent=_total(entries, MoneyKind.SPENT),
        entries=entries,
    )


def _total(entries: Sequence[MoneyEntry], kind: MoneyKind) -> Decimal | None:
    amounts = [entry.amount for entry in entries if entry.kind == kind]
    return sum(amounts, Decimal(0)) if amounts else None
