"""It is true that one figure a row and one a column are read as the same statements."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules.figure_rows import FigureRows, figure_rows
from minga.territory.rules.issues import FileRefused
from minga.territory.rules.tables import (
    Line,
    cell_of,
    lines_of,
    read_table,
    records_of,
    share_of_hundred,
)


def rows(table: str) -> FigureRows:
    return figure_rows(read_table(table))


def stated(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    """Return the cells that are not blank."""
    return [{name: cell for name, cell in line.cells.items() if cell} for line in lines]


def test_a_long_row_states_a_population_and_a_share() -> None:
    found = rows("codigo,anio,serie,total,hombres,servicios\n170161,2022,censo,1704,840,20.5\n")
    place = {"codigo": "170161", "anio": "2022"}
    assert stated(found.populations) == [
        {**place, "serie": "censo", "total": "1704", "hombres": "840"}
    ]
    assert stated(found.services) == [{**place, "servicios": "20.5"}]


def test_a_wide_row_states_one_figure_a_year_and_series() -> None:
    found = rows(
        "codigo_dpa,parroquia,pob_2010,pob_2022,hombres_2022,proy_2025,servicios_basicos_pct_2022\n"
        "170161,Gualea,2018,1704,840,1650,20.5\n"
    )
    place = {"codigo": "170161", "nombre": "Gualea"}
    assert stated(found.populations) == [
        {**place, "anio": "2010", "serie": "censo", "total": "2018"},
        {**place, "anio": "2022", "serie": "censo", "total": "1704", "hombres": "840"},
        {**place, "anio": "2025", "serie": "proyeccion", "total": "1650"},
    ]
    assert stated(found.services) == [{**place, "anio": "2022", "servicios": "20.5"}]


def test_what_is_blank_is_not_stated() -> None:
    assert not rows("codigo,pob_2010,hombres_2010,servicios_2022\n170161,,800,\n")
    assert rows("codigo,anio,servicios\n170161,2022,\n").services == ()


def test_a_row_that_names_its_model_is_projected() -> None:
    (line,) = rows("codigo,anio,modelo,pob_proy\n170161,2030,Exponencial,1600\n").populations
    assert line.cell("serie") == "proyeccion"


@pytest.mark.parametrize(
    "table",
    [
        "anio,serie,total\n2022,censo,5\n",
        "codigo,anio,Lineal,Exponencial\n170161,2030,1,2\n",
        "a\n1\n",
    ],
)
def test_a_table_of_other_things_states_no_figures(table: str) -> None:
    assert not rows(table)


@given(st.integers(1900, 2099), st.integers(0, 10**7))
def test_wide_and_long_are_the_same_statement(year: int, total: int) -> None:
    wide = rows(f"codigo,pob_{year}\n170161,{total}\n").populations
    long = rows(f"codigo,anio,serie,total\n170161,{year},censo,{total}\n").populations
    assert stated(wide) == stated(long)


def test_records_are_lines_whatever_the_order_of_their_keys() -> None:
    lines = records_of([{"Código": 170161.0, "total": None}, {"total": 5, "Código": "170172"}])
    assert [line.where for line in lines] == ["registro 1", "registro 2"]
    assert [line.cells for line in lines] == [
        {"codigo": "170161", "total": ""},
        {"total": "5", "codigo": "170172"},
    ]


def test_a_sheet_is_named_before_the_number_of_its_row() -> None:
    (line,) = lines_of([["codigo"], [], ["170161"]], "Hoja 1")
    assert (line.where, line.cells) == ("Hoja 1, fila 3", {"codigo": "170161"})
    assert lines_of([]) == ()


@pytest.mark.parametrize(
    ("value", "cell"),
    [(170161.0, "170161"), (98.2, "98.2"), (None, ""), (" x ", "x"), (True, "True")],
)
def test_a_value_is_said_as_its_cell_says_it(value: object, cell: str) -> None:
    assert cell_of(value) == cell


@pytest.mark.parametrize(
    ("written", "share"), [("98.2", "98.2"), ("98,2 %", "98.2"), ("0", "0.0"), ("99.95", "100.0")]
)
def test_a_share_is_read_as_people_write_it(written: str, share: str) -> None:
    assert share_of_hundred(written, "") == Decimal(share)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("100.1", "beyond_a_hundred"),
        ("-1", "beyond_a_hundred"),
        ("nan", "bad_number"),
        ("", "bad_number"),
        ("1e1", "bad_number"),
    ],
)
def test_what_is_no_share_of_a_hundred_is_refused(written: str, code: str) -> None:
    with pytest.raises(FileRefused, match=code):
        share_of_hundred(written, "fila 2")
