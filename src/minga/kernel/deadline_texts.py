"""What did a person ask to count? Reads a term from texts: a form, the command line, a row of a file."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from minga.kernel.calendar import Calendar
from minga.kernel.deadlines import MAX_AMOUNT, Deadline, DeadlineRefused, TermKind, TermUnit, due
from minga.kernel.holidays import Place

# fromisoformat alone also takes "20261026" and "2026-W44", which nobody types on purpose.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")
_MAX_DIGITS = len(str(MAX_AMOUNT))


@dataclass(frozen=True)
class TermTexts:
    """A term as it was typed."""

    start: str
    amount: str
    kind: str
    unit: str
    place: str


def due_of_texts(texts: TermTexts) -> Deadline:
    """Count the term that `texts` ask for, by the rules alone: days declared later are not known here.

    Raises DeadlineRefused or CalendarRefused when a text cannot be read or the term not counted.
    """
    return due(
        read_start(texts.start),
        read_amount(texts.amount),
        _read_code(TermKind, _without_accent(texts.kind), "unknown-kind"),
        _read_code(TermUnit, texts.unit, "unknown-unit"),
        Calendar(_read_code(Place, texts.place, "unknown-place")),
    )


def read_start(text: str) -> date | datetime:
    """Read AAAA-MM-DD, or that and an hour; DeadlineRefused when it is not such a date."""
    stripped = text.strip()
    try:
        if _DAY.fullmatch(stripped):
            return date.fromisoformat(stripped)
        if _MOMENT.fullmatch(stripped):
            return datetime.fromisoformat(stripped)
    except ValueError:
        pass  # the shape of a date, but no such day: refused like any other text
    raise DeadlineRefused("start-unreadable", text=text)


def read_amount(text: str) -> int:
    """Read a whole number; DeadlineRefused when it is none or has more digits than any term."""
    stripped = text.strip()
    if not _WHOLE_NUMBER.fullmatch(stripped):
        raise DeadlineRefused("amount-unreadable", text=text)
    if len(stripped.lstrip("+-0")) > _MAX_DIGITS:
        raise DeadlineRefused("amount-too-large", limit=MAX_AMOUNT)
    return int(stripped)


def _read_code[E: StrEnum](codes: type[E], text: str, refusal: str) -> E:
    try:
        return codes(text.strip().lower())
    except ValueError:
        raise DeadlineRefused(refusal, text=text, known=", ".join(codes)) from None


def _without_accent(kind: str) -> str:
    return kind.replace("é", "e").replace("É", "E")
