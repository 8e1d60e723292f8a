"""How is a mail written? By hand, as RFC 5322 and MIME ask: digests are many and all alike.

The general writers of the standard library parse and fold every header anew, which costs three times
what the whole rest of a digest costs. The shape here is fixed: one recipient, text and perhaps HTML.
"""

from base64 import b64encode
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage

from minga.dialogue.channels.outgoing import Outgoing

LINE = 76
PIECE = 42  # bytes of an encoded word, which may be 75 signs long


class WrittenMail(EmailMessage):
    """A mail whose bytes are ready; the mailer of the installation sends it like any other."""

    def __init__(self, message: Outgoing, message_id: str, at: datetime) -> None:
        super().__init__(message.subject, message.text, to=[message.recipient])
        self._bytes = write_mail(message, message_id, at)

    def message(self, **_policy: object) -> "WrittenMail":  # type: ignore[override]  # its bytes alone are asked for
        """Return what can give its bytes."""
        return self

    def as_bytes(self, **_policy: object) -> bytes:
        """Return the mail as it goes over the line."""
        return self._bytes


def write_mail(message: Outgoing, message_id: str, at: datetime) -> bytes:
    """Return a mail as bytes; raises ValueError when a header would end early."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "To": message.recipient,
        "Subject": message.subject,
        "Date": format_datetime(at),
        "Message-ID": message_id,
        **message.headers,
        "MIME-Version": "1.0",
    }
    head = "".join(_header(name, value) for name, value in headers.items()).encode("ascii")
    if not message.html:
        return head + _part("plain", message.text)
    edge = sha256(message.key.encode()).hexdigest()[:32].encode()
    return b"".join(
        (
            head,
            b'Content-Type: multipart/alternative; boundary="' + edge + b'"\r\n\r\n--',
            edge + b"\r\n" + _part("plain", message.text) + b"\r\n--",
            edge + b"\r\n" + _part("html", message.html) + b"\r\n--",
            edge + b"--\r\n",
        )
    )


def _header(name: str, value: str) -> str:
    """Return one header; words beyond ASCII are encoded, an address is never folded."""
    if "\r" in value or "\n" in value:
        raise ValueError(name)
    return f"{name}: {value if value.isascii() else _encoded(value)}\r\n"


def _encoded(words: str) -> str:
    """Return words beyond ASCII as RFC 2047 asks: pieces of whole signs, each on a line of its own."""
    pieces, piece = [], b""
    for sign in words:
        if len(piece) + len(sign.encode()) > PIECE:
            pieces.append(piece)
            piece = b""
        piece += sign.encode()
    pieces.append(piece)
    return "\r\n ".join(f"=?utf-8?b?{b64encode(one).decode()}?=" for one in pieces)


def _part(kind: str, text: str) -> bytes:
    signs = b64encode(text.encode())
    lines = b"\r\n".join(signs[start : start + LINE] for start in range(0, len(signs), LINE))
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    return head.encode() + lines + b"\r\n"
