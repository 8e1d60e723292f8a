"""How do a message leave for Telegram and a wish to follow arrive? By its bot interface."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings

from minga.dialogue.channels.http import Answer, JsonDoor, NoAnswer, result_of
from minga.dialogue.channels.outgoing import Fate, Outgoing, Result

DEAD = frozenset({403})  # the person blocked the bot


def chat_link(token: str) -> str:
    """Return the address that opens a chat with our bot and brings the token along."""
    return f"https://t.me/{quote(settings.TELEGRAM['bot'])}?start={quote(token)}"


@dataclass(frozen=True)
class Heard:
    """What somebody wrote to the bot."""

    update: int
    chat: str
    text: str


class TelegramChannel:
    """Sends by `sendMessage`; 429 names the seconds to wait in its document."""

    def __init__(self) -> None:
        self._door = JsonDoor(f"{settings.TELEGRAM['url']}/bot{settings.TELEGRAM['token']}", {})

    def send(self, message: Outgoing) -> Result:
        """Hand one text over to a chat."""
        document = {
            "chat_id": message.recipient,
            "text": message.text,
            "link_preview_options": {"is_disabled": True},
        }
        try:
            answer = self._door.post("/sendMessage", document)
        except NoAnswer:
            return Result(Fate.LATER, "connection", stops=True)
        return result_of(Answer(answer.status, _wait(answer), answer.document), DEAD)

    def heard(self, after: int = 0) -> list[Heard]:
        """Return what was written to the bot and not yet read; naming the last one marks all as read."""
        wanted = {"offset": after + 1 if after else 0, "timeout": 0, "allowed_updates": ["message"]}
        try:
            answer = self._door.post("/getUpdates", wanted)
        except NoAnswer:
            return []
        found = answer.document.get("result")
        return list(_heard(found)) if isinstance(found, list) else []

    def close(self) -> None:
        """End the connection."""
        self._door.close()


def _wait(answer: Answer) -> timedelta | None:
    parameters = answer.document.get("parameters")
    if isinstance(parameters, Mapping) and isinstance(parameters.get("retry_after"), int):
        return timedelta(seconds=parameters["retry_after"])
    return answer.wait


def _heard(rows: list[object]) -> Iterator[Heard]:
    for row in rows:
        match row:
            case {
                "update_id": int(update),
                "message": {"chat": {"id": int(chat)}, "text": str(text)},
            }:
                yield Heard(update, str(chat), text)
            case {"update_id": int(update)}:
                yield Heard(update, "", "")
