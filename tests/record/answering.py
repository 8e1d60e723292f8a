"""How do the tests of privacy ask for something, and who answers?"""

from datetime import UTC, date, datetime
from typing import Any

from minga.people.models import Body, Person
from minga.record.labels import Standing
from minga.record.models import Case
from minga.record.privacy.breaches import BreachStep, open_breach, take_step
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.requests import (
    AskedData,
    DataDecision,
    confirm_identity,
    decide,
    hand_over_copy,
    open_request,
)
from minga.record.registers import Registrar
from minga.record.rules.breaches import AUTHORITY_NOTICE, SUBJECT_NOTICE
from minga.record.rules.data_requests import DataRight, IdentityProof, RefusalCause

AT = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 12, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 12)
SECRET = "zarzamora"


def by(person: Person, body: Body) -> Registrar:
    return Registrar(person, body, Standing.DECLARED)


def asked(
    person: Person, right: DataRight = DataRight.ACCESS, at: datetime = AT, **more: Any
) -> DataSubjectRequest:
    """Ask for something; the words hold SECRET."""
    return open_request(
        person=person, asked=AskedData(right=right, text=f"Pido {SECRET}", **more), at=at
    )


def known(request: DataSubjectRequest, hand: Registrar) -> DataSubjectRequest:
    """Bring a request to where it can be answered."""
    confirm_identity(request=request, proof=IdentityProof.OWN_ACCOUNT, by=hand, at=AT)
    return request


def answered(
    request: DataSubjectRequest,
    hand: Registrar,
    act: str = "grant",
    *,
    cause: RefusalCause | None = None,
    text: str = f"Respuesta {SECRET}",
    **more: Any,
) -> DataSubjectRequest:
    """Answer a request whose identity is known, handing over a copy where that is due."""
    if DataRight(request.right) in {DataRight.ACCESS, DataRight.PORTABILITY} and act != "refuse":
        hand_over_copy(request=request, by=hand, at=AT)
    decide(request=request, decision=DataDecision(act, text, cause, **more), by=hand, at=LATER)
    request.case.refresh_from_db()
    return request


def breached(hand: Registrar, act: str = "detect_breach", at: datetime = AT) -> Case:
    step = BreachStep(act, f"Se supo {SECRET}", people=12)
    return open_breach(title=f"Correo a otra lista {SECRET}", step=step, by=hand, detected_at=at)


def stepped(case: Case, hand: Registrar, *acts: str) -> Case:
    """Take steps, each notice complete."""
    notices = {"notify_authority": AUTHORITY_NOTICE, "notify_subjects": SUBJECT_NOTICE}
    for act in acts:
        step = BreachStep(act, f"Se hizo {SECRET}", told=notices.get(act, ()))
        take_step(case=case, step=step, by=hand, at=LATER)
    case.refresh_from_db()
    return case
