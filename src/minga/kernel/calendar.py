"""Is this a working day here, and which day comes after so many of them?

COA 159: Saturdays, Sundays and the declared holidays of the place do not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from minga.kernel.holidays import Holiday, Place, local_holidays, national_holidays, refuse_outside

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The working days of a place.

    `declared` are the days of the table of holidays, which outranks the rules of the law; `withdrawn`
    are dates that the rules give as days of rest and that the table took back. A declared day of the
    nation rests everywhere, one of Quito only in Quito.
    """

    place: Place
    declared: tuple[Holiday, ...] = ()
    withdrawn: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Say whether `day` counts in a término; CalendarRefused outside the years answered for."""
        return self.holiday_on(day) is None and day.weekday() < _SATURDAY

    def holiday_on(self, day: date) -> Holiday | None:
        """Return the holiday kept on `day`, a declared one first, even when it is a Saturday."""
        refuse_outside(day.year)
        if declared := self._declared_by_day.get(day):
            return declared
        if day in self.withdrawn:
            return None
        return _prefilled(self.place, day.year).get(day)

    def holidays_of(self, year: int) -> tuple[Holiday, ...]:
        """Return the holidays kept here in `year`, by date, one a day."""
        kept = (self.holiday_on(day) for day in days_between(date(year, 1, 1), date(year, 12, 31)))
        return tuple(holiday for holiday in kept if holiday)

    def first_working_day_from(self, day: date) -> date:
        """Return `day` itself when it is a working day, else the next one that is."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.first_working_day_from(day + ONE_DAY)

    @cached_property
    def _declared_by_day(self) -> dict[date, Holiday]:
        places = {Place.NATIONAL, self.place}
        return {holiday.on: holiday for holiday in self.declared if holiday.scope in places}


@lru_cache(maxsize=512)
def _prefilled(place: Place, year: int) -> dict[date, Holiday]:
    rules = (*national_holidays(year), *local_holidays(place, year))
    return {holiday.on: holiday for holiday in rules}


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """Return the last of `days` working days, the first of which is the one after `start`.

    With `days` zero it is `start` itself. Raises CalendarRefused when the count leaves the years
    for which the calendar answers.
    """
    day = start
    for _ in range(days):
        day = calendar.next_working_day(day)
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Give each day from `first` to `last`, both included; none when `last` comes before."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
