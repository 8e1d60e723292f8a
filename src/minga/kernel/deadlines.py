"""When does a legal term end, which days did it pass over, and which of its rules are unverified?

COA 158: a term runs from the working day after the notification. COA 159: a término counts working
days. COA 160: a plazo in months or years runs from date to date. The COA has no terms in hours;
those of special laws (48 h before a session) are counted as written.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from minga.kernel.calendar import ONE_DAY, Calendar, add_working_days, days_between
from minga.kernel.clock import QUITO
from minga.kernel.holidays import Holiday, Place, refuse_outside
from minga.kernel.refusal import Refused

# Longer than any calendar answered for, in every unit: a typing error, refused before counting.
MAX_AMOUNT = 1_000_000
# Electronic filing closes here (parameter `time.efiling.day_end`): hour 24 of a day is written so.
DAY_END = time(23, 59, 59)


class TermKind(StrEnum):
    """Working days (término) or days of the calendar (plazo)."""

    TERMINO = "termino"
    PLAZO = "plazo"


class TermUnit(StrEnum):
    """In what a term is counted."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class CountingRule(StrEnum):
    """A rule of counting that the Secretaría has yet to confirm ("por verificar")."""

    STARTING_POINT = "starting-point"
    PLAZO_END_MOVES = "plazo-end-moves"
    TERM_IN_HOURS = "term-in-hours"
    WEEKEND_TRANSFER = "new-year-and-christmas-transfer"


class DeadlineRefused(Refused):
    """The term asked for cannot be counted."""


@dataclass(frozen=True)
class CountingRules:
    """The parameters of counting, and those of them already verified by whoever is competent."""

    plazo_starts_on_working_day: bool = True
    plazo_end_moves: bool = True
    verified: frozenset[CountingRule] = frozenset()


@dataclass(frozen=True)
class SkippedDay:
    """A day that was passed over; without a holiday it is a Saturday or a Sunday."""

    on: date
    holiday: Holiday | None


@dataclass(frozen=True)
class Deadline:
    """A counted term.

    `first` and `last` are the first and the last day counted; `due` is the day on which it ends,
    later than `last` when a plazo ended on a non-working day. `start_at` and `due_at` are set for
    terms in hours; hour 24 is 23:59:59 of that day. `skipped` holds, by date, every non-working day
    that a término does not count; of a plazo those before day 1, and at its end the day on which it
    could not end and those that follow it.
    """

    start: date
    amount: int
    kind: TermKind
    unit: TermUnit
    place: Place
    first: date
    last: date
    due: date
    skipped: tuple[SkippedDay, ...]
    legal_basis: tuple[str, ...]
    unverified: tuple[CountingRule, ...]
    start_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class _Term:
    """What is to be counted; `start_at` only in a term in hours whose start has an hour."""

    start: date
    start_at: datetime | None
    amount: int
    kind: TermKind
    unit: TermUnit
    calendar: Calendar
    rules: CountingRules


@dataclass(frozen=True)
class _Span:
    """Where counting begins and ends, before a plazo is moved to a working day."""

    first: date
    last: date
    due_at: datetime | None = None


def due(
    start: date | datetime,
    amount: int,
    kind: TermKind,
    unit: TermUnit,
    calendar: Calendar,
    rules: CountingRules | None = None,
) -> Deadline:
    """Return when a term of `amount` `unit` that begins with a fact of `start` ends, and why.

    Terms in hours run from hour to hour when `start` has an hour (without a time zone it is Quito's),
    else from 00:00 of the first working day after it; those of a término only run on working days.
    Raises DeadlineRefused or CalendarRefused, with a code, when the term cannot be counted.
    """
    _refuse_impossible(amount, kind, unit)
    start_on, moment = _beginning(start)
    start_at = moment if unit is TermUnit.HOURS else None
    term = _Term(start_on, start_at, amount, kind, unit, calendar, rules or CountingRules())
    span = _span_of_hours(term) if unit is TermUnit.HOURS else _span_of_days(term)
    refuse_outside(span.last.year)
    return _deadline(term, span)


def _refuse_impossible(amount: int, kind: TermKind, unit: TermUnit) -> None:
    if amount < 1:
        raise DeadlineRefused("amount-not-positive", amount=amount)
    if amount > MAX_AMOUNT:
        raise DeadlineRefused("amount-too-large", limit=MAX_AMOUNT)
    if kind is TermKind.TERMINO and unit in {TermUnit.MONTHS, TermUnit.YEARS}:
        raise DeadlineRefused("termino-only-in-days")


def _beginning(start: date | datetime) -> tuple[date, datetime | None]:
    """Return the local day of `start`, and its moment in Quito when it has an hour."""
    refuse_outside(start.year)  # before a time zone could push it beyond the first or last year
    if not isinstance(start, datetime):
        return start, None
    moment = start.astimezone(QUITO) if start.tzinfo else start.replace(tzinfo=QUITO)
    refuse_outside(moment.year)
    return moment.date(), moment


