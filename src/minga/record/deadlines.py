"""When is it due? Clocks that acts start and stop, with the number of the law frozen in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext

from minga.kernel import clock
from minga.kernel.calendar import Calendar
from minga.kernel.deadlines import CountingRule, TermUnit, due
from minga.kernel.deadlines import Deadline as Term
from minga.kernel.explanation import explain
from minga.kernel.holidays import Holiday, Place
from minga.kernel.refusal import Refused
from minga.kernel.weeks import Week, weeks
from minga.record.models import Act, Case, Deadline, DeclaredHoliday, LegalParameter
from minga.record.parameters import counting_rules, parameter_on, value_of
from minga.record.rules.counted_term import TERMS, Moved, kept, moves_of, term_of


class NotATerm(Refused):
    """The parameter is no length of time: no clock can run on it."""


def legal_calendar(place: Place = Place.QUITO) -> Calendar:
    """Return the calendar of a place with the declared days of the table, which has authority."""
    rows = DeclaredHoliday.objects.filter(place__in=(place, Place.NATIONAL))
    declared = [row for row in rows if not row.is_working]
    return Calendar(
        place=place,
        declared=tuple(Holiday(row.on, row.name, Place(row.place), row.source) for row in declared),
        withdrawn=frozenset(row.on for row in rows if row.is_working),
    )


def start_clocks(
    case: Case, act: Act, keys: Sequence[str], counts_from: datetime | None = None
) -> None:
    """Start the named clocks from the day the act happened (hours: from its instant).

    A later `counts_from` takes its place; the number of the law stays that of the act's day.
    Raises ParameterNotSet when the number of the law is not set, NotATerm when it is no length of
    time; the act is undone with it.
    """
    if not keys:
        return
    calendar = legal_calendar()
    for key in keys:
        row = parameter_on(key, clock.local_date(act.happened_at))
        term = count(row, max(act.happened_at, counts_from or act.happened_at), calendar)
        Deadline.objects.create(
            case=case,
            started_by=act,
            parameter=row,
            key=key,
            amount=term.amount,
            unit=row.unit,
            starts_on=term.start,
            due_on=term.due,
            explanation=kept(term),
        )


def count(row: LegalParameter, happened_at: datetime, calendar: Calendar) -> Term:
    """Return the term that a parameter gives from an instant on; NotATerm when it gives none."""
    amount = value_of(row)
    if row.unit not in TERMS or not isinstance(amount, int):
        raise NotATerm("not-a-term", key=row.key)
    return _counted(amount, row.unit, happened_at, calendar)


def recount(deadline: Deadline, calendar: Calendar) -> Term:
    """Return the term of a clock with another calendar; its amount and unit stay frozen."""
    return _counted(deadline.amount, deadline.unit, _start_of(deadline), calendar)


def _start_of(deadline: Deadline) -> datetime:
    """Return the instant from which a clock runs: that of its act, or the later one kept with it."""
    happened_at = deadline.started_by.happened_at
    if clock.local_date(happened_at) == deadline.starts_on:
        return term_of(deadline.explanation).start_at or happened_at
    return datetime.combine(deadline.starts_on, time(), tzinfo=clock.QUITO)


def _counted(amount: int, unit: str, happened_at: datetime, calendar: Calendar) -> Term:
    starts_on = clock.local_date(happened_at)
    kind, counted_in = TERMS[unit]
    start = happened_at if counted_in is TermUnit.HOURS else starts_on
    return due(start, amount, kind, counted_in, calendar, counting_rules(starts_on))


def stop_clocks(case: Case, act: Act, keys: Sequence[str]) -> None:
    """Stop the named clocks if they run."""
    if keys:
        Deadline.objects.filter(case=case, key__in=keys, stopped_by__isnull=True).update(
            stopped_by=act
        )


def move_clock(deadline: Deadline, term: Term, act: Act) -> None:
    """Give a running clock its new due day; the day before it stays in the clock's history."""
    moved = Moved(act.pk, before=deadline.due_on, after=term.due)
    deadline.explanation = kept(term, (*moves_of(deadline.explanation), moved))
    deadline.due_on = term.due
    deadline.save(update_fields=["due_on", "explanation"])


def deadlines_of(case_ids: Sequence[int]) -> dict[int, list[Deadline]]:
    """Return case → its clocks, the first to end first, ready for `deadline_view`; one query."""
    found: dict[int, list[Deadline]] = {case_id: [] for case_id in case_ids}
    rows = Deadline.objects.filter(case_id__in=case_ids).select_related("parameter")
    for row in rows.order_by("due_on", "pk"):
        found[row.case_id].append(row)
    return found


@dataclass(frozen=True)
class DeadlineView:
    """What a page says of a clock on a date."""

    key: str
    due_on: date
    days_left: int
    is_running: bool
    sentence: str
    weeks: tuple[Week, ...]
    legal_basis: tuple[str, ...]
    moves: tuple[Moved, ...]
    is_verified: bool
    unverified_rules: tuple[CountingRule, ...]
    due_at: datetime | None

    @property
    def articles(self) -> str:
        """The legal basis in one line, as it stands below the picture of the days."""
        return "; ".join(self.legal_basis)

    @property
    def is_late(self) -> bool:
        """Did the day pass while the clock was running?"""
        return self.is_running and self.days_left < 0


def deadline_view(deadline: Deadline, today: date) -> DeadlineView:
    """Return the facts of a clock as the ui deadline tag draws them.

    Costs no query when `parameter` was loaded with the clock.
    """
    term, row = term_of(deadline.explanation), deadline.parameter
    own_article = (row.legal_basis,) if row.legal_basis else ()
    return DeadlineView(
        key=deadline.key,
        due_on=deadline.due_on,
        days_left=(deadline.due_on - today).days,
        is_running=deadline.stopped_by_id is None,
        sentence=explain(term, gettext),
        weeks=weeks(term, today),
        legal_basis=(*own_article, *term.legal_basis),
        moves=moves_of(deadline.explanation),
        is_verified=row.is_verified,
        unverified_rules=term.unverified,
        due_at=term.due_at,
    )
