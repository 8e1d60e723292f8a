"""When does what arrives at a counter count as received? At once, or at its next opening.

No article is known that says so for these counters: it is a rule of the program, `OWN_RULE`, and
whatever clock depends on it says "por verificar". Both instants are kept, arrived and received.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from minga.kernel.calendar import ONE_DAY, Calendar
from minga.kernel.clock import QUITO, local_date
from minga.kernel.holidays import LAST_YEAR

OWN_RULE = "counter.received-at-next-opening"
LOOKED_AHEAD = 62


class Reception(StrEnum):
    """Why an arrival counts as received when it does."""

    OPEN = "OPEN"
    BEFORE_OPENING = "BEFORE_OPENING"
    AFTER_CLOSING = "AFTER_CLOSING"
    CLOSED_DAY = "CLOSED_DAY"
    HOURS_NOT_SET = "HOURS_NOT_SET"


@dataclass(frozen=True)
class OpenHours:
    """From when to when a counter is open on a weekday (Monday 0), between two days; both count."""

    weekday: int
    opens: time
    closes: time
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Is the counter open at some hour of this day by this row?"""
        ended = self.ends_on is not None and day > self.ends_on
        return day.weekday() == self.weekday and self.starts_on <= day and not ended


@dataclass(frozen=True)
class Received:
    """An arrival: both instants, and why the second is what it is."""

    arrived_at: datetime
    received_at: datetime
    because: Reception


def received_on(arrived_at: datetime, hours: Sequence[OpenHours], calendar: Calendar) -> Received:
    """Return when an arrival counts as received.

    Within the hours of a working day at once; else at the next opening. Without hours for the two
    months that follow it counts as it arrived, and says so.
    """
    day = local_date(arrived_at)
    for opens_at, closes_at in _openings(day, hours, calendar):
        if arrived_at < closes_at:
            received_at = max(arrived_at, opens_at)
            return Received(
                arrived_at, received_at, _because(arrived_at, opens_at, hours, calendar)
            )
    return Received(arrived_at, arrived_at, Reception.HOURS_NOT_SET)


def _openings(
    first: date, hours: Sequence[OpenHours], calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """Give each opening and closing from a day on, in order."""
    day = first
    for _ in range(LOOKED_AHEAD):
        if day.year > LAST_YEAR:
            return
        yield from _openings_of(day, hours, calendar)
        day += ONE_DAY


def _openings_of(
    day: date, hours: Iterable[OpenHours], calendar: Calendar
) -> list[tuple[datetime, datetime]]:
    if not calendar.is_working_day(day):
        return []
    return sorted((_at(day, row.opens), _at(day, row.closes)) for row in hours if row.holds_on(day))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=QUITO)


def _because(
    arrived_at: datetime, opens_at: datetime, hours: Sequence[OpenHours], calendar: Calendar
) -> Reception:
    if arrived_at >= opens_at:
        return Reception.OPEN
    day = local_date(arrived_at)
    today = _openings_of(day, hours, calendar)
    if not today:
        return Reception.CLOSED_DAY
    return Reception.BEFORE_OPENING if local_date(opens_at) == day else Reception.AFTER_CLOSING
