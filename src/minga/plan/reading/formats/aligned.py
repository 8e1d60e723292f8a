"""Which columns do blanks alone draw, where a page has a table without lines?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from minga.plan.reading.blocks import Row, plain_row
from minga.plan.reading.column_names import Role, role_of
from minga.plan.reading.formats.glyphs import Chunk, Glyph, Line, lines_of, unwrapped
from minga.plan.reading.formats.ruled import Rule
from minga.plan.reading.headings import section_of
from minga.plan.reading.years import is_symbol, year_label

_FEWEST_HEADINGS = 3
_HEADING_LINES = 3
_EDGE = 2.0
_FULL = 0.7  # of the columns
_ROW_GAP = 1.3  # times the usual distance of two lines
_NARROWEST_GAP = 2.0


type Bands = tuple[tuple[float, float], ...]  # from where to where each column has text


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Lines `first` to `last` (exclusive) of a page, as rows of cells under `bands`."""

    first: int
    last: int
    rows: tuple[Row, ...]
    bands: Bands
    continues: bool = False  # the table that the page before left open


def find_aligned(
    lines: Sequence[Line], rules: Sequence[Rule], carried: Bands = ()
) -> AlignedTable | None:
    """The table that opens at a line of column headings; null where no line looks like one.

    `carried` are the columns of a table that the page before left open: it goes on from the top.
    """
    if carried and (going_on := _continued(lines, rules, carried)):
        return going_on
    heading = next((i for i, line in enumerate(lines) if _names_columns(line)), None)
    if heading is None:
        return None
    first = _first_line(lines, heading)
    last = _last_line(lines, heading + 2, _heading_chunks(lines, heading))
    bands = _bands(lines[first:last], heading - first)
    if len(bands) < _FEWEST_HEADINGS:
        return None
    return _table(lines, first, last, rules, bands)


def _continued(lines: Sequence[Line], rules: Sequence[Rule], bands: Bands) -> AlignedTable | None:
    last = _last_line(lines, 0, [Chunk("", left, right) for left, right in bands])
    if not last:
        return None
    chunks = [chunk for line in lines[:last] for chunk in line.chunks()]
    widened = _covered([*bands, *((chunk.left, chunk.right) for chunk in chunks)])
    kept = widened if len(widened) == len(bands) else bands
    return replace(_table(lines, 0, last, rules, kept), continues=True)


def _table(
    lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule], bands: Bands
) -> AlignedTable:
    groups = _row_groups(lines[first:last], bands, rules)
    return AlignedTable(first, last, tuple(_row(group, bands) for group in groups), bands)


def _names_columns(line: Line) -> bool:
    """Headings of columns, not the row of years that stands below them."""
    chunks = line.chunks()
    roles = [Role.YEAR if year_label(chunk.text) else role_of(chunk.text) for chunk in chunks]
    named = [role for role in roles if role]
    return (
        len(named) >= _FEWEST_HEADINGS
        and len(named) * 2 >= len(chunks)
        and not set(named) <= {Role.YEAR, Role.TIME}
    )


def _heading_chunks(lines: Sequence[Line], heading: int) -> list[Chunk]:
    """The headings with what stands close below them: together they show every column."""
    below = lines[heading + 1 : heading + 2]
    close = bool(below) and _is_close(lines, heading + 1)
    chunks = [*lines[heading].chunks(), *(below[0].chunks() if close else ())]
    spans = _covered((chunk.left, chunk.right) for chunk in chunks)
    return [Chunk("", left, right) for left, right in spans]


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


def _last_line(lines: Sequence[Line], start: int, columns: Sequence[Chunk]) -> int:
    """The first line that cannot belong: prose across columns, or the headings of another table."""
    for index in range(start, len(lines)):
        if _names_columns(lines[index]):
            lone = index > start and len(lines[index - 1].chunks()) == 1
            return index - 1 if lone else index
        chunks = lines[index].chunks()
        if any(_crosses(chunk, columns) for chunk in chunks):
            return index
        if len(chunks) == 1 and section_of(chunks[0].text):
            return index
    return len(lines)


def _crosses(chunk: Chunk, headings: Sequence[Chunk]) -> bool:
    under = [h for h in headings if chunk.left < h.right - _EDGE and chunk.right > h.left + _EDGE]
    return len(under) > 1


def _bands(table: Sequence[Line], heading: int) -> Bands:
    """The strips that text covers, left to right; headings over several columns do not count."""
    chunks = [
        chunk
        for index, line in enumerate(table)
        for chunk in line.chunks()
        if not _spans_columns(chunk, table, index, heading)
    ]
    return _covered((chunk.left, chunk.right) for chunk in chunks)


def _covered(spans: Iterable[tuple[float, float]]) -> Bands:
    """Spans that touch, joined."""
    bands: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if bands and left <= bands[-1][1] + _NARROWEST_GAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], right))
        else:
            bands.append((left, right))
    return tuple(bands)


def _spans_columns(chunk: Chunk, table: Sequence[Line], index: int, heading: int) -> bool:
    if index > heading + 1:
        return False
    for line in table[index + 1 : index + 2]:
        below = [c for c in line.chunks() if c.left < chunk.right and c.right > chunk.left]
        if len(below) > 1:
            return True
    return False


def _row_groups(table: Sequence[Line], bands: Bands, rules: Sequence[Rule]) -> list[list[Line]]:
    """Lines that make one row: cut at drawn lines or wide gaps, else where marks begin again."""
    heights = sorted({rule.position for rule in rules if rule.horizontal})
    pitch = _usual_pitch(table)
    gaps = sum(below.top - above.top > _ROW_GAP * pitch for above, below in pairwise(table))
    groups: list[list[Line]] = []
    for line in table:
        above = groups[-1][-1] if groups else None
        if (
            above is None
            or _parts(above, line, heights, pitch)
            or (gaps <= 1 and _begins_row(groups[-1], line, bands))
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _usual_pitch(table: Sequence[Line]) -> float:
    """The distance of two lines of one cell: near the smallest on the page."""
    steps = sorted(below.top - above.top for above, below in pairwise(table))
    return steps[len(steps) // 8] if steps else 0.0


def _parts(above: Line, line: Line, heights: Sequence[float], pitch: float) -> bool:
    drawn = any(above.middle < height < line.middle for height in heights)
    return drawn or line.top - above.top > _ROW_GAP * pitch


def _begins_row(group: Sequence[Line], line: Line, bands: Bands) -> bool:
    """Without gaps between rows: marks or years that begin again, or a line that is full."""
    above = group[-1]
    marked = _has_mark(line) and any(_has_mark(held) for held in group)
    return marked or _has_years(line) != _has_years(above) or _is_full(line, bands)


def _is_full(line: Line, bands: Bands) -> bool:
    """A line with text in most columns begins a row; the rest of a wrapped one seldom fills them."""
    return len(line.chunks()) > len(bands) * _FULL


def _has_mark(line: Line) -> bool:
    return any(is_symbol(chunk.text) for chunk in line.chunks())


def _has_years(line: Line) -> bool:
    return any(year_label(chunk.text) for chunk in line.chunks())


def _row(group: Sequence[Line], bands: Bands) -> Row:
    held: list[list[Glyph]] = [[] for _ in bands]
    for line in group:
        for glyph in line.glyphs:
            held[_band(glyph.centre, bands)].append(glyph)
    return plain_row([unwrapped([line.text for line in lines_of(glyphs)]) for glyphs in held])


def _band(x: float, bands: Bands) -> int:
    return min(range(len(bands)), key=lambda i: max(bands[i][0] - x, x - bands[i][1], 0.0))
