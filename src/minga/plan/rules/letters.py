"""What does a letter of the office say? Its placeholders filled with what is known, and its number.

A template holds words and placeholders like `{lugar}`. Those of the case are filled when the letter
is begun; the three of `WRITTEN_LAST` stay until it is printed, so that they follow its fields.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for."""

    REQUEST = "REQUEST"
    REMINDER = "REMINDER"
    REPLY = "REPLY"
    INVITATION = "INVITATION"


class Placeholder(StrEnum):
    """What a template may leave to be filled."""

    NUMBER = "numero"
    WRITTEN_ON = "fecha"
    ANSWER_BY = "respuesta_hasta"
    ENTITY = "entidad"
    POSITION = "cargo"
    NEED = "pedido"
    PLACE = "lugar"
    CASE = "gestion"
    OFFICE = "despacho"
    SIGNATORY = "firma"
    EARLIER = "carta_anterior"
    EARLIER_ON = "fecha_anterior"
    DAYS_WAITED = "dias_sin_respuesta"
    STEPS = "pasos"
    MEETING_AT = "dia_y_hora"
    MEETING_PLACE = "lugar_de_reunion"


WRITTEN_LAST = frozenset({Placeholder.NUMBER, Placeholder.WRITTEN_ON, Placeholder.ANSWER_BY})
PREFIX = "OF"
LONGEST_PREFIX = 30
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*\Z")
_HELD = re.compile(r"\{([^{}]{0,60})\}")
_SHOWN_SLIP = 24
_BRACES = str.maketrans("{}", "()")


def fill(text: str, values: Mapping[Placeholder, str]) -> str:
    """Return the text with each placeholder that has a value filled; the others stay as they are.

    A value is never read as a placeholder itself: its braces become parentheses.
    """

    def filled(found: re.Match[str]) -> str:
        value = values.get(named) if (named := _named(found.group(1))) else None
        return value.translate(_BRACES) if value else found.group()

    return _HELD.sub(filled, text)


def left_open(text: str) -> list[Placeholder]:
    """Return the placeholders that a text still holds, each once, in order."""
    found = (_named(match.group(1)) for match in _HELD.finditer(text))
    return list(dict.fromkeys(one for one in found if one))


def still_missing(text: str) -> list[Placeholder]:
    """Return the placeholders that somebody must write before the letter has a number."""
    return [one for one in left_open(text) if one not in WRITTEN_LAST]


def unknown_placeholders(text: str) -> list[str]:
    """Return what stands in braces and means nothing, and braces without their pair, in order."""
    return list(dict.fromkeys(_slips(text)))


def _slips(text: str) -> Iterator[str]:
    at = 0
    for match in _HELD.finditer(text):
        yield from _lone_braces(text[at : match.start()])
        if _named(match.group(1)) is None:
            yield match.group()
        at = match.end()
    yield from _lone_braces(text[at:])


def _lone_braces(between: str) -> Iterator[str]:
    for match in re.finditer(r"[{}]", between):
        yield between[match.start() : match.start() + _SHOWN_SLIP].split("\n")[0].strip()


def _named(word: str) -> Placeholder | None:
    """Return the placeholder of a word, however its accents, blanks and capitals are written."""
    plain = unicodedata.normalize("NFKD", word.strip().lower())
    name = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace(" ", "_")
    return Placeholder(name) if name in Placeholder else None


def is_prefix(text: str) -> bool:
    """Say whether the numbers of an office may begin so: `OF`, `GADDMQ-DC-AB`."""
    return len(text) <= LONGEST_PREFIX and bool(_PREFIX.match(text))


def letter_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number of a letter: `OF-2026-00012`."""
    return f"{prefix}-{year}-{sequence:05d}"
