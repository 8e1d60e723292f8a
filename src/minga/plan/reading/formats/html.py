"""What does a web page hold? Headings, paragraphs, lists and tables, however they are nested."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from minga.plan.reading import limits
from minga.plan.reading.blocks import Block, Paragraph, Row, Source, Table
from minga.plan.reading.columns import recognise
from minga.plan.reading.document import Unreadable
from minga.plan.reading.formats.merged import Grid, Span
from minga.plan.reading.wording import clean, is_listed

_SKIPPED_TEXT = """
script style noscript template head svg math iframe object select textarea button title
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_BLOCKS_TEXT = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td
tfoot th thead tr ul caption
"""
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_BREAK = "\n"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(text: str, *, guessed: bool) -> Source:
    """The blocks of a page in reading order. Raises Unreadable("damaged") when it holds nothing."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(
            _DECLARATION.sub("", text).encode("utf-8", "replace"), parser
        )
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise Unreadable("damaged") from error
    title = root.findtext(".//title")
    return Source(tuple(_Reader().blocks(root)), guessed, clean(title) if title else None)


class _Reader:
    """Walks one page."""

    def __init__(self) -> None:
        self.rows = 0

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """Blocks inside an element; text that stands loose between them is prose too."""
        loose = [element.text or ""]
        for child in element:
            name = _name(child)
            if name in _BLOCKS and not _is_hidden(child):
                yield from _prose("".join(loose), None, listed=False)
                loose = []
                yield from self._block(child, name)
            elif name not in _SKIPPED and not _is_hidden(child):
                if _holds_blocks(child):
                    yield from _prose("".join(loose), None, listed=False)
                    loose = []
                    yield from self.blocks(child)
                else:
                    loose.append(_inline(child))
            loose.append(child.tail or "")
        yield from _prose("".join(loose), None, listed=False)

    def _block(self, element: etree._Element, name: str) -> Iterator[Block]:
        if name == "table":
            yield from self._table(element)
        elif _holds_blocks(element):
            yield from self.blocks(element)
        else:
            level = int(name[1]) if re.fullmatch(r"h[1-6]", name) else None
            yield from _prose(_inline(element), level, listed=name == "li")

    def _table(self, element: etree._Element) -> Iterator[Block]:
        rows = self._grid(element)
        if _is_layout(element, rows):
            for cell in _cells(element):
                yield from self.blocks(cell)
            return
        caption = element.find("./caption")
        if caption is not None:
            yield from _prose(_inline(caption), None, listed=False)
        if rows:
            yield Table(rows)

    def _grid(self, element: etree._Element) -> tuple[Row, ...]:
        grid = Grid()
        for row in _rows(element):
            self.rows += 1
            if self.rows > limits.MOST_ROWS:
                raise Unreadable("too_many_rows", limit=limits.MOST_ROWS)
            grid.add(_spans(row))
        return grid.finished()


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _holds_blocks(element: etree._Element) -> bool:
    return any(_name(inner) in _BLOCKS for inner in element.iterdescendants())


def _prose(text: str, level: int | None, *, listed: bool) -> Iterator[Paragraph]:
    for line in clean(text).split("\n"):
        if line:
            yield Paragraph(line, level, listed or is_listed(line))


def _inline(element: etree._Element) -> str:
    """The text of an element: blanks of the source collapse, blocks and <br> break the line."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield _collapsed(element.text)
    for child in element:
        name = _name(child)
        if name == "br":
            yield _BREAK
        elif name and name not in _SKIPPED and not _is_hidden(child):
            edge = _BREAK if name in _BLOCKS else ""
            yield edge
            yield from _pieces(child)
            yield edge
        yield _collapsed(child.tail)


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if _name(child) == "tr":
            yield child
        elif _name(child) in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if _name(row) == "tr")


def _cells(table: etree._Element) -> Iterator[etree._Element]:
    for row in _rows(table):
        yield from (cell for cell in row if _name(cell) in {"td", "th"})


def _spans(row: etree._Element) -> Iterator[Span]:
    for cell in row:
        if _name(cell) in {"td", "th"}:
            text = clean(_inline(cell))
            if len(text) > limits.LONGEST_CELL:
                raise Unreadable("cell_too_long")
            yield Span(text, _count(cell.get("colspan")), _count(cell.get("rowspan")))


def _count(value: str | None) -> int:
    digits = (value or "").strip()
    return min(max(int(digits), 1), limits.MOST_ROWS) if digits.isdigit() else 1


def _is_layout(element: etree._Element, rows: tuple[Row, ...]) -> bool:
    """A frame around other content: tables inside and no headings of its own, or a single cell."""
    if element.find(".//table") is None:
        return len(rows) == 1 and len(rows[0]) == 1
    return not any(recognise(rows, i) for i in range(min(len(rows), 5)))
