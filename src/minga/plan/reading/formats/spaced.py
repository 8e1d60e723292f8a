"""Which tables does a text file draw with runs of spaces alone, as a page printed to text does?"""

import re
from collections.abc import Iterator, Sequence

from minga.plan.reading.blocks import Block, Table
from minga.plan.reading.column_names import role_of
from minga.plan.reading.formats.aligned import find_aligned
from minga.plan.reading.formats.glyphs import Glyph, Line
from minga.plan.reading.formats.plain import read_line
from minga.plan.reading.years import year_label

_HEIGHT = 4.0  # of a line, in widths of a sign: one space parts words, two part columns
_TAB = 8
_FEWEST = 3
_LONGEST_LINE = 1_000


def read_spaced(text: str) -> tuple[Block, ...]:
    """The blocks of a text with the signs taken as places on a page; none without headings."""
    if not any(_names_columns(line) for line in text.split("\n")):
        return ()
    lines = [_line(number, line.expandtabs(_TAB)) for number, line in enumerate(text.split("\n"))]
    return tuple(_blocks([line for line in lines if line]))


def _names_columns(line: str) -> bool:
    """A cheap look before every sign is given a place."""
    pieces = re.split(r"\s{2,}", line.strip()[:_LONGEST_LINE])
    return sum(bool(role_of(piece) or year_label(piece)) for piece in pieces) >= _FEWEST


def _line(number: int, text: str) -> Line | None:
    top = number * _HEIGHT
    glyphs = [
        Glyph(sign, float(column), top, column + 1.0, top + _HEIGHT)
        for column, sign in enumerate(text)
        if not sign.isspace()
    ]
    return Line.of(glyphs) if glyphs else None


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    while lines:
        table = find_aligned(lines, ())
        for line in lines[: table.first if table else len(lines)]:
            yield from read_line(line.text)
        if table is None:
            return
        yield Table(table.rows)
        lines = lines[table.last :]
