"""How does somebody begin to follow, and prove that the mailbox or the phone is theirs?

What is answered never tells whether a mailbox or a phone is known here: the same is said, and the
same is kept for seven days, in every case.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from minga.dialogue.follow_events import ConfirmationAsked
from minga.dialogue.models import Follow, Follower
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.services.searches import is_search, keep_search
from minga.kernel.events import announce
from minga.kernel.printed_codes import new_code, normal_code
from minga.kernel.refusal import Refused
from minga.people.public import Person

MOST_ASKED_A_DAY = 3  # messages that ask one mailbox or phone to confirm
MOST_ASKED_AN_HOUR = 2_000  # the same in all: a flood ends here
MOST_WRONG = 5
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
CODE_LIVES = timedelta(hours=1)
NUMBER_LENGTH = 9


class FollowRefused(Refused):
    """Following is not possible as asked; `code` says why."""


@dataclass(frozen=True)
class Wish:
    """What is to be followed, and how often it is to be told."""

    topic: str
    frequency: Frequency


@dataclass(frozen=True)
class ListKey:
    """Number and code of a list in clear, to be shown or printed now and never again."""

    number: str
    code: str


@transaction.atomic
def follow_as(*, person: Person, wish: Wish, channel: Channel, at: datetime) -> Follow:
    """Follow with an account: at its confirmed mailbox, or on the page alone."""
    follower, _is_new = Follower.objects.get_or_create(
        person=person,
        channel=channel,
        address="",
        defaults={"number": _new_number(), "asked_at": at, "confirmed_at": at} | _language(),
    )
    return add_follow(follower, wish, at)


@transaction.atomic
def follow_with_code(*, wish: Wish, at: datetime) -> tuple[Follow, ListKey]:
    """Follow without account, mailbox or phone: a new list that opens with a number and a code."""
    code, number = new_code(), _new_number()
    follower = Follower.objects.create(
        number=number,
        channel=Channel.PAGE,
        code_digest=_digest(number, code),
        asked_at=at,
        confirmed_at=at,
        **_language(),
    )
    return add_follow(follower, wish, at), ListKey(number, code)


def add_follow(follower: Follower, wish: Wish, at: datetime) -> Follow:
    """Put a topic on a list; one that is there already only changes how often it is told."""
    if is_search(wish.topic):
        keep_search(wish.topic, at)
    follow, is_new = Follow.objects.get_or_create(
        follower=follower, topic=wish.topic, defaults={"frequency": wish.frequency, "since": at}
    )
    if not is_new and follow.frequency != wish.frequency:
        follow.frequency = wish.frequency
        follow.save(update_fields=["frequency"])
    return follow


def list_of(*, number: str, code: str) -> Follower:
    """Return the list that number and code open; raises FollowRefused with `list-unknown`."""
    named = normal_code(number)
    shown = f"{named[:4]}-{named[4:]}"
    row = Follower.objects.filter(number=shown).exclude(code_digest="").first()
    digest = _digest(shown, code)
    if not compare_digest(row.code_digest if row else "0" * len(digest), digest) or row is None:
        raise FollowRefused("list-unknown")
    return row


# Mailboxes, phones and chats that must be confirmed first


@transaction.atomic
def ask_to_follow(
    *, wish: Wish, channel: Channel, address: str, person: Person | None, at: datetime
) -> Follower:
    """Keep a wish until its mailbox, phone or chat is confirmed; nothing is told before.

    A person whose own list at this address is confirmed follows at once. Where a mailbox or phone,
    or the whole site, was written to often enough, nothing leaves and the caller says the same.
    """
    follower = _own_list(person, channel, address) or _new_list(person, channel, address, at)
    add_follow(follower, wish, at)
    if follower.confirmed_at is None and channel is not Channel.TELEGRAM:
        _ask_confirmation(follower, at)
    return follower


def _own_list(person: Person | None, channel: Channel, address: str) -> Follower | None:
    if person is None:
        return None
    return Follower.objects.filter(person=person, channel=channel, address=address).first()


def _new_list(person: Person | None, channel: Channel, address: str, at: datetime) -> Follower:
    return Follower.objects.create(
        number=_new_number(),
        person=person,
        channel=channel,
        address=address,
        asked_at=at,
        **_language(),
    )


def _ask_confirmation(follower: Follower, at: datetime) -> None:
    with connection.cursor() as cursor:  # those who ask for one address wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [follower.address])
    asked = Follower.objects.filter(asked_times__gt=0)
    of_this = asked.filter(channel=follower.channel, address=follower.address)
    if (
        _asked_since(of_this, at - ONE_DAY) >= MOST_ASKED_A_DAY
        or _asked_since(asked, at - ONE_HOUR) >= MOST_ASKED_AN_HOUR
    ):
        return
    follower.asked_times += 1
    follower.asked_at, follower.wrong_tries = at, 0
    follower.save(update_fields=["asked_times", "asked_at", "wrong_tries"])
    announce(ConfirmationAsked(follower_id=follower.pk))


def _asked_since(rows: QuerySet[Follower], moment: datetime) -> int:
    return rows.filter(asked_at__gt=moment).aggregate(sum=Sum("asked_times"))["sum"] or 0


def confirmation_code(follower: Follower) -> str:
    """Return the six digits that a phone gets; the next time it is asked they are others."""
    words = f"{follower.pk}.{follower.asked_times}"
    digest = salted_hmac("minga.dialogue.phone", words, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


def confirm_by_code(*, follower_id: int, code: str, at: datetime) -> ListKey | None:
    """Confirm a phone by the digits that it got; gives the key of the list where no account has it.

    Raises FollowRefused with `code-wrong`, or `code-spent` after five wrong ones or an hour.
    """
    with transaction.atomic():  # a wrong try stays counted: what is raised comes after the commit
        follower = Follower.objects.select_for_update().filter(pk=follower_id).first()
        if follower is None or _is_spent(follower, at):
            raise FollowRefused("code-spent")
        if compare_digest(confirmation_code(follower).encode(), code.strip().encode()):
            confirm(follower, at)
            return None if follower.person_id else _give_key(follower)
        Follower.objects.filter(pk=follower.pk).update(wrong_tries=F("wrong_tries") + 1)
    raise FollowRefused("code-wrong")


def _is_spent(follower: Follower, at: datetime) -> bool:
    is_old = follower.asked_at < at - CODE_LIVES
    return follower.asked_times == 0 or follower.wrong_tries >= MOST_WRONG or is_old


def _give_key(follower: Follower) -> ListKey:
    code = new_code()
    follower.code_digest = _digest(follower.number, code)
    follower.save(update_fields=["code_digest"])
    return ListKey(follower.number, code)


@transaction.atomic
def confirm_mailbox(*, follower_id: int, at: datetime) -> Follower | None:
    """Confirm a mailbox by its link; its follows join the list that it had. None when it is gone."""
    mailboxes = Follower.objects.filter(channel=Channel.MAIL)
    follower = mailboxes.select_for_update().filter(pk=follower_id).first()
    if follower is None or follower.confirmed_at is not None:
        return follower
    before = _list_of_mailbox(follower)
    if before is None:
        confirm(follower, at)
        return follower
    for follow in follower.follows.all():
        add_follow(before, Wish(follow.topic, Frequency(follow.frequency)), at)
    follower.delete()
    return before


def _list_of_mailbox(follower: Follower) -> Follower | None:
    if follower.person_id:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [follower.address])
    return Follower.objects.filter(
        person=None, channel=Channel.MAIL, address=follower.address, confirmed_at__isnull=False
    ).first()


@transaction.atomic
def confirm_chat(*, follower_id: int, chat: str, at: datetime) -> Follower | None:
    """Confirm a chat that brought the token of a waiting list; None when it is gone or confirmed."""
    waiting = Follower.objects.filter(channel=Channel.TELEGRAM, confirmed_at=None)
    follower = waiting.select_for_update().filter(pk=follower_id).first()
    if follower is None:
        return None
    before = _own_list(follower.person, Channel.TELEGRAM, chat)
    if before is not None:
        for follow in follower.follows.all():
            add_follow(before, Wish(follow.topic, Frequency(follow.frequency)), at)
        follower.delete()
        return before
    follower.address = chat
    follower.save(update_fields=["address"])
    confirm(follower, at)
    return follower


def confirm(follower: Follower, at: datetime) -> None:
    """Begin to tell: from now on, not what happened while the list waited."""
    follower.confirmed_at, follower.unreachable_at = at, None
    follower.save(update_fields=["confirmed_at", "unreachable_at"])
    follower.follows.update(since=at)


def _new_number() -> str:
    return new_code()[:NUMBER_LENGTH]


def _digest(number: str, code: str) -> str:
    return sha256(f"{number}:{normal_code(code)}".encode()).hexdigest()


def _language() -> dict[str, str]:
    return {"language": (get_language() or "es")[:8]}
