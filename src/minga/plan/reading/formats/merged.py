"""Which squares does a merged cell cover? Spans to a plain grid of cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from minga.plan.reading import limits
from minga.plan.reading.blocks import Cell, Row


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a format writes it: text and how many columns and rows it covers."""

    text: str
    width: int = 1
    height: int = 1
    continues: bool = False  # Word repeats a cell in each row that it covers


class Grid:
    """Lays spans out row by row."""

    def __init__(self) -> None:
        self.rows: list[list[Cell | None]] = []
        self._held: dict[int, tuple[str, int, bool]] = {}  # column → text, rows left, across

    def add(self, spans: Iterable[Span]) -> None:
        """Lay one row; squares held by a taller cell above are skipped over."""
        row: list[Cell | None] = []
        for span in spans:
            self._fill_held(row)
            self._lay(row, span)
        self._fill_held(row)
        self.rows.append(row)

    def _fill_held(self, row: list[Cell | None]) -> None:
        while len(row) in self._held and len(row) < limits.WIDEST_ROW:
            column = len(row)
            text, left, across = self._held[column]
            row.append(Cell(text, across=across, down=True))
            if left > 1:
                self._held[column] = (text, left - 1, across)
            else:
                del self._held[column]

    def _lay(self, row: list[Cell | None], span: Span) -> None:
        text = self._text_above(len(row)) if span.continues else span.text
        for offset in range(min(max(span.width, 1), limits.WIDEST_ROW - len(row))):
            if span.height > 1:
                self._held[len(row)] = (text, span.height - 1, offset > 0)
            row.append(Cell(text, across=offset > 0, down=span.continues))

    def _text_above(self, column: int) -> str:
        above = self.rows[-1] if self.rows else []
        cell = above[column] if column < len(above) else None
        return cell.text if cell else ""

    def finished(self) -> tuple[Row, ...]:
        """The rows as cells."""
        return tuple(tuple(cell or Cell() for cell in row) for row in self.rows)
