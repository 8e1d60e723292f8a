"""How is a term shown day by day? Each cell with its number, its look and the word below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from minga.kernel.weeks import DayCell, Week


@dataclass(frozen=True)
class ShownDay:
    """A day as it stands on the page: `look` is its class.

    `word` is written below it, over as many cells as `over` says.
    """

    on: date
    look: str
    number: int | None
    word: str
    over: int
    today: bool


def deadline_weeks(weeks: Sequence[Week], start_word: str) -> list[list[ShownDay]]:
    """Return the rows of the picture; reasons of neighbouring days are said once."""
    return [_shown_week(week.days, start_word) for week in weeks]


def _shown_week(days: Sequence[DayCell], start_word: str) -> list[ShownDay]:
    words = [_word(day, start_word) for day in days]
    shown = [ShownDay(day.on, _look(day), day.number, word, 1, day.is_today)
             for day, word in zip(days, words, strict=True)]  # fmt: skip
    for first, length, reason in _runs([_reason(day) for day in days], words):
        shown[first] = replace(shown[first], word=reason, over=length)
    return shown


def _runs(reasons: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give (first day, days, reason) of each stretch skipped for one reason and free of other words."""
    said = [reason if not word else "" for reason, word in zip(reasons, words, strict=True)]
    first = 0
    for reason, stretch in groupby(said):
        length = len(list(stretch))
        if reason:
            yield first, length, reason
        first += length


def _look(day: DayCell) -> str:
    """Return how the day is drawn: framed when it is due, filled when past, dashed when skipped."""
    if day.is_due:
        return "due"
    if day.is_start:
        return "start"
    if day.counted:
        return "past" if day.is_past or day.is_today else "counted"
    return "skipped" if day.skipped else "outside"


def _word(day: DayCell, start_word: str) -> str:
    if day.is_due:
        return _("vence hoy") if day.is_today else _("vence")
    if day.is_today:
        return _("hoy")
    return start_word if day.is_start else ""


def _reason(day: DayCell) -> str:
    if day.skipped is None:
        return ""
    return _("feriado") if day.skipped.holiday else _("fin de semana")
