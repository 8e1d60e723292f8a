"""What may happen to a small gestión? Each function writes one act through its service, on a day."""

from dataclasses import replace
from datetime import date

from minga.people.models import Body, Person
from minga.plan.models import Activity, Casework
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.services.acts import Record
from minga.plan.services.casework import (
    Asker,
    Need,
    Step,
    open_casework,
    record_step,
    settle_casework,
)
from minga.record.models import Act
from minga.record.public import Words
from tests.factories.plan import on

ASKED_ON = date(2024, 3, 4)
NEED = "Reparar la vereda de la calle Ensayo"


def a_casework(
    office: Body,
    person: Person,
    *,
    line: str = NEED,
    day: date = ASKED_ON,
    asker: Person | None = None,
    said: str = "",
    activities: tuple[Activity, ...] = (),
    **more: object,
) -> Casework:
    """Register a need that reached the office by telephone."""
    need = Need(line=line, origin=CaseworkOrigin.PHONE, activities=activities)
    need = replace(need, **more)  # type: ignore[arg-type]  # names of its fields
    with on(day) as at:
        return open_casework(
            need=need,
            office=office,
            record=Record(person, at),
            asker=Asker(asker, said) if asker else None,
        )


def a_step(
    casework: Casework,
    person: Person,
    day: date,
    *,
    act: str = "send_letter",
    step: Step | None = None,
    title: str = "Carta a la empresa de obras",
    corrects: Act | None = None,
) -> Act:
    """Record a step of a gestión."""
    with on(day) as at:
        return record_step(
            casework=casework,
            act=act,
            step=step or Step(),
            record=Record(person, at, words=Words(title=title), corrects=corrects),
        )


def an_end(casework: Casework, person: Person, day: date, act: str = "close_done") -> Act:
    """Say how a gestión ended, or take it up again."""
    with on(day) as at:
        record = Record(person, at, words=Words(title="La vereda quedó lista"))
        return settle_casework(casework=casework, act=act, record=record)
