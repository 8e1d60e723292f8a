"""Which columns do blanks alone draw, where a page has a table without lines?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minga.plan.reading.blocks import Cell, Row
from minga.plan.reading.column_names import Role, role_of
from minga.plan.reading.formats.columns_drawn import Bands, columns_drawn
from minga.plan.reading.formats.glyphs import Chunk, Glyph, Line, lines_of, unwrapped
from minga.plan.reading.formats.headed import end_of_headings, heading_rows, nearest, pieces_of
from minga.plan.reading.formats.ruled import Rule
from minga.plan.reading.headings import section_of
from minga.plan.reading.years import is_symbol, year_label

_FEWEST_HEADINGS = 3
_HEADING_LINES = 3
_EDGE = 2.0
_FULL = 0.7  # of the columns
_ROW_GAP = 1.3  # times the usual distance of two lines
_NARROWEST_GAP = 2.0
_MOSTLY = 0.7


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
    first, body = _first_line(lines, heading), end_of_headings(lines, heading)
    last = _last_line(lines, max(heading + 2, body), _heading_chunks(lines, heading))
    bands = _columns(lines, first, body, last, rules)
    if len(bands) < _FEWEST_HEADINGS:
        return None
    headings = heading_rows(lines[first:body], bands)
    return AlignedTable(first, last, (*headings, *_rows(lines[body:last], bands, rules)), bands)


def _columns(
    lines: Sequence[Line], first: int, body: int, last: int, rules: Sequence[Rule]
) -> Bands:
    """Where cells have borders or backgrounds of their own, those; else what the text covers."""
    drawn = columns_drawn(rules, lines[first].top, lines[last - 1].bottom)
    if len(drawn) >= _FEWEST_HEADINGS and drawn[0][0] <= lines[first].right:
        return drawn
    return _bands(lines[first:last], body - first)


def _continued(lines: Sequence[Line], rules: Sequence[Rule], bands: Bands) -> AlignedTable | None:
    last = _last_line(lines, 0, [Chunk("", left, right) for left, right in bands])
    if not last:
        return None
    chunks = [chunk for line in lines[:last] for chunk in line.chunks()]
    widened = _covered([*bands, *((chunk.left, chunk.right) for chunk in chunks)])
    kept = widened if len(widened) == len(bands) else bands
    return AlignedTable(0, last, _rows(lines[:last], kept, rules), kept, continues=True)


def _rows(lines: Sequence[Line], bands: Bands, rules: Sequence[Rule]) -> tuple[Row, ...]:
    return tuple(_row(group, bands) for group in _row_groups(lines, bands, rules))


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
    chunks = [*pieces_of(lines[heading]), *(pieces_of(below[0]) if close else ())]
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
        if len(chunks) < _FEWEST_HEADINGS and any(_crosses(chunk, columns) for chunk in chunks):
            return index
        if len(chunks) == 1 and section_of(chunks[0].text):
            return index
    return len(lines)


def _crosses(chunk: Chunk, headings: Sequence[Chunk]) -> bool:
    under = [h for h in headings if chunk.left < h.right - _EDGE and chunk.right > h.left + _EDGE]
    return len(under) > 1


def _bands(table: Sequence[Line], body: int) -> Bands:
    """The strips that text covers, left to right; what stands over several columns does not count."""
    headings = [
        chunk
        for index, line in enumerate(table[:body])
        for chunk in pieces_of(line)
        if not _is_group(chunk, table[index + 1 : body])
    ]
    named = _covered((chunk.left, chunk.right) for chunk in headings)
    below = [p for line in table[body:] for chunk in line.chunks() for p in _within(chunk, named)]
    bands = _covered((chunk.left, chunk.right) for chunk in [*headings, *below])
    return _paired(bands, headings, below)


def _paired(bands: Bands, headings: Sequence[Chunk], below: Sequence[Chunk]) -> Bands:
    """A centred heading with nothing below it and the text beside it that has no heading are one."""
    headed = [_touches(band, headings) for band in bands]
    filled = [_touches(band, below) for band in bands]
    joined: list[tuple[float, float]] = []
    alone = False  # the band before has text and no heading
    for band, has_heading, has_text in zip(bands, headed, filled, strict=True):
        if alone and has_heading and not has_text:
            joined[-1] = (joined[-1][0], band[1])
        else:
            joined.append(band)
        alone = has_text and not has_heading
    return tuple(joined)


def _touches(band: tuple[float, float], chunks: Sequence[Chunk]) -> bool:
    return any(chunk.left < band[1] and chunk.right > band[0] for chunk in chunks)


def _within(chunk: Chunk, headings: Bands) -> list[Chunk]:
    """A run that lies in one column whole; one that touches several, cut between its words."""
    touched = [band for band in headings if _overlap(chunk, band) > _EDGE]
    words = chunk.words()
    if any(_crosses_many(word, headings) for word in words):
        return []
    cuts = sorted({_widest_gap(words, *pair) for pair in pairwise(touched)})
    pieces = pairwise([0, *cuts, len(words)])
    return [Chunk.of([g for word in words[i:j] for g in word.glyphs]) for i, j in pieces]


def _widest_gap(
    words: Sequence[Chunk], before: tuple[float, float], after: tuple[float, float]
) -> int:
    """The word with the widest blank before it, among those between two headings."""
    between = [
        i
        for i in range(1, len(words))
        if words[i - 1].right > before[0] and words[i].left < after[1]
    ]
    return max(between, key=lambda i: words[i].left - words[i - 1].right)


def _covered(spans: Iterable[tuple[float, float]]) -> Bands:
    """Spans that touch, joined."""
    bands: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if bands and left <= bands[-1][1] + _NARROWEST_GAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], right))
        else:
            bands.append((left, right))
    return tuple(bands)


def _is_group(chunk: Chunk, below: Sequence[Line]) -> bool:
    """A heading over several headings that one line below it holds."""
    return any(
        sum(c.left < chunk.right and c.right > chunk.left for c in pieces_of(line)) > 1
        for line in below
    )


def _crosses_many(chunk: Chunk, headings: Bands) -> bool:
    """A word written once over several columns ("Permanente" over the years)."""
    return sum(_overlap(chunk, band) > _EDGE for band in headings) > 1


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
            or (not gaps and _begins_row(groups[-1], line, bands))
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
    """Without gaps between rows: marks that begin again, or a line that is full."""
    marked = _has_mark(line) and any(_has_mark(held) for held in group)
    return marked or _is_full(line, bands)


def _is_full(line: Line, bands: Bands) -> bool:
    """A line with text in most columns begins a row; the rest of a wrapped one seldom fills them."""
    return len(line.chunks()) > len(bands) * _FULL


def _has_mark(line: Line) -> bool:
    return any(is_symbol(chunk.text) for chunk in line.chunks())


def _row(group: Sequence[Line], bands: Bands) -> Row:
    held: list[list[Glyph]] = [[] for _ in bands]
    spanned: dict[int, int] = {}  # column → the column whose text reaches over it
    for line in group:
        for chunk in line.chunks():
            for column, glyphs in _placed(chunk, bands, spanned):
                held[column].extend(glyphs)
    texts = [unwrapped([line.text for line in lines_of(glyphs)]) for glyphs in held]
    return tuple(
        Cell(texts[spanned[i]], across=True) if not text and i in spanned else Cell(text)
        for i, text in enumerate(texts)
    )


def _placed(
    chunk: Chunk, bands: Bands, spanned: dict[int, int]
) -> Iterator[tuple[int, Sequence[Glyph]]]:
    """The columns a run of text belongs to: one, one for each word, or all that a word crosses."""
    words = chunk.words()
    crossed = [i for i, band in enumerate(bands) if _overlap(chunk, band) > _EDGE]
    if len(crossed) > 1 and any(_straddles(word, bands) for word in words):
        spanned.update(dict.fromkeys(crossed[1:], crossed[0]))
        yield crossed[0], chunk.glyphs
    elif len(crossed) > 1:
        for word in words:
            yield nearest(word.centre, bands), word.glyphs
    else:
        yield nearest(chunk.centre, bands), chunk.glyphs


def _overlap(chunk: Chunk, band: tuple[float, float]) -> float:
    return min(chunk.right, band[1]) - max(chunk.left, band[0])


def _straddles(word: Chunk, bands: Bands) -> bool:
    """A word that no column holds for the most part."""
    widest = max(_overlap(word, band) for band in bands)
    return widest < _MOSTLY * (word.right - word.left)
