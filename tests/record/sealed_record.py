"""How do tests get a sealed record without a database? A small honest one, and what a forger does."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from minga.record.rules.dump import Hashes, Leaf, Opening, SealedWords, Withheld, write_lines
from minga.record.rules.dump_reading import read_dump
from minga.record.rules.heads import NO_HEAD_BEFORE, Head, sign
from minga.record.rules.proofs import ConsistencyProof, InclusionProof
from minga.record.rules.sealed_form import SealedAct, canonical
from minga.record.rules.tree import (
    GrowingTree,
    Range,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    range_hash,
)
from minga.record.rules.verification import Verdict, verify

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OPENING = Opening("Concejo de Ensayo", "2026-03-02T20:00:00.000000Z", demonstration=True)

type Line = Head | Hashes | Leaf | Withheld


def sealed(case: str, ordinal: int, commitment: str = "0" * 64) -> SealedAct:
    """Return the sealed form of a plain act."""
    at = START + timedelta(minutes=ordinal)
    return SealedAct(
        case=case,
        ordinal=ordinal,
        kind="note",
        source="OPEN",
        target="OPEN",
        happened_at=at,
        recorded_at=at,
        actor="a" * 64,
        body="concejo-de-ensayo",
        legal_basis="COOTAD 87",
        standing="DECLARED",
        source_url="",
        source_on=None,
        corrects="",
        payload={"amount": 3},
        commitment=commitment,
        demonstration=True,
    )


def words_of(name: str) -> SealedWords:
    """Return words with a salt of their own."""
    salt = hashlib.sha256(name.encode()).digest()
    return SealedWords(f"Título de {name}", "Texto con ñ", "es", ("b" * 64,), salt)


@dataclass
class SealedRecord:
    """The lines of a record; `heads_at` are the sizes at which a head is signed."""

    leaves: list[Leaf | Withheld]
    heads_at: Sequence[int]
    key: Ed25519PrivateKey = KEY
    hashes: list[bytes] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def seal(self) -> "SealedRecord":
        """Compute hashes and heads from the leaves, as the owner of the key can at any time."""
        hidden = self.hashes
        self.hashes = [
            leaf_hash(canonical(leaf.form)) if isinstance(leaf, Leaf) else hidden[place]
            for place, leaf in enumerate(self.leaves)
        ]
        self.heads = list(self._signed_heads())
        return self

    def _signed_heads(self) -> Iterator[Head]:
        tree, previous = GrowingTree(), NO_HEAD_BEFORE
        for digest in self.hashes:
            tree.append(digest)
            if tree.size in self.heads_at:
                number = self.heads_at.index(tree.size) + 1
                at = START + timedelta(hours=number)
                head = sign(Head(number, tree.size, tree.root(), previous, at), self.key)
                previous = head.digest()
                yield head

    def lines(self) -> list[Line]:
        """Return the records of the dump in their order, hashes three to a line."""
        blocks = [Hashes(at, self.hashes[at : at + 3]) for at in range(0, len(self.hashes), 3)]
        return [*self.heads, *blocks, *self.leaves]

    def prove(self, position: int, head: int) -> InclusionProof:
        """Return the proof of an act under a head, counted from 1."""
        signed, leaf = self.heads[head - 1], self.leaves[position]
        assert isinstance(leaf, Leaf)
        path = self._hashes_of(inclusion_ranges(position, signed.tree_size))
        return InclusionProof(leaf.form, position, path, signed)

    def prove_growth(self, earlier: int, later: int) -> ConsistencyProof:
        """Return the proof that one head continues another."""
        first, last = self.heads[earlier - 1], self.heads[later - 1]
        path = self._hashes_of(consistency_ranges(first.tree_size, last.tree_size))
        return ConsistencyProof(first, last, path)

    def _hashes_of(self, ranges: list[Range]) -> list[bytes]:
        tree = GrowingTree()
        nodes = dict(enumerate(node for leaf in self.hashes for node in tree.append(leaf)))
        return [range_hash(nodes, leaves) for leaves in ranges]

    def dump(self) -> bytes:
        """Return the file."""
        return dump_of(self.lines())


def sealed_record(
    cases: Sequence[int] = (4, 3, 3), heads_at: Sequence[int] = (2, 7, 10)
) -> SealedRecord:
    """Return an honest record: cases of so many acts, interleaved, every act with its words."""
    names = [
        (f"SOL-2026-{number:05d}", ordinal)
        for ordinal in range(1, max(cases) + 1)
        for number, acts in enumerate(cases, start=1)
        if ordinal <= acts
    ]
    leaves: list[Leaf | Withheld] = []
    for position, (case, ordinal) in enumerate(names):
        words = words_of(f"{case}/{ordinal}")
        form = sealed(case, ordinal, words.commitment()).facts()
        leaves.append(Leaf(position, form, words))
    return SealedRecord(leaves, heads_at).seal()


def dump_of(lines: Sequence[Line]) -> bytes:
    """Return a dump of these lines whose ending fits them."""
    return b"".join(write_lines(OPENING, lines))


def checked(dump: bytes, kept: Head | None = None) -> Verdict:
    """Return the verdict on a dump."""
    return verify(read_dump(io.BytesIO(dump)), kept)


def sentences(dump: bytes, kept: Head | None = None) -> list[str]:
    """Return what is wrong with a dump, in words."""
    return [found.sentence for found in checked(dump, kept).findings]


def changed(leaf: Leaf | Withheld, /, **facts: object) -> Leaf:
    """Return the leaf with other facts in its form."""
    assert isinstance(leaf, Leaf)
    return replace(leaf, form={**leaf.form, **facts})


def edited(dump: bytes, edit: Callable[[list[bytes]], None]) -> bytes:
    """Return the dump with its lines edited and an ending that fits them again."""
    lines = dump.splitlines(keepends=True)
    edit(lines)
    body, ending = lines[:-1], json.loads(lines[-1])
    ending["sha256"] = hashlib.sha256(b"".join(body)).hexdigest()
    return b"".join(body) + canonical(ending) + b"\n"
