"""It is true that an act is noticed once for each follow, by whoever followed it before, and only in public."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.dialogue.models import Follow, Notice, SavedSearch, UntoldAct
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.following import Wish, follow_as
from minga.dialogue.services.noticing import write_notices
from minga.dialogue.services.searches import EVERY, read_feed, read_searches
from minga.dialogue.topics import resolve, topics_of_acts
from minga.kernel import clock
from minga.people.models import Body, Identity, Person
from minga.plan.services.indicators import Group
from minga.record.labels import Visibility
from minga.record.models import Case
from minga.territory.models import Place
from minga.territory.services.facts import load_facts
from tests.cast import signed_in
from tests.dialogue.followers import NOW, a_follow, a_list, confirmed_mailbox, tell
from tests.dialogue.smtp_sink import Sink
from tests.factories.plan import (
    a_fact,
    a_measurement,
    a_plan,
    activities_of,
    activity_read,
    measured,
    on,
    plan_read,
    some_goals,
)
from tests.record.acts import add_note, open_case

A_MINUTE = timedelta(minutes=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


def noticed() -> list[tuple[str, int | None]]:
    """The topics and acts of all notices."""
    return sorted(Notice.objects.values_list("follow__topic", "act_id"))


def test_an_act_is_noticed_once_for_each_follow(
    case: Case, adviser: Person, citizen: Person, leader: Person
) -> None:
    follows = [a_follow(one, f"case:{case.number}") for one in (citizen, leader)]
    act = add_note(case, adviser)
    assert write_notices(clock.now()) == 2
    assert write_notices(clock.now()) == 0
    assert {(one.follow, one.act) for one in Notice.objects.all()} == {
        (follow, act) for follow in follows
    }
    assert not UntoldAct.objects.exists()


def test_an_act_noted_again_gives_no_second_notice(
    case: Case, adviser: Person, citizen: Person
) -> None:
    a_follow(citizen, f"case:{case.number}")
    act = add_note(case, adviser)
    write_notices(clock.now())
    UntoldAct.objects.create(act=act)
    assert write_notices(clock.now()) == 0
    assert Notice.objects.count() == 1


def test_what_happened_before_is_not_noticed(case: Case, adviser: Person, citizen: Person) -> None:
    add_note(case, adviser)
    a_follow(citizen, f"case:{case.number}", at=clock.now() + timedelta(minutes=1))
    assert write_notices(clock.now()) == 0


def test_who_has_not_confirmed_is_told_nothing(case: Case, adviser: Person) -> None:
    follow = a_list(f"case:{case.number}", "clara@ejemplo.ec")
    type(follow.follower).objects.update(confirmed_at=None)
    add_note(case, adviser)
    assert write_notices(clock.now()) == 0


def test_a_hidden_case_is_noticed_by_nobody(office: Body, adviser: Person, citizen: Person) -> None:
    case = open_case(office, title="Reservado", visibility=Visibility.STAFF)
    for topic in (f"case:{case.number}", f"body:{office.slug}"):
        a_follow(citizen, topic)
    add_note(case, adviser)
    assert write_notices(clock.now()) == 0
    assert not UntoldAct.objects.exists()


def test_an_act_that_is_undone_is_noticed_by_nobody(
    case: Case, adviser: Person, citizen: Person
) -> None:
    a_follow(citizen, f"case:{case.number}")
    with transaction.atomic():
        add_note(case, adviser)
        transaction.set_rollback(True)
    assert not UntoldAct.objects.exists()


def test_each_is_due_at_the_time_of_its_frequency_and_way(
    case: Case, adviser: Person, citizen: Person
) -> None:
    for frequency in Frequency:
        a_list(f"case:{case.number}", f"{frequency.lower()}@ejemplo.ec", frequency=frequency)
    a_follow(citizen, f"case:{case.number}", channel=Channel.PAGE)
    add_note(case, adviser)
    write_notices(NOW)
    due = dict(Notice.objects.values_list("follow__follower__address", "due_at"))
    quito_seven = NOW.replace(hour=12, minute=0)
    assert due == {
        "at_once@ejemplo.ec": NOW,
        "daily@ejemplo.ec": quito_seven + timedelta(days=1),
        "weekly@ejemplo.ec": quito_seven + timedelta(days=6),
        "": None,
    }


# What an act moves


def test_an_act_moves_its_case_its_body_and_who_holds_office(
    case: Case, office: Body, adviser: Person
) -> None:
    Identity.objects.filter(person=adviser).update(is_public_figure=True)
    act = add_note(case, adviser)
    assert topics_of_acts([act.pk]) == {
        act.pk: [f"case:{case.number}", f"body:{office.slug}", f"person:{adviser.public_id}"]
    }


def test_who_holds_no_public_office_is_never_a_topic(case: Case, citizen: Person) -> None:
    act = add_note(case, citizen)
    assert [key for key in topics_of_acts([act.pk])[act.pk] if key.startswith("person:")] == []
    assert resolve([f"person:{citizen.public_id}", "person:nadie"]) == {}


def test_a_fact_of_a_plan_moves_activity_programme_plan_and_goals(
    office: Body, adviser: Person
) -> None:
    read = plan_read(activity_read(1, sdg=(8,)), activity_read(2, sdg=(1,)))
    plan = a_plan(office, adviser, read)
    first, second = activities_of(plan)
    some_goals(first, adviser, date(2024, 3, 1), (11, ""))
    act = a_fact(adviser, first, day=date(2024, 4, 1))
    with on(date(2024, 4, 2)):
        found = topics_of_acts([act.pk])[act.pk]
    assert found == [
        f"case:{plan.case.number}",
        f"body:{office.slug}",
        "activity:ensayo/1",
        "programme:ensayo/mercados",
        "plan:ensayo",
        "goal:8",
        "goal:11",
    ]
    assert [resolve([key])[key].key for key in found if not key.startswith("person:")] == found
    assert second.number == 2


def test_a_repeated_activity_is_moved_with_its_first(office: Body, adviser: Person) -> None:
    read = plan_read(activity_read(1, "Hacer lo mismo"), activity_read(2, "Hacer lo mismo"))
    plan = a_plan(office, adviser, read)
    act = a_fact(adviser, activities_of(plan)[1], day=date(2024, 4, 1))
    moved = [key for key in topics_of_acts([act.pk])[act.pk] if key.startswith("activity:")]
    assert moved == ["activity:ensayo/1", "activity:ensayo/2"]


def test_a_measurement_of_a_place_moves_the_place(office: Body, adviser: Person) -> None:
    load_facts()
    plan = a_plan(office, adviser)
    indicator = measured(activities_of(plan)[0], adviser)
    group = Group(place=Place.objects.get(code="170155"))
    one = a_measurement(indicator, adviser, "7", date(2024, 5, 1), group=group)
    assert "place:170155" in topics_of_acts([one.act_id])[one.act_id]


def test_topics_cost_a_fixed_number_of_queries(office: Body, adviser: Person) -> None:
    plan = a_plan(office, adviser, plan_read(*(activity_read(row, sdg=(8,)) for row in (1, 2, 3))))
    acts = [a_fact(adviser, one, day=date(2024, 4, 1)).pk for one in activities_of(plan) * 2]
    costs = []
    for some in (acts[:1], acts):
        with CaptureQueriesContext(connection) as asked:
            topics_of_acts(some)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "key",
    [
        "activity:ensayo/1",
        "programme:ensayo/mercados",
        "plan:ensayo",
        "goal:11",
        "place:170155",
        "place:calderon",
        "search:/registro/?tipo=PLA",
    ],
)
def test_what_can_be_followed_has_title_and_page(
    office: Body, adviser: Person, client: Client, key: str
) -> None:
    load_facts()
    a_plan(office, adviser)
    topic = resolve([key])[key]
    assert topic.title
    assert client.get(topic.url).status_code == 200


@pytest.mark.parametrize(
    "key",
    [
        "activity:ensayo/99",
        "activity:ensayo/x",
        "activity:otro/1",
        "activity:",
        "programme:ensayo/nada",
        "goal:18",
        "goal:0",
        "goal:x",
        "goal:٣",
        "place:1",
        "search:/mi/",
        "search:/nada/",
        "nada:1",
        "",
    ],
)
def test_what_is_not_there_is_no_topic(office: Body, adviser: Person, key: str) -> None:
    a_plan(office, adviser)
    assert resolve([key]) == {}


# Saved searches


def search_follow(citizen: Person, case: Case) -> Follow:
    wish = Wish("search:/registro/?tipo=ENS", Frequency.AT_ONCE)
    return follow_as(person=citizen, wish=wish, channel=Channel.MAIL, at=clock.now())


def test_a_search_tells_what_is_new_in_it(case: Case, adviser: Person, citizen: Person) -> None:
    add_note(case, adviser, title="Antes")
    follow = search_follow(citizen, case)
    clock.shift_to(NOW + EVERY + A_MINUTE)
    add_note(case, adviser, title="Después")
    assert read_searches(clock.now()) == 1
    (notice,) = Notice.objects.all()
    assert notice.follow == follow
    assert notice.entry is not None
    assert "Después" in notice.entry.title
    clock.shift_to(NOW + 2 * EVERY + 2 * A_MINUTE)
    assert read_searches(clock.now()) == 0


def test_a_search_is_not_read_before_its_turn(case: Case, adviser: Person, citizen: Person) -> None:
    search_follow(citizen, case)
    add_note(case, adviser)
    assert read_searches(clock.now()) == 0


def test_a_search_that_nobody_follows_is_forgotten(case: Case, citizen: Person) -> None:
    search_follow(citizen, case).delete()
    clock.shift_to(NOW + EVERY + A_MINUTE)
    read_searches(clock.now())
    assert not SavedSearch.objects.exists()


def test_a_search_shows_nothing_hidden(office: Body, adviser: Person) -> None:
    hidden = open_case(office, title="Reservado", visibility=Visibility.STAFF)
    add_note(hidden, adviser, title="Secreto")
    feed = read_feed("search:/registro/?tipo=ENS")
    assert feed is not None
    assert feed.entries == ()


# Two workers


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_acts(case: Case, adviser: Person, citizen: Person) -> None:
    a_follow(citizen, f"case:{case.number}")
    for _act in range(20):
        add_note(case, adviser)
    start, made = threading.Barrier(3), []

    def work() -> None:
        start.wait()
        try:
            made.append(write_notices(NOW))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(made) == 20
    assert Notice.objects.count() == 20


def test_a_search_is_told_by_mail_and_on_the_page(
    case: Case, adviser: Person, citizen: Person, client: Client, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    search_follow(citizen, case)
    clock.shift_to(NOW + EVERY + A_MINUTE)
    act = add_note(case, adviser, title="Se envió la carta")
    read_searches(clock.now())
    assert tell(clock.now()) == 1
    (letter,) = mail.mails
    assert "Se envió la carta · Registro de hechos" in str(letter["Subject"])
    shown = signed_in(client, citizen).get("/mi/avisos/").content.decode()
    assert f'href="{act.get_absolute_url()}"' in shown
    assert "Registro de hechos" in shown
