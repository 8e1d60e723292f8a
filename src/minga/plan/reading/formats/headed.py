"""What do the headings above a table without lines say, when they wrap and stand in groups?"""

from collections.abc import Sequence

from minga.plan.reading.blocks import Cell, Row
from minga.plan.reading.column_names import HEADING_WORDS
from minga.plan.reading.formats.columns_drawn import Bands
from minga.plan.reading.formats.glyphs import Chunk, Line, unwrapped
from minga.plan.reading.wording import fold
from minga.plan.reading.years import bare_ordinal, is_subperiod, year_label

_MOST_LINES = 4
_YEAR_WORD = frozenset({"ano", "anos"})


def end_of_headings(lines: Sequence[Line], heading: int) -> int:
    """The first line below `heading` that is no further line of headings."""
    end = heading + 1
    while end < min(len(lines), heading + 1 + _MOST_LINES) and _is_heading_line(lines[end]):
        end += 1
    return end


def pieces_of(line: Line) -> list[Chunk]:
    """The chunks of a line; years printed close together ("Año 1 Año 2") are parted."""
    return [piece for chunk in line.chunks() for piece in _parted(chunk)]


def _parted(chunk: Chunk) -> list[Chunk]:
    pieces: list[Chunk] = []
    open_: list[Chunk] = []
    for word in chunk.words():
        open_.append(word)
        joined = Chunk.of([glyph for held in open_ for glyph in held.glyphs])
        if year_label(joined.text) or is_subperiod(joined.text):
            pieces.append(joined)
            open_ = []
    return pieces if len(pieces) > 1 and not open_ else [chunk]


def _is_heading_line(line: Line) -> bool:
    texts = [chunk.text for chunk in pieces_of(line)]
    if len(texts) == 1 and bare_ordinal(texts[0]) is not None:
        return False
    return all(_names_period(text) or _is_worded(text) for text in texts)


def _is_worded(text: str) -> bool:
    """Words of headings and nothing else; a sign alone is a mark, not a word."""
    words = fold(text).split()
    return bool(words) and all(word in HEADING_WORDS and len(word) > 1 for word in words)


def _names_period(text: str) -> bool:
    """A year, a part of one, or the word itself whose number stands on another line."""
    named = year_label(text) or is_subperiod(text) or bare_ordinal(text) is not None
    return bool(named) or fold(text) in _YEAR_WORD


def heading_rows(lines: Sequence[Line], bands: Bands) -> list[Row]:
    """The headings as rows: groups over their years, the words of every other column merged down."""
    below, periods = _periods(lines, bands)
    pieces: list[list[str]] = [[] for _ in bands]
    groups: list[dict[int, Cell]] = []
    for index, line in enumerate(lines):
        grouped = [c for c in pieces_of(line) if index < below and _is_over(c, periods, bands)]
        if grouped:
            groups.append(_group_cells(grouped, periods, bands))
        for chunk in pieces_of(line):
            if chunk not in grouped:
                pieces[nearest(chunk.centre, bands)].append(chunk.text)
    own = [unwrapped(texts) for texts in pieces]
    levels = [*groups, {column: Cell(own[column]) for column in periods}]
    return [
        tuple(level.get(i, Cell(text, down=depth > 0)) for i, text in enumerate(own))
        for depth, level in enumerate(levels)
    ]


def _periods(lines: Sequence[Line], bands: Bands) -> tuple[int, list[int]]:
    """The first of the lowest lines that name several years or parts of them, and their columns.

    A line above with as many names wraps the same headings; one with fewer groups them.
    """
    first, columns = 0, set[int]()
    for index in range(len(lines) - 1, -1, -1):
        named = [chunk for chunk in pieces_of(lines[index]) if _names_period(chunk.text)]
        if len(named) > 1 and len(named) >= len(columns):
            first = index
            columns |= {nearest(chunk.centre, bands) for chunk in named}
    return first, sorted(columns)


def _is_over(chunk: Chunk, periods: Sequence[int], bands: Bands) -> bool:
    return bands[periods[0]][0] <= chunk.centre <= bands[periods[-1]][1]


def _group_cells(groups: Sequence[Chunk], periods: Sequence[int], bands: Bands) -> dict[int, Cell]:
    """Each column of a period under the group whose middle is nearest."""
    cells: dict[int, Cell] = {}
    above = None
    for column in periods:
        middle = sum(bands[column]) / 2
        group = min(groups, key=lambda chunk: abs(chunk.centre - middle))
        cells[column] = Cell(group.text, across=group is above)
        above = group
    return cells


def nearest(x: float, bands: Bands) -> int:
    """The strip that a place falls into, or the one beside it."""
    return min(range(len(bands)), key=lambda i: max(bands[i][0] - x, x - bands[i][1], 0.0))
