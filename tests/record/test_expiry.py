"""What happens when a clock runs out: the law's effect, or a mark; dated on the due day; once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from minga.kernel import events
from minga.people.models import Body, Person
from minga.record.case_kinds import Expiry
from minga.record.events import DeadlineExpired
from minga.record.expiry import expire_clocks, expiry_for, offered_effects, program_person
from minga.record.models import Act, Case, Deadline, DeclaredHoliday
from minga.record.services import append_act, lock_case, replayed_state
from minga.record.tasks import expire_every_hour
from tests.record.clocks import ANSWER, FILE, FILED_AT, Request, file_request, parameter

DUE = date(2026, 11, 11)
DAY_AFTER = date(2026, 11, 12)
END_OF_DUE_DAY = datetime(2026, 11, 12, 4, 59, 59, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("request_kind", "later")


@pytest.fixture
def heard() -> Iterator[list[DeadlineExpired]]:
    """Collect what is announced about expired clocks."""
    found: list[DeadlineExpired] = []
    events.on(DeadlineExpired, found.append)
    yield found
    events._handlers[DeadlineExpired].remove(found.append)


def verified_rule() -> None:
    parameter("test.response")
    parameter("test.silence", "denial", "text")


@pytest.mark.django_db
def test_nothing_expires_on_its_last_day(citizen: Person) -> None:
    verified_rule()
    file_request(citizen)
    assert expire_clocks(DUE).effects == ()
    assert Case.objects.get().state == Request.OPEN


@pytest.mark.django_db
def test_where_rule_and_number_are_verified_the_law_acts(
    citizen: Person, heard: list[DeadlineExpired]
) -> None:
    verified_rule()
    case, _act = file_request(citizen)
    clock = Deadline.objects.get()
    report = expire_clocks(DAY_AFTER)
    case.refresh_from_db()
    clock.refresh_from_db()
    act = Act.objects.get(kind="deny_by_silence")
    assert (report.effects, report.marks, report.moved) == ((clock.pk,), (), ())
    assert case.state == replayed_state(case) == Request.DENIED_BY_SILENCE
    assert (clock.expired_by, clock.stopped_by) == (act, act)
    assert (act.happened_at, act.actor, act.legal_basis) == (
        END_OF_DUE_DAY,
        program_person(),
        "LOTAIP 36",
    )
    assert heard == [DeadlineExpired(clock.pk, case.pk, "test.response", has_effect=True)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "rule"), [("U", "C"), ("C", "U"), ("U", "U"), ("C", None), ("C", "not set")]
)
def test_where_one_of_both_is_not_verified_the_program_only_marks(
    citizen: Person, heard: list[DeadlineExpired], number: str, rule: str | None
) -> None:
    parameter("test.response", evidence=number)
    if rule:
        value = "" if rule == "not set" else "denial"
        parameter("test.silence", value, "text", evidence=rule[:1].upper() if value else "U")
    case, _act = file_request(citizen)
    clock = Deadline.objects.get()
    report = expire_clocks(DAY_AFTER)
    case.refresh_from_db()
    clock.refresh_from_db()
    mark = Act.objects.get(kind="expire_deadline")
    assert (report.effects, report.marks) == ((), (clock.pk,))
    assert case.state == replayed_state(case) == Request.OPEN
    assert (clock.expired_by, clock.stopped_by) == (mark, None)
    assert mark.happened_at == END_OF_DUE_DAY
    assert [event.has_effect for event in heard] == [False]


@pytest.mark.django_db
def test_the_effect_that_was_only_marked_is_offered(citizen: Person) -> None:
    parameter("test.response", evidence="U")
    case, _act = file_request(citizen)
    expire_clocks(DAY_AFTER)
    offered = expiry_for(case, "test.response")
    assert offered is not None
    assert offered.move.act == "deny_by_silence"
    assert expiry_for(case, "test.other") is None
    assert [expiry.move.act for expiry in offered_effects(case)] == ["deny_by_silence"]


@pytest.mark.django_db
def test_nothing_is_offered_before_the_clock_ran_out_or_of_an_unknown_procedure(
    citizen: Person,
) -> None:
    parameter("test.response", evidence="U")
    case, _act = file_request(citizen)
    assert offered_effects(case) == ()
    case.kind = "ZZZ"
    assert expiry_for(case, "test.response") is None


@pytest.mark.django_db
def test_after_an_outage_one_run_catches_up_and_the_next_does_nothing(citizen: Person) -> None:
    verified_rule()
    for _ in range(3):
        file_request(citizen)
    assert len(expire_clocks(date(2027, 2, 28)).effects) == 3
    acts = Act.objects.count()
    assert expire_clocks(date(2027, 2, 28)) == expire_clocks(date(2027, 3, 1))
    assert Act.objects.count() == acts
    assert set(
        Act.objects.filter(kind="deny_by_silence").values_list("happened_at", flat=True)
    ) == {END_OF_DUE_DAY}


@pytest.mark.django_db
def test_the_hourly_job_does_the_same(citizen: Person) -> None:
    verified_rule()
    file_request(citizen)
    expire_every_hour(0)
    assert Case.objects.get().state == Request.DENIED_BY_SILENCE


@pytest.mark.django_db
def test_a_stopped_clock_never_expires(citizen: Person) -> None:
    verified_rule()
    case, _act = file_request(citizen)
    append_act(lock_case(case.pk), ANSWER, actor=citizen, happened_at=FILED_AT)
    assert expire_clocks(DAY_AFTER).effects == ()


@pytest.mark.django_db
def test_a_day_declared_unseen_moves_the_clock_instead_of_ending_it(citizen: Person) -> None:
    verified_rule()
    file_request(citizen)
    DeclaredHoliday.objects.create(on=date(2026, 11, 5), name="Duelo", source="Decreto 1")
    report = expire_clocks(DAY_AFTER)
    clock = Deadline.objects.get()
    assert (report.effects, report.marks, report.moved) == ((), (), (clock.pk,))
    assert (clock.due_on, clock.expired_by) == (date(2026, 11, 12), None)
    moved = Act.objects.get(kind="move_deadline").payload
    assert (moved["due"], moved["to"]) == ("2026-11-11", "2026-11-12")
    assert len(expire_clocks(date(2026, 11, 13)).effects) == 1


@pytest.mark.django_db
def test_a_case_that_moved_on_is_only_marked(citizen: Person) -> None:
    verified_rule()
    case, _act = file_request(citizen)
    Case.objects.filter(pk=case.pk).update(state=Request.ANSWERED)
    assert expire_clocks(DAY_AFTER).effects == ()
    assert Act.objects.filter(kind="deny_by_silence").count() == 0


def test_an_effect_of_the_law_asks_nobody() -> None:
    from minga.kernel.lifecycle import Transition  # noqa: PLC0415 - only this test needs it

    asking = Transition("x", Request.OPEN, Request.OPEN, requires=(lambda facts: None,))
    with pytest.raises(ValueError, match="x"):
        Expiry("test.response", "test.silence", asking)


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_end_each_clock_once(citizen: Person) -> None:
    verified_rule()
    with transaction.atomic():
        for _ in range(5):
            file_request(citizen)
    start, reports = Barrier(2), []

    def run() -> None:
        try:
            start.wait()
            reports.append(expire_clocks(DAY_AFTER))
        finally:
            connection.close()

    jobs = [Thread(target=run) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert sorted(pk for report in reports for pk in report.effects) == sorted(
        Deadline.objects.values_list("pk", flat=True)
    )
    assert Act.objects.filter(kind="deny_by_silence").count() == 5


def test_the_rehearsal_starts_the_clock_it_speaks_of() -> None:
    assert FILE.starts == ("test.response",)


@pytest.mark.django_db
def test_the_program_is_one_person(council: Body) -> None:
    assert program_person() == program_person()
    assert program_person().identity.name == "El programa, por el tiempo que fija la ley"
