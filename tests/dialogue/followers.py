"""Who follows in the tests, and where do their messages arrive?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings

from minga.dialogue.models import Follow, Follower
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.deliveries import prepare_deliveries, send_deliveries
from minga.dialogue.services.following import Wish, add_follow, follow_as
from minga.dialogue.services.noticing import write_notices
from minga.kernel import clock
from minga.people.models import Person
from tests.dialogue.gateway import KEY, Gateway, running_gateway
from tests.dialogue.smtp_sink import Sink, running_sink

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# Tuesday 3 March 2026, 11:00 in Quito: no quiet hour
NOW = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
MAILBOX = "clara@ejemplo.ec"
PHONE = "+593991234567"


def mail_leaves_by(settings: LazySettings, sink: Sink) -> None:
    """Let mail leave to a sink."""
    options = {"host": "127.0.0.1", "port": sink.port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}
    settings.MAIL_LEAVES = True


@pytest.fixture
def mail(settings: LazySettings) -> Iterator[Sink]:
    """A mail server of the test, and mail that leaves to it."""
    with running_sink() as sink:
        mail_leaves_by(settings, sink)
        yield sink


@pytest.fixture
def gateway(settings: LazySettings) -> Iterator[Gateway]:
    """A gateway for text messages and a Telegram bot, both switched on."""
    with running_gateway() as server:
        settings.SMS_GATEWAY = {"url": f"{server.address}/sms", "token": KEY, "sender": "Minga"}
        settings.TELEGRAM = {"url": server.address, "token": KEY, "bot": "minga_ensayo_bot"}
        yield server


@pytest.fixture
def noon() -> datetime:
    """Live on Tuesday 3 March 2026 at eleven in Quito."""
    clock.shift_to(NOW)
    return NOW


def confirmed_mailbox(person: Person, mailbox: str = MAILBOX) -> None:
    """Give the account of a person a confirmed mailbox."""
    EmailAddress.objects.create(user=person.account, email=mailbox, verified=True, primary=True)


def a_follow(
    person: Person,
    topic: str,
    frequency: Frequency = Frequency.AT_ONCE,
    channel: Channel = Channel.MAIL,
    at: datetime | None = None,
) -> Follow:
    """Let a person follow a topic since an hour ago."""
    since = at or clock.now() - timedelta(hours=1)
    return follow_as(person=person, wish=Wish(topic, frequency), channel=channel, at=since)


def a_list(
    topic: str,
    address: str,
    channel: Channel = Channel.MAIL,
    frequency: Frequency = Frequency.AT_ONCE,
    **more: object,
) -> Follow:
    """Return a follow of somebody without account, confirmed an hour ago."""
    since = clock.now() - timedelta(hours=1)
    follower = Follower.objects.create(
        number=f"{Follower.objects.count():04d}-ENSA",
        channel=channel,
        address=address,
        asked_at=since,
        confirmed_at=since,
        **more,
    )
    return add_follow(follower, Wish(topic, frequency), since)


def tell(at: datetime = NOW) -> int:
    """Do what the job does; return how many messages left."""
    write_notices(at)
    prepare_deliveries(at)
    return send_deliveries(now=lambda: at, within=timedelta(minutes=5))
