"""Which days are holidays in Ecuador and in Quito, and to which day does the rest move?

Source: law of 20-12-2016 (eleven national days and their transfers) and the day of Quito, 6 December.
The rules only pre-fill: the table of declared days of the record is the authority.

The `holidays` package is not used here: it adds the day of rest without freeing the day it was
moved from, misses Thursday 1 November 2018, and does not know the day of Quito. It is the oracle
of the tests instead.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from minga.kernel.refusal import Refused

FIRST_YEAR = 1950
LAST_YEAR = 2199

# The law of 20-12-2016 moves the rest from 2017 on; earlier years are given without transfers.
FIRST_YEAR_WITH_TRANSFERS = 2017
LAW_OF_2016 = "Ley de 20-12-2016"
BEFORE_THE_LAW = "Feriado anterior a la ley de 20-12-2016, sin traslado"


class Place(StrEnum):
    """Whose holidays apply: only the national ones, or also those of the Metropolitan District."""

    NATIONAL = "national"
    QUITO = "quito"


class CalendarRefused(Refused):
    """A day lies outside the years for which the calendar answers, or the place is unknown."""


@dataclass(frozen=True)
class Holiday:
    """A day of rest; `moved_from` is the date it commemorates when the rest was moved."""

    on: date
    name: str
    scope: Place
    source: str
    moved_from: date | None = None


# How many days the rest moves, by the weekday of the date (Monday first).
_SINGLE = (0, -1, 2, 1, 0, -1, 1)
_ONLY_FROM_WEEKENDS = (0, 0, 0, 0, 0, -1, 1)  # 1 January and 25 December stay put midweek
_NEVER = (0, 0, 0, 0, 0, 0, 0)
# Two dates in a row rest Monday and Tuesday or Thursday and Friday; a whole weekend rests around it.
_FIRST_OF_TWO = (0, -1, 1, 0, -1, -1, 1)
_SECOND_OF_TWO = (1, 0, -1, 1, 0, -1, 1)

type _Moves = tuple[int, ...]

_FIXED_DAYS: tuple[tuple[int, int, str, _Moves], ...] = (
    (1, 1, "Año Nuevo", _ONLY_FROM_WEEKENDS),
    (5, 1, "Día del Trabajo", _SINGLE),
    (5, 24, "Batalla de Pichincha", _SINGLE),
    (8, 10, "Primer Grito de Independencia", _SINGLE),
    (10, 9, "Independencia de Guayaquil", _SINGLE),
    (11, 2, "Día de los Difuntos", _FIRST_OF_TWO),
    (11, 3, "Independencia de Cuenca", _SECOND_OF_TWO),
    (12, 25, "Navidad", _ONLY_FROM_WEEKENDS),
)
_EASTER_DAYS = ((-48, "Carnaval"), (-47, "Carnaval"), (-2, "Viernes Santo"))
_QUITO_DAY = (12, 6, "Fundación de Quito", _SINGLE)


def easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm (Nature, 1876; Meeus, 1991)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    lunar = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (golden + 11 * lunar + 22 * sunday) // 451
    month, day = divmod(lunar + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def national_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the national days of rest that fall in `year`, by date.

    31 December is among them when the next 1 January is a Saturday. Before 2017 nothing is moved.
    Raises CalendarRefused outside FIRST_YEAR..LAST_YEAR.
    """
    refuse_outside(year)
    around = [*_commemorations(year), _rest(year + 1, *_FIXED_DAYS[0], Place.NATIONAL)]
    return tuple(sorted((day for day in around if day.on.year == year), key=lambda day: day.on))


@lru_cache(maxsize=512)
def local_holidays(place: Place, year: int) -> tuple[Holiday, ...]:
    """Return the days of rest that only `place` keeps in `year`."""
    refuse_outside(year)
    return (_rest(year, *_QUITO_DAY, Place.QUITO),) if place is Place.QUITO else ()


def refuse_outside(year: int) -> None:
    """Raise CalendarRefused when the calendar does not answer for `year`."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarRefused("date-out-of-range", first=FIRST_YEAR, last=LAST_YEAR)


def _commemorations(year: int) -> list[Holiday]:
    sunday = easter(year)
    moving = [(sunday + timedelta(days=days), name) for days, name in _EASTER_DAYS]
    return [
        _rest(year, day.month, day.day, name, _NEVER, Place.NATIONAL) for day, name in moving
    ] + [_rest(year, *fixed, Place.NATIONAL) for fixed in _FIXED_DAYS]


def _rest(year: int, month: int, day: int, name: str, moves: _Moves, scope: Place) -> Holiday:
    falls_on = date(year, month, day)
    if year < FIRST_YEAR_WITH_TRANSFERS:
        return Holiday(falls_on, name, scope, BEFORE_THE_LAW)
    on = falls_on + timedelta(days=moves[falls_on.weekday()])
    return Holiday(on, name, scope, LAW_OF_2016, None if on == falls_on else falls_on)
