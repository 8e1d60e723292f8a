"""Why that day? A deadline in one sentence of Spanish, and as the document that scripts read.

The sentence names each run of days that holds a holiday and sums up the other weekends; the
document lists every day passed over.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict

from minga.kernel import labels
from minga.kernel.calendar import ONE_DAY
from minga.kernel.deadlines import DAY_END, Deadline, SkippedDay, TermKind, TermUnit

# More runs than this make the sentence unreadable: they are counted instead of named.
_RUNS_NAMED = 6

type Say = Callable[[str], str]
type _Run = list[SkippedDay]


class SkippedDocument(TypedDict):
    """A day passed over, as published."""

    date: str
    name: str


class DeadlineDocument(TypedDict):
    """A deadline, as published by command line and API; `due` has an hour only in terms of hours."""

    start: str
    due: str
    kind: str
    amount: int
    unit: str
    place: str
    skipped: list[SkippedDocument]
    explanation: str


def as_written(text: str) -> str:
    """Give the Spanish source text; pages pass gettext instead."""
    return text


def deadline_document(deadline: Deadline, say: Say = as_written) -> DeadlineDocument:
    """Return the published form of a deadline, its words put through `say`."""
    return {
        "start": (deadline.start_at or deadline.start).isoformat(),
        "due": due_text(deadline),
        "kind": deadline.kind,
        "amount": deadline.amount,
        "unit": deadline.unit,
        "place": deadline.place,
        "skipped": [
            {"date": day.on.isoformat(), "name": name_of(day, say)} for day in deadline.skipped
        ],
        "explanation": explain(deadline, say),
    }


def due_text(deadline: Deadline) -> str:
    """Return the due day in ISO form, with hour and offset when the term is in hours."""
    return (deadline.due_at or deadline.due).isoformat()


def name_of(day: SkippedDay, say: Say = as_written) -> str:
    """Return why a day was passed over: the name of the holiday, or of the day of the weekend."""
    return say(day.holiday.name if day.holiday else labels.WEEKDAYS[day.on.weekday()])


def explain(deadline: Deadline, say: Say = as_written) -> str:
    """Return the sentence of a deadline: what is counted from when, what is skipped, when it ends."""
    clauses = (
        _counting(deadline, say),
        _skips(deadline, say),
        _move(deadline, say),
        _end(deadline, say),
    )
    return "; ".join(clause for clause in clauses if clause)


def _counting(deadline: Deadline, say: Say) -> str:
    one, many = labels.UNITS[deadline.unit]
    return say(labels.EXPLANATION["counting"]).format(
        amount=deadline.amount,
        unit=say(one if deadline.amount == 1 else many),
        kind=say(labels.KINDS[deadline.kind]),
        start=_begin(deadline, say),
    )


def _begin(deadline: Deadline, say: Say) -> str:
    if deadline.start_at and deadline.start_at.date() == deadline.first:
        return _moment(deadline.start_at, _day(deadline.first, deadline.due, say), say)
    date_to_date = deadline.unit in {TermUnit.MONTHS, TermUnit.YEARS}
    return _on_day(_day(deadline.start if date_to_date else deadline.first, deadline.due, say), say)


def _skips(deadline: Deadline, say: Say) -> str:
    before_end = [day for day in deadline.skipped if not _at_end(day, deadline)]
    runs = _runs(before_end)
    named = [run for run in runs if deadline.kind is TermKind.PLAZO or _holds_holiday(run)]
    if len(named) > _RUNS_NAMED:
        holidays = sum(day.holiday is not None for day in before_end)
        return say(labels.EXPLANATION["skips-counted"]).format(holidays=holidays)
    parts = [_run_text(run, say) for run in named]
    if len(named) < len(runs):
        parts.append(say(labels.EXPLANATION["other-weekends" if named else "weekends"]))
    if not parts:
        return ""
    single = len(runs) == 1 and len(runs[0]) == 1
    form = "skips-one" if single else "skips"
    return say(labels.EXPLANATION[form]).format(days=_listed(parts, say))


def _at_end(day: SkippedDay, deadline: Deadline) -> bool:
    return deadline.kind is TermKind.PLAZO and day.on >= deadline.last


def _holds_holiday(run: _Run) -> bool:
    return any(day.holiday for day in run)


def _move(deadline: Deadline, say: Say) -> str:
    if deadline.due == deadline.last:
        return ""
    ended = next(day for day in deadline.skipped if day.on == deadline.last)
    return say(labels.EXPLANATION["moves"]).format(
        day=_day(ended.on, deadline.due, say), name=name_of(ended, say)
    )


def _end(deadline: Deadline, say: Say) -> str:
    day = labels.EXPLANATION["day-and-year"]
    due_day = say(day).format(day=_plain_day(deadline.due, say), year=deadline.due.year)
    if deadline.due_at is None:
        return say(labels.EXPLANATION["due"]).format(day=due_day)
    if deadline.due_at.time() == DAY_END:
        return say(labels.EXPLANATION["due-at-day-end"]).format(day=due_day)
    return say(labels.EXPLANATION["due-at"]).format(time=_clock(deadline.due_at), day=due_day)


def _runs(days: Iterable[SkippedDay]) -> list[_Run]:
    """Group days that follow each other."""
    runs: list[_Run] = []
    for day in days:
        if runs and runs[-1][-1].on + ONE_DAY == day.on:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run_text(run: Sequence[SkippedDay], say: Say) -> str:
    first, last = run[0].on, run[-1].on
    if first == last:
        return _short(last, say)
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same_month else _short(first, say)} – {_short(last, say)}"


def _listed(parts: Sequence[str], say: Say) -> str:
    if len(parts) == 1:
        return parts[0]
    return say(labels.EXPLANATION["and"]).format(first=", ".join(parts[:-1]), last=parts[-1])


def _short(day: date, say: Say) -> str:
    return f"{day.day} {say(labels.MONTHS_SHORT[day.month - 1])}"


def _plain_day(day: date, say: Say) -> str:
    return say(labels.EXPLANATION["day"]).format(
        day=day.day, month=say(labels.MONTHS[day.month - 1])
    )


def _day(day: date, due: date, say: Say) -> str:
    """Return a day in words, with its year only when the term ends in another one."""
    if day.year == due.year:
        return _plain_day(day, say)
    return say(labels.EXPLANATION["day-and-year"]).format(day=_plain_day(day, say), year=day.year)


def _on_day(day: str, say: Say) -> str:
    return say(labels.EXPLANATION["on-day"]).format(day=day)


def _moment(moment: datetime, day: str, say: Say) -> str:
    return say(labels.EXPLANATION["moment"]).format(time=_clock(moment), day=day)


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")
