"""Is what was typed a telephone or a mailbox, and how is it kept so that one has one form?"""

import re

_SEPARATORS = re.compile(r"[\s().\-/]+")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{7,14}")
_MOBILE = re.compile(r"09[0-9]{8}")
_MAILBOX = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s<>\"(),:;\[\]\\]+")
LONGEST_MAILBOX = 254
COUNTRY = "+593"


def phone_of(typed: str) -> str | None:
    """Return a mobile number in its international form (+593991234567); None for anything else."""
    compact = _SEPARATORS.sub("", typed)
    if _MOBILE.fullmatch(compact):
        return f"{COUNTRY}{compact[1:]}"
    if compact.startswith("00"):
        compact = f"+{compact[2:]}"
    return compact if _INTERNATIONAL.fullmatch(compact) else None


def mailbox_of(typed: str) -> str | None:
    """Return a mailbox, its domain in small letters; None for what is none."""
    plain = typed.strip()
    if len(plain) > LONGEST_MAILBOX or not plain.isascii() or not _MAILBOX.fullmatch(plain):
        return None
    name, _at, host = plain.rpartition("@")
    return f"{name}@{host.lower()}"


def hidden(recipient: str) -> str:
    """Return enough of a recipient to recognise one's own: `c…@ejemplo.ec`, `…4567`."""
    name, at, host = recipient.partition("@")
    return f"{name[:1]}…@{host}" if at else f"…{recipient[-4:]}"
