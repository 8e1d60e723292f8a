"""It is true that every message leaves once, says what happened, and nothing is lost when a worker dies."""

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.dialogue.models import Delivery, Follower, Notice
from minga.dialogue.rules.follows import MOST_TRIES, Channel, Frequency
from minga.dialogue.services.deliveries import (
    PAUSE,
    prepare_deliveries,
)
from minga.dialogue.services.follow_lists import stop_follows
from minga.dialogue.services.noticing import write_notices
from minga.dialogue.services.telling import told_by
from minga.people.models import Body, Person
from minga.people.services.retention import apply_retention
from minga.record.erasure import erase_words
from minga.record.labels import Visibility
from minga.record.models import Case
from minga.record.services import append_act, lock_case
from tests.dialogue.followers import (
    MAILBOX,
    NOW,
    a_follow,
    a_list,
    confirmed_mailbox,
    tell,
)
from tests.dialogue.smtp_sink import Sink
from tests.record.acts import add_note, open_case
from tests.record.clocks import ASK_AGAIN, file_request, parameter, request_kind  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

MORNING = NOW.replace(hour=12, minute=5) + timedelta(days=1)  # Wednesday, 07:05 in Quito
MONDAY = NOW.replace(hour=12, minute=5) + timedelta(days=6)


@pytest.fixture
def case(office: Body) -> Case:
    return open_case(office, title="Veredas de la calle de ensayo")


@pytest.fixture
def topic(case: Case) -> str:
    return f"case:{case.number}"


