"""A row that slid sideways is put back where that is sure, left blank where not, always reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.plan.reading import IssueCode, read_plan_bytes
from tests.plan.reading_files import HEADINGS, marked, tabbed

SOUND = (
    "",
    "Crecer",
    "Abrir mercados",
    "",
    "",
    *marked(1, 2, 3, 4),
    "Ordenanzas, resoluciones",
    "Comisiones",
)


def read(*rows):
    plan = read_plan_bytes("plan.txt", tabbed(HEADINGS, SOUND, *rows, before="PLAN 2023 - 2027"))
    return list(plan.activities()), [i.row for i in plan.issues if i.code is IssueCode.SHIFTED_ROW]


def test_a_sound_row_is_left_alone():
    activities, shifted = read()
    assert shifted == []
    assert activities[0].filed_cells == ()


def test_a_row_one_column_to_the_right_slides_back():
    activities, shifted = read(("", "", "Paraderos", "", "", "", "x", "x", "x", "x", "Ordenanzas"))
    assert shifted == [2]
    assert (activities[1].years, activities[1].strategies, activities[1].evaluation) == (
        (1, 2, 3, 4), ("Ordenanzas",), None,
    )  # fmt: skip


def test_a_row_one_column_to_the_left_slides_on():
    row = ("", "", "Paraderos", "", "x", "x", "x", "x", "Ordenanzas", "Comisiones", "")
    activities, shifted = read(row)
    assert shifted == [2]
    assert (activities[1].years, activities[1].target) == ((1, 2, 3, 4), None)
    assert (activities[1].strategies, activities[1].evaluation) == (("Ordenanzas",), "Comisiones")
    assert activities[1].filed_cells == row


def test_a_row_shifted_from_its_first_cell_gets_its_activity_back():
    activities, shifted = read(
        ("", "Paraderos", "", "", "x", "", "", "x", "Ordenanzas", "Comisiones", "")
    )
    assert shifted == [2]
    assert (activities[1].text, activities[1].years) == ("Paraderos", (1, 4))


def test_a_row_two_columns_to_the_right_slides_back():
    row = ("", "", "Paraderos", "", "", "", "", "x", "x", "x", "x", "Ordenanzas", "Comisiones")
    activities, shifted = read(row)
    assert shifted == [2]
    assert (activities[1].years, activities[1].strategies, activities[1].evaluation) == (
        (1, 2, 3, 4), ("Ordenanzas",), "Comisiones",
    )  # fmt: skip


def test_baseline_and_target_stay_when_only_the_years_slid():
    activities, shifted = read(
        ("", "", "Vías", "10 km", "20 km", "", "x", "x", "x", "x", "Ordenanzas")
    )
    assert shifted == [2]
    assert (activities[1].baseline, activities[1].target) == ("10 km", "20 km")
    assert activities[1].years == (1, 2, 3, 4)


def test_a_text_cut_by_an_unquoted_comma_is_joined_where_the_marks_say_so():
    data = (
        "Objetivo,Actividad,Año 1,Año 2,Estrategias\nCrecer,Abrir mercados,x,x,Minga\n"
        "Crecer,Cuidar parques, plazas,x,,Minga\n"
    )
    plan = read_plan_bytes("plan.csv", data.encode())
    second = list(plan.activities())[1]
    assert (second.text, second.years, second.strategies) == (
        "Cuidar parques, plazas",
        (1,),
        ("Minga",),
    )
    assert [i.row for i in plan.issues if i.code is IssueCode.SHIFTED_ROW] == [2]


def test_where_readings_differ_the_cells_in_doubt_stay_blank():
    data = (
        "Objetivo,Actividad,Año 1,Año 2,Estrategias,Evaluación\nCrecer,Abrir,x,x,Minga,Acta\n"
        "Crecer,Cuidar,x,,Ordenanzas,resoluciones,Comisiones\n"
    )
    plan = read_plan_bytes("plan.csv", data.encode())
    second = list(plan.activities())[1]
    assert (second.text, second.years) == ("Cuidar", (1,))
    assert (second.strategies, second.evaluation) == ((), None)


def test_what_other_rows_hold_settles_the_doubt():
    data = (
        "Objetivo,Actividad,Año 1,Año 2,Estrategias,Evaluación\nCrecer,Abrir,x,x,Minga,Comisiones\n"
        "Crecer,Cuidar,x,,Ordenanzas,resoluciones,Comisiones\n"
    )
    second = list(read_plan_bytes("plan.csv", data.encode()).activities())[1]
    assert (second.strategies, second.evaluation) == (("Ordenanzas", "resoluciones"), "Comisiones")


def test_a_mark_too_many_is_dropped_from_the_strategies():
    activities, shifted = read(("", "", "Vías", "a", "b", "x", "x", "x", "x", "x", "Comisiones"))
    assert shifted == [2]
    assert (activities[1].strategies, activities[1].evaluation) == ((), "Comisiones")


def test_short_rows_are_not_shifted():
    activities, shifted = read(("", "", "Vías", "", "", "x"))
    assert shifted == []
    assert activities[1].years == (1,)


@pytest.mark.parametrize("word", ["Diseño", "Inicio", "Fase 1", "5 barrios del sur"])
def test_words_in_year_cells_are_marks_not_shifts(word):
    activities, shifted = read(
        ("", "", "Vías", "", "", "x", word, "", "", "Ordenanzas", "Comisiones")
    )
    assert shifted == []
    assert activities[1].years == (1, 2)


def test_a_matrix_whose_year_cells_hold_prose_is_not_shifted():
    rows = [
        (
            "",
            "",
            f"Obra {n}",
            "",
            "",
            "Estudios y diseño definitivo de la obra",
            "Contratación, ejecución y entrega",
            "",
            "",
            "Crédito",
            "Acta",
        )
        for n in range(4)
    ]
    activities, shifted = read(*rows)
    assert shifted == []
    assert [a.years for a in activities[1:]] == [(1, 2)] * 4


@settings(deadline=None)
@given(
    st.sets(st.integers(1, 4), min_size=1),
    st.sampled_from(["", "10 km"]),
    st.sampled_from(["", "80%"]),
    st.integers(-2, 2).filter(bool),
    st.integers(3, 5),
)
def test_whatever_the_shift_marks_never_become_strategies(years, baseline, target, distance, at):
    sound = ["", "", "Vías", baseline, target, *marked(*years), "Ordenanzas", "Comisiones"]
    shifted = (
        [*sound[:at], *[""] * distance, *sound[at:]]
        if distance > 0
        else [*sound[:at], *sound[at - distance :]]
    )
    activities, reported = read(shifted)
    found = activities[1]
    assert not {"x", "X"} & {*found.strategies, found.evaluation, found.target, found.baseline}
    moved = activities[1].years != tuple(sorted(years)) or found.strategies != ("Ordenanzas",)
    assert reported in ([], [2])
    if distance > 0:
        assert found.text == "Vías"
        assert moved is False or reported == [2] or not found.years
