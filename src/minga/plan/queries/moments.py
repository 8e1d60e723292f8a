"""As of when is a plan read? A page may show what was known at the end of any past day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, override

from minga.kernel import clock
from minga.plan.queries.prepared import place


class DayProblem(StrEnum):
    """Why a day that was asked for cannot be shown."""

    UNREADABLE = "unreadable"
    FUTURE = "future"


@dataclass(frozen=True)
class Moment:
    """The day a page speaks of; `is_past` when the reader asked for an earlier day.

    `problem` says why the present is shown although another day was asked for.
    """

    day: date
    is_past: bool
    problem: DayProblem | None = None

    @property
    def until(self) -> datetime:
        """The instant before which an act must have been recorded to be known."""
        return datetime.combine(self.day + timedelta(days=1), time(), tzinfo=clock.QUITO)

    @property
    def places(self) -> "Moment":
        """Any moment, for a prepared query."""
        return _ANY

    @property
    def values(self) -> dict[str, datetime]:
        """What a prepared query asks of this one."""
        return {"until": self.until}

    @property
    def query(self) -> str:
        """What an address needs at its end to stay on this day; empty for the present."""
        return f"?al={self.day.isoformat()}" if self.is_past else ""


class _AnyMoment(Moment):
    """Any day: where its end stands in a prepared query."""

    @property
    @override
    def until(self) -> Any:
        return place("until")


_ANY = _AnyMoment(date.min, is_past=False)


def today_moment() -> Moment:
    """Return the present day."""
    return Moment(clock.today(), is_past=False)


def moment_of(text: str) -> Moment:
    """Read `?al=AAAA-MM-DD`; what is empty, unreadable or in the future gives the present day."""
    today = clock.today()
    if not text:
        return Moment(today, is_past=False)
    day = day_in(text)
    if day is None:
        return Moment(today, is_past=False, problem=DayProblem.UNREADABLE)
    if day > today:
        return Moment(today, is_past=False, problem=DayProblem.FUTURE)
    return Moment(day, is_past=day < today)


def day_in(text: str) -> date | None:
    """Return the day written as AAAA-MM-DD; None for anything else, also for impossible years."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    # the instants around the first and the last possible day cannot be written
    return day if date.min.year < day.year < date.max.year else None
