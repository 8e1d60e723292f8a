"""It is true that a deadline says in one sentence why it ends that day."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.calendar import Calendar
from minga.kernel.clock import QUITO as QUITO_TIME
from minga.kernel.deadlines import TermKind, TermUnit, due
from minga.kernel.explanation import deadline_document, explain
from minga.kernel.holidays import Holiday, Place

QUITO = Calendar(Place.QUITO)
TERMINO, PLAZO = TermKind.TERMINO, TermKind.PLAZO
HOURS, DAYS, MONTHS, YEARS = TermUnit.HOURS, TermUnit.DAYS, TermUnit.MONTHS, TermUnit.YEARS
FRIDAY_AT_TEN = datetime(2026, 10, 30, 10, 5, tzinfo=QUITO_TIME)
SATURDAY_AT_TEN = datetime(2026, 11, 7, 10, 5, tzinfo=QUITO_TIME)


@pytest.mark.parametrize(
    ("start", "amount", "kind", "unit", "sentence"),
    [
        (
            date(2026, 10, 26),
            10,
            TERMINO,
            DAYS,
            "10 días término desde el 27 de octubre; se saltan 31 oct – 3 nov y los demás fines de "
            "semana; vence el 11 de noviembre de 2026",
        ),
        (
            date(2026, 10, 29),
            3,
            TERMINO,
            DAYS,
            "3 días término desde el 30 de octubre; se saltan 31 oct – 3 nov; "
            "vence el 5 de noviembre de 2026",
        ),
        (
            date(2026, 9, 4),
            6,
            TERMINO,
            DAYS,
            "6 días término desde el 7 de septiembre; se saltan los fines de semana; "
            "vence el 14 de septiembre de 2026",
        ),
        (
            date(2026, 9, 7),
            1,
            TERMINO,
            DAYS,
            "1 día término desde el 8 de septiembre; vence el 8 de septiembre de 2026",
        ),
        (
            date(2024, 12, 31),
            1,
            TERMINO,
            DAYS,
            "1 día término desde el 2 de enero; se salta 1 ene; vence el 2 de enero de 2025",
        ),
        (
            date(2026, 12, 23),
            6,
            TERMINO,
            DAYS,
            "6 días término desde el 24 de diciembre de 2026; se saltan 25 – 27 dic y 1 – 3 ene; "
            "vence el 4 de enero de 2027",
        ),
        (
            date(2026, 4, 2),
            40,
            TERMINO,
            DAYS,
            "40 días término desde el 6 de abril; se saltan 3 – 5 abr, 1 – 3 may, 23 – 25 may y los "
            "demás fines de semana; vence el 2 de junio de 2026",
        ),
        (
            date(2026, 1, 5),
            240,
            TERMINO,
            DAYS,
            "240 días término desde el 6 de enero; se saltan los fines de semana y 10 feriados; "
            "vence el 21 de diciembre de 2026",
        ),
        (
            date(2026, 10, 30),
            5,
            PLAZO,
            DAYS,
            "5 días plazo desde el 4 de noviembre; se saltan 31 oct – 3 nov; el último día, 8 de "
            "noviembre, no es laborable (domingo) y pasa al siguiente día laborable; vence el 9 de "
            "noviembre de 2026",
        ),
        (
            date(2026, 11, 6),
            2,
            PLAZO,
            DAYS,
            "2 días plazo desde el 9 de noviembre; se saltan 7 – 8 nov; "
            "vence el 10 de noviembre de 2026",
        ),
        (
            date(2026, 12, 31),
            12,
            PLAZO,
            MONTHS,
            "12 meses plazo desde el 31 de diciembre de 2026; el último día, 31 de diciembre de 2027, "
            "no es laborable (Año Nuevo) y pasa al siguiente día laborable; "
            "vence el 3 de enero de 2028",
        ),
        (
            date(2026, 3, 2),
            1,
            PLAZO,
            YEARS,
            "1 año plazo desde el 2 de marzo de 2026; vence el 2 de marzo de 2027",
        ),
        (
            FRIDAY_AT_TEN,
            48,
            TERMINO,
            HOURS,
            "48 horas término desde las 10:05 del 30 de octubre; se saltan 31 oct – 3 nov; "
            "vence a las 10:05 del 5 de noviembre de 2026",
        ),
        (
            SATURDAY_AT_TEN,
            1,
            TERMINO,
            HOURS,
            "1 hora término desde el 9 de noviembre; se saltan los fines de semana; "
            "vence a las 01:00 del 9 de noviembre de 2026",
        ),
        (
            date(2026, 10, 26),
            48,
            TERMINO,
            HOURS,
            "48 horas término desde el 27 de octubre; vence al terminar el 28 de octubre de 2026",
        ),
    ],
)
def test_the_sentence_tells_what_is_counted_skipped_and_when_it_ends(
    start, amount, kind, unit, sentence
):
    assert explain(due(start, amount, kind, unit, QUITO)) == sentence


def test_every_word_can_be_translated():
    english = {"octubre": "October", "{day} de {month}": "{month} {day}", "el {day}": "{day}"}
    deadline = due(date(2026, 10, 26), 1, TERMINO, DAYS, QUITO)
    sentence = explain(deadline, lambda text: english.get(text, text))
    assert sentence == "1 día término desde October 27; vence el October 27 de 2026"


def test_the_document_has_the_published_shape():
    assert deadline_document(due(date(2026, 10, 30), 1, TERMINO, DAYS, QUITO)) == {
        "start": "2026-10-30",
        "due": "2026-11-04",
        "kind": "termino",
        "amount": 1,
        "unit": "days",
        "place": "quito",
        "skipped": [
            {"date": "2026-10-31", "name": "sábado"},
            {"date": "2026-11-01", "name": "domingo"},
            {"date": "2026-11-02", "name": "Día de los Difuntos"},
            {"date": "2026-11-03", "name": "Independencia de Cuenca"},
        ],
        "explanation": "1 día término desde el 4 de noviembre; se saltan 31 oct – 3 nov; "
        "vence el 4 de noviembre de 2026",
    }


def test_the_document_of_hours_has_moments():
    document = deadline_document(due(FRIDAY_AT_TEN, 1, TERMINO, HOURS, QUITO))
    assert document["start"] == "2026-10-30T10:05:00-05:00"
    assert document["due"] == "2026-10-30T11:05:00-05:00"


def test_a_declared_name_is_text_and_never_a_format():
    day = Holiday(date(2026, 9, 8), "{sorpresa}", Place.QUITO, "Decreto de prueba")
    calendar = Calendar(Place.QUITO, (day,))
    document = deadline_document(due(date(2026, 9, 7), 1, TERMINO, DAYS, calendar))
    assert document["skipped"] == [{"date": "2026-09-08", "name": "{sorpresa}"}]


@given(
    st.dates(date(2017, 1, 1), date(2060, 1, 1)),
    st.integers(1, 500),
    st.sampled_from(TermKind),
    st.sampled_from([HOURS, DAYS]),
)
def test_every_sentence_ends_with_the_due_day_and_its_year(start, amount, kind, unit):
    deadline = due(start, amount, kind, unit, QUITO)
    sentence = explain(deadline)
    assert sentence.endswith(f" de {deadline.due.year}")
    assert (" los fines de semana y " in sentence) <= (kind is TERMINO)
