"""What does a Word document hold? Read from its XML, for speed and with the document's limits.

python-docx walks each cell through several layers: a table of 1,000 rows takes it seconds.
"""

from collections.abc import Iterator

from lxml import etree

from minga.plan.reading import limits
from minga.plan.reading.blocks import Block, Paragraph, Row, Source, Table
from minga.plan.reading.columns import recognise
from minga.plan.reading.document import Unreadable
from minga.plan.reading.formats.merged import Grid, Span
from minga.plan.reading.formats.word_styles import Styles
from minga.plan.reading.formats.zipped import Package, attribute, local
from minga.plan.reading.wording import clean, is_listed

_HOLDERS = frozenset(
    {"body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple",
     "r", "dir", "bdo"}
)  # fmt: skip
_DEEPEST = 60
_CHECK = "✓"


def read_docx(package: Package) -> Source:
    """The blocks of a .docx; deleted text, text boxes, notes and comments stay out."""
    root = package.xml("word/document.xml")
    body = (
        next((child for child in root if local(child) == "body"), None)
        if root is not None
        else None
    )
    if body is None:
        raise Unreadable("damaged")
    styles = Styles.read(package.xml("word/styles.xml"))
    return Source(tuple(_Reader(styles).blocks(body)))


class _Reader:
    """Walks the body of one document."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.rows = 0

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise Unreadable("damaged")
        for child in holder:
            name = local(child)
            if name == "p":
                yield from self._paragraphs(child)
            elif name == "tbl":
                yield from self._table(child, depth)
            elif name in _HOLDERS:
                yield from self.blocks(child, depth + 1)

    def _paragraphs(self, element: etree._Element) -> Iterator[Paragraph]:
        level, listed = self.styles.of(element)
        for line in clean(text_of(element)).split("\n"):
            if line:
                yield Paragraph(line, level, listed or is_listed(line))

    def _table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        rows = self._grid(element, depth)
        if _is_layout(element, rows):
            for cell in _cells_of(element):
                yield from self.blocks(cell, depth + 1)
        elif rows:
            yield Table(rows)

    def _grid(self, element: etree._Element, depth: int) -> tuple[Row, ...]:
        grid = Grid()
        for row in _unwrapped(element, "tr"):
            if not _is_deleted(row):
                self.rows += 1
                if self.rows > limits.MOST_ROWS:
                    raise Unreadable("too_many_rows", limit=limits.MOST_ROWS)
                grid.add(self._spans(row, depth))
        return grid.finished()

    def _spans(self, row: etree._Element, depth: int) -> Iterator[Span]:
        before = _number(_property(row, "trPr", "gridBefore"))
        if before:
            yield Span("", width=before)
        for cell in _unwrapped(row, "tc"):
            merge = _property(cell, "tcPr", "vMerge")
            continues = merge is not None and attribute(merge, "val") != "restart"
            yield Span(
                "" if continues else self._cell_text(cell, depth),
                width=_number(_property(cell, "tcPr", "gridSpan")) or 1,
                continues=continues,
            )

    def _cell_text(self, cell: etree._Element, depth: int) -> str:
        """The lines of a cell; a table inside it reads as lines too."""
        lines: list[str] = []
        for block in self.blocks(cell, depth + 1):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines.extend(" ".join(c.text for c in row if c.fresh) for row in block.rows)
        text = "\n".join(line for line in lines if line)
        if len(text) > limits.LONGEST_CELL:
            raise Unreadable("cell_too_long")
        return text


def _is_layout(element: etree._Element, rows: tuple[Row, ...]) -> bool:
    """A frame around other content: one column, or tables inside and no headings of its own."""
    if not any(True for _ in element.iter("{*}tbl") if _ is not element):
        return max((len(row) for row in rows), default=0) == 1 and len(rows) == 1
    return not any(recognise(rows, i) for i in range(min(len(rows), 5)))


def _cells_of(element: etree._Element) -> Iterator[etree._Element]:
    for row in _unwrapped(element, "tr"):
        yield from _unwrapped(row, "tc")


def _unwrapped(holder: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Children of one kind, also inside content controls."""
    for child in holder:
        name = local(child)
        if name == wanted:
            yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _unwrapped(child, wanted)


def _property(element: etree._Element, group: str, name: str) -> etree._Element | None:
    for child in element:
        if local(child) == group:
            return next((p for p in child if local(p) == name), None)
    return None


def _number(element: etree._Element | None) -> int:
    value = attribute(element, "val") if element is not None else None
    return min(int(value), limits.WIDEST_ROW) if value and value.isdigit() else 0


def _is_deleted(row: etree._Element) -> bool:
    return _property(row, "trPr", "del") is not None


def text_of(element: etree._Element) -> str:
    """The text of a paragraph as it stands once changes are accepted."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _HOLDERS:
            yield from _pieces(child)
        elif name in {"br", "cr"}:
            yield "" if attribute(child, "type") in {"page", "column"} else "\n"
        elif name in {"tab", "ptab"}:
            yield " "
        elif name in {"noBreakHyphen", "softHyphen"}:
            yield "-" if name == "noBreakHyphen" else ""
        elif name == "sym":
            yield _CHECK
