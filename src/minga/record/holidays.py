"""Which days does an authority add to the calendar or take from it, and which clocks move by that?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from minga.kernel.calendar import Calendar
from minga.kernel.holidays import Holiday, Place
from minga.kernel.refusal import Refused
from minga.record.deadlines import legal_calendar, move_clock, recount
from minga.record.expiry import moving
from minga.record.labels import Standing
from minga.record.models import Act, Case, Deadline, DeclaredHoliday
from minga.record.queries import public_acts
from minga.record.registers import Register, Registrar, write_on
from minga.record.rules.registers import CALENDAR_MOVES
from minga.record.services import Source, Words, append_act, lock_case

CALENDAR_REGISTER = Register(
    kind="CAL",
    moves=CALENDAR_MOVES,
    opening="open_calendar",
    title="Calendario de días inhábiles {year}",
)


DECLARATIONS = ("declare_holiday", "declare_working_day")


class HolidayRefused(Refused):
    """The declaration says too little, or says what the calendar already says."""


@dataclass(frozen=True)
class Declaration:
    """A day declared of rest, or a computed day of rest declared a working day."""

    on: date
    place: Place
    name: str
    source: str
    is_working: bool = False


@dataclass(frozen=True)
class MovedClock:
    """A clock whose due day moved: of which case, from when to when."""

    case_number: str
    case_title: str
    url: str
    key: str
    before: date
    after: date


@transaction.atomic
def declare_holiday(declaration: Declaration, *, by: Registrar, at: datetime) -> Act:
    """Put a declared day into force by an act on the calendar of the year, and move the clocks.

    A second declaration for the same day and place takes the place of the first; both acts stay.
    Raises HolidayRefused with a code when nothing would change or a source is missing.
    """
    _check(declaration)
    row, _created = DeclaredHoliday.objects.update_or_create(
        on=declaration.on,
        place=declaration.place,
        defaults={
            "name": declaration.name,
            "source": declaration.source,
            "is_working": declaration.is_working,
        },
    )
    act = _write(declaration, by, at)
    recompute_for_holiday(row, declared_by=act)
    return act


def _check(declaration: Declaration) -> None:
    if not declaration.source.strip():
        raise HolidayRefused("holiday-source-missing")
    if not declaration.name.strip():
        raise HolidayRefused("holiday-name-missing")
    calendar = legal_calendar(declaration.place)
    if calendar.is_working_day(declaration.on) == declaration.is_working:
        code = "already-a-working-day" if declaration.is_working else "already-a-day-of-rest"
        raise HolidayRefused(code, on=declaration.on.isoformat())


def _write(declaration: Declaration, by: Registrar, at: datetime) -> Act:
    act = DECLARATIONS[declaration.is_working]
    return write_on(
        CALENDAR_REGISTER,
        act,
        by=by,
        at=at,
        payload={"on": declaration.on.isoformat(), "place": declaration.place},
        words=Words(title=declaration.name, text=declaration.source),
        url=declaration.source if declaration.source.startswith("https://") else "",
    )


def recompute_for_holiday(row: DeclaredHoliday, *, declared_by: Act) -> None:
    """Count the running clocks around a declared day again; move those that change, each by an act.

    A clock that already expired keeps its day: what the law did is not undone by a later decree.
    """
    around = Deadline.objects.filter(
        starts_on__lte=row.on, due_on__gte=row.on, stopped_by__isnull=True, expired_by__isnull=True
    )
    cases = around.order_by("case_id").values_list("case_id", flat=True).distinct()
    calendar = legal_calendar()
    for case_id in tuple(cases):
        _recount_case(lock_case(case_id), calendar, declared_by)


def _recount_case(case: Case, calendar: Calendar, declared_by: Act) -> None:
    running = Deadline.objects.filter(case=case, stopped_by__isnull=True, expired_by__isnull=True)
    for deadline in running.select_related("started_by"):
        term = recount(deadline, calendar)
        if term.due != deadline.due_on:
            move_clock(deadline, term, _tell(case, deadline, term.due, declared_by))


def _tell(case: Case, deadline: Deadline, to: date, declared_by: Act) -> Act:
    return append_act(
        case,
        moving(case),
        actor=declared_by.actor,
        happened_at=declared_by.happened_at,
        source=Source(standing=Standing(declared_by.standing)),
        payload={
            "deadline": deadline.key,
            "due": deadline.due_on.isoformat(),
            "to": to.isoformat(),
            "declaration": _name_of(declared_by),
        },
    )


def _name_of(declaration: Act) -> str:
    return f"{declaration.case.number}/{declaration.ordinal}"


def moved_by(declaration: Act) -> tuple[MovedClock, ...]:
    """Return the clocks that a declaration moved, by case; one query.

    Cases that only some of the staff may read move too; their own desk says so.
    """
    acts = public_acts().filter(kind="move_deadline", payload__declaration=_name_of(declaration))
    return tuple(
        MovedClock(
            case_number=act.case.number,
            case_title=act.case.title,
            url=act.case.get_absolute_url(),
            key=act.payload["deadline"],
            before=date.fromisoformat(act.payload["due"]),
            after=date.fromisoformat(act.payload["to"]),
        )
        for act in acts.select_related("case").order_by("case__number", "pk")
    )


def demonstration_days(year: int) -> frozenset[date]:
    """Return the days that only a fictional authority declared, to be marked wherever they appear."""
    acts = Act.objects.filter(kind__in=DECLARATIONS, payload__on__startswith=f"{year:04d}-")
    declared: dict[bool, set[date]] = {True: set(), False: set()}
    for on, fictional in acts.values_list("payload__on", "is_demonstration"):
        declared[fictional].add(date.fromisoformat(on))
    return frozenset(declared[True] - declared[False])


def holidays_of_year(year: int, place: Place = Place.QUITO) -> tuple[Holiday, ...]:
    """Return the days of rest of a year, computed and declared, by date."""
    return legal_calendar(place).holidays_of(year)
