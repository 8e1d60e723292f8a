"""What is done in person is kept whole or not at all: once a form, once a sheet of paper."""

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from minga.people.public import Body, CounterNeed, Person, erase_person, export_person, note_needs
from minga.record.counter.acts import AtCounter, counter_act, install_counter_acts
from minga.record.counter.attending import Attended, arrival, attend, persons_of_day, visits_of_day
from minga.record.counter.hours import Opening, hours_of, hours_on, set_hours
from minga.record.counter.models import CounterHours, CounterVisit, PaperForm
from minga.record.counter.own import forget_visitors
from minga.record.counter.papers import (
    MOST_AT_ONCE,
    normal_serial,
    print_papers,
    unaccounted,
    void_paper,
)
from minga.record.counter.refusals import AlreadyAttended, CounterRefused
from minga.record.counter.words import VoidReason
from minga.record.follow_codes import code_that_opens
from minga.record.models import Case
from minga.record.rules.reception import Reception
from tests.record.counter_world import NOW, PLAIN, PlainForm, at_the_counter, open_week

__all__ = ["at_the_counter"]


def attend_plain(
    body: Body,
    clerk: Person,
    *,
    person: Person | None = None,
    said: str = "una luminaria",
    arrived_at: datetime = NOW,
    paper: str = "",
    visit: uuid.UUID | None = None,
) -> Attended:
    """Attend somebody with the plain act."""
    at, received = arrival(AtCounter(clerk, person, body, arrived_at, paper))
    form = PlainForm({"said": said}, at=at)
    assert form.is_valid()
    return attend(act=PLAIN, form=form, received=received, visit_id=visit or uuid.uuid4(), now=NOW)


@pytest.fixture
def counter(bodies: object) -> Body:
    return Body.objects.get(slug="ventanilla-de-ensayo")


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(CounterRefused) as caught, transaction.atomic():
        call()
    return caught.value.code


@pytest.mark.usefixtures("at_the_counter")
class TestAttending:
    """Visit, case and code."""

    def test_a_visit_keeps_case_person_and_both_instants_and_hands_out_the_code(
        self, counter: Body, clerk: Person, citizen: Person
    ) -> None:
        open_week(counter, clerk)
        sunday = datetime(2027, 2, 28, 15, 0, tzinfo=UTC)
        done = attend_plain(counter, clerk, person=citizen, arrived_at=sunday)
        visit = CounterVisit.objects.get()
        assert (visit.person, visit.clerk, visit.act) == (citizen, clerk, "ensayo")
        assert (visit.arrived_at, visit.recorded_at) == (sunday, NOW)
        assert visit.received_at == datetime(2027, 3, 1, 13, 0, tzinfo=UTC)
        assert visit.received_because == Reception.CLOSED_DAY
        assert done.issued is not None
        opened = code_that_opens(number=done.issued.number, code=done.issued.code)
        assert (opened and opened.case_id, opened and opened.person_id) == (
            visit.case_id,
            citizen.pk,
        )

    def test_without_hours_it_counts_as_it_arrived(self, counter: Body, clerk: Person) -> None:
        visit = attend_plain(counter, clerk).visit
        assert (visit.received_at, visit.received_because) == (NOW, Reception.HOURS_NOT_SET)

    def test_what_the_act_refuses_leaves_nothing_behind(self, counter: Body, clerk: Person) -> None:
        papers = print_papers(body=counter, count=1, by=clerk, at=NOW)
        with pytest.raises(Exception, match="document-empty"):
            attend_plain(counter, clerk, said="nada", paper=papers[0].serial)
        assert (CounterVisit.objects.count(), Case.objects.filter(kind="ENS").count()) == (0, 0)
        assert unaccounted([counter]).count() == 1

    def test_the_same_form_sent_twice_is_one_visit(self, counter: Body, clerk: Person) -> None:
        visit = uuid.uuid4()
        attend_plain(counter, clerk, visit=visit)
        with pytest.raises(AlreadyAttended) as caught:
            attend_plain(counter, clerk, visit=visit)
        assert caught.value.visit == CounterVisit.objects.get()

    def test_an_act_that_needs_a_person_refuses_whoever_does_not_identify(
        self, counter: Body, clerk: Person
    ) -> None:
        act = counter_act("cedula-mostrada")
        at, received = arrival(AtCounter(clerk, None, counter, NOW))
        form = act.form({}, at=at)
        arguments = {"form": form, "received": received, "visit_id": uuid.uuid4(), "now": NOW}
        assert refused(lambda: attend(act=act, **arguments)) == "person-needed"

    def test_who_was_attended_today_stands_first_and_once(
        self, counter: Body, clerk: Person, citizen: Person, leader: Person
    ) -> None:
        for person in (citizen, leader, citizen, None):
            attend_plain(counter, clerk, person=person)
        assert persons_of_day(counter, NOW, 8) == (citizen, leader)
        assert visits_of_day(counter, NOW).count() == 4
        assert visits_of_day(counter, NOW + timedelta(days=1)).count() == 0


