"""How is a gestión written? A need is registered, pursued step by step, answered and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from minga.kernel.clock import local_date
from minga.kernel.events import announce
from minga.kernel.lifecycle import check_transition
from minga.kernel.refusal import Refused
from minga.people.public import Body, Person
from minga.plan.events import PlanChanged
from minga.plan.models import Activity, ActivityCase, Casework, CaseworkAsker, CaseworkStep
from minga.plan.rules.casework import (
    CASEWORK_MOVES,
    CaseworkFacts,
    CaseworkOrigin,
    CaseworkState,
)
from minga.plan.rules.public_words import personal_number
from minga.plan.services.acts import Record, check_correction
from minga.plan.services.sealed_facts import sealed_activities, sealed_need, sealed_step
from minga.record.public import Act, Payload, append_act, lock_case, register_case
from minga.territory.public import Place

CASEWORK = "GES"


class CaseworkRefused(Refused):
    """A gestión cannot be written so; `code` says why."""


@dataclass(frozen=True)
class Need:
    """What is asked for, in one public line, and where and with whom it will be pursued."""

    line: str
    origin: CaseworkOrigin
    place: Place | None = None
    addressed_to: Body | None = None
    addressee: str = ""
    activities: Sequence[Activity] = ()


@dataclass(frozen=True)
class Asker:
    """Who asks, and what they said in their own words: for the office alone."""

    person: Person
    said: str = ""


@dataclass(frozen=True)
class Step:
    """The facts of a step; people are counted, None where nobody counted."""

    place: Place | None = None
    addressed_to: Body | None = None
    addressee: str = ""
    women: int | None = None
    men: int | None = None
    people: int | None = None
    answer_due_on: date | None = None
    answers: CaseworkStep | None = None
    sent_key: UUID | None = None


@transaction.atomic
def open_casework(
    *, need: Need, office: Body, record: Record, asker: Asker | None = None
) -> Casework:
    """Register a need as a gestión of an office; its first act says how it came.

    Raises CaseworkRefused: `personal-number` when the public words hold a cédula, a telephone or a
    mail address, `demonstration-mixed` when real and fictional would meet. Raises
    TransitionRefused when the actor may not.
    """
    _check_words(need.line, record.words.text)
    _check_worlds(need.activities, office)
    case = register_case(
        kind=CASEWORK,
        title=need.line,
        state=CaseworkState.REQUESTED,
        opened_on=local_date(record.at),
        body=office,
        is_demonstration=office.is_demonstration,
    )
    casework = Casework.objects.create(
        case=case,
        origin=need.origin,
        place=need.place,
        addressed_to=need.addressed_to,
        addressee=need.addressee,
    )
    act = _append(
        casework, "register_need", record, sealed_need(casework, need.activities), source=None
    )
    _serve(casework, need.activities, act)
    if asker:
        add_asker(casework=casework, asker=asker, at=record.at, act=act)
    return casework


@transaction.atomic
def add_asker(
    *, casework: Casework, asker: Asker, at: datetime, act: Act | None = None
) -> CaseworkAsker:
    """Keep one more person who asks for the same, once; raises CaseworkRefused `already-asks`.

    `act` is the one under which the papers that they brought are kept.
    """
    if asker.person.is_demonstration != casework.case.is_demonstration:
        raise CaseworkRefused("demonstration-mixed")
    try:
        with transaction.atomic():
            return CaseworkAsker.objects.create(
                casework=casework, person=asker.person, said=asker.said, asked_at=at, act=act
            )
    except IntegrityError as twice:
        raise CaseworkRefused("already-asks") from twice


@transaction.atomic
def record_step(*, casework: Casework, act: str, step: Step, record: Record) -> Act:
    """Record a step or an answer of a gestión, with its facts.

    A step that a device sends again under the same `sent_key` is returned as it was first kept.
    Raises CaseworkRefused as `open_casework`, and `answer-of-another` when what it answers belongs
    to another gestión; CorrectionRefused when it corrects what it cannot; TransitionRefused when the
    gestión is closed.
    """
    _check_words(record.words.title, record.words.text)
    if step.answers and step.answers.casework_id != casework.pk:
        raise CaseworkRefused("answer-of-another")
    if step.answer_due_on and step.answer_due_on < local_date(record.at):
        raise CaseworkRefused("answer-due-before")
    lock_case(casework.pk)
    check_correction(record.corrects, casework.pk, act)
    if step.sent_key and (kept := _kept(casework, step.sent_key)):
        return kept
    row = CaseworkStep(
        casework=casework,
        place=step.place,
        addressed_to=step.addressed_to,
        addressee=step.addressee,
        women=step.women,
        men=step.men,
        people=step.people,
        answer_due_on=step.answer_due_on,
        answers=step.answers,
        sent_key=step.sent_key,
    )
    row.act = _append(casework, act, record, sealed_step(row))
    row.save(force_insert=True)
    return row.act


def _kept(casework: Casework, sent_key: UUID) -> Act | None:
    """Return the act of a step that came before under this key; two that come at once wait."""
    found = CaseworkStep.objects.filter(casework=casework, sent_key=sent_key)
    step = found.select_related("act").first()
    return step.act if step else None


@transaction.atomic
def settle_casework(*, casework: Casework, act: str, record: Record) -> Act:
    """Say how it ended, or take it up again; raises as `record_step`."""
    _check_words(record.words.title, record.words.text)
    return _append(casework, act, record, {})


@transaction.atomic
def serve_activity(*, casework: Casework, activity: Activity, record: Record) -> Act:
    """Let a gestión carry an activity of a plan too; its acts count there from now on.

    Raises CaseworkRefused `already-linked` when it does, `demonstration-mixed` when worlds meet.
    """
    lock_case(casework.pk)
    _check_worlds([activity], casework.case)
    if ActivityCase.objects.filter(activity=activity, case=casework.case).exists():
        raise CaseworkRefused("already-linked")
    act = _append(casework, "serve_activity", record, sealed_activities([activity]))
    _serve(casework, [activity], act)
    return act


def _append(
    casework: Casework,
    act: str,
    record: Record,
    payload: Payload,
    source: CaseworkState | str | None = "",
) -> Act:
    """Write an act through the table; `source` None opens the case, else its own state counts."""
    case = lock_case(casework.pk)
    facts = CaseworkFacts(case.is_demonstration, record.actor.is_demonstration)
    state = None if source is None else CaseworkState(case.state)
    move = check_transition(CASEWORK_MOVES, act, state, facts)
    written = append_act(
        case,
        move,
        actor=record.actor,
        happened_at=record.at,
        source=record.source,
        words=record.words,
        payload=payload,
        corrects=record.corrects,
    )
    casework.case.state = case.state
    _tell_plans(casework)
    return written


def _serve(casework: Casework, activities: Sequence[Activity], act: Act) -> None:
    ActivityCase.objects.bulk_create(
        ActivityCase(activity=activity, case=casework.case, act=act) for activity in activities
    )
    _tell_plans(casework)


def _tell_plans(casework: Casework) -> None:
    """Every plan whose activity it carries shows something new."""
    served = ActivityCase.objects.filter(case=casework.pk)
    for plan_id in served.values_list("activity__plan", flat=True).distinct():
        announce(PlanChanged(plan_id=plan_id))


def _check_words(*texts: str) -> None:
    if any(personal_number(text) for text in texts):
        raise CaseworkRefused("personal-number")


def _check_worlds(activities: Sequence[Activity], owner: object) -> None:
    is_demonstration = getattr(owner, "is_demonstration", False)
    if any(activity.plan.is_demonstration != is_demonstration for activity in activities):
        raise CaseworkRefused("demonstration-mixed")