def _deadline(term: _Term, span: _Span) -> Deadline:
    due_on = _end_day(span.last, term)
    skipped = _skipped(term, span, due_on)
    return Deadline(
        start=term.start,
        amount=term.amount,
        kind=term.kind,
        unit=term.unit,
        place=term.calendar.place,
        first=span.first,
        last=span.last,
        due=due_on,
        skipped=skipped,
        legal_basis=_legal_basis(term),
        unverified=_unverified(term, skipped),
        start_at=term.start_at,
        due_at=span.due_at and datetime.combine(due_on, span.due_at.timetz()),
    )


def _span_of_days(term: _Term) -> _Span:
    if term.unit is not TermUnit.DAYS:
        months = term.amount * 12 if term.unit is TermUnit.YEARS else term.amount
        return _Span(term.start + ONE_DAY, _add_months(term.start, months))
    first = _first_day(term)
    if term.kind is TermKind.TERMINO:
        return _Span(first, add_working_days(term.start, term.amount, term.calendar))
    return _Span(first, first + timedelta(days=term.amount - 1))


def _first_day(term: _Term) -> date:
    if term.kind is TermKind.PLAZO and not term.rules.plazo_starts_on_working_day:
        return term.start + ONE_DAY
    return term.calendar.next_working_day(term.start)


def _add_months(start: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month (COA 160)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    refuse_outside(year)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _span_of_hours(term: _Term) -> _Span:
    begin = term.start_at or _midnight(_first_day(term))
    hours = timedelta(hours=term.amount)
    if term.kind is TermKind.TERMINO:
        begin = _first_working_moment(begin, term.calendar)
        due_at = _as_end(_end_of_working_hours(begin, hours, term.calendar))
    else:
        due_at = _as_end(begin + hours)
    return _Span(begin.date(), due_at.date(), due_at)


def _first_working_moment(moment: datetime, calendar: Calendar) -> datetime:
    if calendar.is_working_day(moment.date()):
        return moment
    return _midnight(calendar.next_working_day(moment.date()))


def _end_of_working_hours(begin: datetime, left: timedelta, calendar: Calendar) -> datetime:
    """Return the moment at which `left` has run, counting only the hours of working days."""
    while left > (today := _midnight(begin.date() + ONE_DAY) - begin):
        left -= today
        begin = _midnight(calendar.next_working_day(begin.date()))
    return begin + left


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), QUITO)


def _as_end(moment: datetime) -> datetime:
    if moment.time() != time(0):
        return moment
    return datetime.combine(moment.date() - ONE_DAY, DAY_END, QUITO)


def _end_day(last: date, term: _Term) -> date:
    if term.kind is TermKind.PLAZO and term.rules.plazo_end_moves:
        return term.calendar.first_working_day_from(last)
    return last


def _skipped(term: _Term, span: _Span, due_on: date) -> tuple[SkippedDay, ...]:
    """Return the non-working days passed over; a start with an hour could have counted itself."""
    since = term.start if term.start_at else term.start + ONE_DAY
    if term.kind is TermKind.TERMINO:
        passed = [*days_between(since, due_on)]
    else:
        before, after = (since, span.first - ONE_DAY), (span.last, due_on - ONE_DAY)
        passed = [*days_between(*before), *days_between(*after)]
    holiday_on, is_working_day = term.calendar.holiday_on, term.calendar.is_working_day
    return tuple(SkippedDay(day, holiday_on(day)) for day in passed if not is_working_day(day))


def _legal_basis(term: _Term) -> tuple[str, ...]:
    if term.unit is TermUnit.HOURS:
        return ()
    return ("COA 158", "COA 159" if term.kind is TermKind.TERMINO else "COA 160")


def _unverified(term: _Term, skipped: tuple[SkippedDay, ...]) -> tuple[CountingRule, ...]:
    applied = [CountingRule.STARTING_POINT]
    if term.kind is TermKind.PLAZO:
        applied.append(CountingRule.PLAZO_END_MOVES)
    if term.unit is TermUnit.HOURS:
        applied.append(CountingRule.TERM_IN_HOURS)
    if any(_moved_from_fixed_day(day.holiday) for day in skipped):
        applied.append(CountingRule.WEEKEND_TRANSFER)
    return tuple(rule for rule in applied if rule not in term.rules.verified)


def _moved_from_fixed_day(holiday: Holiday | None) -> bool:
    """Say whether the rest of 1 January or 25 December was moved: so in practice, not yet read."""
    origin = holiday.moved_from if holiday else None
    return origin is not None and (origin.month, origin.day) in {(1, 1), (12, 25)}
