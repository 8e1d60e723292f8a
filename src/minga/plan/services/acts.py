"""How is any fact written on the case of a plan and tied to the activities it serves?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minga.kernel.events import announce
from minga.kernel.lifecycle import check_transition
from minga.people.public import Body, Person
from minga.plan.events import PlanChanged
from minga.plan.models import Activity, ActivityAct, WorkPlan
from minga.plan.rules.codes import PlanState
from minga.plan.rules.procedure import PLAN_MOVES, PlanFacts
from minga.record.public import Act, Payload, Source, Words, append_act, lock_case


class ActivityOfAnotherPlan(Exception):
    """The activity does not belong to the plan of this act."""

    code = "activity-of-another-plan"


class CorrectionRefused(Exception):
    """An act corrects one of its own kind on its own case, once; `code` says what failed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Record:
    """Who writes a fact, when it happened, on whose word and with which words and evidence."""

    actor: Person
    at: datetime
    source: Source = Source()  # noqa: RUF009 - frozen, shared safely
    words: Words = Words()  # noqa: RUF009 - frozen, shared safely
    corrects: Act | None = None


@transaction.atomic
def write_plan_act(
    *,
    plan: WorkPlan,
    act: str,
    record: Record,
    payload: Payload,
    activities: Sequence[Activity] = (),
    body: Body | None = None,
) -> Act:
    """Append one act to the case of a plan and link it to its activities; of another body if given.

    Raises TransitionRefused when the table does not allow it, ActivityOfAnotherPlan when an
    activity is not of this plan, CorrectionRefused when it corrects what it cannot.
    """
    if any(activity.plan_id != plan.pk for activity in activities):
        raise ActivityOfAnotherPlan
    case = lock_case(plan.pk)
    check_correction(record.corrects, plan.pk, act)
    facts = PlanFacts(plan.is_demonstration, record.actor.is_demonstration)
    move = check_transition(PLAN_MOVES, act, PlanState(case.state), facts)
    numbers = [activity.number for activity in activities]
    written = append_act(
        case,
        move,
        actor=record.actor,
        happened_at=record.at,
        source=record.source,
        words=record.words,
        payload={**payload, "activities": numbers} if numbers else payload,
        body=body,
        corrects=record.corrects,
    )
    ActivityAct.objects.bulk_create(
        ActivityAct(activity=activity, act=written) for activity in activities
    )
    announce(PlanChanged(plan_id=plan.pk))
    return written


def check_correction(corrected: Act | None, case_id: int, act: str) -> None:
    """Refuse a correction of another kind of act, of another case, or of what was corrected already.

    Raises CorrectionRefused.
    """
    if corrected is None:
        return
    if (corrected.case_id, corrected.kind) != (case_id, act):
        raise CorrectionRefused("correction-of-another-kind")
    if corrected.corrections.exists():
        raise CorrectionRefused("already-corrected")


@transaction.atomic
def record_fact(*, activities: Sequence[Activity], record: Record) -> Act:
    """Record something that was done for one or several activities of one plan."""
    return write_plan_act(
        plan=activities[0].plan,
        act="record_fact",
        record=record,
        payload={},
        activities=activities,
    )
