"""What does a PDF hold? Its tables rebuilt from drawn lines or aligned columns, and its prose."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from minga.plan.reading import limits
from minga.plan.reading.blocks import Block, Cell, Paragraph, Row, Source, Table
from minga.plan.reading.document import Unreadable
from minga.plan.reading.formats.aligned import find_aligned
from minga.plan.reading.formats.columns_drawn import Bands
from minga.plan.reading.formats.glyphs import Glyph, Line, lines_of, unwrapped
from minga.plan.reading.formats.pdf_page import glyphs_of, rules_of
from minga.plan.reading.formats.ruled import Rule, RuledTable, find_tables
from minga.plan.reading.wording import clean, is_listed

_EDGE = 0.1  # of the page: where running heads and page numbers stand
_PARAGRAPH_GAP = 1.7
_FULL_LINE = 0.85
_SAME_SIZE = 0.1
_ADJOINING = 0.2  # of the line height: the blank between two lines of one paragraph or cell
_SAME_PLACE = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:^|[|\-–—]\s*|\bp[áa]g(?:ina|\.)?\s*)\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?\s*[-–—|]?\s*$",
    re.IGNORECASE,
)
_MOST_IN_RUNNING_LINE = 3  # left, middle, right: more are the headings of a table printed again
_PAGE_TOP = frozenset({0})


@dataclass(frozen=True, slots=True)
class _Page:
    """One page taken apart."""

    height: float
    glyphs: list[Glyph]
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table of one page, or of several, with the places of its column lines."""

    table: Table
    columns: tuple[float, ...]
    bands: Bands = ()  # where no lines are drawn
    continues: bool = False

    def goes_on_in(self, other: "_Drawn") -> bool:
        if other.continues:
            return bool(self.bands)
        return len(self.columns) == len(other.columns) and all(
            abs(one - two) <= _SAME_PLACE
            for one, two in zip(self.columns, other.columns, strict=True)
        )

    def joined(self, other: "_Drawn") -> "_Drawn":
        breaks = self.table.broken_at | {len(self.table.rows)}
        joined = Table(self.table.rows + other.table.rows, breaks)
        return replace(self, table=joined, bands=other.bands)


def read_pdf(data: bytes) -> Source:
    """The blocks of a PDF in reading order; a scan without text has none.

    Raises Unreadable: "encrypted", "damaged" or "too_many_pages".
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("encrypted" if "password" in str(error).lower() else "damaged") from error
    try:
        pages = list(_pages(document))
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    return Source(tuple(_blocks(pages)), scanned=not any(page.glyphs for page in pages))


def _pages(document: pdfium.PdfDocument) -> Iterator[_Page]:
    if len(document) > limits.MOST_PAGES:
        raise Unreadable("too_many_pages", limit=limits.MOST_PAGES)
    for index in range(len(document)):
        page = document[index]
        try:
            yield _Page(page.get_height(), glyphs_of(page), rules_of(page))
        finally:
            page.close()


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Blocks of all pages; a table or a sentence that goes on after a page break stays one."""
    running = _running_lines(pages)
    seen: set[str] = set()
    last: Paragraph | _Drawn | None = None
    for page in pages:
        carried = last.bands if isinstance(last, _Drawn) else ()
        opens_page = True
        for block in _page_blocks(page, running, seen, carried):
            joined = _joined(last, block, opens_page=opens_page)
            if joined is None and last is not None:
                yield _finished(last)
            last = joined or block
            opens_page = False
    if last is not None:
        yield _finished(last)


def _joined(
    last: Paragraph | _Drawn | None, block: Paragraph | _Drawn, *, opens_page: bool
) -> Paragraph | _Drawn | None:
    """Both as one where the second goes on with the first; else null."""
    if isinstance(last, _Drawn) and isinstance(block, _Drawn):
        return last.joined(block) if last.goes_on_in(block) else None
    if opens_page and isinstance(last, Paragraph) and isinstance(block, Paragraph):
        runs_on = block.text[:1].islower() and not last.text.endswith((".", ":", ";"))
        return replace(last, text=f"{last.text} {block.text}") if runs_on else None
    return None


def _finished(block: Paragraph | _Drawn) -> Block:
    return block.table if isinstance(block, _Drawn) else block


def _running_lines(pages: Sequence[_Page]) -> set[str]:
    """Heads and feet repeated on at least half of the pages, page numbers aside."""
    counted: Counter[str] = Counter()
    for page in pages:
        lines = lines_of(g for g in page.glyphs if _is_edge(g, page))
        counted.update(
            {
                _without_page_number(line.text)
                for line in lines
                if len(line.chunks()) <= _MOST_IN_RUNNING_LINE
            }
        )
    return {text for text, number in counted.items() if number > 1 and number * 2 >= len(pages)}


