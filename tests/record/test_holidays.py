"""A day declared later moves the clocks that run over it, by acts that show both dates."""

from datetime import UTC, date, datetime

import pytest

from minga.kernel.holidays import Place
from minga.people.models import Body, Person
from minga.record.deadlines import deadline_view
from minga.record.expiry import expire_clocks
from minga.record.holidays import (
    Declaration,
    HolidayRefused,
    declare_holiday,
    holidays_of_year,
    moved_by,
)
from minga.record.labels import Standing
from minga.record.models import Act, Case, Deadline, DeclaredHoliday
from minga.record.registers import Registrar
from minga.record.services import append_act, lock_case, replayed_state
from tests.record.clocks import ANSWER, FILED_AT, file_request, parameter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later", "request_kind")]

AT = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
MOURNING = Declaration(
    date(2026, 11, 5), Place.NATIONAL, "Duelo nacional", "https://www.presidencia.gob.ec/decreto-1"
)


@pytest.fixture
def registrar(secretary: Person, council: Body) -> Registrar:
    return Registrar(secretary, council, Standing.CERTIFIED)


def test_a_declared_day_is_an_act_on_the_calendar_of_the_year(registrar: Registrar) -> None:
    assert moved_by(declare_holiday(MOURNING, by=registrar, at=AT)) == ()
    case = Case.objects.get()
    act = Act.objects.get(kind="declare_holiday")
    assert (case.number, case.state) == ("CAL-2026-00001", replayed_state(case))
    assert (act.standing, act.legal_basis, act.source_url) == (
        "CERTIFIED",
        "COA 159",
        "https://www.presidencia.gob.ec/decreto-1",
    )
    assert act.payload == {"on": "2026-11-05", "place": "national"}
    assert act.wording.title == "Duelo nacional"


def test_a_running_clock_moves_and_both_dates_stay_visible(
    citizen: Person, registrar: Registrar
) -> None:
    parameter("test.response")
    case, _act = file_request(citizen)
    moved = moved_by(declare_holiday(MOURNING, by=registrar, at=AT))
    clock = Deadline.objects.get()
    act = case.acts.get(kind="move_deadline")
    assert [(one.case_number, one.key, one.before, one.after) for one in moved] == [
        (case.number, "test.response", date(2026, 11, 11), date(2026, 11, 12))
    ]
    assert clock.due_on == date(2026, 11, 12)
    assert act.payload == {
        "deadline": "test.response",
        "due": "2026-11-11",
        "to": "2026-11-12",
        "declaration": "CAL-2026-00001/2",
    }
    assert (act.happened_at, act.actor, act.standing) == (AT, registrar.person, "CERTIFIED")
    view = deadline_view(clock, date(2026, 11, 4))
    assert [(move.act_id, move.before, move.after) for move in view.moves] == [
        (act.pk, date(2026, 11, 11), date(2026, 11, 12))
    ]
    assert "31 oct – 3 nov" in view.sentence
    assert view.sentence.endswith("vence el 12 de noviembre de 2026")
    case.refresh_from_db()
    assert replayed_state(case) == case.state


def test_a_working_day_declared_in_place_of_a_holiday_brings_the_end_nearer(
    citizen: Person, registrar: Registrar
) -> None:
    parameter("test.response")
    file_request(citizen)
    worked = Declaration(date(2026, 11, 2), Place.QUITO, "Se trabaja", "Decreto 2", is_working=True)
    declare_holiday(worked, by=registrar, at=AT)
    assert Deadline.objects.get().due_on == date(2026, 11, 10)
    assert Act.objects.filter(kind="declare_working_day").count() == 1


def test_a_day_outside_the_clock_moves_nothing(citizen: Person, registrar: Registrar) -> None:
    parameter("test.response")
    file_request(citizen)
    far = Declaration(date(2026, 12, 15), Place.QUITO, "Fiesta", "Resolución 3")
    assert moved_by(declare_holiday(far, by=registrar, at=AT)) == ()
    assert Act.objects.filter(kind="move_deadline").count() == 0


def test_a_stopped_and_an_expired_clock_keep_their_day(
    citizen: Person, registrar: Registrar
) -> None:
    parameter("test.response")
    answered, _act = file_request(citizen)
    file_request(citizen)
    append_act(lock_case(answered.pk), ANSWER, actor=citizen, happened_at=FILED_AT)
    expire_clocks(date(2026, 11, 12))
    assert moved_by(declare_holiday(MOURNING, by=registrar, at=AT)) == ()
    assert set(Deadline.objects.values_list("due_on", flat=True)) == {date(2026, 11, 11)}


def test_a_clock_may_move_twice_and_remembers_each_time(
    citizen: Person, registrar: Registrar
) -> None:
    parameter("test.response")
    file_request(citizen)
    declare_holiday(MOURNING, by=registrar, at=AT)
    declare_holiday(
        Declaration(date(2026, 11, 6), Place.QUITO, "Puente", "Decreto 4"), by=registrar, at=AT
    )
    view = deadline_view(Deadline.objects.get(), date(2026, 11, 4))
    assert [(move.before.day, move.after.day) for move in view.moves] == [(11, 12), (12, 13)]


def test_a_declaration_can_be_taken_back_by_another(citizen: Person, registrar: Registrar) -> None:
    parameter("test.response")
    file_request(citizen)
    declare_holiday(MOURNING, by=registrar, at=AT)
    back = Declaration(MOURNING.on, MOURNING.place, "Se trabaja", "Decreto 5", is_working=True)
    declare_holiday(back, by=registrar, at=AT)
    assert Deadline.objects.get().due_on == date(2026, 11, 11)
    assert DeclaredHoliday.objects.get().is_working
    assert Act.objects.filter(kind__startswith="declare_").count() == 2


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        (Declaration(date(2026, 11, 5), Place.QUITO, "Duelo", " "), "holiday-source-missing"),
        (Declaration(date(2026, 11, 5), Place.QUITO, "", "Decreto"), "holiday-name-missing"),
        (
            Declaration(date(2026, 11, 2), Place.QUITO, "Difuntos", "Decreto"),
            "already-a-day-of-rest",
        ),
        (Declaration(date(2026, 11, 7), Place.QUITO, "Sábado", "Decreto"), "already-a-day-of-rest"),
        (
            Declaration(date(2026, 11, 5), Place.QUITO, "Jueves", "Decreto", is_working=True),
            "already-a-working-day",
        ),
    ],
)
def test_a_declaration_that_changes_nothing_is_refused(
    registrar: Registrar, declaration: Declaration, code: str
) -> None:
    with pytest.raises(HolidayRefused) as refused:
        declare_holiday(declaration, by=registrar, at=AT)
    assert refused.value.code == code
    assert (Act.objects.count(), DeclaredHoliday.objects.count()) == (0, 0)


def test_the_year_lists_computed_and_declared_days(registrar: Registrar) -> None:
    declare_holiday(MOURNING, by=registrar, at=AT)
    november = [(day.on.day, day.name) for day in holidays_of_year(2026) if day.on.month == 11]
    assert november == [
        (2, "Día de los Difuntos"),
        (3, "Independencia de Cuenca"),
        (5, "Duelo nacional"),
    ]
