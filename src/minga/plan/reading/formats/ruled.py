"""Which cells do the lines drawn on a page enclose?"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minga.plan.reading import limits
from minga.plan.reading.blocks import Cell, Row
from minga.plan.reading.formats.glyphs import Glyph, lines_of, unwrapped

_OPEN_END = 6.0
_NEAR = 3.0  # points within which two lines are the same line, or touch


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `position` across its direction, from `start` to `end` along it."""

    horizontal: bool
    position: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A lattice of lines; `columns` and `rows` are the places of its lines."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, glyph: Glyph) -> bool:
        return (
            self.columns[0] <= glyph.centre <= self.columns[-1]
            and self.rows[0] <= glyph.middle <= self.rows[-1]
        )

    def cells(self, glyphs: Iterable[Glyph]) -> tuple[Row, ...]:
        """The text of each cell, merged squares marked."""
        owner = self._owners()
        held: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            held[owner[self._square(glyph)]].append(glyph)
        texts = {place: unwrapped([x.text for x in lines_of(g)]) for place, g in held.items()}
        return tuple(
            tuple(_cell(owner[row, column], row, column, texts) for column in range(self._width))
            for row in range(len(self.rows) - 1)
        )

    @property
    def _width(self) -> int:
        return len(self.columns) - 1

    def _square(self, glyph: Glyph) -> tuple[int, int]:
        column = bisect_right(self.columns, glyph.centre) - 1
        row = bisect_right(self.rows, glyph.middle) - 1
        return min(max(row, 0), len(self.rows) - 2), min(max(column, 0), self._width - 1)

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Square → the first square of the merged cell it belongs to."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.rows) - 1):
            for column in range(self._width):
                place = (row, column)
                if column and not self._parts_columns(row, column):
                    owner[place] = owner[row, column - 1]
                elif row and not self._parts_rows(row, column):
                    owner[place] = owner[row - 1, column]
                else:
                    owner[place] = place
        return owner

    def _parts_columns(self, row: int, column: int) -> bool:
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        return self._drawn(False, self.columns[column], middle)

    def _parts_rows(self, row: int, column: int) -> bool:
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return self._drawn(True, self.rows[row], middle)

    def _drawn(self, horizontal: bool, position: float, at: float) -> bool:
        return any(
            rule.horizontal is horizontal
            and abs(rule.position - position) <= _NEAR
            and rule.start <= at <= rule.end
            for rule in self.rules
        )


def _cell(
    origin: tuple[int, int], row: int, column: int, texts: dict[tuple[int, int], str]
) -> Cell:
    return Cell(texts.get(origin, ""), across=column > origin[1], down=row > origin[0])


def find_tables(rules: Iterable[Rule]) -> list[RuledTable]:
    """The lattices on a page, from the top; a lone frame is none."""
    merged = _merged(list(rules))
    if len(merged) > limits.MOST_RULES:
        return []
    tables = []
    for group in _connected(merged):
        columns = _places(rule for rule in group if not rule.horizontal)
        rows = _with_open_ends(_places(rule for rule in group if rule.horizontal), group)
        is_lattice = len(columns) > 2 and len(rows) > 1
        if is_lattice and len(columns) * len(rows) <= limits.MOST_SQUARES:
            tables.append(RuledTable(columns, rows, tuple(group)))
    return sorted(tables, key=lambda table: table.rows[0])


def _with_open_ends(rows: tuple[float, ...], group: Sequence[Rule]) -> tuple[float, ...]:
    """A row that a page break cuts has no line where the page ends: its sides say how far it goes."""
    sides = [rule for rule in group if not rule.horizontal]
    if not rows or len(sides) < 2:
        return rows
    top, bottom = min(rule.start for rule in sides), max(rule.end for rule in sides)
    above = (top,) if rows[0] - top > _OPEN_END else ()
    below = (bottom,) if bottom - rows[-1] > _OPEN_END else ()
    return (*above, *rows, *below)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of each line that lie on one height and touch."""
    joined: list[Rule] = []
    for horizontal in (True, False):
        chosen = [rule for rule in rules if rule.horizontal is horizontal]
        for group in _by_position(chosen):
            joined.extend(_joined_along(group))
    return joined


def _by_position(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.position):
        if groups and rule.position - groups[-1][0].position <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _joined_along(group: Sequence[Rule]) -> list[Rule]:
    position = sum(rule.position for rule in group) / len(group)
    joined: list[Rule] = []
    for rule in sorted(group, key=lambda r: r.start):
        if joined and rule.start <= joined[-1].end + _NEAR:
            last = joined[-1]
            joined[-1] = Rule(rule.horizontal, position, last.start, max(last.end, rule.end))
        else:
            joined.append(Rule(rule.horizontal, position, rule.start, rule.end))
    return joined


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.horizontal is not other.horizontal
        and one.start - _NEAR <= other.position <= one.end + _NEAR
        and other.start - _NEAR <= one.position <= other.end + _NEAR
    )


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    left = list(rules)
    groups: list[list[Rule]] = []
    while left:
        group, frontier = [], [left.pop()]
        while frontier:
            rule = frontier.pop()
            group.append(rule)
            touching = [other for other in left if _touch(rule, other)]
            left = [other for other in left if other not in touching]
            frontier.extend(touching)
        groups.append(group)
    return groups


def _places(rules: Iterable[Rule]) -> tuple[float, ...]:
    return tuple(group[0].position for group in _by_position(list(rules)))
