"""What is handed to a channel, and what became of it?"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a message: taken over, refused for good, or to be tried again."""

    SENT = "SENT"
    REFUSED = "REFUSED"
    LATER = "LATER"


@dataclass(frozen=True)
class Result:
    """The answer of a channel. `code` is a number or a code of ours, never words of the other side.

    `stops`: the channel itself does not work now, whoever the message is for.
    """

    fate: Fate
    code: str = ""
    wait: timedelta | None = None
    is_dead: bool = False  # nobody will ever be reached at this address
    stops: bool = False


@dataclass(frozen=True)
class Outgoing:
    """One message to one recipient; `key` is the same at each try. `html` and `headers` are for mail."""

    recipient: str = field(repr=False)
    text: str
    key: str
    subject: str = ""
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class MessageChannel(Protocol):
    """Whatever can carry a message. It never raises for what the other side does, and logs nothing."""

    def send(self, message: Outgoing) -> Result:
        """Hand the message over and say what became of it."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
