"""A procedure of rehearsal: requests that start, stop and lose clocks, for the tests of the record."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from minga.kernel import clock
from minga.kernel.lifecycle import Transition
from minga.people.models import Body, Person
from minga.record.case_kinds import (
    ActLabel,
    CaseKind,
    Expiry,
    QueueLine,
    case_kinds,
    install_case_kinds,
)
from minga.record.models import Act, Case, LegalParameter
from minga.record.services import append_act, lock_case, register_case

# Monday 26 October 2026, 10:00 in Quito; the example of the legal reference.
FILED_AT = datetime(2026, 10, 26, 15, 0, tzinfo=UTC)


class Request(StrEnum):
    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    DENIED_BY_SILENCE = "DENIED_BY_SILENCE"


FILE = Transition("file_request", None, Request.OPEN, starts=("test.response",))
ASK_AGAIN = Transition("ask_again", Request.OPEN, Request.OPEN, starts=("test.other",))
ANSWER = Transition("answer_request", Request.OPEN, Request.ANSWERED, stops=("test.response",))
SILENCE = Transition(
    "deny_by_silence", Request.OPEN, Request.DENIED_BY_SILENCE, legal_basis="LOTAIP 36"
)


def no_lines(viewer: Any, today: date) -> Sequence[QueueLine]:
    return ()


REQUEST_CASE = CaseKind(
    code="TST",
    label="Solicitud de ensayo",
    moves=(FILE, ASK_AGAIN, ANSWER, SILENCE),
    acts={"file_request": ActLabel("Se presentó la solicitud")},
    queue=no_lines,
    expiries=(Expiry("test.response", "test.silence", SILENCE),),
)


@pytest.fixture
def request_kind() -> Iterator[CaseKind]:
    """Install the procedure of rehearsal beside the others, for one test."""
    before = case_kinds()
    install_case_kinds((*before, REQUEST_CASE))
    yield REQUEST_CASE
    install_case_kinds(before)


def parameter(
    key: str, value: str = "10", unit: str = "working_day", **fields: Any
) -> LegalParameter:
    """Save one row of a legal parameter; confirmed unless told otherwise."""
    return LegalParameter.objects.create(
        **{"key": key, "value": value, "unit": unit, "evidence": "C"} | fields
    )


def file_request(
    actor: Person, body: Body | None = None, at: datetime = FILED_AT
) -> tuple[Case, Act]:
    """Open a case whose first act starts the clock `test.response`."""
    case = register_case(
        kind="TST",
        title="Lista de puestos libres",
        state=Request.OPEN,
        opened_on=clock.local_date(at),
        body=body,
    )
    return case, append_act(lock_case(case.pk), FILE, actor=actor, happened_at=at)
