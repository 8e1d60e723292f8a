"""What do the tests of the counter share? An act that opens a plain case, and hours of a week."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from django import forms
from django.core.cache import cache
from django.test import Client

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import AccountEvent, Body, Person
from minga.record.counter.acts import (
    AtCounter,
    CounterAct,
    CounterForm,
    ReceiptLine,
    counter_acts,
    install_counter_acts,
)
from minga.record.counter.hours import Opening, set_hours
from minga.record.counter.own_counter_acts import END_CODE, RENEW_CODE, SHOWN_ID
from minga.record.models import Case
from minga.record.services import Words, append_act, lock_case
from tests.cast import signed_in
from tests.record.acts import NOTE, open_case

START = "/despacho/mostrador/"
NAMELESS = f"{START}sin-nombre/"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")
CEDULA = "1710034065"
NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)  # Monday, 10:00 in Quito


class PlainForm(CounterForm):
    """One question."""

    said = forms.CharField(label="Qué pide", max_length=80)

    def receipt_lines(self) -> tuple[ReceiptLine, ...]:
        return (ReceiptLine("Pidió", self.cleaned_data["said"]),)


def open_plain(form: PlainForm, at: AtCounter) -> Case:
    """Open a case with one note; refuse the word «nada»."""
    if form.cleaned_data["said"] == "nada":
        raise Refused("document-empty")
    case = lock_case(open_case(at.body, title="Pedido de ensayo").pk)
    append_act(
        case,
        NOTE,
        actor=at.clerk,
        happened_at=at.arrived_at,
        counts_from=at.counts_from,
        words=Words(attachments=form.attachments()),
    )
    return case


PLAIN = CounterAct(code="ensayo", label="Pedir algo de ensayo", form=PlainForm, save=open_plain)


@pytest.fixture
def at_the_counter(db: None) -> Iterator[datetime]:
    """Monday at ten, with an act of its own beside those of the record."""
    clock.shift_to(NOW)
    cache.clear()
    before = counter_acts()
    install_counter_acts((PLAIN, RENEW_CODE, END_CODE, SHOWN_ID))
    yield NOW
    install_counter_acts(before)


def open_week(body: Body, by: Person, since: date = date(2026, 1, 1)) -> None:
    """Open a counter on working days from eight to half past four."""
    set_hours(
        body=body,
        weekdays=range(5),
        openings=[Opening(time(8), time(16, 30))],
        starts_on=since,
        by=by,
        at=NOW,
    )


@pytest.fixture
def counter(bodies: object) -> Body:
    """The counter of the cast."""
    return Body.objects.get(slug="ventanilla-de-ensayo")


@pytest.fixture
def window(client: Client, clerk: Person) -> Client:
    """The browser of the clerk."""
    return signed_in(client, clerk)


def page_of(person: Person, act: str = "") -> str:
    return f"{START}persona/{person.public_id}/{act}"


def form_of(window: Client, address: str) -> dict[str, str]:
    """Open a form and return what it carries hidden."""
    shown = window.get(address).content.decode()
    found = re.search(r'name="visit" value="([^"]+)"', shown)
    return {"visit": found[1]} if found else {}


def attend(window: Client, address: str, **said: object) -> tuple[int, str]:
    """Fill in an act and send it; return status and page."""
    answer = window.post(address, form_of(window, address) | said)
    return answer.status_code, answer.content.decode()


def log_of(person: Person) -> list[tuple[str, str]]:
    rows = AccountEvent.objects.filter(person=person).order_by("pk")
    return [(event.kind, event.detail) for event in rows]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)
