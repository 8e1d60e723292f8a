"""Where does a sheet of cells stop being prose and begin to be a table?"""

from collections.abc import Iterable, Iterator

from minga.plan.reading.blocks import Block, Cell, Paragraph, Row, Table, distinct_texts
from minga.plan.reading.columns import recognise
from minga.plan.reading.wording import fold, is_listed

_LOOKAHEAD = 5
_PAIR = 2


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


def _is_lone(row: Row) -> bool:
    return len(distinct_texts(row)) == 1


def _end_of_table(grid: list[Row], start: int) -> int:
    header = recognise(grid, start)
    index = start + (header.depth if header else 1)
    while index < len(grid) and not _leaves_table(grid, index):
        index += 1
    while index > start + 1 and not grid[index - 1]:
        index -= 1
    return index


def _leaves_table(grid: list[Row], index: int) -> bool:
    """Whether the row opens something new: a title over the next headings, or prose after a gap."""
    row = grid[index]
    if not row:
        return not any(grid[index : index + _LOOKAHEAD])
    if recognise(grid, index):
        return not grid[index - 1]
    return _is_lone(row) and (_heads_a_table(grid, index) or _stands_apart(grid, index))


def _heads_a_table(grid: list[Row], index: int) -> bool:
    """Only lone lines and blanks lie between this row and the next headings."""
    for ahead in range(index + 1, min(index + _LOOKAHEAD, len(grid))):
        if recognise(grid, ahead):
            return True
        if grid[ahead] and not _is_lone(grid[ahead]):
            return False
    return False


def _stands_apart(grid: list[Row], index: int) -> bool:
    """A line in the first column after a blank row."""
    return not grid[index - 1] and bool(grid[index][0].text)


def _is_loose_table(grid: list[Row], index: int) -> bool:
    """Rows of several cells without known headings, more than a label and its value."""
    return len(distinct_texts(grid[index])) > _PAIR and not _has_label(grid[index])


def _has_label(row: Row) -> bool:
    first = next((cell.text for cell in row if cell.text), "")
    return first.rstrip().endswith(":")


def _end_of_loose_table(grid: list[Row], start: int) -> int:
    index = start + 1
    while index < len(grid) and len(distinct_texts(grid[index])) > 1 and not recognise(grid, index):
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


def blank_row() -> Row:
    """A row that only separates."""
    return (Cell(),)
