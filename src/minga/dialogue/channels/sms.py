"""How does a text message leave? By a gateway that takes JSON; what it must understand is in operations.md."""

from django.conf import settings

from minga.dialogue.channels.http import JsonDoor, NoAnswer, result_of
from minga.dialogue.channels.outgoing import Fate, Outgoing, Result

DEAD = frozenset({404, 410})


class SmsChannel:
    """Posts `{"to", "from", "text"}` with the header `Idempotency-Key`."""

    def __init__(self) -> None:
        self._door = JsonDoor(
            settings.SMS_GATEWAY["url"],
            {"Authorization": f"Bearer {settings.SMS_GATEWAY['token']}"},
        )

    def send(self, message: Outgoing) -> Result:
        """Hand one text over; a key that the gateway knows is not sent twice."""
        document = {
            "to": message.recipient,
            "from": settings.SMS_GATEWAY["sender"],
            "text": message.text,
        }
        try:
            answer = self._door.post("", document, {"Idempotency-Key": message.key})
        except NoAnswer:
            return Result(Fate.LATER, "connection", stops=True)
        return result_of(answer, DEAD)

    def close(self) -> None:
        """End the connection."""
        self._door.close()
