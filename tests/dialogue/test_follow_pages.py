"""It is true that anybody can follow with what they have, and nobody reads what another follows."""

import re
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.dialogue.follow_links import Door, confirm_link, list_link, stop_link, token_of
from minga.dialogue.models import Follow, Follower
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.following import (
    Wish,
    ask_to_follow,
    confirmation_code,
    follow_with_code,
)
from minga.dialogue.services.noticing import write_notices
from minga.kernel import clock
from minga.people.models import Body, Person
from minga.record.labels import Visibility
from minga.record.models import Case
from tests.cast import signed_in
from tests.dialogue.followers import MAILBOX, PHONE, a_follow, a_list, confirmed_mailbox
from tests.dialogue.gateway import Gateway
from tests.dialogue.smtp_sink import Sink
from tests.record.acts import add_note, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOST = "http://127.0.0.1:8000"


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


@pytest.fixture
def topic(case: Case) -> str:
    return f"case:{case.number}"


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def wanting(channel: Channel, **typed: str) -> dict[str, str]:
    return {"frequency": "AT_ONCE", "channel": channel, **typed}


# Beginning


def test_without_a_topic_one_reads_what_can_be_followed(client: Client) -> None:
    assert "Sigue lo que te importa" in text_of(client, "/seguir/")


@pytest.mark.parametrize(
    "asked", ["nada:1", "case:GES-2026-99999", "search:/mi/", "search:https://otro.ec/", "x" * 300]
)
def test_what_is_not_public_cannot_be_followed(client: Client, asked: str) -> None:
    text_of(client, f"/seguir/?tema={asked}", status=404)


def test_a_hidden_case_cannot_be_followed(client: Client, case: Case, topic: str) -> None:
    Case.objects.update(visibility=Visibility.STAFF)
    text_of(client, f"/seguir/?tema={topic}", status=404)


def test_only_the_ways_of_the_installation_are_offered(
    client: Client, topic: str, settings: LazySettings
) -> None:
    shown = text_of(client, f"/seguir/?tema={topic}")
    assert re.findall(r'name="channel" value="(\w+)"', shown) == ["PAGE"]
    assert "Con un número y un código" in shown
    settings.MAIL_LEAVES = True
    shown = text_of(client, f"/seguir/?tema={topic}")
    assert re.findall(r'name="channel" value="(\w+)"', shown) == ["MAIL", "PAGE"]


