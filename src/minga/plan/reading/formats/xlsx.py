"""What does a spreadsheet show? Each visible page as it is displayed, merged cells included."""

import io
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minga.plan.reading import limits
from minga.plan.reading.blocks import Block, Cell, Paragraph, Row, Source
from minga.plan.reading.document import Unreadable
from minga.plan.reading.formats.number_formats import NumberFormats
from minga.plan.reading.formats.zipped import (
    Package,
    attribute,
    local,
    refuse_declarations,
    targets,
)
from minga.plan.reading.grid import split_grid
from minga.plan.reading.wording import clean

_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")
_UNNAMED_SHEET = re.compile(r"^(?:hoja|sheet|p[áa]gina|tabla|libro)\s*\d*$", re.IGNORECASE)
_SHEET_LEVEL = 0
_NOT_COMPUTED = "#CALC!"  # a formula that no spreadsheet program has computed yet

type _Covered = dict[int, dict[int, str]]  # row → column → text


def read_xlsx(package: Package) -> Source:
    """The visible pages of a workbook; formulas give the value last computed, if any."""
    book = package.xml("xl/workbook.xml")
    if book is None:
        raise Unreadable("damaged")
    shared = _shared_strings(package)
    formats = NumberFormats.read(package.xml("xl/styles.xml"), _counts_from_1904(book))
    return Source(tuple(_blocks(package, book, shared, formats)))


def _blocks(
    package: Package, book: etree._Element, shared: list[str], formats: NumberFormats
) -> Iterator[Block]:
    for name, part in _visible_sheets(package, book):
        data = package.bytes_of(part)
        if data is None:
            continue
        if not _UNNAMED_SHEET.match(name.strip()):
            yield Paragraph(name.strip(), _SHEET_LEVEL)
        yield from split_grid(_Sheet(shared, formats).rows(data))


def _visible_sheets(package: Package, book: etree._Element) -> Iterator[tuple[str, str]]:
    related = targets(package, "xl/_rels/workbook.xml.rels")
    for sheet in book.iter("{*}sheet"):
        if attribute(sheet, "state") in {"hidden", "veryHidden"}:
            continue
        target = related.get(attribute(sheet, "id") or "")
        if target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            yield sheet.get("name") or "", posixpath.normpath(path)


def _counts_from_1904(book: etree._Element) -> bool:
    return any(p.get("date1904") in {"1", "true"} for p in book.iter("{*}workbookPr"))


def _shared_strings(package: Package) -> list[str]:
    root = package.xml("xl/sharedStrings.xml")
    return [] if root is None else [_rich_text(item) for item in root if local(item) == "si"]


def _rich_text(item: etree._Element) -> str:
    """The runs of a text, without phonetic hints."""
    texts = []
    for child in item:
        if local(child) == "t":
            texts.append(child.text or "")
        elif local(child) == "r":
            texts.extend(t.text or "" for t in child if local(t) == "t")
    return "".join(texts)


@dataclass(slots=True)
class _Sheet:
    """Reads the cells of one page."""

    shared: list[str]
    formats: NumberFormats
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def rows(self, data: bytes) -> list[Row]:
        """The rows in order, one blank row where the page leaves a gap."""
        refuse_declarations(data)
        try:
            self._scan(data)
        except etree.XMLSyntaxError as error:
            raise Unreadable("damaged") from error
        return self._laid_out()

    def _scan(self, data: bytes) -> None:
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=("{*}row", "{*}mergeCell"),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        )  # fmt: skip
        for _, element in events:
            if local(element) == "row":
                self._row(element)
            else:
                self._merge(element.get("ref") or "")
            element.clear()

    def _row(self, element: etree._Element) -> None:
        number = element.get("r")
        row = int(number) if number and number.isdigit() else max(self.cells, default=0) + 1
        held: dict[int, str] = {}
        column = 0
        for cell in element:
            if local(cell) == "c":
                place = _place(cell.get("r") or "")
                column = place[1] if place else column + 1
                text = self._text(cell)
                if text and column <= limits.WIDEST_ROW:
                    held[column] = text
        if held:
            self.cells[row] = held
            if len(self.cells) > limits.MOST_ROWS:
                raise Unreadable("too_many_rows", limit=limits.MOST_ROWS)

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            text = "".join(_rich_text(child) for child in cell if local(child) == "is")
            return _checked(clean(text))
        value = next((child.text or "" for child in cell if local(child) == "v"), "")
        if kind == "n" and not value and any(local(child) == "f" for child in cell):
            return _NOT_COMPUTED
        return _checked(clean(self._shown(kind, value, cell.get("s"))))

    def _shown(self, kind: str, value: str, style: str | None) -> str:
        if kind == "s":
            known = value.isdigit() and int(value) < len(self.shared)
            return self.shared[int(value)] if known else ""
        if kind == "b":
            return "VERDADERO" if value == "1" else "FALSO"
        return self.formats.shown(value, style) if kind == "n" and value else value

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            self.merges.append((*start, *end))

    def _laid_out(self) -> list[Row]:
        across, down = self._covered()
        rows: list[Row] = []
        previous = 0
        for number in sorted(self.cells.keys() | down.keys()):
            if number > previous + 1:
                rows.append(())
            rows.append(self._cells_of(number, across.get(number, {}), down.get(number, {})))
            previous = number
        return rows

    def _covered(self) -> tuple[_Covered, _Covered]:
        """Squares that continue a merged cell to the right and downwards, with its text."""
        across: _Covered = defaultdict(dict)
        down: _Covered = defaultdict(dict)
        last_row = max(self.cells, default=0)
        left_over = limits.MOST_MERGED
        for top, left, bottom, right in self.merges:
            text = self.cells.get(top, {}).get(left, "")
            bottom, right = min(bottom, last_row), min(right, limits.WIDEST_ROW)
            left_over -= max(0, bottom - top + 1) * max(0, right - left + 1) if text else 0
            if left_over < 0:
                raise Unreadable("damaged")
            for row in range(top, bottom + 1) if text else ():
                for column in range(left, right + 1):
                    if column > left:
                        across[row][column] = text
                    if row > top:
                        down[row][column] = text
        return across, down

    def _cells_of(self, row: int, across: dict[int, str], down: dict[int, str]) -> Row:
        held = self.cells.get(row, {})
        width = max([*held, *across, *down], default=0)
        return tuple(
            Cell(
                down.get(c) or across.get(c) or held.get(c, ""),
                across=c in across,
                down=c in down,
            )
            for c in range(1, width + 1)
        )


def _checked(text: str) -> str:
    if len(text) > limits.LONGEST_CELL:
        raise Unreadable("cell_too_long")
    return text


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of "C7"."""
    match = _REFERENCE.match(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
