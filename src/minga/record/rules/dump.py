"""How is the public record written as one file, and read again? JSON Lines, one fact a line.

In this order: an opening; the signed heads; the hashes of all leaves, by the thousand; the acts in
the order of their seal; an ending with the SHA-256 of everything above it. Each line is canonical
JSON: any byte that changes is seen, and belongs to a line that can be named.

The hashes stand apart from the acts: an act that was moved is recognised where it went, and one
that was removed leaves its hash behind. An act whose case is not public is `withheld`: its hash
keeps its place in the tree, its form is not published.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from minga.record.rules.heads import Head
from minga.record.rules.sealed_form import canonical, commitment

FORMAT = "minga-dump/1"
HASHES_A_LINE = 1000


@dataclass(frozen=True, slots=True)
class Opening:
    """Whose record it is, when it was written, and whether it is that of a demonstration."""

    institution: str
    exported_at: str
    demonstration: bool

    def published(self) -> dict[str, object]:
        """Return the line."""
        return {
            "demonstration": self.demonstration,
            "exported_at": self.exported_at,
            "format": FORMAT,
            "institution": self.institution,
            "type": "dump",
        }


@dataclass(frozen=True, slots=True)
class Hashes:
    """The hashes of the leaves from position `start` on."""

    start: int
    hashes: Sequence[bytes]

    def published(self) -> dict[str, object]:
        """Return the line."""
        return {
            "from": self.start,
            "hashes": [digest.hex() for digest in self.hashes],
            "type": "hashes",
        }


@dataclass(frozen=True, slots=True)
class SealedWords:
    """The words of an act with the salt that lets anybody check their commitment."""

    title: str
    text: str
    language: str
    documents: Sequence[str]
    salt: bytes

    def commitment(self) -> str:
        """Return the commitment that these words make."""
        return commitment(
            self.salt,
            title=self.title,
            text=self.text,
            language=self.language,
            documents=self.documents,
        )

    def published(self) -> dict[str, object]:
        """Return the words as the line of their act holds them."""
        return {
            "documents": list(self.documents),
            "language": self.language,
            "salt": self.salt.hex(),
            "text": self.text,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Leaf:
    """An act in its place: the sealed form, and its words where they are published."""

    position: int
    form: Mapping[str, object]
    words: SealedWords | None = None

    @property
    def case(self) -> str:
        """The number of the case."""
        return str(self.form["case"])

    @property
    def ordinal(self) -> int:
        """The place of the act in its case, from 1."""
        ordinal = self.form["ordinal"]
        assert isinstance(ordinal, int)  # noqa: S101 - checked when the line was read
        return ordinal

    @property
    def name(self) -> str:
        """How people name the act: `SOL-2026-00012/3`."""
        return f"{self.case}/{self.ordinal}"

    def published(self) -> dict[str, object]:
        """Return the line."""
        return {
            "act": self.form,
            "position": self.position,
            "type": "act",
            "words": self.words.published() if self.words else None,
        }


@dataclass(frozen=True, slots=True)
class Withheld:
    """A leaf whose act is not public."""

    position: int

    def published(self) -> dict[str, object]:
        """Return the line."""
        return {"position": self.position, "type": "withheld"}


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line; `is_intact` is false when the bytes above it are not those written."""

    heads: int
    tree_size: int
    is_intact: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that cannot be read; `name` is the act it seems to hold."""

    name: str


type Record = Opening | Head | Hashes | Leaf | Withheld | Ending | Unreadable


def write_lines(
    opening: Opening, records: Iterable[Head | Hashes | Leaf | Withheld]
) -> Iterator[bytes]:
    """Yield the lines of a dump, from its opening to its ending."""
    digest = hashlib.sha256()
    heads = leaves = 0
    for record in chain([opening], records):
        heads += isinstance(record, Head)
        leaves += isinstance(record, Leaf | Withheld)
        line = line_of(record)
        digest.update(line)
        yield line
    yield ending_line(heads, leaves, digest.digest())


def ending_line(heads: int, leaves: int, digest: bytes) -> bytes:
    """Return the last line: what the file holds, and the SHA-256 of the lines above."""
    facts = {"heads": heads, "sha256": digest.hex(), "tree_size": leaves, "type": "end"}
    return canonical(facts) + b"\n"


def line_of(record: Opening | Head | Hashes | Leaf | Withheld) -> bytes:
    """Return the one way in which a record is written."""
    published = record.published()
    if isinstance(record, Head):
        published = {"head": published, "type": "head"}
    return canonical(published) + b"\n"