def parts(letter: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


# What arrives


def test_an_act_is_told_at_once_to_the_mailbox_of_the_account(
    case: Case, topic: str, adviser: Person, citizen: Person, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    a_follow(citizen, topic)
    add_note(case, adviser, title="Se envió la carta")
    assert tell() == 1
    (letter,) = mail.mails
    assert letter["To"] == MAILBOX
    assert letter["Subject"] == (
        "[Demostración] Se envió la carta · ENS-2026-00001: Veredas de la calle de ensayo"
    )
    text, html = parts(letter)
    for words in (
        "Se envió la carta",
        "Despacho de Ensayo",
        "lunes 2 de marzo de 2026",
        "http://127.0.0.1:8000/registro/ENS-2026-00001/1/",
        "http://127.0.0.1:8000/seguir/dejar/",
        "http://127.0.0.1:8000/seguir/lista/",
    ):
        assert words in text
        assert words in html
    assert "DEMOSTRACIÓN" in text
    assert "resúmenes" not in text


def test_the_same_is_never_told_again(case: Case, topic: str, adviser: Person, mail: Sink) -> None:
    a_list(topic, MAILBOX)
    add_note(case, adviser)
    assert [tell(), tell(), tell(NOW + timedelta(days=3))] == [1, 0, 0]
    assert len(mail.mails) == 1


def test_an_act_of_many_follows_is_one_message(
    case: Case, topic: str, office: Body, adviser: Person, citizen: Person, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    a_follow(citizen, topic)
    a_follow(citizen, f"body:{office.slug}")
    add_note(case, adviser, title="Se envió la carta")
    assert tell() == 1
    text, _html = parts(mail.mails[0])
    assert text.count("/registro/ENS-2026-00001/1/") == 1
    assert text.count("/seguir/dejar/") == 3  # each follow, and all of them


def test_a_digest_does_not_repeat_what_was_told_at_once(
    case: Case, topic: str, office: Body, adviser: Person, citizen: Person, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    a_follow(citizen, topic)
    a_follow(citizen, f"body:{office.slug}", Frequency.DAILY)
    add_note(case, adviser)
    assert tell() == 1
    assert tell(MORNING) == 0
    assert Delivery.objects.filter(outcome="nothing-left").count() == 1


@pytest.mark.parametrize(
    ("frequency", "morning"), [(Frequency.DAILY, MORNING), (Frequency.WEEKLY, MONDAY)]
)
def test_a_digest_gathers_what_happened(
    case: Case, topic: str, adviser: Person, mail: Sink, frequency: Frequency, morning: datetime
) -> None:
    a_list(topic, MAILBOX, frequency=frequency)
    for title in ("Se visitó el lugar", "Se envió la carta", "Llegó la respuesta"):
        add_note(case, adviser, title=title)
    assert tell() == 0
    assert tell(morning) == 1
    assert mail.mails[0]["Subject"].endswith("y 2 novedades más")
    text, _html = parts(mail.mails[0])
    assert [title in text for title in ("Se visitó", "Se envió", "Llegó")] == [True] * 3
    assert "No recibir más estos resúmenes" in text


def test_nothing_is_sent_when_nothing_changed(topic: str, mail: Sink) -> None:
    for frequency in Frequency:
        a_list(topic, f"{frequency.lower()}@ejemplo.ec", frequency=frequency)
    assert [tell(), tell(MORNING), tell(MONDAY)] == [0, 0, 0]
    assert not Delivery.objects.exists()


@pytest.mark.usefixtures("request_kind")
def test_a_digest_says_what_closes_soon(adviser: Person, office: Body, mail: Sink) -> None:
    parameter("test.response", "4")
    parameter("test.other", "30")
    case, _act = file_request(adviser, office, at=NOW)
    other, _act = file_request(adviser, office, at=NOW)
    a_list(f"case:{case.number}", MAILBOX, frequency=Frequency.WEEKLY)
    write_notices(NOW)
    for one in (case, other):
        append_act(lock_case(one.pk), ASK_AGAIN, actor=adviser, happened_at=NOW)
    assert [tell(), tell(MONDAY)] == [0, 1]
    text, html = parts(mail.mails[0])
    for said in (text, html):
        assert "Lo que vence pronto" in said
        assert "lunes 9 de marzo de 2026" in said
        assert case.number in said
        assert other.number not in said


def test_what_was_hidden_or_emptied_meanwhile_is_not_told(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, MAILBOX)
    act = add_note(case, adviser, title="Palabras retiradas")
    write_notices(NOW)
    erase_words([act.pk])
    assert tell() == 1
    assert "Palabras retiradas" not in parts(mail.mails[0])[0]
    add_note(case, adviser)
    write_notices(NOW)
    Case.objects.update(visibility=Visibility.STAFF)
    assert tell() == 0
    assert len(mail.mails) == 1


def test_who_stopped_is_not_told_what_waited(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    follow = a_list(topic, MAILBOX)
    add_note(case, adviser)
    write_notices(NOW)
    prepare_deliveries(NOW)
    stop_follows(type(follow).objects.filter(pk=follow.pk))
    assert tell() == 0
    assert not Follower.objects.exists()


def test_a_mail_is_told_in_the_language_of_its_follower(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, MAILBOX, language="en")
    add_note(case, adviser)
    tell()
    assert "http://127.0.0.1:8000/en/registro/" in parts(mail.mails[0])[0]


def test_the_greatest_mail_stays_small(
    office: Body, adviser: Person, citizen: Person, mail: Sink
) -> None:
    confirmed_mailbox(citizen)
    a_follow(citizen, f"body:{office.slug}", Frequency.DAILY)
    for number in range(45):
        case = open_case(office, title=f"{number} {'ñandú ' * 60}")
        a_follow(citizen, f"case:{case.number}", Frequency.DAILY)
        add_note(case, adviser, title=f"{number} {'ñáéí' * 70}")
    assert [tell(), tell(MORNING)] == [0, 1]
    assert len(bytes(mail.mails[0])) < 60_000
    assert "Y 25 novedades más, en tu lista." in parts(mail.mails[0])[0]


def test_the_header_stops_by_one_click(
    case: Case, topic: str, adviser: Person, mail: Sink, client: Client
) -> None:
    a_list(topic, MAILBOX)
    add_note(case, adviser)
    tell()
    letter = mail.mails[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<> ").removeprefix("http://127.0.0.1:8000")
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Follower.objects.exists()


# What does not arrive


def test_a_mailbox_that_does_not_exist_is_asked_once(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, "nadie@ejemplo.ec")
    add_note(case, adviser)
    tell()
    add_note(case, adviser)
    tell(NOW + timedelta(days=1))
    assert Follower.objects.get().unreachable_at is not None
    assert list(Delivery.objects.values_list("outcome", "tries")) == [("550", 1)]
    assert Notice.objects.filter(delivery=None).count() == 1


def test_a_refused_text_says_nothing_of_the_mailbox(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, "basura@ejemplo.ec")
    add_note(case, adviser)
    tell()
    assert Delivery.objects.get().outcome == "554"
    assert Follower.objects.get().unreachable_at is None


def test_a_full_mailbox_is_tried_again_for_days_and_then_left(
    case: Case, topic: str, adviser: Person, mail: Sink
) -> None:
    a_list(topic, "lleno@ejemplo.ec")
    a_list(topic, MAILBOX)
    add_note(case, adviser)
    assert tell() == 1
    at, times = NOW, 1
    while waiting := Delivery.objects.filter(sent_at=None, failed_at=None).first():
        assert waiting.due_at > at
        at, times = waiting.due_at, times + 1
        tell(at)
    assert times == MOST_TRIES + 1
    assert NOW + timedelta(days=3) < at < NOW + timedelta(days=6)
    assert Delivery.objects.get(failed_at__isnull=False).outcome == "tries"


def test_an_account_without_mailbox_reads_on_the_page(
    case: Case, topic: str, adviser: Person, citizen: Person, mail: Sink
) -> None:
    a_follow(citizen, topic)
    add_note(case, adviser)
    assert tell() == 0
    assert Delivery.objects.get().outcome == "no-address"
    assert Notice.objects.count() == 1


def test_a_server_that_is_away_costs_no_try_and_loses_nothing(
    case: Case, topic: str, adviser: Person, mail: Sink, settings: LazySettings
) -> None:
    for number in range(5):
        a_list(topic, f"c{number}@ejemplo.ec")
    add_note(case, adviser)
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    assert tell() == 0
    assert set(Delivery.objects.values_list("tries", "sent_at")) == {(0, None)}
    settings.MAILERS["default"]["OPTIONS"]["port"] = mail.port
    assert tell(NOW + PAUSE) == 5


def test_one_connection_carries_all(case: Case, topic: str, adviser: Person, mail: Sink) -> None:
    for number in range(7):
        a_list(topic, f"c{number}@ejemplo.ec")
    add_note(case, adviser)
    assert tell() == 7
    assert mail.connections == 1


def test_without_mail_nothing_is_prepared_and_nothing_lost(
    case: Case, topic: str, adviser: Person, mail: Sink, settings: LazySettings
) -> None:
    a_list(topic, MAILBOX)
    add_note(case, adviser)
    settings.MAIL_LEAVES = False
    assert tell() == 0
    settings.MAIL_LEAVES = True
    assert tell() == 1


# Cost, and how long it is kept


def test_what_a_batch_tells_costs_a_fixed_number_of_queries(
    case: Case,
    topic: str,
    adviser: Person,
    settings: LazySettings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6):
        a_list(topic, f"c{number}@ejemplo.ec", frequency=Frequency.DAILY)
        add_note(case, adviser)
    write_notices(NOW)
    settings.MAIL_LEAVES = True
    prepare_deliveries(MORNING)
    deliveries = list(Delivery.objects.select_related("follower"))
    for some in (deliveries[:1], deliveries):
        with django_assert_num_queries(7):
            told_by(some, MORNING.date())


def test_notices_go_after_sixty_days_and_what_waits_stays(
    case: Case, topic: str, adviser: Person, citizen: Person, mail: Sink
) -> None:
    a_list(topic, MAILBOX)
    a_list(topic, "lleno@ejemplo.ec")
    a_follow(citizen, topic, channel=Channel.PAGE)
    add_note(case, adviser)
    tell()
    apply_retention(at=NOW + timedelta(days=59))
    assert Notice.objects.count() == 3
    apply_retention(at=NOW + timedelta(days=61))
    assert [one.follow.follower.address for one in Notice.objects.all()] == ["lleno@ejemplo.ec"]
    assert Delivery.objects.count() == 1
