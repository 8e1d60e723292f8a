"""It is true that each channel says what became of a message, and never raises, leaks or sends twice."""

import smtplib
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.conf import LazySettings
from hypothesis import assume, given
from hypothesis import strategies as st

from minga.dialogue.channels import Fate, Outgoing, Result, channel_of, offered_channels
from minga.dialogue.channels.mail import message_id, result_of
from minga.dialogue.channels.telegram import TelegramChannel, chat_link
from minga.dialogue.channels.written_mail import write_mail
from minga.dialogue.rules.follows import Channel
from tests.dialogue.followers import MAILBOX, PHONE
from tests.dialogue.gateway import KEY, Gateway
from tests.dialogue.smtp_sink import Sink

TEXT = Outgoing(recipient=PHONE, text="Se envió la carta.", key="clave-1")
LETTER = Outgoing(recipient=MAILBOX, text="Se envió la carta.", key="clave-1", subject="Carta")


def test_only_what_the_operator_set_up_is_offered(
    settings: LazySettings, gateway: Gateway, mail: Sink
) -> None:
    assert offered_channels() == (Channel.MAIL, Channel.SMS, Channel.TELEGRAM, Channel.PAGE)
    settings.MAIL_LEAVES = False
    settings.SMS_GATEWAY = settings.SMS_GATEWAY | {"url": ""}
    settings.TELEGRAM = settings.TELEGRAM | {"bot": ""}
    assert offered_channels() == (Channel.PAGE,)


def test_the_page_sends_nothing() -> None:
    with pytest.raises(KeyError):
        channel_of(Channel.PAGE)


def test_nothing_printed_of_a_message_names_its_recipient() -> None:
    assert PHONE not in repr(TEXT)


# Mail


def test_a_mail_has_a_message_id_of_its_key(mail: Sink) -> None:
    carrier = channel_of(Channel.MAIL)
    assert carrier.send(LETTER) == Result(Fate.SENT, "250")
    carrier.close()
    assert mail.ids() == [message_id("clave-1")] == ["<clave-1@localhost>"]


@pytest.mark.parametrize(
    ("mailbox", "result"),
    [
        ("nadie@ejemplo.ec", Result(Fate.REFUSED, "550", is_dead=True)),
        ("lleno@ejemplo.ec", Result(Fate.LATER, "452")),
        ("basura@ejemplo.ec", Result(Fate.REFUSED, "554")),
        ("a@b.ec, c@d.ec", Result(Fate.REFUSED, "address", is_dead=True)),
    ],
)
def test_the_answer_of_the_server_decides(mail: Sink, mailbox: str, result: Result) -> None:
    carrier = channel_of(Channel.MAIL)
    assert carrier.send(Outgoing(recipient=mailbox, text="x", key="k")) == result
    # and the next one leaves all the same
    assert carrier.send(LETTER) == Result(Fate.SENT, "250")
    carrier.close()


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPAuthenticationError(535, b"no"),
        smtplib.SMTPSenderRefused(550, b"no", "minga@localhost"),
        smtplib.SMTPConnectError(554, b"no"),
    ],
)
def test_what_the_server_has_against_us_is_no_fault_of_the_recipient(error: OSError) -> None:
    assert result_of(error) == Result(Fate.LATER, "connection", stops=True)


def test_a_service_that_goes_away_stops_the_channel() -> None:
    error = smtplib.SMTPDataError(421, b"closing")
    assert result_of(error) == Result(Fate.LATER, "421", stops=True)


def test_a_connection_that_broke_is_opened_anew(mail: Sink) -> None:
    carrier = channel_of(Channel.MAIL)
    carrier.send(LETTER)
    mail.break_after = 1
    assert carrier.send(LETTER) == Result(Fate.LATER, "connection", stops=True)
    assert carrier.send(LETTER) == Result(Fate.SENT, "250")
    carrier.close()
    assert mail.connections == 2


# Text messages


def test_a_text_is_taken_once_however_often_it_is_handed_over(gateway: Gateway) -> None:
    carrier = channel_of(Channel.SMS)
    assert [carrier.send(TEXT) for _try in range(3)] == [
        Result(Fate.SENT, "202"),
        Result(Fate.SENT, "409"),
        Result(Fate.SENT, "409"),
    ]
    carrier.close()
    assert gateway.taken == [{"to": PHONE, "from": "Minga", "text": "Se envió la carta."}]
    assert gateway.connections == 1


