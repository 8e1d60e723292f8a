"""It is true that a recorded act reaches the queue once a transaction, and the jobs tell everybody."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from minga.dialogue.models import Delivery
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.following import Wish, ask_to_follow
from minga.dialogue.tasks import (
    listen_every_minute,
    send_confirmation,
    tell_every_minute,
    tell_now,
)
from minga.kernel import clock
from minga.people.models import Body, Person
from tests.dialogue.followers import MAILBOX, a_list
from tests.dialogue.gateway import Gateway
from tests.dialogue.smtp_sink import Sink
from tests.record.acts import add_note, open_case

pytestmark = [pytest.mark.usefixtures("noon")]


def waiting(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'",
            [name],
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_many_acts_of_a_transaction_ask_once(office: Body, adviser: Person) -> None:
    with transaction.atomic():
        case = open_case(office)
        for _act in range(3):
            add_note(case, adviser)
    add_note(case, adviser)
    assert waiting("dialogue.tell_now") == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize("job", [tell_now, partial(tell_every_minute, 0)])
def test_the_jobs_tell_who_follows(
    office: Body, adviser: Person, mail: Sink, job: Callable[[], None]
) -> None:
    case = open_case(office)
    a_list(f"case:{case.number}", MAILBOX)
    add_note(case, adviser)
    job()
    job()
    assert [letter["To"] for letter in mail.mails] == [MAILBOX]


@pytest.mark.django_db
def test_a_long_round_goes_on_in_another_job(
    office: Body, adviser: Person, mail: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minga.dialogue.tasks.ROUND", timedelta())
    case = open_case(office)
    a_list(f"case:{case.number}", MAILBOX)
    add_note(case, adviser)
    tell_now()
    assert Delivery.objects.filter(sent_at=None).count() == 1
    assert waiting("dialogue.tell_now") == 1


@pytest.mark.django_db
def test_a_wish_and_its_question_are_committed_together(council: Body, mail: Sink) -> None:
    follower = ask_to_follow(
        wish=Wish(f"body:{council.slug}", Frequency.DAILY),
        channel=Channel.MAIL,
        address=MAILBOX,
        person=None,
        at=clock.now(),
    )
    assert waiting("dialogue.send_confirmation") == 1
    send_confirmation(follower.pk)
    assert [letter["To"] for letter in mail.mails] == [MAILBOX]


@pytest.mark.django_db
def test_no_job_holds_an_address(council: Body) -> None:
    ask_to_follow(
        wish=Wish(f"body:{council.slug}", Frequency.DAILY),
        channel=Channel.SMS,
        address="+593991234567",
        person=None,
        at=clock.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        assert "991234567" not in cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_bot_is_heard_every_minute(gateway: Gateway) -> None:
    gateway.updates = [{"update_id": 1, "message": {"chat": {"id": 1}, "text": "hola"}}]
    listen_every_minute(0)
    assert gateway.updates == []
