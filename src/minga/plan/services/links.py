"""How do acts and cases of the record come to serve an activity, and who vouches for them?"""

from dataclasses import replace

from django.db import transaction

from minga.plan.models import Activity, ActivityAct, ActivityCase
from minga.plan.services.acts import Record, write_plan_act
from minga.record.public import (
    Act,
    Case,
    Payload,
    Source,
    Standing,
    lock_case,
    public_acts,
    public_cases,
)


class LinkRefused(Exception):
    """What was named cannot serve this activity; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def link_by_number(*, activity: Activity, number: str, record: Record) -> Act:
    """Let a case (`PLA-2024-00001`) or one act of it (`PLA-2024-00001/12`) serve an activity.

    The act may belong to any plan or case: it then counts for both. Raises LinkRefused when
    nothing public has that number, when it serves the activity already, or when real and
    fictional would mix.
    """
    lock_case(activity.plan_id)  # two who link the same at once: the second sees the first
    case_number, _, ordinal = number.strip().upper().partition("/")
    if ordinal:
        found = public_acts().filter(case__number=case_number, ordinal=_whole(ordinal)).first()
        return _link_act(activity, found, record)
    return _link_case(activity, public_cases().filter(number=case_number).first(), record)


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise LinkRefused("link-unknown")
    return int(text)


def _link_act(activity: Activity, linked: Act | None, record: Record) -> Act:
    if linked is None:
        raise LinkRefused("link-unknown")
    _check_world(activity, is_demonstration=linked.is_demonstration)
    if ActivityAct.objects.filter(activity=activity, act=linked).exists():
        raise LinkRefused("already-linked")
    payload: Payload = {
        "act": f"{linked.case.number}/{linked.ordinal}",
        "activity": activity.number,
    }
    written = write_plan_act(plan=activity.plan, act="link_act", record=record, payload=payload)
    ActivityAct.objects.create(activity=activity, act=linked, linked_by=written)
    return written


def _link_case(activity: Activity, linked: Case | None, record: Record) -> Act:
    if linked is None:
        raise LinkRefused("link-unknown")
    _check_world(activity, is_demonstration=linked.is_demonstration)
    if ActivityCase.objects.filter(activity=activity, case=linked).exists():
        raise LinkRefused("already-linked")
    payload: Payload = {"case": linked.number, "activity": activity.number}
    written = write_plan_act(plan=activity.plan, act="link_case", record=record, payload=payload)
    ActivityCase.objects.create(activity=activity, case=linked, act=written)
    return written


def _check_world(activity: Activity, *, is_demonstration: bool) -> None:
    if activity.plan.is_demonstration != is_demonstration:
        raise LinkRefused("demonstration-mixed")


@transaction.atomic
def certify_act(*, activity: Activity, certified: Act, record: Record) -> Act:
    """Confirm, as the body competent for it, what an office declared or took from a source.

    The certified act stays as it is; this one says who vouches for it, on which evidence. Raises
    LinkRefused when it is certified already or belongs to another case.
    """
    lock_case(activity.plan_id)  # two who certify at once: the second sees the first
    if certified.case_id != activity.plan_id:
        raise LinkRefused("link-unknown")
    if certified.standing == Standing.CERTIFIED or is_certified(certified):
        raise LinkRefused("already-certified")
    return write_plan_act(
        plan=activity.plan,
        act="certify_act",
        record=replace(record, source=Source(Standing.CERTIFIED)),
        payload={"certifies": certified.ordinal},
        activities=[activity],
    )


def is_certified(act: Act) -> bool:
    """True when a later act of the same case certifies it."""
    return Act.objects.filter(
        case_id=act.case_id, kind="certify_act", payload__certifies=act.ordinal
    ).exists()
