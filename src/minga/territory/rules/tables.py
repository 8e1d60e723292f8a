"""How is a table of places or figures read, whatever program wrote it?"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO

from minga.territory.rules.issues import Issue, IssueCode, note, refuse
from minga.territory.rules.names import fold_name

MAX_ROWS = 50_000
_SEPARATORS = ",;\t"
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?")


@dataclass(frozen=True)
class Line:
    """One row of a table: where it stands, and its cells by folded column name."""

    where: str
    cells: dict[str, str]

    def cell(self, *names: str) -> str:
        """Return the first cell that has one of these columns and is not blank, else ""."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")


def decode(content: bytes) -> tuple[str, list[Issue]]:
    """Return the text of a file, and a note when its encoding had to be guessed.

    UTF-8 with or without mark; else Windows-1252, which every byte can be read as.
    """
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        guessed = content.decode("cp1252", errors="replace")
        return guessed, [note(IssueCode.ENCODING_GUESSED, encoding="Windows-1252")]


def read_table(text: str) -> tuple[Line, ...]:
    """Return the rows below the header; blank rows do not count.

    Raises FileRefused for a file without header or with too many rows.
    """
    lines = text.splitlines()
    if not lines:
        raise refuse(IssueCode.EMPTY_FILE)
    separator = max(_SEPARATORS, key=lines[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        return lines_of(reader)
    except csv.Error as problem:
        raise refuse(IssueCode.UNKNOWN_FORMAT) from problem


def lines_of(rows: Iterable[Sequence[str]], place: str = "") -> tuple[Line, ...]:
    """Return the rows below the first one, which names the columns; blank rows do not count.

    `place` (the name of a sheet) is said before the number of a row. Raises FileRefused for too
    many rows.
    """
    return tuple(_lines(iter(rows), f"{place}, fila" if place else "fila"))


def _lines(rows: Iterator[Sequence[str]], place: str) -> Iterator[Line]:
    header = [_column(name) for name in next(rows, ())]
    for number, row in enumerate(rows, start=2):
        if number > MAX_ROWS:
            raise refuse(IssueCode.TOO_MANY_FEATURES, f"{place} {number}", limit=MAX_ROWS)
        cells = {name: value.strip() for name, value in zip(header, row, strict=False) if name}
        if any(cells.values()):
            yield Line(f"{place} {number}", cells)


def _column(name: str) -> str:
    return fold_name(name).replace(" ", "_")


def records_of(found: Iterable[Mapping[str, object]]) -> tuple[Line, ...]:
    """Return records of any document as lines; each has its own columns, in any order."""
    return tuple(
        Line(f"registro {number}", {_column(name): cell_of(value) for name, value in one.items()})
        for number, one in enumerate(found, start=1)
    )


def cell_of(value: object) -> str:
    """Return a value as a cell says it; a whole number keeps no `.0`, nothing is blank."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def has_columns(lines: tuple[Line, ...], *names: str) -> bool:
    """Return whether the table has all these columns."""
    return bool(lines) and all(name in lines[0].cells for name in names)


def whole_number(written: str, where: str) -> int:
    """Return a count as written in a spreadsheet: `50663`, `50663.0`, `50.663` or `50,663`.

    Raises FileRefused for anything else, and for counts below zero.
    """
    digits = written.strip().removesuffix(".0").replace("\N{NO-BREAK SPACE}", "")
    grouped = digits.replace(".", " ").replace(",", " ").split(" ")
    if all(len(part) == 3 for part in grouped[1:]) and len(grouped[0]) <= 3:
        digits = "".join(grouped)
    if not (digits.isascii() and digits.isdigit()):
        raise refuse(IssueCode.BAD_NUMBER, where, written=written)
    return int(digits)


def optional_number(written: str, where: str) -> int | None:
    """Return a count, or None for a blank cell: unknown is never zero."""
    return whole_number(written, where) if written else None


def optional_day(written: str, where: str) -> date | None:
    """Return the day of `AAAA-MM-DD`, None for a blank cell; raises FileRefused for other writing."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise refuse(IssueCode.BAD_DATE, where, written=written) from problem


def share_of_hundred(written: str, where: str) -> Decimal:
    """Return how many of each hundred: `98.2`, `98,2` or `98,2 %`, to one decimal.

    Raises FileRefused for what is no number and for what does not lie between 0 and 100.
    """
    plain = written.removesuffix("%").strip().replace(",", ".")
    if not _DECIMAL.fullmatch(plain):
        raise refuse(IssueCode.BAD_NUMBER, where, written=written)
    share = Decimal(plain)
    if not 0 <= share <= 100:
        raise refuse(IssueCode.BEYOND_A_HUNDRED, where, written=written)
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)
