"""It is true that a phone is told briefly, by day, each list on its own, and left alone when it should be."""

from datetime import timedelta

import pytest
from django.db.models import Max

from minga.dialogue.models import Delivery, Follower
from minga.dialogue.rules.follows import Channel
from minga.dialogue.services.noticing import write_notices
from minga.people.models import Body, Person
from minga.record.models import Case
from tests.dialogue.followers import NOW, PHONE, a_list, tell
from tests.dialogue.gateway import Gateway
from tests.record.acts import add_note, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


@pytest.fixture
def topic(case: Case) -> str:
    return f"case:{case.number}"


def test_a_phone_is_told_in_less_than_300_signs_with_page_and_end(
    case: Case, topic: str, adviser: Person, gateway: Gateway
) -> None:
    a_list(topic, PHONE, Channel.SMS)
    add_note(case, adviser, title=f"Se envió la carta {'muy larga ' * 25}")
    add_note(case, adviser, title="Otra")
    assert tell() == 1
    (message,) = gateway.taken
    assert (message["to"], message["from"]) == (PHONE, "Minga")
    assert len(message["text"]) < 300
    assert message["text"].startswith("Demostración. ")
    assert "Y 1 novedad más." in message["text"]
    assert "http://127.0.0.1:8000/registro/ENS-2026-00001/" in message["text"]
    assert "No seguir: http://127.0.0.1:8000/seguir/dejar/" in message["text"]


def test_a_family_hears_each_on_its_own(
    case: Case, topic: str, office: Body, adviser: Person, gateway: Gateway
) -> None:
    a_list(topic, PHONE, Channel.SMS)
    a_list(f"body:{office.slug}", PHONE, Channel.SMS)
    add_note(case, adviser)
    assert tell() == 2
    stops = [message["text"].rpartition("/seguir/dejar/")[2] for message in gateway.taken]
    assert len(set(stops)) == 2


def test_no_phone_rings_at_night(case: Case, topic: str, adviser: Person, gateway: Gateway) -> None:
    a_list(topic, PHONE, Channel.SMS)
    add_note(case, adviser)
    write_notices(NOW)
    night = NOW + timedelta(hours=12)  # 23:00 in Quito
    assert tell(night) == 0
    assert tell(NOW + timedelta(hours=21)) == 1  # 08:00


def test_a_gateway_that_asks_to_wait_is_left_alone(
    case: Case, topic: str, adviser: Person, gateway: Gateway
) -> None:
    for number in range(3):
        a_list(topic, f"{PHONE[:-1]}{number}", Channel.SMS)
    add_note(case, adviser)
    gateway.answers = [(429, {"Retry-After": "600"}, {})]
    assert tell() == 0
    assert gateway.answers == []
    assert Delivery.objects.aggregate(last=Max("due_at"))["last"] == NOW + timedelta(minutes=10)
    assert tell(NOW + timedelta(minutes=11)) == 3
    assert len(gateway.taken) == 3


def test_a_chat_that_blocked_the_bot_is_not_written_again(
    case: Case, topic: str, adviser: Person, gateway: Gateway
) -> None:
    a_list(topic, "55", Channel.TELEGRAM)
    add_note(case, adviser)
    gateway.answers = [(403, {}, {"ok": False, "error_code": 403})]
    assert tell() == 0
    assert Follower.objects.get().unreachable_at is not None
