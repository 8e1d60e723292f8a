"""Where are confirmations and declared days written? On one case a year and body, opened when needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from minga.kernel import clock
from minga.kernel.lifecycle import Transition, check_transition
from minga.people.public import Body, Person
from minga.record.labels import Standing
from minga.record.models import Act, Case, CaseCounter
from minga.record.rules.registers import RegisterState
from minga.record.rules.sealed_form import Payload
from minga.record.services import Source, Words, append_act, lock_case, register_case

type Moves = Sequence[Transition[RegisterState, None]]


@dataclass(frozen=True)
class Registrar:
    """Who writes on a register, for which body, and with what standing."""

    person: Person
    body: Body
    standing: Standing


@dataclass(frozen=True)
class Register:
    """A kind of yearly register: its code, its table and how its case is called."""

    kind: str
    moves: Moves
    opening: str
    title: str


def write_on(
    register: Register,
    act: str,
    *,
    by: Registrar,
    at: datetime,
    payload: Payload,
    words: Words,
    url: str = "",
) -> Act:
    """Write one act on the register of the year of `at`, opening it first when it is the first.

    Call it in a transaction. Raises TransitionRefused for an act that the register does not know.
    """
    case = _open_case(register, by, at)
    move = check_transition(register.moves, act, RegisterState(case.state), None)
    source = Source(standing=by.standing, url=url)
    return append_act(
        case, move, actor=by.person, happened_at=at, source=source, words=words, payload=payload
    )


def _open_case(register: Register, by: Registrar, at: datetime) -> Case:
    opened_on = clock.local_date(at)
    _lock_year(register.kind, opened_on.year)
    mine = Case.objects.filter(kind=register.kind, year=opened_on.year, body=by.body)
    found = mine.order_by("sequence").values_list("pk", flat=True).first()
    if found is not None:
        return lock_case(found)
    case = register_case(
        kind=register.kind,
        title=register.title.format(year=opened_on.year),
        state=RegisterState.OPEN,
        opened_on=opened_on,
        body=by.body,
        is_demonstration=by.body.is_demonstration,
    )
    move = check_transition(register.moves, register.opening, None, None)
    append_act(case, move, actor=by.person, happened_at=at, source=Source(standing=by.standing))
    return case


def _lock_year(kind: str, year: int) -> None:
    """Hold the year's counter, so that two first acts do not open two registers."""
    CaseCounter.objects.bulk_create([CaseCounter(kind=kind, year=year)], ignore_conflicts=True)
    CaseCounter.objects.select_for_update().get(kind=kind, year=year)
