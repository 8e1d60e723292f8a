"""What is compared between parishes, and in which of five classes does a value fall?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise


class MeasureKey(StrEnum):
    """What the map may show, as written in the address."""

    SERVICES = "servicios"
    POPULATION = "poblacion"
    CHANGE = "cambio"
    ELECTORS = "electores"


@dataclass(frozen=True)
class Scale:
    """Four bounds between five classes; class 0 is drawn lightest, class 4 darkest.

    With `dark_is_low` the darkest class holds the lowest values: what is missing stands out.
    """

    bounds: tuple[Decimal, Decimal, Decimal, Decimal]
    dark_is_low: bool = False

    def class_of(self, value: Decimal) -> int:
        """Return the class of `value`; a value on a bound belongs to the class above it."""
        reached = sum(value >= bound for bound in self.bounds)
        return 4 - reached if self.dark_is_low else reached

    def edges(self) -> list[tuple[Decimal | None, Decimal | None]]:
        """Return for each class its least value and the value it stays below, lightest first."""
        steps: list[Decimal | None] = [None, *self.bounds, None]
        pairs = list(pairwise(steps))
        return pairs[::-1] if self.dark_is_low else pairs


def _scale(*bounds: int, dark_is_low: bool = False) -> Scale:
    first, second, third, fourth = map(Decimal, bounds)
    return Scale((first, second, third, fourth), dark_is_low)


SCALES: dict[MeasureKey, Scale] = {
    MeasureKey.SERVICES: _scale(40, 60, 80, 95, dark_is_low=True),
    MeasureKey.POPULATION: _scale(5_000, 20_000, 50_000, 100_000),
    MeasureKey.CHANGE: _scale(-10, 0, 20, 40),
    MeasureKey.ELECTORS: _scale(5_000, 20_000, 50_000, 100_000),
}


def whole(value: Decimal) -> int:
    """Return `value` as the nearest whole number; a half goes up, as people expect."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def change_per_hundred(before: int | None, after: int | None) -> Decimal | None:
    """Return by how much a population grew for each hundred there were; None when unknown."""
    if before is None or after is None or before == 0:
        return None
    return (Decimal(after - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)


def weighted_mean(pairs: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """Return the mean of values by their weights; None when nothing weighs."""
    total = sum(weight for _, weight in pairs)
    if not total:
        return None
    return sum((value * weight for value, weight in pairs), Decimal()) / total


@dataclass(frozen=True)
class Rank:
    """Where a value stands among all known ones, counted from the lowest."""

    place: int
    among: int


def rank_from_lowest(value: Decimal, values: Sequence[Decimal]) -> Rank:
    """Return the rank of `value` in `values`; equal values share the better place."""
    return Rank(place=1 + sum(other < value for other in values), among=len(values))


@dataclass(frozen=True)
class HundredCells:
    """A weave of a hundred: how many have it, how many more the district has, how many neither."""

    have: int
    gap: int
    rest: int


def hundred_cells(value: Decimal, reference: Decimal | None) -> HundredCells:
    """Divide a hundred between what the place has, what is missing to the reference, the rest."""
    have = min(max(whole(value), 0), 100)
    target = have if reference is None else min(max(whole(reference), have), 100)
    return HundredCells(have=have, gap=target - have, rest=100 - target)
