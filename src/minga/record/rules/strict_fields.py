"""Has a published JSON object the shape it must have? Readers of one field each, strict about types."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

type Fields = Mapping[str, object]

_HEX = re.compile(r"[0-9a-f]*\Z")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z\Z")


class FieldRefused(Exception):
    """A field is missing or of another shape; the argument is its name."""


def text(fields: Fields, name: str) -> str:
    """Return a text."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise FieldRefused(name)
    return value


def count(fields: Fields, name: str) -> int:
    """Return a whole number that is not negative; true and false are none."""
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FieldRefused(name)
    return value


def flag(fields: Fields, name: str) -> bool:
    """Return true or false."""
    value = fields.get(name)
    if not isinstance(value, bool):
        raise FieldRefused(name)
    return value


def inner(fields: Fields, name: str) -> dict[str, object]:
    """Return an object inside the object."""
    value = fields.get(name)
    if not isinstance(value, dict):
        raise FieldRefused(name)
    return value


def octets(fields: Fields, name: str, length: int) -> bytes:
    """Return bytes written in lower-case hex."""
    return _octets(fields.get(name), name, length)


def digests(fields: Fields, name: str) -> list[bytes]:
    """Return a list of SHA-256 hashes written in lower-case hex."""
    value = fields.get(name)
    if not isinstance(value, list):
        raise FieldRefused(name)
    return [_octets(digest, name, 32) for digest in value]


def moment(fields: Fields, name: str) -> datetime:
    """Return an instant in UTC with microseconds, as `sealed_form.instant` writes it."""
    value = text(fields, name)
    if not _INSTANT.match(value):
        raise FieldRefused(name)
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise FieldRefused(name) from error


def _octets(value: object, name: str, length: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * length or not _HEX.match(value):
        raise FieldRefused(name)
    return bytes.fromhex(value)
