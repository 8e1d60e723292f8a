"""How does every message leave once? The outbox: prepared set by set, sent one by one.

A message is one row. Whoever sends it raises its tries first, then locks the row, hands the message
over and marks it as sent before the lock ends; others pass over locked rows. A worker that dies
gives its lock back at once and the row is sent by the next one.

One window cannot be closed: a death between the other side's "250" and our commit. The next try then
sends the same message again, with the same Message-ID or idempotency key, by which mailboxes and
gateways recognise it; `tries` says that it was not the first.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from minga.dialogue.channels import Fate, MessageChannel, Result, channel_of, offered_channels
from minga.dialogue.models import Delivery, Follower
from minga.dialogue.notice_texts import write_message
from minga.dialogue.rules.follows import (
    MOST_TRIES,
    PHONE_CHANNELS,
    Channel,
    out_of_quiet_hours,
    wait_after,
)
from minga.dialogue.services.telling import Told, told_by
from minga.kernel.clock import local_date
from minga.people.public import confirmed_addresses

BATCH = 1000
PAUSE = timedelta(minutes=2)

_PREPARE = """
WITH waiting AS (
    SELECT notice.id, follow.follower_id, follow.frequency
    FROM dialogue_notice notice
    JOIN dialogue_follow follow ON follow.id = notice.follow_id
    JOIN dialogue_follower follower ON follower.id = follow.follower_id
    WHERE notice.delivery_id IS NULL AND notice.due_at <= %(at)s
      AND follower.channel = ANY(%(channels)s) AND follower.unreachable_at IS NULL
    FOR UPDATE OF notice SKIP LOCKED
), made AS (
    INSERT INTO dialogue_delivery
        (key, follower_id, frequency, prepared_at, due_at, tries, outcome)
    SELECT gen_random_uuid(), follower_id, frequency, %(at)s, %(at)s, 0, ''
    FROM waiting GROUP BY follower_id, frequency
    RETURNING id, follower_id, frequency
), told AS (
    UPDATE dialogue_notice notice SET delivery_id = made.id
    FROM waiting JOIN made USING (follower_id, frequency)
    WHERE notice.id = waiting.id
)
SELECT count(*) FROM made
"""
_RAISE_TRIES = """
UPDATE dialogue_delivery SET tries = tries + 1
WHERE id = (
    SELECT id FROM dialogue_delivery
    WHERE id = %s AND sent_at IS NULL AND failed_at IS NULL FOR UPDATE SKIP LOCKED
)
RETURNING tries
"""
_LOCK = """
SELECT 1 FROM dialogue_delivery
WHERE id = %s AND sent_at IS NULL AND failed_at IS NULL FOR UPDATE SKIP LOCKED
"""


def prepare_deliveries(at: datetime) -> int:
    """Put what is due into one message for each follower and frequency; return how many."""
    channels = [str(one) for one in offered_channels() if one is not Channel.PAGE]
    with transaction.atomic(), connection.cursor() as cursor:
        # a day's notices came after the last statistics: a plan for few rows never ends with many
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_PREPARE, {"at": at, "channels": channels})
        return int(cursor.fetchone()[0])


def open_deliveries(channel: Channel, at: datetime) -> QuerySet[Delivery]:
    """Messages of a channel that may leave now, the longest waiting first."""
    waiting = Delivery.objects.filter(sent_at=None, failed_at=None, due_at__lte=at)
    return (
        waiting.filter(follower__channel=channel)
        .select_related("follower")
        .order_by("due_at", "pk")
    )


def send_deliveries(*, now: Callable[[], datetime], within: timedelta) -> int:
    """Send what is due by every channel until nothing is left or the time is over; return how many left.

    Two at once share the work. What a channel cannot take now stays for later.
    """
    until = now() + within
    return sum(
        _send_channel(channel, now, until)
        for channel in offered_channels()
        if channel is not Channel.PAGE
    )


def _send_channel(channel: Channel, now: Callable[[], datetime], until: datetime) -> int:
    at = now()
    if channel in PHONE_CHANNELS and out_of_quiet_hours(at) != at:
        return 0
    sent = 0
    with closing(channel_of(channel)) as carrier:
        while now() < until and (batch := list(open_deliveries(channel, now())[:BATCH])):
            done = _Round(carrier, now, until).send(batch)
            sent += done.sent
            if done.stopped or not done.touched:
                break
    return sent


@dataclass
class _Done:
    """What a round did: messages that left, rows that were ours, and whether the channel stopped."""

    sent: int = 0
    touched: int = 0
    stopped: bool = False


@dataclass(frozen=True)
class _Round:
    """One batch of messages over one open channel."""

    carrier: MessageChannel
    now: Callable[[], datetime]
    until: datetime

    def send(self, batch: Sequence[Delivery]) -> _Done:
        told = told_by(batch, local_date(self.now()))
        mailboxes = confirmed_addresses(
            one.follower.person_id for one in batch if one.follower.person_id
        )
        done = _Done()
        for delivery in batch:
            if done.stopped or self.now() >= self.until:
                break
            recipient = _recipient(delivery.follower, mailboxes)
            result = self._send_one(delivery, told[delivery.pk], recipient)
            done.touched += result is not None
            done.sent += result is not None and result.fate is Fate.SENT
            done.stopped = result is not None and result.stops
        return done

    def _send_one(self, delivery: Delivery, told: Told, recipient: str) -> Result | None:
        """Send one message, or pass over it when another worker has it."""
        tries = _raise_tries(delivery.pk)
        if tries is None:
            return None
        with transaction.atomic():
            if not _lock(delivery.pk):
                return None
            result = self._hand_over(delivery, told, recipient, tries)
            _note(delivery, result, tries, self.now())
        return result

    def _hand_over(self, delivery: Delivery, told: Told, recipient: str, tries: int) -> Result:
        if not told.news:
            return Result(Fate.REFUSED, "nothing-left")
        if not recipient:
            return Result(Fate.REFUSED, "no-address")
        if tries > MOST_TRIES:
            return Result(Fate.REFUSED, "tries")
        return self.carrier.send(write_message(delivery, told, recipient))


def _recipient(follower: Follower, mailboxes: dict[int, str]) -> str:
    """Return the own address of a list, else the confirmed mailbox of its account."""
    if follower.address or follower.channel != Channel.MAIL:
        return follower.address
    return mailboxes.get(follower.person_id or 0, "")


def _raise_tries(delivery_id: int) -> int | None:
    """Mark that a message is about to leave; None when it left, or another worker has it."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE_TRIES, [delivery_id])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _lock(delivery_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [delivery_id])
        return cursor.fetchone() is not None


def _note(delivery: Delivery, result: Result, tries: int, at: datetime) -> None:
    """Write down what became of a message, in the transaction that holds its lock."""
    row = Delivery.objects.filter(pk=delivery.pk)
    match result.fate:
        case Fate.SENT:
            row.update(sent_at=at, outcome=result.code)
        case Fate.REFUSED:
            row.update(failed_at=at, outcome=result.code)
        case Fate.LATER if result.stops:
            # the channel failed, not this message: it does not count as a try
            row.update(due_at=at + (result.wait or PAUSE), tries=tries - 1, outcome=result.code)
        case Fate.LATER:
            row.update(due_at=at + wait_after(tries, result.wait), outcome=result.code)
    if result.is_dead:
        Follower.objects.filter(pk=delivery.follower_id).update(unreachable_at=at)
