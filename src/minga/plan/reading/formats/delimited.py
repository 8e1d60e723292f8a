"""What do a .csv or .tsv file hold? Rows of cells, whatever the separator."""

import csv
import io
from collections.abc import Iterator
from typing import Literal

from minga.plan.reading.blocks import Block, Row, plain_row
from minga.plan.reading.document import Unreadable
from minga.plan.reading.grid import split_grid
from minga.plan.reading.wording import clean

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_SWALLOWED = 6


def read_delimited(text: str) -> tuple[Block, ...]:
    """The blocks of a file of separated values.

    Raises Unreadable("cell_too_long") when a quotation mark swallows the rest of the file.
    """
    separator = separator_of(text)
    rows = list(_rows(text, separator))
    if _has_open_quotation(rows, separator):
        rows = list(_rows(text, separator, csv.QUOTE_NONE))
    return tuple(split_grid(rows))


def _has_open_quotation(rows: list[Row], separator: str) -> bool:
    """A cell that holds whole rows: its quotation mark was never meant to open it."""
    return any(
        cell.text.count("\n") > 1 and cell.text.count(separator) > _SWALLOWED
        for row in rows
        for cell in row
    )


def _rows(text: str, separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, quoting=quoting)
    try:
        for cells in reader:
            yield plain_row([clean(cell) for cell in cells])
    except csv.Error as error:
        raise Unreadable("cell_too_long", line=reader.line_num) from error


def separator_of(text: str) -> str:
    """The separator that gives the most rows of the same, largest width."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: str, separator: str) -> tuple[int, int]:
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))
    except csv.Error:
        return (0, 0)
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return (0, 0)
    commonest = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(commonest) * commonest, commonest)
