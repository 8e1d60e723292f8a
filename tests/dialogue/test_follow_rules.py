"""It is true that everybody is told at the hour they chose, and nobody's phone rings at night."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.dialogue.rules.follows import (
    LONGEST_WAIT,
    Channel,
    Frequency,
    due_at,
    out_of_quiet_hours,
    wait_after,
)
from minga.dialogue.rules.recipients import hidden, mailbox_of, phone_of
from minga.dialogue.rules.searches import feed_address, page_address, search_key
from minga.kernel.clock import QUITO

TUESDAY = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)  # 11:00 in Quito
FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
A_WEEK = timedelta(days=7)


def quito(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=QUITO)


@pytest.mark.parametrize(
    ("frequency", "channel", "at", "due"),
    [
        (Frequency.AT_ONCE, Channel.MAIL, quito(3, 23), quito(3, 23)),
        (Frequency.AT_ONCE, Channel.SMS, quito(3, 11), quito(3, 11)),
        (Frequency.AT_ONCE, Channel.SMS, quito(3, 23), quito(4, 8)),
        (Frequency.AT_ONCE, Channel.TELEGRAM, quito(3, 5), quito(3, 8)),
        (Frequency.DAILY, Channel.MAIL, quito(3, 11), quito(4, 7)),
        (Frequency.DAILY, Channel.MAIL, quito(3, 6, 59), quito(3, 7)),
        (Frequency.DAILY, Channel.MAIL, quito(3, 7), quito(4, 7)),
        (Frequency.DAILY, Channel.SMS, quito(3, 11), quito(4, 8)),
        (Frequency.WEEKLY, Channel.MAIL, quito(3, 11), quito(9, 7)),
        (Frequency.WEEKLY, Channel.MAIL, quito(9, 6), quito(9, 7)),
        (Frequency.WEEKLY, Channel.MAIL, quito(9, 7), quito(16, 7)),
    ],
)
def test_each_is_told_in_its_time(
    frequency: Frequency, channel: Channel, at: datetime, due: datetime
) -> None:
    assert due_at(frequency, channel, at) == due


@pytest.mark.parametrize("frequency", list(Frequency))
def test_the_page_alone_is_told_nothing(frequency: Frequency) -> None:
    assert due_at(frequency, Channel.PAGE, TUESDAY) is None


@given(MOMENTS, st.sampled_from(Frequency), st.sampled_from([Channel.SMS, Channel.TELEGRAM]))
def test_a_phone_is_never_told_at_night_nor_too_late(
    at: datetime, frequency: Frequency, channel: Channel
) -> None:
    due = due_at(frequency, channel, at)
    assert due is not None
    assert 8 <= due.astimezone(QUITO).hour < 20
    assert at <= due <= at + A_WEEK + timedelta(hours=1)


@given(MOMENTS)
def test_waiting_for_the_morning_twice_is_waiting_once(at: datetime) -> None:
    assert out_of_quiet_hours(out_of_quiet_hours(at)) == out_of_quiet_hours(at)


@given(st.integers(1, 500), st.timedeltas(timedelta(), timedelta(days=9)))
def test_the_wait_grows_up_to_a_limit_and_honours_what_was_asked(
    tries: int, asked: timedelta
) -> None:
    wait = wait_after(tries, asked)
    assert timedelta(minutes=2) <= wait <= LONGEST_WAIT
    assert wait >= min(asked, LONGEST_WAIT)
    assert wait_after(tries) <= wait_after(tries + 1)


# Mailboxes and phones


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("099 123 4567", "+593991234567"),
        ("099-123-4567", "+593991234567"),
        ("+593 99 123 4567", "+593991234567"),
        ("00593991234567", "+593991234567"),
        ("+34 612 345 678", "+34612345678"),
        ("02 234 5678", None),
        ("99123", None),
        ("teléfono", None),
        ("", None),
    ],
)
def test_a_phone_has_one_form(typed: str, phone: str | None) -> None:
    assert phone_of(typed) == phone


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        (" Clara@Ejemplo.EC ", "Clara@ejemplo.ec"),
        ("clara+minga@ejemplo.ec", "clara+minga@ejemplo.ec"),
        ("clara@ejemplo", None),
        ("clara ejemplo.ec", None),
        ("a@b.ec, c@d.ec", None),
        ("a@b.ec\nBcc: c@d.ec", None),
        ("<a@b.ec>", None),
        ("clará@ejemplo.ec", None),
        (f"{'a' * 250}@b.ec", None),
        ("", None),
    ],
)
def test_a_mailbox_has_one_form_and_carries_no_header(typed: str, mailbox: str | None) -> None:
    assert mailbox_of(typed) == mailbox


@given(st.text())
def test_no_mailbox_ever_holds_what_could_end_a_header(typed: str) -> None:
    mailbox = mailbox_of(typed)
    assert mailbox is None or (mailbox.isascii() and mailbox.isprintable() and " " not in mailbox)


def test_only_the_own_is_recognised_by_what_is_shown() -> None:
    assert hidden("clara@ejemplo.ec") == "c…@ejemplo.ec"
    assert hidden("+593991234567") == "…4567"


# Searches


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/registro/", "search:/registro/"),
        ("/registro/?pagina=3", "search:/registro/"),
        ("/registro/?tipo=PLA&anio=", "search:/registro/?tipo=PLA"),
        ("/registro/?b=2&a=1&utm_source=x", "search:/registro/?a=1&b=2"),
        ("https://otro.ec/registro/", None),
        ("//otro.ec/registro/", None),
        ("registro/", None),
        (f"/registro/?a={'x' * 200}", None),
    ],
)
def test_a_search_has_one_name(address: str, key: str | None) -> None:
    assert search_key(address) == key


def test_a_feed_stands_beside_its_list() -> None:
    key = search_key("/planes/ensayo/actividades/?estado=DELAYED") or ""
    assert page_address(key) == "/planes/ensayo/actividades/?estado=DELAYED"
    assert feed_address(key) == "/planes/ensayo/actividades.atom?estado=DELAYED"


@given(st.text(alphabet="abc/?&=%é ñ+", max_size=60))
def test_naming_a_search_twice_changes_nothing(address: str) -> None:
    key = search_key(address)
    assert key is None or search_key(page_address(key)) == key
