"""Which activity of a new version is which of the old one? Numbers never move between versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from minga.plan.rules.readings import folded

ALIKE = 0.8


@dataclass(frozen=True)
class Numbered:
    """An activity that already has a number, in its programme."""

    number: int
    programme: str
    text: str


@dataclass(frozen=True)
class Filed:
    """An activity of the document that is being read; `row` is its ordinal there."""

    row: int
    programme: str
    text: str


def keep_numbers(old: Sequence[Numbered], new: Sequence[Filed]) -> dict[int, int]:
    """Return row → number: the same text keeps its number, then the most alike; others get new.

    Equal texts pair up within a programme before they pair across programmes, so that the
    repetitions of a text keep their places.
    """
    free = {item.number: item for item in old}
    numbers: dict[int, int] = {}
    for same_programme in (True, False):
        _pair_equal(free, new, numbers, same_programme=same_programme)
    _pair_alike(free, new, numbers)
    following = max((item.number for item in old), default=0)
    for item in new:
        if item.row not in numbers:
            following += 1
            numbers[item.row] = following
    return numbers


def _pair_equal(
    free: dict[int, Numbered],
    new: Sequence[Filed],
    numbers: dict[int, int],
    *,
    same_programme: bool,
) -> None:
    for item in new:
        if item.row in numbers:
            continue
        for number, candidate in free.items():
            if folded(candidate.text) == folded(item.text) and (
                not same_programme or folded(candidate.programme) == folded(item.programme)
            ):
                numbers[item.row] = number
                del free[number]
                break


def _pair_alike(free: dict[int, Numbered], new: Sequence[Filed], numbers: dict[int, int]) -> None:
    """Pair reworded activities of the same programme, the most alike first."""
    pairs = sorted(
        (
            (-_likeness(candidate.text, item.text), item.row, number)
            for item in new
            if item.row not in numbers
            for number, candidate in free.items()
            if folded(candidate.programme) == folded(item.programme)
        ),
    )
    for likeness, row, number in pairs:
        if -likeness >= ALIKE and row not in numbers and number in free:
            numbers[row] = number
            del free[number]


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, folded(left), folded(right)).ratio()


def first_with_same_text(texts: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return number → number of the first activity with the same text, for repetitions only."""
    first: dict[str, int] = {}
    repeats: dict[int, int] = {}
    for number, text in texts:
        earlier = first.setdefault(folded(text), number)
        if earlier != number:
            repeats[number] = earlier
    return repeats
