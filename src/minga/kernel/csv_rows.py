"""How is a table read that came out of any spreadsheet? A stream of rows, whatever its encoding and comma.

UTF-8 with or without mark, UTF-16 with its mark, else Windows-1252; comma, semicolon or tabulator;
any line ending. The file is read twice, never held in memory.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minga.kernel.refusal import Refused

if TYPE_CHECKING:
    from _csv import Reader

_CHUNK = 1 << 16
_DELIMITERS = ",;\t"


class TableRefused(Refused):
    """The file is not a table, or lacks a column, or a row of it cannot be read."""


@dataclass(frozen=True)
class Row:
    """One row: where it ends in the file, its cells as they stand, and those asked for by name."""

    line: int
    cells: list[str]
    named: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The header of a file and the stream of its rows; blank lines are left out."""

    header: list[str]
    rows: Iterator[Row]


@contextmanager
def open_table(path: Path, columns: Sequence[str]) -> Iterator[Table]:
    """Open a file of rows that has `columns` (case and spaces aside), in any order, among others.

    Raises TableRefused with the code and, for a row, its line; also while the rows are read.
    """
    try:
        encoding = _encoding_of(path)
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline(_CHUNK)
            file.seek(0)
            yield _table(csv.reader(file, delimiter=_delimiter_of(first)), columns)
    except FileNotFoundError:
        raise TableRefused("file-not-found", path=str(path)) from None
    except OSError:
        raise TableRefused("file-unreadable", path=str(path)) from None
    except UnicodeError:
        raise TableRefused("file-encoding-unknown", path=str(path)) from None


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter_of(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _table(reader: "Reader", columns: Sequence[str]) -> Table:
    lines = _lines(reader)
    header = next(lines, (0, []))[1]
    names = [name.strip().lower() for name in header]
    for column in columns:
        if column not in names:
            raise TableRefused("column-missing", column=column, columns=", ".join(columns))
    places = {column: names.index(column) for column in columns}
    return Table(header, (_row(line, cells, len(header), places) for line, cells in lines))


def _lines(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error:
        raise TableRefused("row-unreadable", line=reader.line_num) from None


def _row(line: int, cells: list[str], width: int, places: dict[str, int]) -> Row:
    if len(cells) > width:
        raise TableRefused("row-too-long", line=line, cells=len(cells), columns=width)
    full = cells + [""] * (width - len(cells))
    return Row(line, full, {column: full[place] for column, place in places.items()})
