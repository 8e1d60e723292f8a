"""What does the text of a legal parameter mean in its unit? Typed readers; an empty text is "not set"."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from minga.kernel.refusal import Refused

WHOLE_UNITS = frozenset(
    {
        "count",
        "calendar_day",
        "working_day",
        "hour",
        "month",
        "year",
        "day_of_month",
        "per_year",
        "per_month",
        "degree",
        "g_per_m2",
    }
)
DECIMAL_UNITS = frozenset({"percent", "ratio", "usd"})
OTHER_UNITS = frozenset({"bool", "date", "date_mm_dd", "date_window", "time_local", "text"})
UNITS = WHOLE_UNITS | DECIMAL_UNITS | OTHER_UNITS

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LEAP_YEAR = 2000  # only to check that a month has the day
_FLAGS = {"true": True, "false": False}
_UNTIL = "until "


class ValueUnreadable(Refused):
    """The text is not a value of its unit."""


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of every year: "12-31"."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in one year; 29 February becomes the 28th where there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


@dataclass(frozen=True)
class YearlyWindow:
    """From one day of every year to another, both included; often the same day."""

    first: MonthDay
    last: MonthDay


@dataclass(frozen=True)
class DateWindow:
    """From one date to another, both included; without `first` it is open at the beginning."""

    first: date | None
    last: date


@dataclass(frozen=True)
class MonthWindow:
    """From one month of the year to another, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class TimeWindow:
    """From one local time of the day to another; often the same."""

    first: time
    last: time


type ParameterValue = (
    int
    | Decimal
    | bool
    | date
    | str
    | tuple[int, ...]
    | YearlyWindow
    | DateWindow
    | MonthWindow
    | TimeWindow
)


def read_value(text: str, unit: str) -> ParameterValue:
    """Return the typed value of a text that is set; raise ValueUnreadable when it is none of its unit."""
    try:
        return _read(text, unit)
    except (ValueError, InvalidOperation, KeyError) as error:
        raise ValueUnreadable("parameter-unreadable", value=text, unit=unit) from error


def _read(text: str, unit: str) -> ParameterValue:
    if unit in WHOLE_UNITS:
        return tuple(_whole(part) for part in text.split("|")) if "|" in text else _whole(text)
    match unit:
        case "percent" | "ratio" | "usd":
            return _decimal(text)
        case "bool":
            return _FLAGS[text]
        case "date":
            return date.fromisoformat(text)
        case "date_mm_dd":
            return _yearly_window(text)
        case "date_window":
            return _window(text)
        case "time_local":
            return _time_window(text)
        case "text":
            return text
    raise KeyError(unit)


def _whole(text: str) -> int:
    """Read digits only: int() would also take "１０", "+8" and "1_0"."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text):
        raise ValueError(text)
    return Decimal(text)


def _ends(text: str, sign: str) -> tuple[str, str]:
    first, _, last = text.partition(sign)
    return first, last or first


def _yearly_window(text: str) -> YearlyWindow:
    first, last = _ends(text, "/")
    return YearlyWindow(_month_day(first), _month_day(last))


def _month_day(text: str) -> MonthDay:
    day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    return MonthDay(day.month, day.day)


def _window(text: str) -> DateWindow | MonthWindow:
    if text.startswith(_UNTIL):
        return DateWindow(None, date.fromisoformat(text.removeprefix(_UNTIL)))
    if text[:1].isdigit():
        first, last = (date.fromisoformat(part) for part in _ends(text, "/"))
        return DateWindow(*_in_order(first, last))
    start, end = (MONTHS.index(part) + 1 for part in _ends(text, "-"))
    return MonthWindow(start, end)


def _time_window(text: str) -> TimeWindow:
    first, last = (time.fromisoformat(part) for part in _ends(text, "-"))
    return TimeWindow(*_in_order(first, last))


def _in_order[T: (date, time)](*ends: T) -> tuple[T, ...]:
    if any(earlier > later for earlier, later in pairwise(ends)):
        raise ValueError(ends)
    return ends
