"""Which columns do blanks alone draw, where a page has a table without lines?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from minga.plan.reading.blocks import Row, plain_row
from minga.plan.reading.column_names import role_of
from minga.plan.reading.formats.glyphs import Chunk, Glyph, Line, lines_of, unwrapped
from minga.plan.reading.formats.ruled import Rule
from minga.plan.reading.years import is_symbol, year_label

_FEWEST_HEADINGS = 3
_HEADING_LINES = 3
_EDGE = 2.0
_ROW_GAP = 1.5  # times the usual distance of two lines
_NARROWEST_GAP = 2.0


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Lines `first` to `last` (exclusive) of a page, as rows of cells."""

    first: int
    last: int
    rows: tuple[Row, ...]
    columns: tuple[float, ...]


def find_aligned(lines: Sequence[Line], rules: Sequence[Rule]) -> AlignedTable | None:
    """The table that opens at a line of column headings; null where no line looks like one."""
    heading = next((i for i, line in enumerate(lines) if _names_columns(line)), None)
    if heading is None:
        return None
    first = _first_line(lines, heading)
    last = _last_line(lines, heading)
    table = lines[first:last]
    bands = _bands(table, heading - first)
    if len(bands) < _FEWEST_HEADINGS:
        return None
    groups = _row_groups(table, bands, heading - first, rules)
    rows = tuple(_row(group, bands) for group in groups)
    return AlignedTable(first, last, rows, tuple(left for left, _ in bands))


def _names_columns(line: Line) -> bool:
    chunks = line.chunks()
    named = sum(bool(role_of(c.text) or year_label(c.text)) for c in chunks)
    return (
        len(chunks) >= _FEWEST_HEADINGS and named >= _FEWEST_HEADINGS and named * 2 >= len(chunks)
    )


def _first_line(lines: Sequence[Line], heading: int) -> int:
    """Headings of several lines begin above the one that was recognised."""
    first = heading
    while first and heading - first < _HEADING_LINES and _is_close(lines, first):
        if len(lines[first - 1].chunks()) < 2:
            break
        first -= 1
    return first


def _is_close(lines: Sequence[Line], index: int) -> bool:
    above, below = lines[index - 1], lines[index]
    return below.top - above.bottom < below.height


def _last_line(lines: Sequence[Line], heading: int) -> int:
    """The first line that cannot belong: prose across columns, or the headings of another table."""
    headings = lines[heading].chunks()
    for index in range(heading + 1, len(lines)):
        if _names_columns(lines[index]):
            lone = index - 1 > heading and len(lines[index - 1].chunks()) == 1
            return index - 1 if lone else index
        if index > heading + 1 and any(_crosses(c, headings) for c in lines[index].chunks()):
            return index
    return len(lines)


def _crosses(chunk: Chunk, headings: Sequence[Chunk]) -> bool:
    under = [h for h in headings if chunk.left < h.right - _EDGE and chunk.right > h.left + _EDGE]
    return len(under) > 1


def _bands(table: Sequence[Line], heading: int) -> list[tuple[float, float]]:
    """The strips that text covers, left to right; headings over several columns do not count."""
    chunks = [
        chunk
        for index, line in enumerate(table)
        for chunk in line.chunks()
        if not _spans_columns(chunk, table, index, heading)
    ]
    bands: list[tuple[float, float]] = []
    for chunk in sorted(chunks, key=lambda c: c.left):
        if bands and chunk.left <= bands[-1][1] + _NARROWEST_GAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], chunk.right))
        else:
            bands.append((chunk.left, chunk.right))
    return bands


def _spans_columns(chunk: Chunk, table: Sequence[Line], index: int, heading: int) -> bool:
    if index > heading + 1:
        return False
    for line in table[index + 1 : index + 2]:
        below = [c for c in line.chunks() if c.left < chunk.right and c.right > chunk.left]
        if len(below) > 1:
            return True
    return False


def _row_groups(
    table: Sequence[Line], bands: Sequence[tuple[float, float]], heading: int, rules: Sequence[Rule]
) -> list[list[Line]]:
    """Lines that make one row: cut at drawn lines, wide gaps, or where marks begin again."""
    pitch = _usual_pitch(table)
    groups: list[list[Line]] = []
    for index, line in enumerate(table):
        if not groups or _begins_row(groups[-1], line, rules, pitch, in_heading=index <= heading):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _usual_pitch(table: Sequence[Line]) -> float:
    steps = sorted(below.top - above.top for above, below in pairwise(table))
    return steps[len(steps) // 4] if steps else 0.0


def _begins_row(
    group: Sequence[Line], line: Line, rules: Sequence[Rule], pitch: float, *, in_heading: bool
) -> bool:
    above = group[-1]
    if any(r.horizontal and above.top < r.position < line.bottom - line.height / 2 for r in rules):
        return True
    if line.top - above.top > _ROW_GAP * pitch:
        return True
    marked = _has_mark(line) and any(_has_mark(held) for held in group)
    years = _has_years(line) != _has_years(above) and in_heading
    return marked or years or (_has_years(above) and not in_heading)


def _has_mark(line: Line) -> bool:
    return any(is_symbol(chunk.text) for chunk in line.chunks())


def _has_years(line: Line) -> bool:
    return any(year_label(chunk.text) for chunk in line.chunks())


def _row(group: Sequence[Line], bands: Sequence[tuple[float, float]]) -> Row:
    held: list[list[Glyph]] = [[] for _ in bands]
    for line in group:
        for glyph in line.glyphs:
            held[_band(glyph.centre, bands)].append(glyph)
    return plain_row([unwrapped([line.text for line in lines_of(glyphs)]) for glyphs in held])


def _band(x: float, bands: Sequence[tuple[float, float]]) -> int:
    return min(range(len(bands)), key=lambda i: max(bands[i][0] - x, x - bands[i][1], 0.0))
