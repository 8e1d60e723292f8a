"""How does a mail leave? Through the mailer of the installation, over one connection kept open."""

import smtplib

from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend

from minga.dialogue.channels.outgoing import Fate, Outgoing, Result
from minga.dialogue.channels.written_mail import WrittenMail
from minga.kernel import clock

DEAD = frozenset({550, 551, 553})
TEMPORARY = range(400, 500)
SERVICE_GOES = 421


def message_id(key: str) -> str:
    """Return the Message-ID of a mail: the same at each try, so that a repetition is recognised."""
    _name, _at, host = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    return f"<{key}@{host.strip('> ') or 'localhost'}>"


class MailChannel:
    """Sends by SMTP; a connection that broke is opened anew at the next message."""

    def __init__(self) -> None:
        self._mailer: BaseEmailBackend = mailers["default"]

    def send(self, message: Outgoing) -> Result:
        """Hand one mail to the server; 250 is sent, 4xx and a broken connection later, 5xx refused."""
        try:
            mail = WrittenMail(message, message_id(message.key), clock.now())
            self._mailer.open()
            self._mailer.send_messages([mail])
        except (OSError, ValueError) as error:
            self.close()
            return result_of(error)
        return Result(Fate.SENT, "250")

    def close(self) -> None:
        """End the connection; one that is gone already counts as ended."""
        try:
            self._mailer.close()
        except (OSError, smtplib.SMTPException):
            self._mailer = mailers["default"]


def result_of(error: OSError | ValueError) -> Result:
    """Return what an error of SMTP means; an address that cannot be written is dead.

    What the server has against us (sign-in, sender, greeting) is no fault of the recipient: it is
    tried again, and nothing else is sent meanwhile.
    """
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            code = max((code for code, _said in recipients.values()), default=450)
            return _by_code(code, is_dead=code in DEAD)
        case smtplib.SMTPDataError(smtp_code=code):
            return _by_code(code)
        case ValueError():
            return Result(Fate.REFUSED, "address", is_dead=True)
    return Result(Fate.LATER, "connection", stops=True)


def _by_code(code: int, *, is_dead: bool = False) -> Result:
    if code in TEMPORARY:
        return Result(Fate.LATER, str(code), stops=code == SERVICE_GOES)
    return Result(Fate.REFUSED, str(code), is_dead=is_dead)
