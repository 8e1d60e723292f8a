"""What happens when a clock runs out? The law's own effect where it is verified, else a mark and an alert."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from django.db import transaction

from minga.kernel.clock import QUITO
from minga.kernel.events import announce
from minga.kernel.lifecycle import Transition
from minga.people.public import Identity, Person
from minga.record.case_kinds import CaseKind, Expiry, case_kinds
from minga.record.deadlines import legal_calendar, move_clock, recount, stop_clocks
from minga.record.events import DeadlineExpired
from minga.record.labels import Standing
from minga.record.models import Act, Case, Deadline
from minga.record.parameters import ParameterNotSet, parameter_on
from minga.record.rules.counted_term import iso
from minga.record.services import Source, append_act, lock_case

# The hand of acts that nobody performs: the law's clock itself. The row is the same everywhere.
PROGRAM = uuid.UUID("6d696e67-6100-4000-8000-000000000001")
PROGRAM_NAME = "El programa, por el tiempo que fija la ley"
DAY_END = time(23, 59, 59)


class Outcome(StrEnum):
    """What was done with a clock whose day had passed."""

    EFFECT = "EFFECT"
    MARK = "MARK"
    MOVED = "MOVED"
    NOTHING = "NOTHING"


@dataclass(frozen=True)
class ExpiryReport:
    """Which clocks got the law's effect, which only a mark, which a later day."""

    effects: tuple[int, ...]
    marks: tuple[int, ...]
    moved: tuple[int, ...]


def program_person() -> Person:
    """Return the person who stands for the program itself in acts that the law's clock performs."""
    person, is_new = Person.objects.get_or_create(public_id=PROGRAM)
    if is_new:
        Identity.objects.create(person=person, name=PROGRAM_NAME, is_public_figure=True)
    return person


def expire_clocks(today: date) -> ExpiryReport:
    """Bring every clock whose last day was before `today` to its end, once, oldest first.

    Each in a transaction of its own: after an outage one run catches up, and two runs at once do
    nothing twice.
    """
    overdue = Deadline.objects.filter(
        due_on__lt=today, stopped_by__isnull=True, expired_by__isnull=True
    )
    ids = tuple(overdue.order_by("due_on", "pk").values_list("pk", flat=True))
    done = [(pk, expire_clock(pk, today)) for pk in ids]
    return ExpiryReport(
        effects=tuple(pk for pk, outcome in done if outcome is Outcome.EFFECT),
        marks=tuple(pk for pk, outcome in done if outcome is Outcome.MARK),
        moved=tuple(pk for pk, outcome in done if outcome is Outcome.MOVED),
    )


@transaction.atomic
def expire_clock(deadline_id: int, today: date) -> Outcome:
    """Bring one clock to its end under its case's lock; say what was done.

    The day is counted again first: a holiday declared while the clock was being started may have
    been missed, and nobody may lose a day to that.
    """
    case = lock_case(Deadline.objects.values_list("case_id", flat=True).get(pk=deadline_id))
    deadline = _still_overdue(deadline_id, today)
    if deadline is None:
        return Outcome.NOTHING
    if _moved_later(case, deadline, today):
        return Outcome.MOVED
    expiry = effect_of(case, deadline)
    move = expiry.move if expiry else _mark(case)
    act = _append(case, move, deadline, _end_of(deadline))
    if expiry:
        stop_clocks(case, act, (deadline.key,))
    Deadline.objects.filter(pk=deadline.pk).update(expired_by=act)
    announce(
        DeadlineExpired(
            deadline_id=deadline.pk, case_id=case.pk, key=deadline.key, has_effect=bool(expiry)
        )
    )
    return Outcome.EFFECT if expiry else Outcome.MARK


def _still_overdue(deadline_id: int, today: date) -> Deadline | None:
    """Read the clock again, now that the case is locked: another run may have ended it."""
    running = Deadline.objects.filter(
        pk=deadline_id, due_on__lt=today, stopped_by__isnull=True, expired_by__isnull=True
    )
    return running.select_related("parameter", "started_by").first()


def _moved_later(case: Case, deadline: Deadline, today: date) -> bool:
    term = recount(deadline, legal_calendar())
    if term.due == deadline.due_on:
        return False
    act = _append(case, moving(case), deadline, _end_of(deadline), to=term.due)
    move_clock(deadline, term, act)
    return term.due >= today


def effect_of(case: Case, deadline: Deadline) -> Expiry | None:
    """Return the effect that the law gives to this clock now, if both its rule and number are verified."""
    expiry = expiry_for(case, deadline.key)
    if expiry is None or not deadline.parameter.is_verified:
        return None
    try:
        rule = parameter_on(expiry.rule, deadline.starts_on)
    except ParameterNotSet:
        return None
    return expiry if rule.is_verified else None


def expiry_for(case: Case, key: str) -> Expiry | None:
    """Return what the end of a clock may cause in the state of the case, verified or not.

    This is the act that the competent person is offered where the program only marks.
    """
    kind = next((kind for kind in case_kinds() if kind.code == case.kind), None)
    return _matching(kind, key, case.state) if kind else None


def offered_effects(case: Case) -> tuple[Expiry, ...]:
    """Return the effects that wait to be recorded by hand: their clocks ran out and were only marked."""
    marked = Deadline.objects.filter(case=case, stopped_by__isnull=True, expired_by__isnull=False)
    found = (expiry_for(case, key) for key in marked.values_list("key", flat=True))
    return tuple(expiry for expiry in found if expiry)


def _matching(kind: CaseKind, key: str, state: str) -> Expiry | None:
    for expiry in kind.expiries:
        if expiry.key == key and expiry.move.source == state:
            return expiry
    return None


def _mark(case: Case) -> Transition[Any, Any]:
    return Transition("expire_deadline", case.state, case.state)


def moving(case: Case) -> Transition[Any, Any]:
    """Return the move that tells of a changed due day without changing the state of a case."""
    return Transition("move_deadline", case.state, case.state, legal_basis="COA 159")


def _append(
    case: Case,
    move: Transition[Any, Any],
    deadline: Deadline,
    happened_at: datetime,
    to: date | None = None,
) -> Act:
    """Write an act of the law's clock: dated on the due day, however late the job runs."""
    return append_act(
        case,
        move,
        actor=program_person(),
        happened_at=happened_at,
        source=Source(standing=Standing.DECLARED),
        payload={
            "deadline": deadline.key,
            "due": deadline.due_on.isoformat(),
            "to": iso(to),
        },
    )


def _end_of(deadline: Deadline) -> datetime:
    return datetime.combine(deadline.due_on, DAY_END, QUITO)
