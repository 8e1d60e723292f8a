"""How does a deadline look day by day? Weeks of seven cells for "Por qué ese día"."""

from dataclasses import dataclass
from datetime import date, timedelta

from minga.kernel.calendar import days_between
from minga.kernel.deadlines import Deadline, SkippedDay, TermKind, TermUnit

_WEEK = 7


@dataclass(frozen=True)
class DayCell:
    """One day of the picture.

    `number` is the day's ordinal, 1…n, in a term of days. `counted` is true also in terms of hours,
    months and years, which have no ordinals. `skipped` tells why the day was passed over. The last
    day of a plazo that ended on a non-working day is both counted and skipped.
    """

    on: date
    counted: bool
    number: int | None
    skipped: SkippedDay | None
    is_start: bool
    is_due: bool
    is_today: bool
    is_past: bool


@dataclass(frozen=True)
class Week:
    """Seven days, Monday first."""

    days: tuple[DayCell, ...]


def weeks(deadline: Deadline, today: date) -> tuple[Week, ...]:
    """Return the whole weeks from the one of the start to the one of the due day."""
    skipped = {day.on: day for day in deadline.skipped}
    numbers = _numbers(deadline, skipped)
    monday = deadline.start - timedelta(days=deadline.start.weekday())
    sunday = deadline.due + timedelta(days=_WEEK - 1 - deadline.due.weekday())
    cells = [
        _cell(day, deadline, skipped.get(day), numbers.get(day), today)
        for day in days_between(monday, sunday)
    ]
    return tuple(Week(tuple(cells[at : at + _WEEK])) for at in range(0, len(cells), _WEEK))


def _numbers(deadline: Deadline, skipped: dict[date, SkippedDay]) -> dict[date, int]:
    days = days_between(deadline.first, deadline.last)
    counted = (day for day in days if deadline.kind is TermKind.PLAZO or day not in skipped)
    return {day: ordinal for ordinal, day in enumerate(counted, start=1)}


def _cell(
    day: date, deadline: Deadline, skipped: SkippedDay | None, number: int | None, today: date
) -> DayCell:
    return DayCell(
        on=day,
        counted=number is not None,
        number=number if deadline.unit is TermUnit.DAYS else None,
        skipped=skipped,
        is_start=day == deadline.start,
        is_due=day == deadline.due,
        is_today=day == today,
        is_past=day < today,
    )
