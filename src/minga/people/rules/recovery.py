"""When may an administrator open somebody's account anew? Two of them at once, or one after three days.

A decision of the program: see `docs/decisions/0015-two-open-an-account-anew.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WAITING = timedelta(hours=72)
"""How long the person has to object when nobody else can confirm."""
LIFETIME = timedelta(days=14)
"""After this a request is stale: who asked may ask again."""
SEASONED = timedelta(days=30)
"""How long before the request a second administrator must have held the role."""


@dataclass(frozen=True)
class Administrator:
    """Somebody who administers today, and since when."""

    person_id: int
    since: date


@dataclass(frozen=True)
class Asked:
    """What was asked: for whom, by whom, when."""

    person_id: int
    asked_by_id: int
    asked_at: datetime

    @property
    def ready_at(self) -> datetime:
        """From when on it may be done without a second administrator, where there is none."""
        return self.asked_at + WAITING

    @property
    def expires_at(self) -> datetime:
        """From when on it may not be done any more."""
        return self.asked_at + LIFETIME


def confirmers(
    asked: Asked, asked_on: date, administrators: Iterable[Administrator]
) -> frozenset[int]:
    """Return who may confirm: neither who asked nor the person, and none appointed for the occasion."""
    return frozenset(
        one.person_id
        for one in administrators
        if one.person_id not in {asked.asked_by_id, asked.person_id}
        and one.since <= asked_on - SEASONED
    )


def obstacle(asked: Asked, *, by_id: int, able: frozenset[int], at: datetime) -> str:
    """Return the code of what stands in the way of doing it now; empty when nothing does."""
    if at >= asked.expires_at:
        return "recovery-expired"
    if by_id in able:
        return ""
    if able:
        return "recovery-needs-another"
    return "recovery-too-early" if at < asked.ready_at else ""
