"""Where does each value hang when all of them hang on one cord?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

BINS = 100


@dataclass(frozen=True)
class Bead:
    """A value on the cord: how far along, in hundredths, and how many lie under it."""

    code: str
    along: int
    level: int


def beads_of(values: Mapping[str, Decimal], top: Decimal) -> tuple[Bead, ...]:
    """Return one bead for each value between zero and `top`, equal ones on top of each other.

    Values below zero or above `top` hang at the ends.
    """
    stacked: Counter[int] = Counter()
    beads = []
    for code, value in sorted(values.items(), key=lambda item: (item[1], item[0])):
        along = hundredth(value, top)
        beads.append(Bead(code, along, stacked[along]))
        stacked[along] += 1
    return tuple(beads)


def hundredth(value: Decimal, top: Decimal) -> int:
    """Return how far `value` lies on the way from zero to `top`, in whole hundredths."""
    if top <= 0:
        return 0
    return min(max(int(value * BINS / top + Decimal("0.5")), 0), BINS)
