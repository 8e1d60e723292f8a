"""By which ways does a message leave? Mail, a gateway for text messages, Telegram; each may fail in its own way."""

from minga.dialogue.channels.installed import channel_of, offered_channels
from minga.dialogue.channels.outgoing import Fate, MessageChannel, Outgoing, Result

__all__ = ["Fate", "MessageChannel", "Outgoing", "Result", "channel_of", "offered_channels"]
