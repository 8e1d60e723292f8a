"""It is true that a table is read whatever program wrote it, or refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules import tables
from minga.territory.rules.issues import FileRefused, IssueCode
from minga.territory.rules.tables import (
    decode,
    has_columns,
    optional_day,
    optional_number,
    read_table,
    whole_number,
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_seen(separator: str) -> None:
    text = separator.join(["Código", "Nombre"]) + "\n" + separator.join(["1", "Lloa"])
    (line,) = read_table(text)
    assert (line.where, line.cells) == ("fila 2", {"codigo": "1", "nombre": "Lloa"})


def test_blank_rows_do_not_count_and_rows_keep_their_number() -> None:
    assert [line.where for line in read_table("a,b\n\n,\n1,2\n")] == ["fila 4"]


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    (line,) = read_table('nombre,nota\nLloa,"dos\nlíneas"\n')
    assert line.cell("nota") == "dos\nlíneas"


def test_the_first_column_that_has_something_is_read() -> None:
    (line,) = read_table("codigo,code\n,7\n")
    assert (line.cell("codigo", "code"), line.cell("otro")) == ("7", "")


def test_windows_letters_are_guessed_and_said() -> None:
    text, issues = decode("Pífo".encode("cp1252"))
    assert (text, [issue.code for issue in issues]) == ("Pífo", [IssueCode.ENCODING_GUESSED])
    assert decode("\ufeffPífo".encode()) == ("Pífo", [])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="empty_file"):
        read_table("")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(FileRefused, match="too_many_features"):
        read_table("a\n1\n2\n")


def test_a_cell_beyond_all_measure_is_refused() -> None:
    with pytest.raises(FileRefused, match="unknown_format"):
        read_table("a\n" + "x" * 200_000)


@pytest.mark.parametrize(
    ("written", "number"),
    [("50663", 50663), ("50663.0", 50663), ("50.663", 50663), ("1,234,567", 1234567), ("0", 0)],
)
def test_counts_are_read_as_spreadsheets_write_them(written: str, number: int) -> None:
    assert whole_number(written, "") == number


@pytest.mark.parametrize("written", ["", "-5", "12.5", "5e3", "mil", "1.23", "²"])
def test_what_is_no_count_is_refused(written: str) -> None:
    with pytest.raises(FileRefused, match="bad_number"):
        whole_number(written, "fila 2")


@given(st.integers(min_value=0, max_value=10**9))
def test_every_count_survives_being_written_with_points(number: int) -> None:
    assert whole_number(f"{number:,}".replace(",", "."), "") == number


def test_a_blank_cell_is_unknown_not_zero() -> None:
    assert optional_number("", "") is None
    assert optional_day("", "") is None


def test_a_day_is_written_year_first() -> None:
    day = optional_day("2024-04-07", "fila 3")
    assert day is not None
    assert day.isoformat() == "2024-04-07"
    with pytest.raises(FileRefused, match="bad_date"):
        optional_day("07/04/2024", "fila 3")


def test_columns_are_looked_for_in_a_table_with_rows() -> None:
    lines = read_table("tipo,nombre\nbarrio,x\n")
    assert has_columns(lines, "tipo", "nombre")
    assert not has_columns(lines, "tipo", "parroquia")
    assert not has_columns((), "tipo")
