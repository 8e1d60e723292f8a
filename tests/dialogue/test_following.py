"""It is true that whoever follows proved that the mailbox or the phone is theirs, and nobody learns more."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.jobs import Job

from minga.dialogue.channels.telegram import chat_link
from minga.dialogue.follow_links import Door, confirm_link, row_of, token_of
from minga.dialogue.models import Follow, Follower
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.confirming import TryLater, listen_to_chats, send_confirmation
from minga.dialogue.services.follow_lists import export_own_follows
from minga.dialogue.services.following import (
    CODE_LIVES,
    MOST_ASKED_A_DAY,
    FollowRefused,
    Wish,
    ask_to_follow,
    confirm_by_code,
    confirm_mailbox,
    confirmation_code,
    follow_as,
    follow_with_code,
    list_of,
)
from minga.dialogue.tasks import send_confirmation as confirmation_job
from minga.kernel import clock
from minga.people.models import Body, Person
from minga.people.services.erasure import erase_person
from minga.people.services.retention import apply_retention
from tests.dialogue.followers import MAILBOX, NOW, PHONE
from tests.dialogue.gateway import Gateway
from tests.dialogue.smtp_sink import Sink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def wish(council: Body) -> Wish:
    return Wish(f"body:{council.slug}", Frequency.AT_ONCE)


def asked(wish: Wish, channel: Channel, address: str, person: Person | None = None) -> Follower:
    return ask_to_follow(wish=wish, channel=channel, address=address, person=person, at=clock.now())


# With an account


def test_following_twice_is_following_once_and_the_last_word_counts(
    citizen: Person, wish: Wish
) -> None:
    first = follow_as(person=citizen, wish=wish, channel=Channel.PAGE, at=NOW)
    weekly = Wish(wish.topic, Frequency.WEEKLY)
    follow_as(person=citizen, wish=weekly, channel=Channel.PAGE, at=NOW + timedelta(days=1))
    assert [(one.pk, one.frequency, one.since) for one in Follow.objects.all()] == [
        (first.pk, Frequency.WEEKLY, NOW)
    ]


def test_an_account_takes_along_what_it_follows(citizen: Person, wish: Wish) -> None:
    follow_as(person=citizen, wish=wish, channel=Channel.PAGE, at=NOW)
    assert export_own_follows(citizen) == [
        {
            "topic": wish.topic,
            "frequency": "AT_ONCE",
            "since": NOW.isoformat(),
            "channel": "PAGE",
            "address": "",
            "confirmed_at": NOW.isoformat(),
        }
    ]


def test_an_erased_person_leaves_no_follow_and_no_address(citizen: Person, wish: Wish) -> None:
    follow_as(person=citizen, wish=wish, channel=Channel.PAGE, at=NOW)
    asked(wish, Channel.SMS, PHONE, citizen)
    other = asked(wish, Channel.SMS, PHONE)
    erase_person(person=citizen, at=clock.now(), by=citizen)
    assert list(Follower.objects.all()) == [other]


# By number and code


def test_a_code_opens_its_own_list_however_typed(wish: Wish) -> None:
    follow, key = follow_with_code(wish=wish, at=NOW)
    assert list_of(number=key.number, code=key.code) == follow.follower
    typed = key.number.replace("-", " ").lower(), key.code.replace("-", "").lower()
    assert list_of(number=typed[0], code=typed[1]) == follow.follower


def test_no_code_opens_another_list(wish: Wish) -> None:
    _one, first = follow_with_code(wish=wish, at=NOW)
    _two, second = follow_with_code(wish=wish, at=NOW)
    for number, code in (
        (first.number, second.code),
        (second.number, first.code),
        ("0000-0000", first.code),
        ("", ""),
        (first.number, ""),
    ):
        with pytest.raises(FollowRefused) as refused:
            list_of(number=number, code=code)
        assert refused.value.code == "list-unknown"


def test_the_code_itself_is_not_kept(wish: Wish) -> None:
    _follow, key = follow_with_code(wish=wish, at=NOW)
    kept = " ".join(str(value) for value in Follower.objects.values().get().values())
    assert key.code not in kept
    assert key.code.replace("-", "") not in kept


def test_a_list_with_an_empty_code_is_opened_by_nothing(wish: Wish) -> None:
    follower = asked(wish, Channel.SMS, PHONE)
    with pytest.raises(FollowRefused):
        list_of(number=follower.number, code="")


# By mail


def test_a_mailbox_is_told_nothing_before_it_confirms(wish: Wish, mail: Sink) -> None:
    follower = asked(wish, Channel.MAIL, MAILBOX)
    assert follower.confirmed_at is None
    assert send_confirmation(follower_id=follower.pk) is True
    (letter,) = mail.to(MAILBOX)
    assert letter["Subject"] == "Confirma que quieres seguir: Concejo de Ensayo"
    assert confirm_link(follower.pk) in letter.get_content()


def test_a_confirmed_mailbox_is_one_list(wish: Wish, council: Body, office: Body) -> None:
    first = asked(wish, Channel.MAIL, MAILBOX)
    assert confirm_mailbox(follower_id=first.pk, at=NOW) == first
    other = asked(Wish(f"body:{office.slug}", Frequency.DAILY), Channel.MAIL, MAILBOX)
    assert other != first
    assert confirm_mailbox(follower_id=other.pk, at=NOW) == first
    assert [one.topic for one in first.follows.order_by("pk")] == [
        f"body:{council.slug}",
        f"body:{office.slug}",
    ]
    assert Follower.objects.count() == 1


def test_what_happened_before_the_confirmation_is_not_told(wish: Wish) -> None:
    follower = asked(wish, Channel.MAIL, MAILBOX)
    confirm_mailbox(follower_id=follower.pk, at=NOW + timedelta(hours=3))
    assert follower.follows.get().since == NOW + timedelta(hours=3)


def test_a_mailbox_confirmed_twice_is_confirmed_once(wish: Wish) -> None:
    follower = asked(wish, Channel.MAIL, MAILBOX)
    confirm_mailbox(follower_id=follower.pk, at=NOW)
    confirm_mailbox(follower_id=follower.pk, at=NOW + timedelta(days=1))
    assert Follower.objects.get().confirmed_at == NOW


def test_the_link_of_a_mail_confirms_no_phone(wish: Wish) -> None:
    follower = asked(wish, Channel.SMS, PHONE)
    assert confirm_mailbox(follower_id=follower.pk, at=NOW) is None
    assert Follower.objects.get().confirmed_at is None


def test_a_mailbox_is_asked_three_times_a_day_at_most(wish: Wish) -> None:
    lists = [asked(wish, Channel.MAIL, MAILBOX) for _time in range(MOST_ASKED_A_DAY + 2)]
    assert [one.asked_times for one in lists] == [1, 1, 1, 0, 0]
    assert asked(wish, Channel.MAIL, "otra@ejemplo.ec").asked_times == 1
    clock.shift_to(NOW + timedelta(days=1, minutes=1))
    assert asked(wish, Channel.MAIL, MAILBOX).asked_times == 1


def test_a_flood_of_questions_ends(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minga.dialogue.services.following.MOST_ASKED_AN_HOUR", 4)
    lists = [asked(wish, Channel.MAIL, f"c{number}@ejemplo.ec") for number in range(6)]
    assert sum(one.asked_times for one in lists) == 4


def test_a_question_that_finds_no_server_is_asked_again(wish: Wish, mail: Sink) -> None:
    follower = asked(wish, Channel.MAIL, "lleno@ejemplo.ec")
    with pytest.raises(TryLater):
        send_confirmation(follower_id=follower.pk)
    strategy = confirmation_job.retry_strategy
    assert strategy is not None
    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t")
    assert strategy.get_retry_decision(exception=TryLater(), job=job) is not None
    assert strategy.get_retry_decision(exception=KeyError(), job=job) is None


def test_nobody_is_asked_who_confirmed_or_left(wish: Wish, mail: Sink) -> None:
    follower = asked(wish, Channel.MAIL, MAILBOX)
    confirm_mailbox(follower_id=follower.pk, at=NOW)
    assert send_confirmation(follower_id=follower.pk) is False
    Follower.objects.all().delete()
    assert send_confirmation(follower_id=follower.pk) is False
    assert mail.mails == []


# By message


def test_a_phone_confirms_with_the_digits_it_got(wish: Wish, gateway: Gateway) -> None:
    follower = asked(wish, Channel.SMS, PHONE)
    send_confirmation(follower_id=follower.pk)
    (message,) = gateway.taken
    assert message["to"] == PHONE
    assert len(message["text"]) < 300
    digits = re.match(r"\d{6}", message["text"])
    assert digits is not None
    key = confirm_by_code(follower_id=follower.pk, code=digits[0], at=clock.now())
    assert key is not None
    assert list_of(number=key.number, code=key.code) == follower


def test_a_phone_of_an_account_gets_no_second_key(
    wish: Wish, citizen: Person, gateway: Gateway
) -> None:
    follower = asked(wish, Channel.SMS, PHONE, citizen)
    assert (
        confirm_by_code(follower_id=follower.pk, code=confirmation_code(follower), at=NOW) is None
    )
    again = asked(Wish("goal:11", Frequency.DAILY), Channel.SMS, PHONE, citizen)
    assert (again, again.confirmed_at) == (follower, NOW)


def test_five_wrong_codes_end_the_sixth(wish: Wish) -> None:
    follower = asked(wish, Channel.SMS, PHONE)
    right = confirmation_code(follower)
    wrong = "000000" if right != "000000" else "111111"
    codes = []
    for code in (*[wrong] * 5, right):
        with pytest.raises(FollowRefused) as refused:
            confirm_by_code(follower_id=follower.pk, code=code, at=clock.now())
        codes.append(refused.value.code)
    assert codes == ["code-wrong"] * 5 + ["code-spent"]


def test_a_code_lives_an_hour_and_the_next_is_another(wish: Wish, citizen: Person) -> None:
    follower = asked(wish, Channel.SMS, PHONE, citizen)
    first = confirmation_code(follower)
    clock.shift_to(NOW + CODE_LIVES + timedelta(minutes=1))
    with pytest.raises(FollowRefused) as refused:
        confirm_by_code(follower_id=follower.pk, code=first, at=clock.now())
    assert refused.value.code == "code-spent"
    again = asked(wish, Channel.SMS, PHONE, citizen)
    assert (again.pk, again.asked_times) == (follower.pk, 2)
    assert confirmation_code(again) != first


def test_a_family_shares_a_phone_and_not_its_lists(
    wish: Wish, office: Body, gateway: Gateway
) -> None:
    mother = asked(wish, Channel.SMS, PHONE)
    daughter = asked(Wish(f"body:{office.slug}", Frequency.DAILY), Channel.SMS, PHONE)
    keys = [
        confirm_by_code(follower_id=one.pk, code=confirmation_code(one), at=clock.now())
        for one in (mother, daughter)
    ]
    opened = [list_of(number=key.number, code=key.code) for key in keys if key]
    assert opened == [mother, daughter]
    assert [[one.topic for one in each.follows.all()] for each in opened] == [
        [wish.topic],
        [f"body:{office.slug}"],
    ]


def test_a_chat_begins_and_stops(wish: Wish, gateway: Gateway) -> None:
    follower = asked(wish, Channel.TELEGRAM, "")
    token = chat_link(token_of(Door.CHAT, follower.pk)).partition("start=")[2]
    said = [f"/start {token}", "/start nada", "hola"]
    gateway.updates = [
        {"update_id": 7 + number, "message": {"chat": {"id": 55}, "text": text}}
        for number, text in enumerate(said)
    ]
    gateway.updates.append({"update_id": 12, "edited_message": {}})
    assert listen_to_chats(clock.now()) == 4
    follower.refresh_from_db()
    assert (follower.address, follower.confirmed_at is not None) == ("55", True)
    assert gateway.updates == []
    gateway.updates = [{"update_id": 20, "message": {"chat": {"id": 55}, "text": "/parar"}}]
    assert listen_to_chats(clock.now()) == 1
    assert not Follower.objects.exists()


def test_a_chat_of_an_account_is_one_list(wish: Wish, citizen: Person, gateway: Gateway) -> None:
    def start(update: int, follower: Follower) -> None:
        text = f"/start {token_of(Door.CHAT, follower.pk)}"
        gateway.updates = [{"update_id": update, "message": {"chat": {"id": 55}, "text": text}}]
        listen_to_chats(clock.now())

    start(1, asked(wish, Channel.TELEGRAM, "", citizen))
    start(2, asked(Wish("goal:11", Frequency.DAILY), Channel.TELEGRAM, "", citizen))
    assert [one.topic for one in Follower.objects.get().follows.order_by("pk")] == [
        wish.topic,
        "goal:11",
    ]


# What is kept, and for how long


def test_an_unconfirmed_address_goes_after_seven_days(wish: Wish) -> None:
    waiting = asked(wish, Channel.MAIL, MAILBOX)
    kept = asked(wish, Channel.MAIL, "otra@ejemplo.ec")
    confirm_mailbox(follower_id=kept.pk, at=NOW)
    apply_retention(at=NOW + timedelta(days=6))
    assert set(Follower.objects.all()) == {waiting, kept}
    apply_retention(at=NOW + timedelta(days=7, minutes=1))
    assert list(Follower.objects.all()) == [kept]
    assert [one.follower for one in Follow.objects.all()] == [kept]


def test_no_address_and_no_code_is_ever_logged(
    wish: Wish, mail: Sink, gateway: Gateway, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for channel, address in ((Channel.MAIL, MAILBOX), (Channel.SMS, PHONE)):
        follower = asked(wish, channel, address)
        send_confirmation(follower_id=follower.pk)
    client.post(f"/seguir/?tema={wish.topic}", {"frequency": "DAILY", "channel": "PAGE"})
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    for secret in (MAILBOX, PHONE, PHONE[-8:], confirmation_code(follower)):
        assert secret not in said


# Doors without sign-in


@pytest.mark.parametrize("door", list(Door))
def test_a_token_opens_its_own_door_alone(door: Door) -> None:
    token = token_of(door, 12, "x")
    assert row_of(door, token, "x") == 12
    assert row_of(door, token, "y") is None
    assert row_of(door, f"13{token[2:]}", "x") is None
    assert [other for other in Door if row_of(other, token, "x") is not None] == [door]


@pytest.mark.parametrize(
    "token", ["", "12", "12-", "-7K2M9ABC7K2M9ABC", "12-7K2M9ABC7K2M9ABC7", "x" * 99]
)
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert row_of(Door.LIST, token) is None