@pytest.mark.parametrize("code", ["ensayo", "mirado"])
def test_two_acts_never_share_an_address(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        install_counter_acts((PLAIN, replace(PLAIN, code=code)))


@pytest.mark.usefixtures("at_the_counter")
class TestPapers:
    """Numbered forms."""

    def test_serials_are_gapless_within_the_year(self, counter: Body, clerk: Person) -> None:
        first = print_papers(body=counter, count=2, by=clerk, at=NOW)
        second = print_papers(body=counter, count=1, by=clerk, at=NOW)
        next_year = print_papers(body=counter, count=1, by=clerk, at=NOW + timedelta(days=365))
        assert [paper.serial for paper in (*first, *second, *next_year)] == [
            "HOJ-2027-00001",
            "HOJ-2027-00002",
            "HOJ-2027-00003",
            "HOJ-2028-00001",
        ]

    @pytest.mark.parametrize("count", [0, MOST_AT_ONCE + 1])
    def test_none_and_too_many_are_refused(self, counter: Body, clerk: Person, count: int) -> None:
        assert refused(lambda: print_papers(body=counter, count=count, by=clerk, at=NOW)) == (
            "paper-count"
        )

    def test_a_paper_is_typed_in_once_with_the_day_on_it(
        self, counter: Body, clerk: Person
    ) -> None:
        (paper,) = print_papers(body=counter, count=1, by=clerk, at=NOW - timedelta(days=5))
        on_paper = NOW - timedelta(days=2)
        done = attend_plain(counter, clerk, arrived_at=on_paper, paper="2027-1")
        act = done.visit.case.acts.get() if done.visit.case else None
        assert act is not None
        assert (act.happened_at, act.recorded_at.date()) == (on_paper, NOW.date())
        assert PaperForm.objects.get(pk=paper.pk).visit == done.visit
        assert unaccounted([counter]).count() == 0
        again = lambda: attend_plain(counter, clerk, paper=paper.serial)  # noqa: E731 - one word of the test
        assert refused(again) == "paper-used"

    def test_an_unknown_a_void_and_a_later_paper_are_refused(
        self, counter: Body, clerk: Person
    ) -> None:
        void, later = print_papers(body=counter, count=2, by=clerk, at=NOW)
        void_paper(serial=void.serial, reason=VoidReason.SPOILED, by=clerk, at=NOW)
        yesterday = NOW - timedelta(days=1)
        codes = [
            refused(lambda: attend_plain(counter, clerk, paper="HOJ-2027-77777")),
            refused(lambda: attend_plain(counter, clerk, paper=void.serial)),
            refused(lambda: attend_plain(counter, clerk, paper=later.serial, arrived_at=yesterday)),
        ]
        assert codes == ["paper-unknown", "paper-void", "paper-before-printing"]

    def test_a_serial_is_read_as_people_type_it(self) -> None:
        typed = ("hoj 2027 12", "2027-12", "HOJ-2027-00012", " 2027 00012 ", "algo")
        assert [normal_serial(one) for one in typed] == ["HOJ-2027-00012"] * 4 + ["ALGO"]

    def test_the_database_refuses_a_used_paper_to_be_void(
        self, counter: Body, clerk: Person
    ) -> None:
        (paper,) = print_papers(body=counter, count=1, by=clerk, at=NOW)
        attend_plain(counter, clerk, paper=paper.serial)
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperForm.objects.update(voided_at=NOW, voided_reason="LOST")


@pytest.mark.usefixtures("at_the_counter")
class TestHours:
    """Dated opening hours."""

    def test_new_hours_end_the_old_ones_the_day_before(self, counter: Body, clerk: Person) -> None:
        open_week(counter, clerk)
        since = date(2027, 4, 1)
        set_hours(
            body=counter, weekdays=[0], openings=[Opening(time(9), time(12))], starts_on=since,
            by=clerk, at=NOW,
        )  # fmt: skip
        monday = [(row.opens, row.ends_on) for row in hours_of(counter) if row.weekday == 0]
        assert monday == [(time(8), date(2027, 3, 31)), (time(9), None)]
        assert [row.opens for row in hours_on(counter, date(2027, 4, 5))] == [time(9)] + [
            time(8)
        ] * 4

    def test_hours_of_the_same_day_give_way_and_stay_as_replaced(
        self, counter: Body, clerk: Person
    ) -> None:
        open_week(counter, clerk)
        open_week(counter, clerk)
        assert (CounterHours.objects.count(), len(hours_of(counter))) == (10, 5)

    def test_without_openings_the_counter_is_closed(self, counter: Body, clerk: Person) -> None:
        open_week(counter, clerk)
        set_hours(
            body=counter, weekdays=[4], openings=[], starts_on=date(2027, 3, 1), by=clerk, at=NOW
        )
        assert [row.weekday for row in hours_on(counter, date(2027, 3, 1))] == [0, 1, 2, 3]

    @pytest.mark.parametrize(
        ("weekdays", "openings", "code"),
        [
            ([], [(8, 12)], "hours-without-days"),
            ([0], [(12, 8)], "hours-upside-down"),
            ([0], [(8, 13), (12, 16)], "hours-overlap"),
        ],
    )
    def test_hours_that_make_no_sense_are_refused(
        self,
        counter: Body,
        clerk: Person,
        weekdays: list[int],
        openings: list[tuple[int, int]],
        code: str,
    ) -> None:
        stretches = [Opening(time(opens), time(closes)) for opens, closes in openings]
        arguments = {"body": counter, "weekdays": weekdays, "openings": stretches}
        assert code == refused(
            lambda: set_hours(**arguments, starts_on=date(2027, 3, 1), by=clerk, at=NOW)
        )


@pytest.mark.usefixtures("at_the_counter")
class TestOwnData:
    """What the counter keeps of a person."""

    def test_visits_are_exported_and_cut_from_an_erased_person(
        self, counter: Body, clerk: Person, citizen: Person
    ) -> None:
        done = attend_plain(counter, clerk, person=citizen)
        case = done.visit.case
        assert case is not None
        document = export_person(person=citizen, at=NOW, by=citizen)
        assert document["counter_visits"] == [
            {
                "counter": counter.name,
                "act": "ensayo",
                "case": case.number,
                "arrived_at": NOW.isoformat(),
                "received_at": NOW.isoformat(),
                "paper_form": None,
            }
        ]
        erase_person(person=citizen, at=NOW, by=None)
        assert CounterVisit.objects.get().person is None

    def test_how_somebody_is_attended_well_is_exported_and_erased(
        self, clerk: Person, citizen: Person
    ) -> None:
        needs = (CounterNeed.KICHWA,)
        note_needs(person=citizen, needs=needs, notes="con su nieta", clerk=clerk, at=NOW)
        citizen.identity.refresh_from_db()
        identity = export_person(person=citizen, at=NOW, by=citizen)["identity"]
        assert isinstance(identity, dict)
        assert (identity["needs_at_counter"], identity["notes_for_counter"]) == (
            ["KICHWA"],
            "con su nieta",
        )
        erase_person(person=citizen, at=NOW, by=None)
        citizen.identity.refresh_from_db()
        assert (citizen.identity.needs_at_counter, citizen.identity.notes_for_counter) == ([], "")

    def test_after_its_time_nobody_knows_who_came(
        self, counter: Body, clerk: Person, citizen: Person
    ) -> None:
        attend_plain(counter, clerk, person=citizen)
        assert (forget_visitors(NOW), forget_visitors(NOW + timedelta(days=1))) == (0, 1)


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Run both at the same moment; return how each ended."""
    start, ends = threading.Barrier(2), []

    def run(call: Callable[[], object]) -> None:
        start.wait()
        try:
            call()
            ends.append("done")
        except (CounterRefused, AlreadyAttended) as refusal:
            ends.append(getattr(refusal, "code", "already"))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("at_the_counter")
class TestRaces:
    """Two who do the same at once."""

    def test_a_serial_typed_in_twice_at_once_is_used_once(
        self, counter: Body, clerk: Person
    ) -> None:
        (paper,) = print_papers(body=counter, count=1, by=clerk, at=NOW)
        call = lambda: attend_plain(counter, clerk, paper=paper.serial)  # noqa: E731 - both do the same
        assert at_once(call, call) == ["done", "paper-used"]
        assert CounterVisit.objects.count() == 1

    def test_a_form_sent_twice_at_once_is_one_visit(self, counter: Body, clerk: Person) -> None:
        visit = uuid.uuid4()
        call = lambda: attend_plain(counter, clerk, visit=visit)  # noqa: E731 - both do the same
        assert at_once(call, call) == ["already", "done"]
        assert (CounterVisit.objects.count(), Case.objects.filter(kind="ENS").count()) == (1, 1)

    def test_booklets_printed_at_once_share_no_serial(self, counter: Body, clerk: Person) -> None:
        call = lambda: print_papers(body=counter, count=20, by=clerk, at=NOW)  # noqa: E731 - both
        assert at_once(call, call) == ["done", "done"]
        assert list(PaperForm.objects.values_list("sequence", flat=True)) == list(range(1, 41))