@pytest.mark.parametrize(
    ("status", "headers", "result"),
    [
        (200, {}, Result(Fate.SENT, "200")),
        (400, {}, Result(Fate.REFUSED, "400")),
        (404, {}, Result(Fate.REFUSED, "404", is_dead=True)),
        (410, {}, Result(Fate.REFUSED, "410", is_dead=True)),
        (408, {}, Result(Fate.LATER, "408")),
        (429, {"Retry-After": "90"}, Result(Fate.LATER, "429", timedelta(seconds=90), stops=True)),
        (429, {"Retry-After": "Wed, 21 Oct"}, Result(Fate.LATER, "429", stops=True)),
        (500, {}, Result(Fate.LATER, "500")),
        (503, {"Retry-After": "5"}, Result(Fate.LATER, "503", timedelta(seconds=5))),
        (302, {"Location": "http://otro.ec/"}, Result(Fate.REFUSED, "302")),
    ],
)
def test_each_status_means_one_thing(
    gateway: Gateway, status: int, headers: dict[str, str], result: Result
) -> None:
    gateway.answers = [(status, headers, {})]
    carrier = channel_of(Channel.SMS)
    assert carrier.send(TEXT) == result
    carrier.close()


def test_a_wrong_key_of_ours_stops_the_channel(settings: LazySettings, gateway: Gateway) -> None:
    settings.SMS_GATEWAY = settings.SMS_GATEWAY | {"token": "otra"}
    carrier = channel_of(Channel.SMS)
    assert carrier.send(TEXT) == Result(Fate.LATER, "401", stops=True)
    carrier.close()


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.TELEGRAM])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_gateway_that_is_away_is_tried_later(
    settings: LazySettings, channel: Channel, scheme: str
) -> None:
    settings.SMS_GATEWAY = {"url": f"{scheme}://127.0.0.1:1/sms", "token": "", "sender": ""}
    settings.TELEGRAM = {"url": f"{scheme}://127.0.0.1:1", "token": "x", "bot": "y"}
    carrier = channel_of(channel)
    assert carrier.send(TEXT) == Result(Fate.LATER, "connection", stops=True)
    carrier.close()


# Telegram


def test_a_chat_gets_its_text(gateway: Gateway) -> None:
    carrier = TelegramChannel()
    assert carrier.send(Outgoing(recipient="55", text="Hola", key="k")) == Result(Fate.SENT, "200")
    carrier.close()
    assert [(one["chat_id"], one["text"]) for one in gateway.taken] == [("55", "Hola")]


def test_telegram_names_the_wait_in_its_document(gateway: Gateway) -> None:
    gateway.answers = [(429, {}, {"ok": False, "parameters": {"retry_after": 30}})]
    carrier = TelegramChannel()
    assert carrier.send(TEXT) == Result(Fate.LATER, "429", timedelta(seconds=30), stops=True)
    carrier.close()


@pytest.mark.parametrize("document", [{"ok": True, "result": {}}, {}])
def test_what_the_bot_cannot_read_it_does_not_hear(
    gateway: Gateway, document: dict[str, object]
) -> None:
    gateway.answers = [(200, {}, document)]
    bot = TelegramChannel()
    assert bot.heard() == []
    bot.close()


def test_a_bot_that_is_away_hears_nothing(settings: LazySettings) -> None:
    settings.TELEGRAM = {"url": "http://127.0.0.1:1", "token": "x", "bot": "y"}
    assert TelegramChannel().heard() == []


def test_a_chat_is_opened_with_the_token(settings: LazySettings, gateway: Gateway) -> None:
    assert chat_link("12-AB") == "https://t.me/minga_ensayo_bot?start=12-AB"
    assert KEY not in chat_link("12-AB")


# How a mail is written


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_a_mail_says_what_it_was_given(subject: str, text: str, html: str) -> None:
    subject = " ".join(subject.split())
    assume(subject.isprintable() and "\x00" not in text + html and "\ud800" not in subject)
    message = Outgoing(recipient=MAILBOX, text=text, key="k", subject=subject, html=html)
    raw = write_mail(message, "<k@ejemplo.ec>", datetime(2026, 3, 3, 16, 0, tzinfo=UTC))
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 120
    read = message_from_bytes(raw, policy=policy.default)
    assert (read["To"], read["Message-ID"]) == (MAILBOX, "<k@ejemplo.ec>")
    assert str(read["Subject"]).strip() == subject
    assert body_of(read, "plain") == text.encode()
    if html:
        assert body_of(read, "html") == html.encode()
        assert read.get_content_type() == "multipart/alternative"


def body_of(mail: EmailMessage, kind: str) -> bytes:
    part = mail.get_body((kind,))
    assert part is not None
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("subject", ["a\r\nBcc: otra@ejemplo.ec", "a\nb"])
def test_no_header_ends_early(subject: str, mail: Sink) -> None:
    carrier = channel_of(Channel.MAIL)
    message = Outgoing(recipient=MAILBOX, text="x", key="k", subject=subject)
    assert carrier.send(message).fate is Fate.REFUSED
    carrier.close()
    assert mail.mails == []
