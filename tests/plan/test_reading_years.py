"""Years are read from marks, headings and words, counted from the start of the term."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.reading import Period
from minga.plan.reading.years import (
    is_mark,
    is_subperiod,
    marks_year,
    term_length,
    year_label,
    years_in_words,
)

TERM = Period(2023, 2027)
ALL = (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023 - 2024", (1, 2)),
        ("2023-2025", (1, 2, 3)),
        ("2023 y 2025", (1, 3)),
        ("2023, 2024 y 2026", (1, 2, 4)),
        ("2024 al 2026", (2, 3, 4)),
        ("de 2024 a 2025", (2, 3)),
        ("desde 2024 hasta 2026", (2, 3, 4)),
        ("2025", (3,)),
        ("Año 2025", (3,)),
        ("mayo 2023 - mayo 2024", (1, 2)),
        ("hasta diciembre de 2024", (2,)),
        ("31/12/2024", (2,)),
        ("2023-2027", ALL),
        ("2026 - 2027", (4,)),
        ("2019", ()),
        ("2035", ()),
        ("Años 2 al 4", (2, 3, 4)),
        ("Año 2 a 4", (2, 3, 4)),
        ("Año 1 al año 3", (1, 2, 3)),
        ("Año 1 y 3", (1, 3)),
        ("Años 1, 2 y 4", (1, 2, 4)),
        ("años 1-3", (1, 2, 3)),
        ("1er año", (1,)),
        ("Primer año", (1,)),
        ("segundo y tercer año", (2, 3)),
        ("primer al tercer año", (1, 2, 3)),
        ("Año II", (2,)),
        ("1, 2, 3", (1, 2, 3)),
        ("2", (2,)),
        ("Permanente", ALL),
        ("PERMANENTE.", ALL),
        ("Permanentemente", ALL),
        ("Continuo", ALL),
        ("Todo el período", ALL),
        ("Durante todo el periodo de gestión", ALL),
        ("todos los años", ALL),
        ("4 años", ALL),
        ("Cuatro años", ALL),
        ("cada año", ALL),
        ("desde 2025", (3, 4)),
        ("A partir del segundo año", (2, 3, 4)),
        ("Permanente (mensual)", ALL),
        ("Permanente desde 2024", (2,)),
        ("Permanente durante los 4 años", ALL),
        ("Mediano plazo (2 años)", ()),
        ("1 año", ()),
        ("2 años", ()),
        ("corto plazo", ()),
        ("12 meses", ()),
        ("6 meses", ()),
        ("Mensual", ()),
        ("", ()),
        ("-", ()),
        ("por definir", ()),
    ],
)
def test_words_name_years_of_the_term(text, years):
    assert years_in_words(text, TERM) == years


@pytest.mark.parametrize(
    ("period", "years"),
    [
        (Period(2019, 2023), 4),
        (Period(2014, 2019), 5),
        (Period(2023, None), 4),
        (Period(), 4),
        (Period(2000, 2040), 4),
    ],
)
def test_a_term_lasts_what_it_states_else_the_legal_four_years(period, years):
    assert term_length(period) == years
    assert years_in_words("permanente", period) == tuple(range(1, years + 1))


def test_without_a_start_calendar_years_say_nothing():
    assert years_in_words("2023 - 2024", Period()) == ()
    assert years_in_words("Años 1 y 2", Period()) == (1, 2)


@settings(deadline=None)
@given(st.integers(2000, 2060), st.integers(0, 3), st.integers(0, 3))
def test_a_span_of_calendar_years_inside_the_term_is_its_ordinals(start, first, length):
    last = min(first + length, 3)
    text = f"{start + first} - {start + last}" if last > first else str(start + first)
    period = Period(start, start + 4)
    assert years_in_words(text, period) == tuple(range(first + 1, last + 2))


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1990, 2060))
def test_whatever_is_written_years_stay_inside_the_term_in_order(text, start):
    years = years_in_words(text, Period(start, start + 4))
    assert list(years) == sorted(set(years))
    assert set(years) <= {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Año 1", 1), ("AÑO 4", 4), ("Año III", 3), ("1er año", 1), ("Cuarto año", 4), ("A2", 2),
        ("2024", 2024), ("Año 2024", 2024), ("Meta 2025", 2025), ("T1 2024", 2024),
        ("2023 (mayo-dic)", 2023), ("Año 1º", 1), ("2023-2024", 2023), ("Ejercicio 2026", 2026), ("Año 2 (2024)", 2024),
        ("2023-2027", None), ("Período 2023-2027", None), ("Tiempo", None), ("Año", None),
        ("Línea base 2022", None), ("Población 2010", None), ("Año base", None), ("T1", None),
    ],
)  # fmt: skip
def test_a_heading_names_a_year_or_none(text, number):
    label = year_label(text)
    assert (label.number if label else None) == number


@pytest.mark.parametrize("text", ["T1", "t4", "Q2", "I", "IV", "1", "Trimestre 1", "I Trim", "1er trimestre", "Primer semestre", "S2", "Ene", "Diciembre"])  # fmt: skip
def test_parts_of_a_year(text):
    assert is_subperiod(text)


@pytest.mark.parametrize(
    "text",
    ["x", "Metas", "5", "Año 1", "Mercado", "Marcar", "Abrir", "Mayores", "Junta", "Segundo"],
)
def test_other_headings_are_no_part_of_a_year(text):
    assert not is_subperiod(text)


@pytest.mark.parametrize("text", ["x", "XX", "✓", "25%", "100", "1.200,50", "$ 300", "2 km", "5 obras", "permanente", "T3", "sí"])  # fmt: skip
def test_marks_look_like_marks(text):
    assert is_mark(text)
    assert marks_year(text)


@pytest.mark.parametrize("text", ["Ordenanzas", "Recursos propios, crédito", "Informe anual"])
def test_prose_marks_a_year_but_does_not_look_like_a_mark(text):
    assert not is_mark(text)
    assert marks_year(text)


@pytest.mark.parametrize(
    "text", ["", "-", "—", "0", "0,00", "0 %", "$ 0", "no", "#REF!", "\ufffd", "☐"]
)
def test_nothing_planned_or_nothing_readable_marks_no_year(text):
    assert not marks_year(text)
