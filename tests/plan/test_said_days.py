"""Is it true that days are read as Spanish says them, and that avenues are none?"""

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar, add_working_days
from minga.kernel.holidays import Place
from minga.kernel.refusal import Refused
from minga.plan.rules.said_days import DueReason, days_said, due_day, letter_day, plain

ON = date(2026, 11, 24)  # a Tuesday
CALENDAR = Calendar(Place.QUITO)
LONG = 20_000


def working(day: date, count: int) -> date:
    return add_working_days(day, count, CALENDAR)


def days(text: str, on: date = ON) -> list[date]:
    return [one.day for one in days_said(text, on, working)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hasta el 15 de diciembre de 2026", date(2026, 12, 15)),
        ("el 15 de Diciembre del 2026", date(2026, 12, 15)),
        ("EL 15 DE DICIEMBRE DE 2026", date(2026, 12, 15)),
        ("a los 3 días del mes de noviembre de 2026", date(2026, 11, 3)),
        ("1º de mayo de 2027", date(2027, 5, 1)),
        ("el primero de mayo de 2027", date(2027, 5, 1)),
        ("el 1ro de mayo, 2027", date(2027, 5, 1)),
        ("el 5 de setiembre de 2026", date(2026, 9, 5)),
        ("15/12/2026", date(2026, 12, 15)),
        ("15-12-26", date(2026, 12, 15)),
        ("15.12.2026.", date(2026, 12, 15)),
        ("15-dic-2026", date(2026, 12, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("hasta el 15 de diciembre", date(2026, 12, 15)),
        ("desde el 3 de enero", date(2027, 1, 3)),
        ("el jueves 3 de septiembre se pidió", date(2026, 9, 3)),
        ("el 1 de junio", date(2026, 6, 1)),
        ("en 15 días", ON + timedelta(days=15)),
        ("en quince (15) días", ON + timedelta(days=15)),
        ("en los próximos 8 días", ON + timedelta(days=8)),
        ("dentro de dos semanas", ON + timedelta(days=14)),
        ("en 48 horas", ON + timedelta(days=2)),
        ("en setenta y dos horas", ON + timedelta(days=3)),
        ("en un mes", date(2026, 12, 24)),
        ("en tres meses", date(2027, 2, 24)),
        ("en el término de 10 días", date(2026, 12, 9)),
        ("en 5 días hábiles", date(2026, 12, 1)),
        ("en el plazo de 10 días", ON + timedelta(days=10)),
        ("el próximo viernes", date(2026, 11, 27)),
        ("el viernes próximo", date(2026, 11, 27)),
        ("este martes", date(2026, 12, 1)),
        ("el lunes que viene", date(2026, 11, 30)),
        ("pasado mañana", date(2026, 11, 26)),
        ("mañana a las 9", date(2026, 11, 25)),
        ("a fin de mes", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Av. 10 de Agosto y Colón",
        "por la 6 de Diciembre",
        "calle 24 de mayo",
        "el 31 de febrero de 2026",
        "el 31 de abril",
        "45/12/2026",
        "10/13/2026",
        "el oficio 12-2026-1234",
        "192.168.10.12.11",
        "a las 9 de la mañana",
        "los lunes y miércoles",
        "hace 15 días",
        "en 0 días",
        "en 999 días",
        "en 60 meses",
        "en el término de 900 días",
        "15 de 12 de 3026",
        "el 3 de mayo de 1850",
        "",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text) == []


def test_a_month_has_the_days_it_has() -> None:
    assert days("en un mes", date(2027, 1, 31)) == [date(2027, 2, 28)]
    assert days("a fin de mes", date(2027, 12, 5)) == [date(2027, 12, 31)]
    assert days("el 29 de febrero", date(2027, 12, 1)) == [date(2028, 2, 29)]


def test_where_the_calendar_ends_no_day_is_invented() -> None:
    def ended(_day: date, _count: int) -> date:
        raise Refused("date-out-of-range")

    assert days_said("en 5 días hábiles", ON, ended) == []


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("Responder hasta el 15 de diciembre de 2026.", date(2026, 12, 15), DueReason.UNTIL),
        ("a más tardar el viernes 4 de diciembre", date(2026, 12, 4), DueReason.UNTIL),
        ("El plazo vence el 15/12/2026", date(2026, 12, 15), DueReason.UNTIL),
        ("Entregar antes del 15 de diciembre", date(2026, 12, 14), DueReason.BEFORE),
        ("en el término de 10 días", date(2026, 12, 9), DueReason.TERM),
        ("en un plazo máximo de 15 días", date(2026, 12, 9), DueReason.TERM),
        ("pedimos respuesta para el 15 de diciembre", date(2026, 12, 15), DueReason.ANSWER),
        ("le responderemos en 8 días", date(2026, 12, 2), DueReason.ANSWER),
    ],
)
def test_the_last_day_is_told_with_its_reason(text: str, day: date, reason: DueReason) -> None:
    due = due_day(days_said(text, ON, working), ON)
    assert due is not None
    assert (due.day, due.reason) == (day, reason)


def test_a_strong_word_wins_and_what_is_past_is_not_due() -> None:
    text = (
        "Quito, 3 de noviembre de 2026. Respuesta al oficio del 1 de diciembre de 2026. El taller"
        " fue hasta el 10 de noviembre. Conteste hasta el 15 de diciembre de 2026, por favor."
    )
    found = days_said(text, ON, working)
    due = due_day(found, ON)
    assert due is not None
    assert (due.day, due.said) == (date(2026, 12, 15), "15 de diciembre de 2026")
    assert [one.reason for one in found if one.day < ON] == [None, None]


def test_nothing_is_due_without_a_word_that_says_so() -> None:
    assert due_day(days_said("El taller es el 15 de diciembre.", ON, working), ON) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quito, 3 de noviembre de 2026\n\nSeñora", date(2026, 11, 3)),
        ("Quito, D.M., 3 de noviembre de 2026", date(2026, 11, 3)),
        ("Oficio 12\nFecha: 03/11/2026", date(2026, 11, 3)),
        ("Quito, 3 de diciembre de 2026", None),
        ("Nos vemos el 3 de noviembre", None),
        ("x" * 500 + "Quito, 3 de noviembre de 2026", None),
    ],
)
def test_a_letter_bears_its_day_at_its_head(text: str, day: date | None) -> None:
    assert letter_day(text, ON, working) == day


@given(st.text(max_size=400))
def test_places_in_a_text_stay_the_same(text: str) -> None:
    assert len(plain(text)) == len(text)


PIECES = st.sampled_from(
    [
        "hasta ",
        "el ",
        "15 ",
        "de ",
        "mayo ",
        "2026 ",
        "99/",
        "1/",
        "en ",
        "término ",
        "días ",
        "İ",
        "\n",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join))
def test_any_text_is_read_and_quoted_as_it_stands(text: str) -> None:
    for one in days_said(text, ON, working):
        assert "".join(one.said.split()) in "".join(text.split())
        assert one.reason is None or one.day >= ON


@pytest.mark.parametrize(
    "piece",
    ["1/1/2026 ", "en el plazo de ", "el ", "antes de ", "9", "-", "hasta el 1 de mayo, ", "İ"],
)
def test_a_long_text_costs_little(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    spent = []
    for _turn in range(3):
        before = process_time()
        days_said(text, ON, working)
        spent.append(process_time() - before)
    assert min(spent) < 0.05
