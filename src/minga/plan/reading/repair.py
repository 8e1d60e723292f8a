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


@dataclass(frozen=True, slots=True)
class Fitted:
    """The cells of a row under their columns; `shifted` when they had to be moved or dropped."""

    cells: tuple[str, ...]
    shifted: bool = False


def fit(cells: Sequence[str], header: Header, *, strangers: frozenset[str] | None) -> Fitted:
    """Put each cell under its column; `strangers` are folded texts that no year cell can hold.

    Null when the year cells of this table hold prose of their own.

    A row slides back only when one least movement makes every cell fit; otherwise the cells that
    cannot belong where they stand are left blank. Either way it counts as shifted.
    """
    width = len(header.columns)
    row = _padded(cells, width)
    judge = _Judge(header, strangers)
    if len(row) == width and judge.accepts(row):
        return Fitted(tuple(row))
    found = _least(row, [m for m in _movements(row, width) if judge.accepts(m[1], strictly=True)])
    if found:
        return Fitted(_agreed(found, width), shifted=True)
    return Fitted(judge.without_misfits(row[:width]), shifted=True)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    row = list(cells)
    while len(row) > width and is_empty(row[-1]):
        row.pop()
    return row + [""] * (width - len(row))


class _Judge:
    """Says whether cells can stand under the columns of one header."""

    def __init__(self, header: Header, strangers: frozenset[str] | None) -> None:
        self.roles = [column.role for column in header.columns]
        self.strangers = strangers
        self.activity = header.position(Role.ACTIVITY)

    def accepts(self, row: Sequence[str], *, strictly: bool = False) -> bool:
        """Strictly: a row to be moved must also read well in the columns that take anything."""
        fits = all(self._fits(i, text, strictly=strictly) for i, text in enumerate(row))
        return fits and not self._lacks_activity(row)

    def _fits(self, index: int, text: str, *, strictly: bool = False) -> bool:
        if is_empty(text):
            return True
        role = self.roles[index]
        if role is Role.YEAR:
            return self._fits_year(text, strictly=strictly)
        if role is Role.SDG:
            return not is_symbol(text) and (not strictly or _reads_as_goal(text))
        return not (role in _PROSE and is_symbol(text))

    def _fits_year(self, text: str, *, strictly: bool) -> bool:
        """A year cell may hold a word of its own, not the text of a strategy."""
        if is_mark(text) or self.strangers is None:
            return True
        return bool(not strictly and len(text) < _LONG and fold(text) not in self.strangers)

    def _lacks_activity(self, row: Sequence[str]) -> bool:
        """Marks of years with no activity beside them belong to a text that slid away."""
        if self.activity is None or not is_empty(row[self.activity]):
            return False
        return any(
            role is Role.YEAR and is_symbol(text)
            for role, text in zip(self.roles, row, strict=False)
        )

    def without_misfits(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(text if self._fits(i, text) else "" for i, text in enumerate(row))


def _reads_as_goal(text: str) -> bool:
    return len(text) < _LONG_GOAL or bool(read_goals(text))


type _Movement = tuple[int, list[str]]  # how many cells moved, and the row after it


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
            moved = [*row[:i], *row[i + distance :]]
            if len(moved) <= width:
                yield _stated(moved[i:]), moved + [""] * (width - len(moved))


def _to_the_right(row: list[str], width: int, distance: int) -> Iterator[_Movement]:
    """Put blanks in: what stands after them slides on; only blanks may fall off the end."""
    for i in range(len(row)):
        moved = [*row[:i], *[""] * distance, *row[i:]]
        if all(is_empty(text) for text in moved[width:]):
            yield _stated(row[i:]), moved[:width]


def _joined(row: list[str], width: int) -> Iterator[_Movement]:
    """Mend a text cut in two by an unquoted separator."""
    extra = len(row) - width
    for i in range(len(row) - extra):
        pieces = [piece.strip() for piece in row[i : i + extra + 1]]
        if all(pieces):
            moved = [*row[:i], ", ".join(pieces), *row[i + extra + 1 :]]
            yield _stated(moved[i:]), moved


def _stated(cells: Sequence[str]) -> int:
    return sum(not is_empty(text) for text in cells)


def _least(row: list[str], found: list[_Movement]) -> list[list[str]]:
    """The acceptable rows that move the fewest cells; a join competes with every other join."""
    if not found:
        return []
    if all(_is_join(row, moved) for _, moved in found):
        return [moved for _, moved in found]
    least = min(cost for cost, _ in found)
    return [moved for cost, moved in found if cost == least]


def _is_join(row: list[str], moved: list[str]) -> bool:
    return len(row) > len(moved) and not set(map(fold, moved)) <= set(map(fold, row))


def _agreed(found: list[list[str]], width: int) -> tuple[str, ...]:
    """Each cell on which all readings agree; the others stay blank."""
    first = found[0]
    return tuple(first[i] if all(row[i] == first[i] for row in found) else "" for i in range(width))
