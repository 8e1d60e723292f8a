"""A number of the law is confirmed by an act; the old row stays, running clocks keep their number."""

from datetime import date, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from minga.people.models import Body, Person
from minga.record.confirmation import ConfirmationRefused
from minga.record.models import Act, Case, Deadline, LegalParameter
from minga.record.parameters import parameter_on, whole_on
from minga.record.rules.parameter_values import ValueUnreadable
from minga.record.services import replayed_state
from tests.record.clocks import file_request, parameter
from tests.record.confirming import AT, by, confirm


@pytest.fixture(autouse=True)
def _now(later: datetime) -> None:
    """Every test plays after the dates it speaks of."""


@pytest.mark.django_db
def test_confirming_the_same_number_makes_its_row_certain(secretary: Person, council: Body) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    confirmed = confirm(row, by(secretary, council))
    assert confirmed.pk == row.pk
    row.refresh_from_db()
    assert (row.value, row.evidence, row.effective_from) == ("8", "C", date(2023, 6, 1))
    assert (row.legal_basis, row.confirmed_by, row.confirmed_at) == (
        "Código Municipal I.1.48",
        secretary,
        AT,
    )
    assert row.is_verified


@pytest.mark.django_db
def test_a_confirmation_is_an_act_on_the_register_of_the_year(
    secretary: Person, council: Body
) -> None:
    row = parameter("ord.qualification", "8", evidence="U")
    confirm(row, by(secretary, council))
    case = Case.objects.get()
    opening, act = Act.objects.order_by("ordinal")
    assert (case.number, case.body, case.state) == ("PAR-2026-00001", council, replayed_state(case))
    assert (opening.kind, act.kind) == ("open_parameter_register", "confirm_parameter")
    assert (act.standing, act.actor, act.source_url) == (
        "CERTIFIED",
        secretary,
        "https://www.quito.gob.ec/codigo",
    )
    assert act.payload == {
        "key": "ord.qualification",
        "parameter": row.pk,
        "value": "8",
        "unit": "working_day",
        "from": "2023-06-01",
        "to": None,
        "before": {"parameter": row.pk, "value": "8"},
    }


