"""Which addresses open a door without signing in? Each names one row and cannot be guessed.

What stands behind the hyphen is eighty bits of a keyed digest: it lasts as long as the key of the
installation, so a link in an old mail still stops what it promised to stop.
"""

import re
from enum import StrEnum
from functools import cache
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from minga.dialogue.rules.follows import Frequency
from minga.kernel.printed_codes import ALPHABET, normal_code

FREQUENCY_WORDS = {
    Frequency.AT_ONCE: "momento",
    Frequency.DAILY: "dia",
    Frequency.WEEKLY: "semana",
}
_SIGNS = 16
_HERE = "0-TOKEN"
_TOKEN = re.compile(r"([0-9]{1,18})-([0-9A-Za-z]{16})")


class Door(StrEnum):
    """What a token opens: its own door only."""

    CONFIRM = "confirm"
    PHONE = "phone"
    CHAT = "chat"
    LIST = "list"
    STOP_FOLLOW = "follow"
    STOP_DIGEST = "digest"


def token_of(door: Door, row: int, more: str = "") -> str:
    """Return the token of a row: `12-7K2M…`."""
    return f"{row}-{_signs(door, row, more)}"


def row_of(door: Door, token: str, more: str = "") -> int | None:
    """Return the row whose token this is; None for any other."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    row, signs = int(found[1]), normal_code(found[2])
    return row if constant_time_compare(signs, _signs(door, row, more)) else None


def _signs(door: Door, row: int, more: str) -> str:
    digest = salted_hmac(f"minga.dialogue.{door}", f"{row}.{more}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:10], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(0, _SIGNS * 5, 5))


def whole(path: str) -> str:
    """Return the address of a path as it stands in a message."""
    return f"{settings.SITE_ADDRESS}{path}"


@cache
def _route(name: str, language: str, *before: str) -> str:
    """Return the path of a door with a sign for its token; resolved once, for thousands of mails."""
    with translation.override(language):
        return reverse(f"dialogue:{name}", args=(*before, _HERE))


def _door(name: str, token: str, *before: str) -> str:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return whole(_route(name, language, *before).replace(_HERE, token))


def follow_address(topic: str) -> str:
    """Return where one begins to follow a topic, for the link "Seguir"."""
    return f"{reverse('dialogue:follow-new')}?tema={quote(topic, safe=':/')}"


def list_link(follower_id: int) -> str:
    """Return the whole address of a list of follows, for whoever reads its mailbox."""
    return _door("follow-list", token_of(Door.LIST, follower_id))


def confirm_link(follower_id: int) -> str:
    """Return the whole address at which a mailbox is confirmed."""
    return _door("follow-confirm", token_of(Door.CONFIRM, follower_id))


def stop_link(follow_id: int) -> str:
    """Return the whole address at which one follow ends."""
    return _door("follow-stop", token_of(Door.STOP_FOLLOW, follow_id))


def stop_digest_link(follower_id: int, frequency: Frequency) -> str:
    """Return the whole address at which all follows of one frequency end."""
    token = token_of(Door.STOP_DIGEST, follower_id, frequency)
    return _door("digest-stop", token, FREQUENCY_WORDS[frequency])
