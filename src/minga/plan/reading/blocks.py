"""What did the file hold, whatever its format: paragraphs and tables in the order of reading."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of a table; merged squares repeat the text and say what they continue."""

    text: str = ""
    across: bool = False  # continues the merged cell on its left
    down: bool = False  # continues the merged cell above

    @property
    def fresh(self) -> bool:
        """Whether this square holds text of its own."""
        return bool(self.text) and not self.across and not self.down


type Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose; `level` is its heading level where the format states one."""

    text: str
    level: int | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `broken_at` are the rows that open a page and may be the rest of the row above."""

    rows: tuple[Row, ...]
    broken_at: frozenset[int] = frozenset()


type Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """The content of a file: its blocks, and whether its character encoding had to be guessed."""

    blocks: tuple[Block, ...]
    encoding_guessed: bool = False
    name: str | None = None  # the title a format declares apart from its text
    scanned: bool = False  # pages are pictures: there is no text to read


def plain_row(texts: list[str]) -> Row:
    """A row without merged cells."""
    return tuple(Cell(text) for text in texts)


def distinct_texts(row: Row) -> list[str]:
    """The texts of a row, a merged cell counted once."""
    return [cell.text for cell in row if cell.text and not cell.across]
