"""Which channels has this installation? Those whose address and secret the operator gave."""

from django.conf import settings

from minga.dialogue.channels.mail import MailChannel
from minga.dialogue.channels.outgoing import MessageChannel
from minga.dialogue.channels.sms import SmsChannel
from minga.dialogue.channels.telegram import TelegramChannel
from minga.dialogue.rules.follows import Channel


def offered_channels() -> tuple[Channel, ...]:
    """Return the channels by which people can be told here; the page itself is always there."""
    is_there = {
        Channel.MAIL: settings.MAIL_LEAVES,
        Channel.SMS: bool(settings.SMS_GATEWAY["url"]),
        Channel.TELEGRAM: bool(settings.TELEGRAM["token"] and settings.TELEGRAM["bot"]),
        Channel.PAGE: True,
    }
    return tuple(channel for channel, there in is_there.items() if there)


def channel_of(channel: Channel) -> MessageChannel:
    """Return a fresh channel; KeyError for the page, which sends nothing."""
    makers: dict[Channel, type[MailChannel | SmsChannel | TelegramChannel]] = {
        Channel.MAIL: MailChannel,
        Channel.SMS: SmsChannel,
        Channel.TELEGRAM: TelegramChannel,
    }
    return makers[channel]()
