"""Clocks start, explain themselves, stop, and keep the number of the law they began with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minga.kernel.deadlines import TermKind, TermUnit, due
from minga.people.models import Person
from minga.record.deadlines import NotATerm, deadline_view, deadlines_of, legal_calendar
from minga.record.models import Act, Case, Deadline, DeclaredHoliday, LegalParameter
from minga.record.parameters import ParameterNotSet
from minga.record.services import append_act, lock_case
from tests.record.clocks import ANSWER, ASK_AGAIN, FILED_AT, file_request, parameter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(later: None) -> None:
    """Every test plays after the dates it speaks of."""


def test_the_example_of_the_legal_reference_is_due_on_11_november(citizen: Person) -> None:
    parameter("test.response", legal_basis="LOTAIP 34")
    case, act = file_request(citizen)
    clock = Deadline.objects.get()
    view = deadline_view(clock, date(2026, 10, 28))
    assert (clock.case, clock.started_by, clock.starts_on) == (case, act, date(2026, 10, 26))
    assert (clock.due_on, clock.amount, clock.unit) == (date(2026, 11, 11), 10, "working_day")
    assert view.days_left == 14
    assert view.sentence == (
        "10 días término desde el 27 de octubre; se saltan 31 oct – 3 nov y los demás fines de semana; "
        "vence el 11 de noviembre de 2026"
    )
    assert view.legal_basis == ("LOTAIP 34", "COA 158", "COA 159")
    assert view.articles == "LOTAIP 34; COA 158; COA 159"
    assert view.is_running
    assert not view.is_late
    numbers = [day.number for week in view.weeks for day in week.days if day.number]
    assert numbers == list(range(1, 11))


def test_a_clock_keeps_its_number_when_the_law_changes(citizen: Person) -> None:
    row = parameter("test.response", effective_from=date(2023, 2, 7))
    file_request(citizen)
    row.effective_to = date(2026, 10, 27)
    row.save()
    parameter("test.response", "3", effective_from=date(2026, 10, 28))
    file_request(citizen, at=datetime(2026, 10, 29, 15, 0, tzinfo=UTC))
    old, new = Deadline.objects.order_by("pk")
    assert (old.amount, old.due_on, old.parameter.value) == (10, date(2026, 11, 11), "10")
    assert (new.amount, new.due_on, new.parameter.value) == (3, date(2026, 11, 5), "3")


def test_a_clock_explains_itself_as_on_the_day_it_started(citizen: Person) -> None:
    parameter("test.response")
    file_request(citizen)
    before = deadline_view(Deadline.objects.get(), date(2026, 11, 1))
    DeclaredHoliday.objects.create(on=date(2026, 11, 5), name="Duelo", source="Decreto 1")
    after = deadline_view(Deadline.objects.get(), date(2026, 11, 1))
    assert after == before


@pytest.mark.parametrize(
    ("unit", "value", "due_on"),
    [
        ("working_day", "2", date(2026, 10, 28)),
        ("calendar_day", "8", date(2026, 11, 4)),  # day 8 is 3 November, a holiday: it moves
        ("month", "1", date(2026, 11, 26)),
        ("year", "1", date(2027, 10, 26)),
        ("hour", "48", date(2026, 10, 28)),
    ],
)
def test_each_unit_of_the_law_is_counted_as_such(
    citizen: Person, unit: str, value: str, due_on: date
) -> None:
    parameter("test.response", value, unit)
    file_request(citizen)
    assert Deadline.objects.get().due_on == due_on


def test_hours_run_from_the_hour_of_the_act(citizen: Person) -> None:
    parameter("test.response", "48", "hour")
    file_request(citizen)
    due_at = deadline_view(Deadline.objects.get(), date(2026, 10, 27)).due_at
    assert due_at == FILED_AT + timedelta(hours=48)


def test_a_number_that_is_not_set_starts_no_clock_and_undoes_the_act(citizen: Person) -> None:
    parameter("test.response", "", evidence="U")
    with pytest.raises(ParameterNotSet) as refused, transaction.atomic():
        file_request(citizen)
    assert (refused.value.code, refused.value.key) == ("parameter-not-set", "test.response")
    assert (Case.objects.count(), Act.objects.count(), Deadline.objects.count()) == (0, 0, 0)


def test_a_parameter_that_is_no_time_starts_no_clock(citizen: Person) -> None:
    parameter("test.response", "22", "count")
    with pytest.raises(NotATerm), transaction.atomic():
        file_request(citizen)
    assert Deadline.objects.count() == 0


def test_an_act_stops_the_clock_it_names_and_no_other(citizen: Person) -> None:
    parameter("test.response")
    parameter("test.other")
    case, _act = file_request(citizen)
    append_act(lock_case(case.pk), ASK_AGAIN, actor=citizen, happened_at=FILED_AT)
    answer = append_act(lock_case(case.pk), ANSWER, actor=citizen, happened_at=FILED_AT)
    stopped = dict(Deadline.objects.values_list("key", "stopped_by"))
    assert stopped == {"test.response": answer.pk, "test.other": None}
    assert not deadline_view(Deadline.objects.get(key="test.response"), date(2030, 1, 1)).is_late


def test_clocks_of_many_cases_come_in_one_query(
    citizen: Person, django_assert_num_queries: Any
) -> None:
    parameter("test.response")
    first, second = (file_request(citizen)[0] for _ in range(2))
    with django_assert_num_queries(1):
        found = deadlines_of([second.pk, first.pk, 0])
        views = [deadline_view(clock, date(2026, 11, 1)) for clock in found[first.pk]]
    assert [(key, len(clocks)) for key, clocks in found.items()] == [
        (second.pk, 1),
        (first.pk, 1),
        (0, 0),
    ]
    assert [view.key for view in views] == ["test.response"]


def test_two_clocks_of_one_key_cannot_run_on_a_case(citizen: Person) -> None:
    parameter("test.response")
    parameter("test.other")
    case, _act = file_request(citizen)
    append_act(lock_case(case.pk), ASK_AGAIN, actor=citizen, happened_at=FILED_AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        append_act(lock_case(case.pk), ASK_AGAIN, actor=citizen, happened_at=FILED_AT)


def test_declared_days_outrank_the_rules_of_the_law() -> None:
    DeclaredHoliday.objects.create(on=date(2026, 10, 28), name="Duelo", source="Decreto 1")
    DeclaredHoliday.objects.create(
        on=date(2026, 11, 2), name="Difuntos", source="Decreto 2", is_working=True
    )
    DeclaredHoliday.objects.create(
        on=date(2026, 10, 29), name="Fiesta", source="Resolución", place="elsewhere"
    )
    calendar = legal_calendar()
    term = due(date(2026, 10, 26), 5, TermKind.TERMINO, TermUnit.DAYS, calendar)
    assert term.due == date(2026, 11, 4)
    assert [day.on.day for day in term.skipped] == [28, 31, 1, 3]


def test_a_clock_names_the_rules_of_counting_nobody_verified(citizen: Person) -> None:
    parameter("test.response", "8", "calendar_day")
    file_request(citizen)
    view = deadline_view(Deadline.objects.get(), date(2026, 10, 27))
    assert [str(rule) for rule in view.unverified_rules] == ["starting-point", "plazo-end-moves"]


def test_a_verified_rule_of_counting_is_followed(citizen: Person) -> None:
    parameter("time.counting.plazo_end_moves", "false", "bool")
    parameter("test.response", "8", "calendar_day")
    file_request(citizen)
    view = deadline_view(Deadline.objects.get(), date(2026, 10, 27))
    assert view.due_on == date(2026, 11, 3)
    assert [str(rule) for rule in view.unverified_rules] == ["starting-point"]
    assert LegalParameter.objects.count() == 2
