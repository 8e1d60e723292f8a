"""Which column of a table is which, whatever its order and name?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minga.plan.reading.blocks import Row, distinct_texts
from minga.plan.reading.column_names import LONGEST_HEADING, Role, role_of
from minga.plan.reading.wording import fold, is_unreadable
from minga.plan.reading.years import YearLabel, bare_ordinal, is_subperiod, is_symbol, year_label

# Where several columns could be the activity, the most concrete name wins.
_ACTIVITY_RANK = ("actividad", "accion", "tarea", "proyecto", "propuesta", "iniciativa")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its heading, its year and whether it is a target of that year."""

    role: Role | None
    heading: str
    year: int | None = None  # ordinal from 1
    of_target: bool = False
    label: str = ""  # the lowest heading, as filed


@dataclass(frozen=True, slots=True)
class Header:
    """The recognised headings of a table and how many rows they take."""

    columns: tuple[Column, ...]
    depth: int
    has_parts: bool = False  # columns are quarters or months of one year

    def positions(self, role: Role) -> tuple[int, ...]:
        return tuple(i for i, column in enumerate(self.columns) if column.role is role)

    def position(self, role: Role) -> int | None:
        return next(iter(self.positions(role)), None)

    def has(self, role: Role) -> bool:
        return self.position(role) is not None

    @property
    def year_count(self) -> int:
        return len({c.year for c in self.columns if c.year is not None})

    @property
    def is_sure(self) -> bool:
        """Enough headings that no row of data could pass for them."""
        timed = {Role.YEAR, Role.TIME, Role.OTHER, None}
        roles = {column.role for column in self.columns} - timed
        return len(roles) > 1 or (bool(roles) and self.year_count > 1)

    def repeats(self, headings: frozenset[str]) -> bool:
        """Whether these are the headings in force, printed once more."""
        return bool(headings) and len(self.headings & headings) * 2 >= len(headings)

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(fold(c.heading) for c in self.columns if c.heading)


_DEEPEST = 4


def recognise(rows: Sequence[Row], start: int) -> Header | None:
    """The header that opens at `start`, or null when that row is no header."""
    if not _opens_header(rows[start]):
        return None
    depth = 1
    while depth < _DEEPEST and start + depth < len(rows) and _is_subheader(rows, start, depth):
        depth += 1
    return _header(rows[start : start + depth])


def _opens_header(row: Row) -> bool:
    texts = distinct_texts(row)
    if len(texts) < 2 or any(len(t) > 2 * LONGEST_HEADING or is_symbol(t) for t in texts):
        return False
    roles = {role for text in texts if (role := _known(text))}
    if sum(is_subperiod(text) and not text.isdigit() for text in texts) > 1:
        roles.add(Role.TIME)
    found = sum(_known(text) is not None or _names_period(text) for text in texts)
    return found * 2 >= len(texts) and (len(roles) >= 3 or _is_pair(roles))


def _known(text: str) -> Role | None:
    if is_unreadable(text):
        return None
    return Role.YEAR if year_label(text) else role_of(text)


def _is_pair(roles: set[Role]) -> bool:
    """Two columns are enough when one says what and the other when, or how it is accounted for."""
    timed = roles & {Role.YEAR, Role.TIME}
    return bool(timed and roles - timed) or roles == {Role.MECHANISM, Role.TOOLS}


_OPEN_GROUPS = (None, Role.TIME, Role.TARGET, Role.INDICATOR, Role.YEAR, Role.BUDGET, Role.OTHER)


def _is_subheader(rows: Sequence[Row], start: int, depth: int) -> bool:
    row = rows[start + depth]
    fresh = [(i, cell.text) for i, cell in enumerate(row) if cell.fresh]
    if not fresh:
        return bool(distinct_texts(row))  # only continuations of merged headings
    above = [_stack(rows[start : start + depth], i) for i, _ in fresh]
    return all(
        _fits_under(text, stack) for (_, text), stack in zip(fresh, above, strict=True)
    ) and any(_names_period(text) or _known(text) for _, text in fresh)


def _fits_under(text: str, stack: list[str]) -> bool:
    if stack and fold(text) == fold(stack[-1]):
        return True
    if len(text) > LONGEST_HEADING or (stack and _known(stack[-1]) not in _OPEN_GROUPS):
        return False
    return _names_period(text) or _known(text) is not None or _is_detail(text)


def _names_period(text: str) -> bool:
    return bool(year_label(text)) or is_subperiod(text) or bare_ordinal(text) is not None


def _is_detail(text: str) -> bool:
    return fold(text) in {"nombre", "descripcion", "unidad", "detalle", "cantidad", "inicio", "fin"}


def _stack(rows: Sequence[Row], index: int) -> list[str]:
    """The headings above a column, from the top; a blank takes the group on its left."""
    texts: list[str] = []
    for depth, row in enumerate(rows):
        cell = row[index] if index < len(row) else None
        if cell and cell.text:
            if not cell.down or not texts:
                texts.append(cell.text)
        elif group := _group_on_left(rows, depth, index):
            texts.append(group)
    return texts


