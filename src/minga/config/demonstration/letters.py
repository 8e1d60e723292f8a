"""Which letters does the fictional office write? A few of each kind: sent, ready, void, reserved."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

from minga.config.demonstration.casework import Office
from minga.config.demonstration.life import set_clock
from minga.kernel import clock
from minga.plan.public import (
    Casework,
    Draft,
    Letter,
    LetterKind,
    Record,
    casework_of_offices,
    keep_letterhead,
    send_letter,
    void_letter,
    write_letter,
)

SIGNATORY = "Concejala de demostración"
AFTERNOON = 15
TO_ANSWER = timedelta(days=15)


def write_letters(office: Office, today: date) -> None:
    """Let the office write about four open gestiones on the afternoon before today."""
    keep_letterhead(
        body=office.body,
        prefix="OF-DEM",
        address="Calle Ficticia N1-23 · atención de lunes a viernes",
        signed_by=SIGNATORY,
        signed_as="Concejala (personaje ficticio)",
    )
    day = today - timedelta(days=1)
    found = casework_of_offices([office.body]).filter(case__opened_on__lt=day)
    for turn, casework in enumerate(found[:4]):
        set_clock(day, AFTERNOON + turn)
        _settle(office, _write(office, casework, turn, day), turn)


def _write(office: Office, casework: Casework, turn: int, day: date) -> Letter:
    draft = Draft(
        kind=LetterKind.REQUEST,
        written_on=day,
        subject=f"Pedido: {casework.case.title}",
        text="De mi consideración:\n\nPido revisar lo solicitado y responder por escrito hasta el"
        " {respuesta_hasta}: qué se hará, en qué fecha y quién responde por ello.",
        signed_by=SIGNATORY,
        answer_due_on=day + TO_ANSWER,
        addressed_to=casework.addressed_to,
        position="Gerente General",
    )
    if turn == 1:
        text = "Estimada vecina:\n\nSu pedido sigue en gestión. Le avisaremos en cuanto respondan."
        draft = replace(
            draft, kind=LetterKind.REPLY, text=text, addressed_to=None, position="",
            addressee="Persona Ficticia Uno", answer_due_on=None,
        )  # fmt: skip
    once = uuid.UUID(int=office.chance.getrandbits(128))
    return write_letter(
        casework=casework, draft=draft, by=office.adviser, at=clock.now(), once=once
    )


def _settle(office: Office, letter: Letter, turn: int) -> None:
    """Send the first two, leave one ready, give the last up."""
    if turn < 2:
        moment = clock.now() - timedelta(minutes=5)
        send_letter(
            letter=letter,
            record=Record(office.adviser, moment),
            answer_due_on=letter.answer_due_on,
        )
    elif turn == 3:
        void_letter(letter=letter, at=clock.now())