def _is_edge(glyph: Glyph, page: _Page) -> bool:
    return not page.height * _EDGE < glyph.middle < page.height * (1 - _EDGE)


def _without_page_number(text: str) -> str:
    """A number counts as the page's when it stands alone, after a bar or after the word."""
    return _PAGE_NUMBER.sub("", text).strip()


def _page_blocks(
    page: _Page, running: set[str], seen: set[str], carried: Bands
) -> Iterator[Paragraph | _Drawn]:
    tables = find_tables(page.rules)
    inside: list[list[Glyph]] = [[] for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        holder = next((i for i, table in enumerate(tables) if table.holds(glyph)), None)
        (outside if holder is None else inside[holder]).append(glyph)
    lines = list(_without_running(lines_of(outside), page, running, seen))
    yield from _in_order(lines, [*zip(tables, inside, strict=True)], page.rules, carried)


def _without_running(
    lines: Sequence[Line], page: _Page, running: set[str], seen: set[str]
) -> Iterator[Line]:
    """Drop running heads after their first appearance: the first may be the title itself.

    They are the outermost lines, apart from the body: what adjoins it belongs to it.
    """
    body = _body(lines, [_is_running(line, page, running) for line in lines])
    for index, line in enumerate(lines):
        text = _without_page_number(line.text)
        if index not in body:
            if text in seen or not text:
                continue
            seen.add(text)
        yield line


def _body(lines: Sequence[Line], runs: Sequence[bool]) -> range:
    """The lines between running heads and feet."""
    inner = [i for i, is_running in enumerate(runs) if not is_running]
    if not inner:
        return range(0)
    first, last = inner[0], inner[-1]
    while first and _adjoin(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _adjoin(lines[last], lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _adjoin(above: Line, below: Line) -> bool:
    return below.top - above.bottom < _ADJOINING * below.height


def _is_running(line: Line, page: _Page, running: set[str]) -> bool:
    text = _without_page_number(line.text)
    return all(_is_edge(g, page) for g in line.glyphs) and (text in running or not text)


def _in_order(
    lines: Sequence[Line],
    tables: Sequence[tuple[RuledTable, list[Glyph]]],
    rules: Sequence[Rule],
    carried: Bands,
) -> Iterator[Paragraph | _Drawn]:
    start = 0
    for table, glyphs in tables:
        end = next((i for i, line in enumerate(lines) if line.top > table.rows[0]), len(lines))
        yield from _prose_or_aligned(lines[start:end], rules, carried)
        carried = ()
        start = max(start, end)
        yield _Drawn(Table(_cleaned(table.cells(glyphs)), _PAGE_TOP), table.columns)
    yield from _prose_or_aligned(lines[start:], rules, carried)


def _cleaned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(
        tuple(Cell(clean(cell.text), cell.across, cell.down) for cell in row) for row in rows
    )


def _prose_or_aligned(
    lines: Sequence[Line], rules: Sequence[Rule], carried: Bands
) -> Iterator[Paragraph | _Drawn]:
    table = find_aligned(lines, rules, carried)
    if table is None:
        yield from _prose(lines)
        return
    yield from _prose(lines[: table.first])
    lefts = tuple(left for left, _ in table.bands)
    yield _Drawn(Table(_cleaned(table.rows), _PAGE_TOP), lefts, table.bands, table.continues)
    yield from _prose_or_aligned(lines[table.last :], rules, ())


def _prose(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Lines joined into paragraphs: a full line runs on into the next."""
    right = max((line.right for line in lines), default=0.0)
    left = min((line.left for line in lines), default=0.0)
    group: list[Line] = []
    for line in lines:
        if group and not _runs_on(group[-1], line, left + (right - left) * _FULL_LINE):
            yield from _paragraph(group)
            group = []
        group.append(line)
    if group:
        yield from _paragraph(group)


def _runs_on(above: Line, line: Line, full: float) -> bool:
    same_size = abs(line.height - above.height) <= _SAME_SIZE * above.height
    near = same_size and line.top - above.top < _PARAGRAPH_GAP * above.height
    return near and above.right >= full and not is_listed(line.text)


def _paragraph(group: Sequence[Line]) -> Iterator[Paragraph]:
    text = clean(unwrapped([line.text for line in group]))
    if text:
        yield Paragraph(text, listed=is_listed(text))
