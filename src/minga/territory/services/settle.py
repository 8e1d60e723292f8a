"""How does a table come to hold given rows, and how much of it changed?"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Tally:
    """How many rows are new, changed and as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )

    @property
    def written(self) -> int:
        """How many rows were or would be written."""
        return self.created + self.changed


@dataclass(frozen=True)
class Settlement[M: models.Model]:
    """What must be written so that the table holds the wanted rows."""

    new: Sequence[M]
    changed: Sequence[M]
    unchanged: int

    @property
    def tally(self) -> Tally:
        """Return the counts."""
        return Tally(len(self.new), len(self.changed), self.unchanged)


def compare[M: models.Model](
    wanted: Iterable[M], existing: Iterable[M], key: Callable[[M], Hashable], fields: Sequence[str]
) -> Settlement[M]:
    """Sort wanted rows into new, changed and unchanged; rows not wanted are left alone."""
    known = {key(row): row for row in existing}
    new: list[M] = []
    changed: list[M] = []
    unchanged = 0
    for row in wanted:
        found = known.get(key(row))
        if found is None:
            new.append(row)
        elif _differs(found, row, fields):
            row.pk = found.pk
            changed.append(row)
        else:
            unchanged += 1
    return Settlement(new, changed, unchanged)


def _differs(found: models.Model, wanted: models.Model, fields: Sequence[str]) -> bool:
    return any(getattr(found, name) != getattr(wanted, name) for name in fields)


def write[M: models.Model](model: type[M], plan: Settlement[M], fields: Sequence[str]) -> Tally:
    """Write what `compare` found; the caller opens the transaction."""
    model._default_manager.bulk_create(plan.new)
    if plan.changed:
        model._default_manager.bulk_update(plan.changed, list(fields))
    return plan.tally
