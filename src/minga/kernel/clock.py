"""What time is it? The only clock of the program; it may be shifted in the demonstration world."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

QUITO: tzinfo = ZoneInfo("America/Guayaquil")

_shift = timedelta(0)


def now() -> datetime:
    """Return the present instant, in UTC, moved by the shift of the demonstration world."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """Return the local date of Quito (UTC-5 all year)."""
    return local_date(now())


def local_date(instant: datetime) -> date:
    """Return the local date of Quito on which `instant` falls."""
    return instant.astimezone(QUITO).date()


def shift_to(instant: datetime) -> None:
    """Make `now()` continue from `instant`; for the demonstration world and tests only."""
    global _shift
    _shift = instant - datetime.now(UTC)


def shift() -> timedelta:
    """Return by how much the clock is shifted; zero everywhere but in the demonstration."""
    return _shift


def reset() -> None:
    """Return to the real time."""
    global _shift
    _shift = timedelta(0)
