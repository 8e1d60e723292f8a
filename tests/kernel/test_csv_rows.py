"""It is true that a table is read alike out of any spreadsheet, or refused with its line."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.csv_rows import Row, TableRefused, open_table

TABLE = "Nombre,value\nMaría Ñ,1\nÁngel,2\n"
ROWS = [Row(2, ["María Ñ", "1"], {"value": "1"}), Row(3, ["Ángel", "2"], {"value": "2"})]


def read(path: Path, *columns: str) -> list[Row]:
    with open_table(path, columns) as table:
        return list(table.rows)


@pytest.fixture
def file_of(tmp_path):
    def write(content: bytes) -> Path:
        path = tmp_path / "rows.csv"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("cp1252"),
        TABLE.replace("value", " Value ").encode(),
        TABLE.rstrip("\n").encode(),
        TABLE.replace("María Ñ", '"María Ñ"').encode(),
    ],
)
def test_every_spreadsheet_gives_the_same_rows(file_of, content):
    assert read(file_of(content), "value") == ROWS


def test_a_letter_at_the_end_of_a_chunk_is_not_cut(file_of):
    content = b"value\n" + b"x" * 65_529 + "é\n".encode()
    assert read(file_of(content), "value")[0].cells == ["x" * 65_529 + "é"]
    assert read(file_of(content[:-2]), "value")[0].cells == ["x" * 65_529 + "Ã"]


def test_columns_are_found_in_any_order_and_missing_cells_are_empty(file_of):
    rows = read(file_of(b"b,c,a\n1,2,3\n\n4\n"), "a", "b")
    assert rows == [
        Row(2, ["1", "2", "3"], {"a": "3", "b": "1"}),
        Row(4, ["4", "", ""], {"a": "", "b": "4"}),
    ]


def test_the_header_stays_as_it_was_written(file_of):
    with open_table(file_of(b" A ,b\n"), ["a"]) as table:
        assert table.header == [" A ", "b"]


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "column-missing", {"column": "value", "columns": "value"}),
        (b"valor\n1\n", "column-missing", {"column": "value", "columns": "value"}),
        (b"value\n1,2\n", "row-too-long", {"line": 2, "cells": 2, "columns": 1}),
        (b"value\n" + b"1" * 200_000, "row-unreadable", {"line": 2}),
    ],
)
def test_what_is_not_such_a_table_is_refused(file_of, content, code, facts):
    with pytest.raises(TableRefused) as refused:
        read(file_of(content), "value")
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_bytes_of_no_known_encoding_are_refused(file_of):
    path = file_of(b"value\n\xff\x81\n")
    with pytest.raises(TableRefused) as refused:
        read(path, "value")
    assert (refused.value.code, refused.value.facts) == (
        "file-encoding-unknown",
        {"path": str(path)},
    )


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    for path, code in [(tmp_path / "no.csv", "file-not-found"), (tmp_path, "file-unreadable")]:
        with pytest.raises(TableRefused) as refused:
            read(path, "value")
        assert (refused.value.code, refused.value.facts) == (code, {"path": os.fspath(path)})


@given(content=st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"value\n" + content)
    try:
        rows = read(path, "value")
    except TableRefused:
        return
    assert {len(row.cells) for row in rows} <= {1}
