"""Where does a sheet of cells stop being prose and begin to be a table?"""

from collections.abc import Iterable, Iterator, Sequence

from minga.plan.reading.blocks import Block, Paragraph, Row, Table, distinct_texts
from minga.plan.reading.column_names import Role
from minga.plan.reading.columns import Header, recognise
from minga.plan.reading.headings import names_programme, section_of
from minga.plan.reading.wording import fold, is_listed

_LOOKAHEAD = 5
_PAIR = 2
_TEXT_ROLES = frozenset({Role.OBJECTIVE, Role.ACTIVITY, Role.PROGRAMME})


def split_grid(rows: Iterable[Row]) -> Iterator[Block]:
    """Cut the rows of a sheet into paragraphs and tables, in order.

    A table opens at a row of recognised headings and ends at a lone line that stands after a
    blank row or before the next headings. Elsewhere each row is a line of prose.
    """
    grid = [_trimmed(row) for row in rows]
    index = 0
    while index < len(grid):
        if recognise(grid, index):
            end = _end_of_table(grid, index)
            yield Table(tuple(grid[index:end]))
            index = end
        elif _is_loose_table(grid, index):
            end = _end_of_loose_table(grid, index)
            yield Table(tuple(grid[index:end]))
            index = end
        else:
            yield from _prose(grid[index])
            index += 1


def _trimmed(row: Row) -> Row:
    width = len(row)
    while width and not row[width - 1].text:
        width -= 1
    return row[:width]


def _is_sure(grid: Sequence[Row], index: int) -> bool:
    header = recognise(grid, index)
    return header is not None and header.is_sure


def _is_lone(row: Row) -> bool:
    return len(distinct_texts(row)) == 1


def _end_of_table(grid: list[Row], start: int) -> int:
    header = recognise(grid, start)
    index = start + (header.depth if header else 1)
    while index < len(grid) and not _leaves_table(grid, index, header):
        index += 1
    while index > start + 1 and not grid[index - 1]:
        index -= 1
    return index


def _leaves_table(grid: list[Row], index: int, header: Header | None) -> bool:
    """Whether the row opens something new: a title over the next headings, or prose after a gap."""
    row = grid[index]
    if not row:
        return not any(grid[index : index + _LOOKAHEAD])
    if _is_sure(grid, index):
        return not grid[index - 1]
    if _is_lone(row) and _heads_a_table(grid, index):
        return True
    return not grid[index - 1] and _is_prose(row, header)


def _is_prose(row: Row, header: Header | None) -> bool:
    """After a gap: a line in the first column that is no objective, or a label and its value."""
    first = row[0].text
    if not _is_lone(row):
        return len(distinct_texts(row)) == _PAIR and first.endswith(":") and not row[0].down
    if section_of(first) or names_programme(first):
        return True
    return bool(first) and (header is None or header.columns[0].role not in _TEXT_ROLES)


def _heads_a_table(grid: list[Row], index: int) -> bool:
    """Only lone lines and blanks lie between this row and the next headings."""
    for ahead in range(index + 1, min(index + _LOOKAHEAD, len(grid))):
        if _is_sure(grid, ahead):
            return True
        if grid[ahead] and not _is_lone(grid[ahead]):
            return False
    return False


def _is_loose_table(grid: list[Row], index: int) -> bool:
    """Rows of several cells without known headings, more than a label and its value."""
    return len(distinct_texts(grid[index])) > _PAIR and not _has_label(grid[index])


def _has_label(row: Row) -> bool:
    first = next((cell.text for cell in row if cell.text), "")
    return first.rstrip().endswith(":")


def _end_of_loose_table(grid: list[Row], start: int) -> int:
    index = start + 1
    while index < len(grid) and len(distinct_texts(grid[index])) > 1 and not _is_sure(grid, index):
        index += 1
    return index


def _prose(row: Row) -> Iterator[Paragraph]:
    """A label and its value stay on one line ("Cantón" | "Loja" reads "Cantón: Loja")."""
    texts = distinct_texts(row)
    if len(texts) == _PAIR and len(fold(texts[0])) < 40:
        yield Paragraph(f"{texts[0].rstrip(': ')}: {texts[1]}")
        return
    for text in texts:
        yield Paragraph(text, listed=is_listed(text))


def settle_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """Cut each table so that it holds one set of headings, with what stands above them as prose."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _settled(block)
        else:
            yield block


def _settled(table: Table) -> Iterator[Block]:
    starts = _header_starts(table.rows)
    if not starts:
        yield table
        return
    ends = [*starts[1:], len(table.rows)]
    above = 0
    for start, end in zip(starts, ends, strict=True):
        for row in table.rows[above:start]:
            yield from _prose(row)
        above = end if end == len(table.rows) else _before_titles(table.rows, start, end)
        yield _part(table, start, above)


def _header_starts(rows: tuple[Row, ...]) -> list[int]:
    """Where headings other than those in force begin; the same again are a page break."""
    starts: list[int] = []
    inside = 0
    headings: frozenset[str] = frozenset()
    for index in range(len(rows)):
        header = recognise(rows, index) if index >= inside else None
        if header is None or (starts and not _may_follow(rows, index, header)):
            continue
        inside = index + header.depth
        if not header.repeats(headings):
            starts.append(index)
            headings = header.headings
    return starts


def _may_follow(rows: tuple[Row, ...], index: int, header: Header) -> bool:
    """Other headings inside a table stand below a title or a blank, or are those in force."""
    return header.is_sure and len(distinct_texts(rows[index - 1])) < _PAIR


def _before_titles(rows: tuple[Row, ...], start: int, end: int) -> int:
    """Lone lines and blanks right above other headings belong to these."""
    while end > start + 1 and len(distinct_texts(rows[end - 1])) < _PAIR:
        end -= 1
    return end


def _part(table: Table, start: int, end: int) -> Table:
    broken = frozenset(i - start for i in table.broken_at if start <= i < end)
    return Table(table.rows[start:end], broken)
