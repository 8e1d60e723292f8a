"""When is a follower told? Frequencies, channels, quiet hours and when to try again.

The instants are decisions of the program: digests leave at seven in the morning of Quito, weekly
ones on Mondays; messages to a phone arrive between eight in the morning and eight in the evening.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from minga.kernel.clock import QUITO

DIGEST_HOUR = time(7)
PHONE_OPENS, PHONE_CLOSES = time(8), time(20)
MONDAY = 0
MOST_TRIES = 20  # about four days
LONGEST_WAIT = timedelta(hours=6)


class Frequency(StrEnum):
    """How often a follower wants to hear of a thing."""

    AT_ONCE = "AT_ONCE"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"


class Channel(StrEnum):
    """By which way a follower is told; PAGE is told nothing and reads at the site."""

    MAIL = "MAIL"
    SMS = "SMS"
    TELEGRAM = "TELEGRAM"
    PAGE = "PAGE"


PHONE_CHANNELS = frozenset({Channel.SMS, Channel.TELEGRAM})


def due_at(frequency: Frequency, channel: Channel, at: datetime) -> datetime | None:
    """Return when something noticed at `at` is to be told; None where nothing is sent."""
    if channel is Channel.PAGE:
        return None
    due = _digest_at(frequency, at)
    return out_of_quiet_hours(due) if channel in PHONE_CHANNELS else due


def _digest_at(frequency: Frequency, at: datetime) -> datetime:
    if frequency is Frequency.AT_ONCE:
        return at
    local = at.astimezone(QUITO)
    due = datetime.combine(local.date(), DIGEST_HOUR, tzinfo=QUITO)
    if due <= local:
        due += timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        due += timedelta(days=(MONDAY - due.weekday()) % 7)
    return due


def out_of_quiet_hours(at: datetime) -> datetime:
    """Return `at`, or the next opening when it falls between eight in the evening and eight in the morning."""
    local = at.astimezone(QUITO)
    opens = datetime.combine(local.date(), PHONE_OPENS, tzinfo=QUITO)
    if local < opens:
        return opens
    return at if local.time() < PHONE_CLOSES else opens + timedelta(days=1)


def wait_after(tries: int, asked: timedelta | None = None) -> timedelta:
    """Return how long to wait after so many failed tries; what the other side asked for counts more."""
    grown = timedelta(minutes=2 ** min(tries, 10))
    return min(max(grown, asked or timedelta()), LONGEST_WAIT)