def test_an_account_follows_at_its_mailbox_without_further_proof(
    client: Client, topic: str, citizen: Person, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    signed_in(client, citizen)
    shown = text_of(client, f"/seguir/?tema={topic}")
    assert "A tu correo, c…@ejemplo.ec" in shown
    assert MAILBOX not in shown
    answer = client.post(f"/seguir/?tema={topic}", wanting(Channel.MAIL))
    assert answer.headers["Location"] == "/mi/sigo/"
    follow = Follow.objects.get()
    assert (follow.follower.person, follow.follower.address) == (citizen, "")
    assert "Veredas de la calle" in text_of(client, "/mi/sigo/")


def test_a_stranger_follows_with_number_and_code(client: Client, topic: str) -> None:
    shown = client.post(f"/seguir/?tema={topic}", wanting(Channel.PAGE)).content.decode()
    number, code = re.findall(r'class="key">([0-9A-Z-]+)<', shown)
    answer = client.post("/seguir/numero/", {"number": number, "code": code})
    assert answer.headers["Location"] == "/seguir/lista/"
    assert "Veredas de la calle" in text_of(client, "/seguir/lista/")
    # one more on the same list
    office = "search:/registro/"
    answer = client.post(f"/seguir/?tema={office}", wanting(Channel.PAGE, number=number, code=code))
    assert answer.headers["Location"] == "/seguir/lista/"
    assert Follower.objects.get().follows.count() == 2


def test_a_list_in_a_browser_closes_after_half_an_hour(client: Client, topic: str) -> None:
    _follow, key = follow_with_code(wish=Wish(topic, Frequency.DAILY), at=clock.now())
    client.post("/seguir/numero/", {"number": key.number, "code": key.code})
    clock.shift_to(clock.now() + clock.timedelta(minutes=31))
    assert client.get("/seguir/lista/").headers["Location"] == "/seguir/numero/"


@pytest.mark.parametrize(("number", "code"), [("", ""), ("0000-0000", "0000-0000-0000-0000")])
def test_a_wrong_key_opens_nothing(client: Client, number: str, code: str) -> None:
    answer = client.post("/seguir/numero/", {"number": number, "code": code})
    assert answer.status_code == 422


def test_a_wrong_key_follows_nothing(client: Client, topic: str) -> None:
    answer = client.post(
        f"/seguir/?tema={topic}", wanting(Channel.PAGE, number="0000-0000", code="x")
    )
    assert answer.status_code == 422
    assert "no van juntos" in answer.content.decode()
    assert not Follow.objects.exists()


def test_the_same_is_said_of_a_known_and_of_an_unknown_mailbox(
    client: Client, topic: str, mail: Sink
) -> None:
    a_list("goal:11", MAILBOX)
    said = [
        re.sub(
            r'value="[^"]{64}"',
            "",
            client.post(
                f"/seguir/?tema={topic}", wanting(Channel.MAIL, mailbox=one)
            ).content.decode(),
        )
        for one in (MAILBOX, "otra@ejemplo.ec", *["otra@ejemplo.ec"] * 4)
    ]
    assert set(said) == {said[0]}
    assert "Si ese correo puede recibir mensajes" in said[0]


def test_a_mailbox_confirms_by_its_button_and_not_by_a_look(
    client: Client, topic: str, mail: Sink
) -> None:
    client.post(f"/seguir/?tema={topic}", wanting(Channel.MAIL, mailbox=MAILBOX))
    follower = Follower.objects.get()
    address = confirm_link(follower.pk).removeprefix(HOST)
    assert "Sí, avísenme" in text_of(client, address)
    assert Follower.objects.get().confirmed_at is None
    answer = client.post(address)
    assert Follower.objects.get().confirmed_at is not None
    assert answer.headers["Location"] == list_link(follower.pk).removeprefix(HOST)
    Follower.objects.all().delete()
    assert client.post(address).status_code == 410


def test_a_phone_confirms_with_its_code(client: Client, topic: str, gateway: Gateway) -> None:
    answer = client.post(f"/seguir/?tema={topic}", wanting(Channel.SMS, phone="099 123 4567"))
    address = answer.headers["Location"]
    follower = Follower.objects.get()
    assert (follower.address, follower.confirmed_at) == (PHONE, None)
    assert address == f"/seguir/codigo/{token_of(Door.PHONE, follower.pk)}/"
    assert client.post(address, {"code": "1"}).status_code == 422
    shown = client.post(address, {"code": confirmation_code(follower)}).content.decode()
    assert len(re.findall(r'class="key">', shown)) == 2
    assert PHONE not in shown


def test_a_phone_of_an_account_returns_to_its_page(
    client: Client, topic: str, citizen: Person, gateway: Gateway
) -> None:
    signed_in(client, citizen)
    answer = client.post(f"/seguir/?tema={topic}", wanting(Channel.SMS, phone="0991234567"))
    code = confirmation_code(Follower.objects.get())
    assert (
        client.post(answer.headers["Location"], {"code": code}).headers["Location"] == "/mi/sigo/"
    )
    again = client.post("/seguir/?tema=goal:11", wanting(Channel.SMS, phone="0991234567"))
    assert again.headers["Location"] == "/mi/sigo/"
    shown = text_of(client, "/mi/sigo/")
    assert "…4567" in shown
    assert PHONE not in shown


def test_a_chat_is_opened_in_telegram(client: Client, topic: str, gateway: Gateway) -> None:
    shown = client.post(f"/seguir/?tema={topic}", wanting(Channel.TELEGRAM)).content.decode()
    token = token_of(Door.CHAT, Follower.objects.get().pk)
    assert f'href="https://t.me/minga_ensayo_bot?start={token}"' in shown


@pytest.mark.parametrize(
    ("channel", "typed", "said"),
    [
        (Channel.MAIL, {}, "Escribe tu correo."),
        (Channel.MAIL, {"mailbox": "clara@ejemplo"}, "no está bien escrito"),
        (Channel.SMS, {}, "Escribe el número de teléfono."),
        (Channel.SMS, {"phone": "123"}, "Ejemplo: 099 123 4567."),
    ],
)
def test_what_a_way_needs_is_asked_for(
    client: Client,
    topic: str,
    mail: Sink,
    gateway: Gateway,
    channel: Channel,
    typed: dict[str, str],
    said: str,
) -> None:
    answer = client.post(f"/seguir/?tema={topic}", wanting(channel, **typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Follower.objects.exists()


def test_a_search_is_one_however_its_address_is_written(client: Client, citizen: Person) -> None:
    signed_in(client, citizen)
    for asked in ("/registro/%3Ftipo=PLA%26pagina=2", "/registro/%3Fanio=%26tipo=PLA"):
        client.post(f"/seguir/?tema=search:{asked}", wanting(Channel.PAGE))
    assert Follow.objects.get().topic == "search:/registro/?tipo=PLA"


# The lists


def test_nobody_touches_the_follow_of_another(
    client: Client, topic: str, citizen: Person, leader: Person
) -> None:
    own, other = a_follow(citizen, topic), a_follow(leader, topic)
    signed_in(client, citizen)
    for typed in ({"stop": "1"}, {"frequency": "WEEKLY"}):
        for named in (str(other.pk), "x", "", "9" * 30):
            assert client.post("/mi/sigo/", {"follow": named, **typed}).status_code == 404
    assert set(Follow.objects.values_list("pk", "frequency")) == {
        (own.pk, "AT_ONCE"),
        (other.pk, "AT_ONCE"),
    }


def test_one_changes_how_often_and_stops(client: Client, topic: str, citizen: Person) -> None:
    follow = a_follow(citizen, topic)
    signed_in(client, citizen)
    client.post("/mi/sigo/", {"follow": follow.pk, "frequency": "WEEKLY"})
    follow.refresh_from_db()
    assert follow.frequency == "WEEKLY"
    client.post("/mi/sigo/", {"follow": follow.pk, "frequency": "NUNCA"})
    follow.refresh_from_db()
    assert follow.frequency == "WEEKLY"
    client.post("/mi/sigo/", {"follow": follow.pk, "stop": "1"})
    assert not Follower.objects.exists()
    assert "Aún no sigues nada" in text_of(client, "/mi/sigo/")


def test_the_link_of_a_mail_opens_its_list_alone(
    client: Client, topic: str, case: Case, adviser: Person
) -> None:
    own, other = a_list(topic, MAILBOX), a_list("goal:11", "otra@ejemplo.ec")
    add_note(case, adviser, title="Se envió la carta")
    write_notices(clock.now())
    address = list_link(own.follower_id).removeprefix(HOST)
    shown = text_of(client, address)
    assert "Veredas de la calle" in shown
    assert "Se envió la carta" in shown
    assert "ODS 11" not in shown
    assert "otra@ejemplo.ec" not in shown
    assert client.post(address, {"follow": other.pk, "stop": "1"}).status_code == 404
    client.post(address, {"follow": own.pk, "stop": "1"})
    assert list(Follow.objects.all()) == [other]
    assert client.get(address).headers["Location"] == "/seguir/numero/"
    text_of(client, "/seguir/lista/1-AAAABBBBCCCCDDDD/", status=404)


def test_a_follow_stops_by_a_link_without_signing_in(client: Client, topic: str) -> None:
    follow = a_list(topic, MAILBOX)
    address = stop_link(follow.pk).removeprefix(HOST)
    assert "Veredas de la calle" in text_of(client, address)
    assert Follow.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.exists()
    assert strict.post(address).status_code == 200
    text_of(client, "/seguir/dejar/1-AAAABBBBCCCCDDDD/", status=404)
    text_of(client, f"/seguir/dejar/nunca/{token_of(Door.STOP_DIGEST, 1, 'DAILY')}/", status=404)


def test_stopping_digests_leaves_the_others(client: Client, topic: str) -> None:
    follow = a_list(topic, MAILBOX, frequency=Frequency.DAILY)
    Follow.objects.create(
        follower=follow.follower, topic="goal:11", frequency="AT_ONCE", since=clock.now()
    )
    token = token_of(Door.STOP_DIGEST, follow.follower_id, "DAILY")
    client.post(f"/seguir/dejar/dia/{token}/")
    assert [one.topic for one in Follow.objects.all()] == ["goal:11"]
    text_of(client, f"/seguir/dejar/semana/{token}/", status=404)


# Notices on the page


def test_who_is_sent_nothing_reads_it_on_the_page(
    client: Client, case: Case, topic: str, office: Body, adviser: Person, citizen: Person
) -> None:
    a_follow(citizen, topic, channel=Channel.PAGE)
    a_follow(citizen, f"body:{office.slug}", channel=Channel.PAGE)
    signed_in(client, citizen)
    assert "Todavía no hay nada nuevo" in text_of(client, "/mi/avisos/")
    add_note(case, adviser, title="Se envió la carta")
    write_notices(clock.now())
    assert text_of(client, "/mi/avisos/").count("Se envió la carta") == 1
    Case.objects.update(visibility=Visibility.STAFF)
    assert "Se envió la carta" not in text_of(client, "/mi/avisos/")


def test_what_is_no_longer_public_has_no_name(client: Client, topic: str, citizen: Person) -> None:
    a_follow(citizen, topic)
    Case.objects.update(visibility=Visibility.STAFF)
    shown = text_of(signed_in(client, citizen), "/mi/sigo/")
    assert "Algo que ya no es público" in shown
    assert "Veredas" not in shown


def test_the_own_account_says_how_much_one_follows(
    client: Client, topic: str, citizen: Person
) -> None:
    signed_in(client, citizen)
    assert "Aún no sigues nada." in text_of(client, "/mi/")
    a_follow(citizen, topic)
    assert "Sigues 1 cosa." in text_of(client, "/mi/")


@pytest.mark.parametrize("address", ["/mi/sigo/", "/mi/avisos/"])
def test_the_pages_cost_the_same_for_one_and_for_many(
    client: Client, office: Body, adviser: Person, citizen: Person, address: str
) -> None:
    signed_in(client, citizen)
    costs = []
    for _time in range(2):
        for _case in range(1 if not costs else 4):
            case = open_case(office)
            a_follow(citizen, f"case:{case.number}", channel=Channel.PAGE)
            add_note(case, adviser)
        write_notices(clock.now())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("address", ["/mi/sigo/", "/mi/avisos/"])
def test_the_own_pages_lead_strangers_to_the_door(client: Client, address: str) -> None:
    assert (
        client.get(address).headers["Location"] == f"/cuenta/entrar/?next={quote(address, safe='')}"
    )


def test_asking_by_service_needs_no_account(topic: str, gateway: Gateway) -> None:
    follower = ask_to_follow(
        wish=Wish(topic, Frequency.DAILY),
        channel=Channel.SMS,
        address=PHONE,
        person=None,
        at=clock.now(),
    )
    assert follower.person is None
