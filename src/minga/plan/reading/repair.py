"""Does a row fit its columns, and if it slid sideways, where does each cell belong?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minga.plan.reading.column_names import Role
from minga.plan.reading.columns import Header
from minga.plan.reading.sdg import read_goals
from minga.plan.reading.wording import fold, is_empty
from minga.plan.reading.years import is_mark, is_symbol

_FURTHEST = 2
_LONG = 40
_LONG_GOAL = 25
_PROSE = frozenset(
    {Role.OBJECTIVE, Role.ACTIVITY, Role.STRATEGY, Role.EVALUATION, Role.PROGRAMME,
     Role.BASELINE, Role.TARGET, Role.INDICATOR, Role.RESPONSIBLE, Role.BUDGET, Role.TIME}
)  # fmt: skip

_SENTENCES = frozenset({Role.OBJECTIVE, Role.ACTIVITY, Role.PROGRAMME})


@dataclass(frozen=True, slots=True)
class Fitted:
    """The cells of a row under their columns; `shifted` when they had to be moved or dropped."""

    cells: tuple[str, ...]
    shifted: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """What the other rows of the table hold: folded texts by column."""

    seen: tuple[frozenset[str], ...] = ()
    years_hold_prose: bool = False

    def knows(self, index: int, text: str) -> bool:
        return index < len(self.seen) and fold(text) in self.seen[index]


def fit(cells: Sequence[str], header: Header, company: Company) -> Fitted:
    """Put each cell under its column.

    A row slides back only where one least movement makes every cell fit, or where the readings
    that fit agree; cells in doubt are left blank. Either way it counts as shifted.
    """
    width = len(header.columns)
    row = _padded(cells, width)
    judge = _Judge(header, company)
    stands = len(row) == width and judge.accepts(row)
    if stands and not judge.doubts(row):
        return Fitted(tuple(row))
    found = [m for m in _movements(row, width) if judge.accepts(m.cells, strictly=True)]
    if found:
        return Fitted(judge.agreed(_best(found, company)), shifted=True)
    if stands:
        return Fitted(tuple(row))
    return Fitted(judge.without_misfits(row[:width]), shifted=True)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    row = list(cells)
    while len(row) > width and is_empty(row[-1]):
        row.pop()
    return row + [""] * (width - len(row))


class _Judge:
    """Says whether cells can stand under the columns of one header."""

    def __init__(self, header: Header, company: Company) -> None:
        self.roles = [column.role for column in header.columns]
        self.company = company
        self.activity = header.position(Role.ACTIVITY)

    def accepts(self, row: Sequence[str], *, strictly: bool = False) -> bool:
        """Strictly: a row to be moved must also read well in the columns that take anything."""
        fits = all(self._fits(i, text, strictly=strictly) for i, text in enumerate(row))
        return fits and not self._lacks_activity(row)

    def doubts(self, row: Sequence[str]) -> bool:
        """A row that reads oddly and lacks the last cell, which other rows fill: it may have slid."""
        lacks_end = is_empty(row[-1]) and bool(self.company.seen) and bool(self.company.seen[-1])
        return lacks_end and not self.accepts(row, strictly=True)

    def _fits(self, index: int, text: str, *, strictly: bool = False) -> bool:
        if is_empty(text):
            return True
        role = self.roles[index]
        if role is Role.YEAR:
            return self._fits_year(text, strictly=strictly)
        if role is Role.SDG:
            return not is_symbol(text) and (not strictly or _reads_as_goal(text))
        if strictly and role in _SENTENCES and not any(map(str.isalpha, text)):
            return False
        return not (role in _PROSE and is_symbol(text))

    def _fits_year(self, text: str, *, strictly: bool) -> bool:
        """A year cell may hold a word of its own, not the text of a strategy."""
        if is_mark(text) or self.company.years_hold_prose:
            return True
        return not strictly and len(text) < _LONG and not self._is_means(text)

    def _is_means(self, text: str) -> bool:
        """A text that other rows give as strategy or evaluation."""
        return any(
            role in {Role.STRATEGY, Role.EVALUATION} and self.company.knows(i, text)
            for i, role in enumerate(self.roles)
        )

    def _lacks_activity(self, row: Sequence[str]) -> bool:
        """Marks of years with no activity beside them belong to a text that slid away."""
        if self.activity is None or not is_empty(row[self.activity]):
            return False
        return any(
            role is Role.YEAR and is_symbol(text)
            for role, text in zip(self.roles, row, strict=False)
        )

    def agreed(self, found: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Each cell on which all readings agree; of an activity in doubt the first is kept."""
        first = found[0]
        return tuple(
            first[i] if i == self.activity or all(row[i] == first[i] for row in found) else ""
            for i in range(len(self.roles))
        )

    def without_misfits(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(text if self._fits(i, text) else "" for i, text in enumerate(row))


def _reads_as_goal(text: str) -> bool:
    return len(text) < _LONG_GOAL or bool(read_goals(text))


@dataclass(frozen=True, slots=True)
class _Movement:
    """A row after some of its cells moved, and how many did."""

    moved: int
    cells: tuple[str, ...]
    joins: bool = False


def _movements(row: list[str], width: int) -> Iterator[_Movement]:
    for distance in range(1, _FURTHEST + 1):
        yield from _to_the_left(row, width, distance)
        yield from _to_the_right(row, width, distance)
    if len(row) > width:
        yield from _joined(row, width)


def _to_the_left(row: list[str], width: int, distance: int) -> Iterator[_Movement]:
    """Take out blanks: what stands after them slides back."""
    for i in range(len(row) - distance + 1):
        if all(is_empty(text) for text in row[i : i + distance]):
            after = row[i + distance :]
            if i + len(after) <= width:
                cells = [*row[:i], *after]
                yield _Movement(_stated(after), (*cells, *[""] * (width - len(cells))))


def _to_the_right(row: list[str], width: int, distance: int) -> Iterator[_Movement]:
    """Put blanks in: what stands after them slides on; only blanks may fall off the end."""
    for i in range(len(row)):
        cells = [*row[:i], *[""] * distance, *row[i:]]
        if all(is_empty(text) for text in cells[width:]):
            yield _Movement(_stated(row[i:]), tuple(cells[:width]))


def _joined(row: list[str], width: int) -> Iterator[_Movement]:
    """Mend a text cut in two by an unquoted separator."""
    extra = len(row) - width
    for i in range(len(row) - extra):
        pieces = [piece.strip() for piece in row[i : i + extra + 1]]
        if all(pieces) and not any(map(is_symbol, pieces)):
            cells = (*row[:i], ", ".join(pieces), *row[i + extra + 1 :])
            yield _Movement(_stated(cells[i:]), cells, joins=True)


def _stated(cells: Sequence[str]) -> int:
    return sum(not is_empty(text) for text in cells)


def _best(found: Sequence[_Movement], company: Company) -> list[tuple[str, ...]]:
    """The rows that move the fewest cells; where only joins help, those like the other rows."""
    slid = [movement for movement in found if not movement.joins]
    if slid:
        least = min(movement.moved for movement in slid)
        return [movement.cells for movement in slid if movement.moved == least]
    return _most_alike([movement.cells for movement in found], company)


def _most_alike(rows: list[tuple[str, ...]], company: Company) -> list[tuple[str, ...]]:
    known = [sum(company.knows(i, text) for i, text in enumerate(row) if text) for row in rows]
    return [row for row, count in zip(rows, known, strict=True) if count == max(known)]
