"""What differs between two versions of a plan? Fields, activities and, inside a text, words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORTH_MIXING = 0.5

type Value = str | int | tuple[str, ...] | tuple[int, ...] | None


class Turn(StrEnum):
    """What happened to a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Fate(StrEnum):
    """What happened to an activity from one version to another."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True)
class Stretch:
    """Some words of a text and what happened to them."""

    turn: Turn
    words: str


@dataclass(frozen=True)
class FieldDifference:
    """A field that says one thing in one version and another in the next."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True)
class ActivityDifference:
    """An activity that came, went, or reads differently; never one that stayed the same."""

    number: int
    fate: Fate
    text: str
    fields: tuple[FieldDifference, ...] = ()


def word_differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return both texts as one: the kept words in order, what is removed before what is added.

    The kept and removed words give back `before`, the kept and added words `after`, each with
    single spaces. Texts that share less than half of their words are told whole, one after the
    other: word by word nobody could read them.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < WORTH_MIXING:
        whole = (Stretch(Turn.REMOVED, " ".join(old)), Stretch(Turn.ADDED, " ".join(new)))
        return tuple(stretch for stretch in whole if stretch.words)
    found: list[Stretch] = []
    for _, start, end, first, last in matcher.get_opcodes():
        if old[start:end] == new[first:last]:
            found.append(Stretch(Turn.KEPT, " ".join(old[start:end])))
            continue
        if start < end:
            found.append(Stretch(Turn.REMOVED, " ".join(old[start:end])))
        if first < last:
            found.append(Stretch(Turn.ADDED, " ".join(new[first:last])))
    return tuple(found)


def field_differences(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[FieldDifference, ...]:
    """Return the fields whose values differ, in the order of `before`; both have the same fields."""
    return tuple(
        FieldDifference(field, value, after[field])
        for field, value in before.items()
        if value != after[field]
    )


def activity_differences(
    before: Mapping[int, Mapping[str, Value]], after: Mapping[int, Mapping[str, Value]]
) -> tuple[ActivityDifference, ...]:
    """Return what happened to each activity, by number; each has a field `text`."""
    return tuple(
        difference
        for number in sorted(before.keys() | after.keys())
        for difference in _of_one(number, before, after)
    )


def _of_one(
    number: int, before: Mapping[int, Mapping[str, Value]], after: Mapping[int, Mapping[str, Value]]
) -> Iterator[ActivityDifference]:
    if number not in before:
        yield ActivityDifference(number, Fate.ADDED, str(after[number]["text"]))
    elif number not in after:
        yield ActivityDifference(number, Fate.WITHDRAWN, str(before[number]["text"]))
    elif changed := field_differences(before[number], after[number]):
        yield ActivityDifference(number, Fate.CHANGED, str(after[number]["text"]), changed)


def count_of(differences: Sequence[ActivityDifference], fate: Fate) -> int:
    """Return how many activities had this fate."""
    return sum(1 for difference in differences if difference.fate == fate)
