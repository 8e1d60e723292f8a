"""What may happen to a letter? Each function writes or sends one through its service, on a day."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2

from minga.people.models import Person
from minga.plan.models import Casework, CaseworkStep, Letter
from minga.plan.rules.letters import LetterKind
from minga.plan.services.acts import Record
from minga.plan.services.letters import Draft, send_letter, write_letter
from minga.record.models import Act
from tests.factories.plan import on
from tests.plan.casework_world import ASKED_ON

DUE_ON = ASKED_ON + timedelta(days=15)
SECRET = "zarzaparrilla"  # a word that stands in private letters alone


def a_draft(**more: object) -> Draft:
    """The smallest letter to an entity."""
    draft = Draft(
        kind=LetterKind.REQUEST,
        written_on=ASKED_ON,
        addressee="Empresa de obras de ensayo",
        subject="Vereda de la calle Ensayo",
        text="De mi consideración:\n\nPido responder hasta el {respuesta_hasta}.",
        signed_by="Carmen Nudo",
        signed_as="Concejala",
        answer_due_on=DUE_ON,
    )
    return replace(draft, **more)  # type: ignore[arg-type]  # names of its fields


def a_reply(person: Person | None = None, **more: object) -> Draft:
    """The smallest letter to who asked."""
    return a_draft(
        kind=LetterKind.REPLY,
        addressee=f"Clara {SECRET}",
        subject=f"Su pedido {SECRET}",
        text=f"Estimada {SECRET}: ya se pidió.",
        answer_due_on=None,
        person=person,
        **more,
    )


def a_letter(
    casework: Casework, by: Person, draft: Draft | None = None, day: date = ASKED_ON
) -> Letter:
    """Write a letter of a gestión on a day."""
    with on(day) as at:
        return write_letter(
            casework=casework, draft=draft or a_draft(), by=by, at=at, once=uuid.uuid4()
        )


def sent(letter: Letter, by: Person, day: date = ASKED_ON, due: date | None = DUE_ON) -> Act:
    """Record that a letter was sent on a day."""
    with on(day) as at:
        return send_letter(letter=letter, record=Record(by, at), answer_due_on=due)


def step_of(act: Act) -> CaseworkStep:
    """Return the facts of a step."""
    return CaseworkStep.objects.get(act=act)


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page of a PDF, by another program than the one that wrote it."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(text.split()) for text in found]
