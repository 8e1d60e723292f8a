"""Which tables of the document are the multi-year matrix, which account for it, which neither?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from minga.plan.reading.blocks import Block, Paragraph, Row, Table
from minga.plan.reading.column_names import Role
from minga.plan.reading.columns import Header, recognise
from minga.plan.reading.headings import Section, is_heading, is_note, section_of
from minga.plan.reading.wording import fold
from minga.plan.reading.years import is_mark, is_symbol

_MEANS = (Role.SDG, Role.BASELINE, Role.TARGET, Role.STRATEGY, Role.EVALUATION, Role.INDICATOR)
_MONEY = re.compile(r"^(?:us[d$]*|\$)?\s*(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{4,}(?:[.,]\d+)?|\$\s*\d.*|\d+[.,]\d{2})\s*(?:usd|\$|dolares)?$", re.IGNORECASE)  # fmt: skip
_BUDGET_WORD = re.compile(
    r"\b(?:presupuest|inversion|ingresos|egresos|gastos|financ|recursos economicos|proforma)"
)


class Kind(Enum):
    """What a table is for."""

    MATRIX = "matrix"
    SCHEDULE = "schedule"  # activities and years, nothing else
    ACCOUNTABILITY = "accountability"
    CONTINUED = "continued"  # rows without headings that go on with the matrix above
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with its header, its kind and the paragraphs that lead to it."""

    table: Table
    kind: Kind
    header: Header | None
    start: int  # first row after the header
    before: tuple[Paragraph, ...]


def place_tables(blocks: Sequence[Block]) -> list[Placed]:
    """Every table of the document in order, told apart."""
    placed: list[Placed] = []
    before: list[Paragraph] = []
    section: Section | None = None
    matrix: Header | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            before.append(block)
            section = section_of(block.text) or section
            continue
        found = _place(block, tuple(before), section, matrix)
        matrix = (
            found.header if found.kind in {Kind.MATRIX, Kind.SCHEDULE, Kind.CONTINUED} else matrix
        )
        placed.append(found)
        before = []
    return placed


def _place(
    table: Table, before: tuple[Paragraph, ...], section: Section | None, matrix: Header | None
) -> Placed:
    header = recognise(table.rows, 0)
    if header is None:
        if matrix and _continues(table, matrix, before):
            return Placed(table, Kind.CONTINUED, matrix, 0, before)
        return Placed(table, Kind.OTHER, None, 0, before)
    titles = [paragraph.text for paragraph in before[-3:]]
    kind = _kind(header, table.rows[header.depth :], section, titles)
    return Placed(table, kind, header, header.depth, before)


def _kind(
    header: Header, rows: tuple[Row, ...], section: Section | None, titles: list[str]
) -> Kind:
    if _is_accountability(header, section):
        return Kind.ACCOUNTABILITY
    if not header.has(Role.ACTIVITY) or (
        section is Section.ACCOUNTABILITY and not _is_multi_year(header)
    ):
        return Kind.OTHER
    means = sum(header.has(role) for role in _MEANS)
    if _is_budget(header, rows, means, titles):
        return Kind.OTHER
    if _is_multi_year(header):
        if means or header.has(Role.OBJECTIVE):
            return Kind.MATRIX
        # dates beside activities are an agenda; years, or programmes with dates, are a plan
        planned = header.year_count or header.has(Role.PROGRAMME)
        return Kind.SCHEDULE if planned else Kind.OTHER
    untimed = (
        header.has(Role.OBJECTIVE) and means > 1 and not header.has_parts and not header.year_count
    )
    return Kind.MATRIX if untimed else Kind.OTHER


def _is_multi_year(header: Header) -> bool:
    return header.year_count > 1 or (
        header.has(Role.TIME) and not header.has_parts and not header.year_count
    )


def _is_accountability(header: Header, section: Section | None) -> bool:
    said = header.has(Role.MECHANISM) and (header.has(Role.TOOLS) or header.has(Role.TIME))
    if said and not header.year_count:
        return True
    timed = header.has(Role.TIME) and not header.has(Role.OBJECTIVE) and not header.year_count
    return section is Section.ACCOUNTABILITY and (timed or header.has(Role.TOOLS))


def _is_budget(header: Header, rows: tuple[Row, ...], means: int, titles: list[str]) -> bool:
    """Amounts by year without strategy, target or evaluation: money, not a promise."""
    if header.has(Role.STRATEGY) or header.has(Role.EVALUATION) or means > 1:
        return False
    columns = header.positions(Role.YEAR)
    cells = [row[i].text for row in rows for i in columns if i < len(row) and row[i].text]
    money = sum(bool(_MONEY.match(text.strip())) for text in cells)
    if money * 2 > len(cells):
        return True
    announced = any(_BUDGET_WORD.search(fold(text)) for text in titles)
    marks = any(is_symbol(text) for text in cells)
    return (
        announced or (header.has(Role.BUDGET) and not means and not header.has(Role.OBJECTIVE))
    ) and not marks


def _continues(table: Table, matrix: Header, before: tuple[Paragraph, ...]) -> bool:
    """Rows of the matrix's width, marked in its year columns, with at most a heading between."""
    width = len(matrix.columns)
    if any(len(row) > width for row in table.rows) or not _is_close(before):
        return False
    if max((len(row) for row in table.rows), default=0) < width - 2:
        return False
    columns = matrix.positions(Role.YEAR)
    cells = [row[i].text for row in table.rows for i in columns if i < len(row) and row[i].text]
    if columns:
        return bool(cells) and all(is_mark(text) or len(text) < 40 for text in cells)
    return True


def _is_close(before: tuple[Paragraph, ...]) -> bool:
    loud = [p for p in before if not is_note(p.text)]
    known = any(section_of(p.text) not in {None, Section.MATRIX} for p in loud)
    return not known and all(is_heading(p) for p in loud)


def kept(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The tables that make the plan: bare schedules count only where there is no fuller matrix."""
    fuller = any(p.kind is Kind.MATRIX for p in placed)
    reading = False
    for p in placed:
        if p.kind is Kind.CONTINUED:
            if reading:
                yield p
            continue
        reading = p.kind is Kind.MATRIX or (p.kind is Kind.SCHEDULE and not fuller)
        if reading:
            yield p
