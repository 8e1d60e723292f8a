"""In which calendar days do the years of a plan fall?"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Term:
    """The term of a plan; either end may be unknown. `ends_on` is its last day."""

    starts_on: date | None
    ends_on: date | None

    def has_ended(self, today: date) -> bool:
        """True after the last day; an unknown end has not come."""
        return self.ends_on is not None and today > self.ends_on

    def has_begun(self, today: date) -> bool:
        """True from the first day on; an unknown start counts as begun."""
        return self.starts_on is None or today >= self.starts_on


def year_starts_on(term: Term, year: int) -> date | None:
    """Return the first day of the plan's year `year` (1 is the first); None when unknown."""
    if term.starts_on is None:
        return None
    return _years_later(term.starts_on, year - 1)


def year_ends_on(term: Term, year: int) -> date | None:
    """Return the last day of a year of the plan, never after the term's own last day."""
    if term.starts_on is None:
        return None
    last = _years_later(term.starts_on, year) - timedelta(days=1)
    return min(last, term.ends_on) if term.ends_on else last


def year_of(term: Term, day: date, count: int) -> int | None:
    """Return in which year of the plan (1..count) a day falls; None outside or unknown."""
    for year in range(1, count + 1):
        first, last = year_starts_on(term, year), year_ends_on(term, year)
        if first and last and first <= day <= last:
            return year
    return None


def share_elapsed(term: Term, day: date) -> float | None:
    """Return how much of the term has passed on a day, 0 to 1; None when a date is unknown."""
    if term.starts_on is None or term.ends_on is None:
        return None
    whole = (term.ends_on - term.starts_on).days + 1
    passed = (day - term.starts_on).days
    return min(1.0, max(0.0, passed / whole))


def _years_later(day: date, years: int) -> date:
    """Same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
