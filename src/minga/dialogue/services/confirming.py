"""How does the question whether somebody wants to follow reach a mailbox or a phone, and a chat us?"""

from contextlib import closing
from datetime import datetime

from django.utils import translation

from minga.dialogue.channels import Fate, Outgoing, channel_of, offered_channels
from minga.dialogue.channels.telegram import Heard, TelegramChannel
from minga.dialogue.follow_links import Door, confirm_link, row_of
from minga.dialogue.models import Follow, Follower
from minga.dialogue.notice_texts import write_confirmation, write_confirmation_code
from minga.dialogue.rules.follows import Channel
from minga.dialogue.services.follow_lists import stop_follows
from minga.dialogue.services.following import confirm_chat, confirmation_code
from minga.dialogue.topics import resolve

START, STOP = "/start ", frozenset({"/stop", "/parar"})


class TryLater(Exception):
    """The channel cannot take the message now; the queue does the job again."""


def send_confirmation(*, follower_id: int) -> bool:
    """Ask a mailbox or a phone whether it wants to follow; return whether the question left.

    One that was confirmed or removed meanwhile is not asked. Raises TryLater.
    """
    follower = Follower.objects.filter(pk=follower_id, confirmed_at=None).first()
    if follower is None or Channel(follower.channel) not in offered_channels():
        return False
    with (
        translation.override(follower.language),
        closing(channel_of(Channel(follower.channel))) as carrier,
    ):
        result = carrier.send(_question(follower))
    if result.fate is Fate.LATER:
        raise TryLater(result.code)
    return result.fate is Fate.SENT


def _question(follower: Follower) -> Outgoing:
    key = f"confirmar-{follower.number}-{follower.asked_times}"
    topic = _title_of(follower)
    if follower.channel == Channel.MAIL:
        link = confirm_link(follower.pk)
        return write_confirmation(recipient=follower.address, key=key, link=link, topic=topic)
    code = confirmation_code(follower)
    return write_confirmation_code(recipient=follower.address, key=key, code=code, topic=topic)


def _title_of(follower: Follower) -> str:
    """Return what was asked for last."""
    last = follower.follows.order_by("-since", "-pk").first()
    topics = resolve([last.topic] if last else [])
    return next((topic.title for topic in topics.values()), "")


def listen_to_chats(at: datetime) -> int:
    """Take up what people wrote to the Telegram bot: begin to follow, or stop; return how many wrote."""
    if Channel.TELEGRAM not in offered_channels():
        return 0
    with closing(TelegramChannel()) as bot:
        heard = bot.heard()
        for one in heard:
            _answer(one, at)
        if heard:
            bot.heard(after=max(one.update for one in heard))
    return len(heard)


def _answer(heard: Heard, at: datetime) -> None:
    words = heard.text.strip()
    if words.startswith(START):
        follower_id = row_of(Door.CHAT, words.removeprefix(START).strip())
        if follower_id is not None:
            confirm_chat(follower_id=follower_id, chat=heard.chat, at=at)
    elif words in STOP:
        stop_follows(
            Follow.objects.filter(follower__channel=Channel.TELEGRAM, follower__address=heard.chat)
        )
