"""A receipt says until when there is an answer, and from when that is counted."""

import re
import uuid
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from django import forms
from django.test import Client

from minga.kernel.holidays import Place
from minga.people.public import Body, Person
from minga.record.counter.acts import AtCounter, CounterAct, CounterForm, install_counter_acts
from minga.record.counter.attending import arrival, attend
from minga.record.counter.receipts import kept_for_printing, receipt_kept, receipt_of, receipt_pdf
from minga.record.counter.week import week_in_words, weeks_in_words
from minga.record.deadlines import legal_calendar, recount
from minga.record.models import Case, Deadline
from minga.record.rules.reception import OpenHours
from minga.record.services import append_act, lock_case, register_case
from tests.cast import signed_in
from tests.record.clocks import FILE, Request, parameter
from tests.record.counter_world import NOW, at_the_counter, open_week

__all__ = ["at_the_counter"]

SUNDAY = datetime(2027, 2, 28, 15, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)


class TitleForm(CounterForm):
    """One line."""

    takes_scan = False
    line = forms.CharField(label="Qué pide")


def file(form: TitleForm, at: AtCounter) -> Case:
    """Open a case whose first act starts a clock, from when the counter counts it."""
    case = register_case(
        kind="TST",
        title=form.cleaned_data["line"],
        state=Request.OPEN,
        opened_on=at.arrived_at.date(),
        body=at.body,
    )
    append_act(
        lock_case(case.pk),
        FILE,
        actor=at.clerk,
        happened_at=at.arrived_at,
        counts_from=at.counts_from,
    )
    return case


FILING = CounterAct(code="solicitud", label="Pedir información", form=TitleForm, save=file)


@pytest.fixture
def counter(bodies: object) -> Body:
    return Body.objects.get(slug="ventanilla-de-ensayo")


@pytest.mark.usefixtures("at_the_counter", "request_kind")
class TestDueDate:
    """Clocks of what arrives at a counter."""

    def test_a_clock_runs_from_the_day_it_counts_as_received(
        self, counter: Body, clerk: Person
    ) -> None:
        parameter("test.response", "10", "working_day")
        open_week(counter, clerk)
        at, received = arrival(AtCounter(clerk, None, counter, SUNDAY))
        form = TitleForm({"line": "Lista de puestos"}, at=at)
        assert form.is_valid()
        done = attend(act=FILING, form=form, received=received, visit_id=uuid.uuid4(), now=NOW)
        clock = Deadline.objects.get()
        assert clock.started_by.happened_at == SUNDAY
        assert (clock.starts_on, clock.due_on) == (date(2027, 3, 1), date(2027, 3, 15))
        assert recount(clock, legal_calendar(Place.QUITO)).due == clock.due_on
        receipt = receipt_of(done, form.receipt_lines(), NOW.date())
        assert [shown.due_on for shown in receipt.clocks] == [date(2027, 3, 15)]
        assert receipt.received == (
            "lunes 1 de marzo de 2027, 08:00. Llegó un día sin atención: cuenta desde la siguiente "
            "apertura (regla del programa, por verificar)"
        )

    def test_page_and_paper_say_the_day_of_the_answer(
        self, client: Client, counter: Body, clerk: Person
    ) -> None:
        parameter("test.response", "10", "working_day", evidence="U")
        install_counter_acts((FILING,))
        window = signed_in(client, clerk)
        address = "/despacho/mostrador/sin-nombre/solicitud/"
        visit = re.search(r'name="visit" value="([^"]+)"', window.get(address).content.decode())
        assert visit is not None
        page = window.post(
            address, {"visit": visit[1], "line": "Lista de puestos"}
        ).content.decode()
        assert "<b>lunes 15 de marzo</b>" in page
        assert "Plazo por verificar" in page
        kept = re.search(r'name="kept" value="([^"]+)"', page)
        assert kept is not None
        for paper in ("a4", "roll"):
            pdf = window.post("/despacho/mostrador/recibo/", {"kept": kept[1], paper: "1"})
            document = pypdfium2.PdfDocument(pdf.content)
            text = document[0].get_textpage().get_text_bounded()
            assert "lunes 15 de marzo" in text.replace("\r\n", " ")
            assert "Plazo por verificar" in text

    def test_a_hostile_title_is_text_on_paper(self, counter: Body, clerk: Person) -> None:
        parameter("test.response", "10", "working_day")
        title = '#panic("no") $x$ *y* <script> \\ "'
        at, received = arrival(AtCounter(clerk, None, counter, NOW))
        form = TitleForm({"line": title}, at=at)
        assert form.is_valid()
        done = attend(act=FILING, form=form, received=received, visit_id=uuid.uuid4(), now=NOW)
        pdf = receipt_pdf(receipt_of(done, (), NOW.date()), roll=False)
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        assert title in text.replace("\r\n", " ")

    def test_a_receipt_is_kept_for_an_hour(
        self, counter: Body, clerk: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parameter("test.response", "10", "working_day")
        at, received = arrival(AtCounter(clerk, None, counter, NOW))
        form = TitleForm({"line": "Lista"}, at=at)
        assert form.is_valid()
        done = attend(act=FILING, form=form, received=received, visit_id=uuid.uuid4(), now=NOW)
        receipt = receipt_of(done, (), NOW.date())
        kept = kept_for_printing(receipt)
        assert receipt_kept(kept, [counter.pk], NOW.date()) == receipt
        assert receipt_kept(kept, [], NOW.date()) is None
        monkeypatch.setattr("minga.record.counter.receipts.PRINTED_WITHIN", -1)
        assert receipt_kept(kept, [counter.pk], NOW.date()) is None


def hours(*rows: tuple[int, int, int], since: date = SINCE) -> list[OpenHours]:
    return [OpenHours(day, time(opens), time(closes), since) for day, opens, closes in rows]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "El horario de atención no está fijado."),
        ([(0, 8, 16)], "Lunes, 08:00 a 16:00."),
        ([(0, 8, 16), (1, 8, 16)], "Lunes y martes, 08:00 a 16:00."),
        (
            [(0, 8, 12), (0, 13, 16), (1, 8, 12), (1, 13, 16), (2, 8, 12), (2, 13, 16), (4, 9, 12)],
            "Lunes a miércoles, 08:00 a 12:00 y 13:00 a 16:00; viernes, 09:00 a 12:00.",
        ),
        ([(0, 8, 16), (2, 8, 16)], "Lunes, 08:00 a 16:00; miércoles, 08:00 a 16:00."),
    ],
)
def test_hours_are_said_by_runs_of_days(rows: list[tuple[int, int, int]], said: str) -> None:
    assert week_in_words(hours(*rows)) == said


def test_hours_that_begin_later_are_said_after_those_in_force() -> None:
    rows = [*hours((0, 8, 16)), *hours((0, 9, 12), since=date(2027, 4, 1))]
    assert weeks_in_words(rows, date(2027, 3, 1)) == (
        "Lunes, 08:00 a 16:00. Desde el 1 de abril de 2027: Lunes, 09:00 a 12:00."
    )
