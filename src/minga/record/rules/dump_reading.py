"""What does a dump say, line by line? Strict reading: a line is exactly as it was written, or unreadable."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from minga.record.rules.dump import (
    FORMAT,
    Ending,
    Hashes,
    Leaf,
    Opening,
    Record,
    SealedWords,
    Unreadable,
    Withheld,
    ending_line,
    line_of,
)
from minga.record.rules.heads import Head, HeadUnreadable, head_from
from minga.record.rules.strict_fields import (
    FieldRefused,
    Fields,
    count,
    digests,
    flag,
    inner,
    octets,
    text,
)

LONGEST_LINE = 1 << 24

_CASE_IN_TEXT = re.compile(rb'"case":"([A-Z0-9-]{1,20})"')
_ORDINAL_IN_TEXT = re.compile(rb'"ordinal":([0-9]{1,9})')


def read_dump(stream: BinaryIO) -> Iterator[tuple[int, Record]]:
    """Yield the number and the record of each line; what cannot be read is `Unreadable`.

    A last line without its end of line was cut, and is left out unless the ending came before.
    """
    digest = hashlib.sha256()
    number, has_ended = 0, False
    while (line := stream.readline(LONGEST_LINE)).endswith(b"\n"):
        number += 1
        record = _record(line, digest.digest())
        has_ended |= isinstance(record, Ending)
        yield number, record
        digest.update(line)
    if len(line) == LONGEST_LINE or (line and has_ended):
        yield number + 1, Unreadable("")


def _record(line: bytes, digest_above: bytes) -> Record:
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            return Unreadable("")
        if fields.get("type") == "end":
            return _ending(fields, line, digest_above)
        record = _READERS[text(fields, "type")](fields)
        return record if line_of(record) == line else Unreadable(_name_in(line))
    except (ValueError, RecursionError, KeyError, FieldRefused, HeadUnreadable):
        return Unreadable(_name_in(line))


def _name_in(line: bytes) -> str:
    """Return the name of the act that an unreadable line seems to hold."""
    case, ordinal = _CASE_IN_TEXT.search(line), _ORDINAL_IN_TEXT.search(line)
    return f"{case[1].decode()}/{ordinal[1].decode()}" if case and ordinal else ""


def _opening(fields: Fields) -> Opening:
    if fields.get("format") != FORMAT:
        raise FieldRefused("format")
    return Opening(
        institution=text(fields, "institution"),
        exported_at=text(fields, "exported_at"),
        demonstration=flag(fields, "demonstration"),
    )


def _head(fields: Fields) -> Head:
    return head_from(inner(fields, "head"))


def _hashes(fields: Fields) -> Hashes:
    return Hashes(
        start=count(fields, "from"),
        hashes=digests(fields, "hashes"),
    )


def _leaf(fields: Fields) -> Leaf:
    form = inner(fields, "act")
    text(form, "case"), text(form, "commitment"), count(form, "ordinal")
    words = fields.get("words")
    return Leaf(
        position=count(fields, "position"),
        form=form,
        words=None if words is None else _words(inner(fields, "words")),
    )


def _words(fields: Fields) -> SealedWords:
    return SealedWords(
        title=text(fields, "title"),
        text=text(fields, "text"),
        language=text(fields, "language"),
        documents=[digest.hex() for digest in digests(fields, "documents")],
        salt=octets(fields, "salt", 32),
    )


def _withheld(fields: Fields) -> Withheld:
    return Withheld(count(fields, "position"))


def _ending(fields: Fields, line: bytes, digest_above: bytes) -> Ending | Unreadable:
    heads, leaves = count(fields, "heads"), count(fields, "tree_size")
    stated = octets(fields, "sha256", 32)
    if ending_line(heads, leaves, stated) != line:
        return Unreadable("")
    return Ending(heads, leaves, is_intact=stated == digest_above)


_READERS: dict[str, Callable[[Fields], Opening | Head | Hashes | Leaf | Withheld]] = {
    "dump": _opening,
    "head": _head,
    "hashes": _hashes,
    "act": _leaf,
    "withheld": _withheld,
}