@pytest.mark.django_db
def test_all_confirmations_of_a_year_stand_on_one_case(secretary: Person, council: Body) -> None:
    for key in ("ord.qualification", "ord.assignment", "ord.observations"):
        confirm(parameter(key, "8", evidence="U"), by(secretary, council))
    assert Case.objects.count() == 1
    assert Act.objects.filter(kind="confirm_parameter").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_first_confirmations_at_once_open_one_register(
    secretary: Person, council: Body
) -> None:
    rows = [parameter(key, "8", evidence="U") for key in ("test.one", "test.two")]
    start = Barrier(2)

    def run(row: LegalParameter) -> None:
        try:
            start.wait()
            confirm(row, by(secretary, council))
        finally:
            connection.close()

    jobs = [Thread(target=run, args=(row,)) for row in rows]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert Case.objects.get().number == "PAR-2026-00001"
    assert sorted(Act.objects.values_list("ordinal", flat=True)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_both_replace_one_number(secretary: Person, council: Body) -> None:
    row = parameter("test.rule", "8", evidence="U", effective_from=date(2023, 6, 1))
    start, refused = Barrier(2), []

    def run(value: str) -> None:
        try:
            start.wait()
            confirm(row, by(secretary, council), value=value)
        except ConfirmationRefused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    jobs = [Thread(target=run, args=(value,)) for value in ("5", "6")]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert refused == ["parameter-superseded"]
    assert Act.objects.filter(kind="confirm_parameter").count() == 1


@pytest.mark.django_db
def test_another_number_from_a_later_day_keeps_the_old_row(
    secretary: Person, council: Body
) -> None:
    row = parameter("ord.qualification", "8", evidence="U", effective_from=date(2010, 10, 19))
    confirmed = confirm(row, by(secretary, council), value="5")
    row.refresh_from_db()
    assert (row.value, row.evidence, row.effective_to) == ("8", "U", date(2023, 5, 31))
    assert (confirmed.value, confirmed.evidence, confirmed.effective_to) == ("5", "C", None)
    assert whole_on("ord.qualification", date(2023, 5, 31)) == 8
    assert whole_on("ord.qualification", date(2023, 6, 1)) == 5


@pytest.mark.django_db
def test_another_number_from_the_same_day_supersedes_the_old_row(
    secretary: Person, council: Body
) -> None:
    row = parameter("lotaip.response", "10", evidence="D", effective_from=date(2023, 2, 7))
    confirm(row, by(secretary, council), value="10", unit="calendar_day", since=date(2023, 2, 7))
    row.refresh_from_db()
    assert (row.superseded_at, row.is_verified, row.unit) == (AT, False, "working_day")
    assert parameter_on("lotaip.response", date(2026, 1, 1)).unit == "calendar_day"


@pytest.mark.django_db
def test_running_clocks_keep_the_number_they_started_with(
    citizen: Person, secretary: Person, council: Body
) -> None:
    row = parameter("test.response", "10", evidence="U", effective_from=date(2023, 2, 7))
    file_request(citizen)
    confirm(row, by(secretary, council), value="3", since=date(2023, 2, 7))
    clock = Deadline.objects.get()
    assert (clock.amount, clock.due_on, clock.parameter.value) == (10, date(2026, 11, 11), "10")


@pytest.mark.django_db
def test_an_end_that_is_not_said_is_the_old_one(secretary: Person, council: Body) -> None:
    row = parameter(
        "test.rule", "8", effective_from=date(2015, 1, 1), effective_to=date(2023, 5, 13)
    )
    parameter("test.rule", "14", effective_from=date(2023, 5, 14))
    confirmed = confirm(row, by(secretary, council), value="9", since=date(2018, 1, 1))
    assert (confirmed.effective_from, confirmed.effective_to) == (
        date(2018, 1, 1),
        date(2023, 5, 13),
    )
    days = (date(2017, 12, 31), date(2018, 1, 1), date(2023, 5, 14))
    assert [whole_on("test.rule", day) for day in days] == [8, 9, 14]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"article": "  "}, "parameter-article-missing"),
        ({"source": ""}, "parameter-source-missing"),
        ({"value": ""}, "parameter-value-missing"),
        ({"value": "ocho"}, "parameter-unreadable"),
        ({"until": date(2020, 1, 1)}, "parameter-ends-before-it-starts"),
        ({"value": "5", "since": date(2009, 1, 1)}, "parameter-before-its-row"),
        ({"since": date(2027, 1, 1)}, "parameter-dates-overlap"),
    ],
)
def test_a_confirmation_that_does_not_hold_is_refused_and_changes_nothing(
    secretary: Person, council: Body, said: dict[str, object], code: str
) -> None:
    row = parameter("test.rule", "8", evidence="U", effective_from=date(2010, 1, 1))
    row.effective_to = date(2025, 12, 31)
    row.save()
    parameter("test.rule", "14", effective_from=date(2026, 1, 1))
    before = list(LegalParameter.objects.order_by("pk").values())
    until = {"until": date(2028, 1, 1)} if code == "parameter-dates-overlap" else {}
    with pytest.raises((ConfirmationRefused, ValueUnreadable)) as refused:
        confirm(row, by(secretary, council), **(until | said))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert list(LegalParameter.objects.order_by("pk").values()) == before
    assert Act.objects.count() == 0


@pytest.mark.django_db
def test_a_superseded_row_cannot_be_confirmed_again(secretary: Person, council: Body) -> None:
    row = parameter("test.rule", "8", effective_from=date(2023, 6, 1))
    confirm(row, by(secretary, council), value="5")
    with pytest.raises(ConfirmationRefused) as refused:
        confirm(row, by(secretary, council), value="6")
    assert refused.value.code == "parameter-superseded"


@pytest.mark.django_db
def test_words_of_the_law_are_sealed_by_their_digest(secretary: Person, council: Body) -> None:
    row = parameter("vote.majority.ordinance", "", "text", evidence="U")
    confirm(row, by(secretary, council), value="absoluta de los miembros", unit="text")
    payload = Act.objects.get(kind="confirm_parameter").payload
    assert payload["value"].startswith("sha256:")
    assert payload["before"]["value"] == ""
