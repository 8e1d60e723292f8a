"""How are opening hours said? One line a run of days with the same hours."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from minga.record.rules.reception import OpenHours
from minga.website.dates import capitalized, plain_date


def week_in_words(hours: Sequence[OpenHours]) -> str:
    """Return the hours of a week in a sentence: «Lunes a viernes, 08:00 a 16:30»."""
    if not hours:
        return _("El horario de atención no está fijado.")
    days = {day: _stretches(rows) for day, rows in groupby(hours, key=lambda row: row.weekday)}
    runs = [f"{_days(run)}, {stretches}" for stretches, run in _runs(days)]
    return capitalized("; ".join(runs)) + "."


def _stretches(rows: Iterable[OpenHours]) -> str:
    hours = [
        _("%(opens)s a %(closes)s")
        % {"opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}
        for row in rows
    ]
    return _(" y ").join(hours)


def _runs(days: dict[int, str]) -> list[tuple[str, list[int]]]:
    """Put neighbouring days with the same hours together."""
    runs: list[tuple[str, list[int]]] = []
    for day, stretches in days.items():
        if runs and runs[-1][0] == stretches and runs[-1][1][-1] == day - 1:
            runs[-1][1].append(day)
        else:
            runs.append((stretches, [day]))
    return runs


def _days(run: Sequence[int]) -> str:
    first, last = str(WEEKDAYS[run[0]]), str(WEEKDAYS[run[-1]])
    if len(run) == 1:
        return first
    joined = _("%(first)s y %(last)s") if len(run) == 2 else _("%(first)s a %(last)s")
    return joined % {"first": first, "last": last}


def weeks_in_words(hours: Sequence[OpenHours], today: date) -> str:
    """Return the week in force and, in a sentence each, those that begin later."""
    ordered = sorted(hours, key=lambda row: (row.weekday, row.opens))
    now = [row for row in ordered if row.starts_on <= today <= (row.ends_on or today)]
    said = [week_in_words(now)]
    for start in sorted({row.starts_on for row in ordered if row.starts_on > today}):
        coming = [row for row in ordered if row.starts_on == start]
        words = {"day": plain_date(start), "hours": week_in_words(coming)}
        said.append(_("Desde el %(day)s: %(hours)s") % words)
    return " ".join(said)