def _group_on_left(rows: Sequence[Row], depth: int, index: int) -> str | None:
    """The heading that spans a blank square: the nearest on its left that opens a group."""
    row = rows[depth]
    left = next((i for i in range(min(index, len(row)) - 1, -1, -1) if row[i].text), None)
    if left is None or depth + 1 >= len(rows):
        return None
    below = rows[depth + 1]
    spanned = all(i < len(below) and below[i].text for i in range(left, index + 1))
    return row[left].text if spanned else None


def _header(rows: Sequence[Row]) -> Header:
    width = max(len(row) for row in rows)
    stacks = [_stack(rows, i) for i in range(width)]
    columns = [_column(stack) for stack in stacks]
    years, has_parts = _years(stacks)
    placed = [
        Column(Role.YEAR, c.heading, years[i], _is_target_group(stacks[i]), stacks[i][-1])
        if i in years
        else c
        for i, c in enumerate(columns)
    ]
    settled = _mechanism_in_matrix(_one_activity(_one_objective(placed)))
    return Header(tuple(settled), len(rows), has_parts)


def _column(stack: list[str]) -> Column:
    for text in reversed(stack):
        if role := role_of(text):
            return Column(role, " ".join(stack), label=text)
    return Column(None, " ".join(stack), label=stack[-1] if stack else "")


def _is_target_group(stack: list[str]) -> bool:
    return any(role_of(text) is Role.TARGET for text in stack[:-1])


def _years(stacks: list[list[str]]) -> tuple[dict[int, int], bool]:
    """Column → ordinal of its year, and whether only parts of a single year are named."""
    labels = {i: label for i, stack in enumerate(stacks) if (label := _label(stack))}
    if labels:
        order = sorted({label.number for label in labels.values()})
        return {i: order.index(label.number) + 1 for i, label in labels.items()}, False
    return _years_from_numbers(stacks) or _years_from_parts(stacks)


def _years_from_numbers(stacks: list[list[str]]) -> tuple[dict[int, int], bool] | None:
    """Headings 1, 2, 3, 4 without a word: the years of the term."""
    numbers = {i: int(s[-1]) for i, s in enumerate(stacks) if s and re.fullmatch(r"[1-6]", s[-1])}
    counted = list(numbers.values())
    is_run = len(counted) >= 3 and counted == list(range(1, len(counted) + 1))
    return (numbers, False) if is_run else None


def _label(stack: list[str]) -> YearLabel | None:
    """The year of a column; a bare number is one only under a heading about time."""
    for text in reversed(stack):
        if label := year_label(text):
            return None if _is_spending(stack, text) else label
    timed = any(role_of(text) is Role.TIME for text in stack[:-1])
    ordinal = bare_ordinal(stack[-1]) if timed else None
    return YearLabel(ordinal) if ordinal else None


def _is_spending(stack: list[str], label: str) -> bool:
    """Amounts of money by year are a budget, not a schedule."""
    return any(role_of(text) is Role.BUDGET for text in stack if text != label)


def _years_from_parts(stacks: list[list[str]]) -> tuple[dict[int, int], bool]:
    """Quarters without a year: each time the sequence starts again, another year begins."""
    parts = [i for i, stack in enumerate(stacks) if stack and is_subperiod(stack[-1])]
    if len(parts) < 2:
        return {}, False
    first, year, years = fold(stacks[parts[0]][-1]), 0, {}
    for i in parts:
        year += fold(stacks[i][-1]) == first
        years[i] = year
    return (years, False) if year > 1 else ({}, True)


def _one_objective(columns: list[Column]) -> list[Column]:
    """Where general and specific objectives both have a column, the specific one counts."""
    found = [i for i, c in enumerate(columns) if c.role is Role.OBJECTIVE]
    if len(found) < 2:
        return columns
    kept = next((i for i in found if "especific" in fold(columns[i].heading)), found[-1])
    return [_demoted(c) if i in found and i != kept else c for i, c in enumerate(columns)]


def _one_activity(columns: list[Column]) -> list[Column]:
    found = [i for i, c in enumerate(columns) if c.role is Role.ACTIVITY]
    if not found:
        return _activity_by_default(columns)
    kept = min(found, key=lambda i: (_activity_rank(columns[i].heading), i))
    return [_demoted(c) if i in found and i != kept else c for i, c in enumerate(columns)]


def _mechanism_in_matrix(columns: list[Column]) -> list[Column]:
    """Beside activities, "Mecanismos" are those of evaluation."""
    roles = {c.role for c in columns}
    if Role.ACTIVITY not in roles or Role.EVALUATION in roles or Role.TOOLS in roles:
        return columns
    return [replace(c, role=Role.EVALUATION) if c.role is Role.MECHANISM else c for c in columns]


def _activity_rank(heading: str) -> int:
    folded = fold(heading)
    ranks = [rank for rank, word in enumerate(_ACTIVITY_RANK) if word in folded]
    return min(ranks, default=len(_ACTIVITY_RANK))


def _activity_by_default(columns: list[Column]) -> list[Column]:
    """A matrix of objectives and strategies without activities promises its strategies."""
    roles = {c.role for c in columns}
    if Role.OBJECTIVE not in roles or Role.MECHANISM in roles:
        return columns
    return [replace(c, role=Role.ACTIVITY) if c.role is Role.STRATEGY else c for c in columns]


def _demoted(column: Column) -> Column:
    return replace(column, role=Role.OTHER)
