"""As of when is a plan read? A page may show what was known at the end of any past day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minga.kernel import clock


@dataclass(frozen=True)
class Moment:
    """The day a page speaks of; `is_past` when the reader asked for an earlier day."""

    day: date
    is_past: bool

    @property
    def until(self) -> datetime:
        """The instant before which an act must have been recorded to be known."""
        return datetime.combine(self.day + timedelta(days=1), time(), tzinfo=clock.QUITO)


def today_moment() -> Moment:
    """Return the present day."""
    return Moment(clock.today(), is_past=False)


def moment_of(text: str) -> Moment:
    """Read `?al=AAAA-MM-DD`; an empty, unreadable or future day gives the present one."""
    today = clock.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Moment(today, is_past=False)
    return Moment(day, is_past=True) if day < today else Moment(today, is_past=False)
