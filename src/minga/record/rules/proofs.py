"""What proves one act, or that the record only grew? Proofs as JSON that anybody can check.

`minga-inclusion/1`: the act's sealed form, its position (from 0), the path of RFC 9162 section
2.1.3 and the signed head. `minga-consistency/1`: two signed heads and the path of section 2.1.4.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minga.record.rules.findings import Finding, finding
from minga.record.rules.heads import Head, HeadUnreadable, head_from, is_signed
from minga.record.rules.sealed_form import canonical
from minga.record.rules.strict_fields import FieldRefused, Fields, count, digests, inner, text
from minga.record.rules.tree import includes, is_consistent, leaf_hash

INCLUSION = "minga-inclusion/1"
CONSISTENCY = "minga-consistency/1"


class ProofUnreadable(Exception):
    """What should be a proof has not the shape of one."""

    code = "not-a-proof"


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That the record signed in `head` holds this act at this position."""

    form: Mapping[str, object]
    position: int
    path: Sequence[bytes]
    head: Head

    @property
    def leaf(self) -> bytes:
        """The hash of the act's leaf."""
        return leaf_hash(canonical(self.form))

    @property
    def act(self) -> str:
        """How people name the act."""
        return f"{self.form['case']}/{self.form['ordinal']}"

    def published(self) -> dict[str, object]:
        """Return the proof as it is published."""
        return {
            "act": self.form,
            "format": INCLUSION,
            "head": self.head.published(),
            "leaf_hash": self.leaf.hex(),
            "path": [digest.hex() for digest in self.path],
            "position": self.position,
        }

    def heads(self) -> tuple[Head, ...]:
        """The heads on which the proof stands."""
        return (self.head,)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the proof; nothing when it holds."""
        if not is_signed(self.head):
            return (finding("bad-signature", head=self.head.number),)
        holds = includes(
            leaf=self.leaf,
            position=self.position,
            size=self.head.tree_size,
            path=self.path,
            root=self.head.root,
        )
        return () if holds else (finding("proof-fails", act=self.act, head=self.head.number),)


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the record signed in `later` only added acts to the one signed in `earlier`."""

    earlier: Head
    later: Head
    path: Sequence[bytes]

    def published(self) -> dict[str, object]:
        """Return the proof as it is published."""
        return {
            "earlier": self.earlier.published(),
            "format": CONSISTENCY,
            "later": self.later.published(),
            "path": [digest.hex() for digest in self.path],
        }

    def heads(self) -> tuple[Head, ...]:
        """The heads on which the proof stands."""
        return (self.earlier, self.later)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the proof; nothing when it holds."""
        for head in self.heads():
            if not is_signed(head):
                return (finding("bad-signature", head=head.number),)
        holds = is_consistent(
            earlier=self.earlier.tree_size,
            earlier_root=self.earlier.root,
            later=self.later.tree_size,
            later_root=self.later.root,
            path=self.path,
        )
        numbers = {"head": self.earlier.number, "later": self.later.number}
        return () if holds else (finding("consistency-fails", **numbers),)


type Proof = InclusionProof | ConsistencyProof


def read_proof(content: bytes) -> Proof:
    """Return the proof in a file; ProofUnreadable when there is none."""
    try:
        fields = json.loads(content)
        proof = _proof_from(fields) if isinstance(fields, dict) else None
    except (ValueError, RecursionError, FieldRefused, HeadUnreadable) as error:
        raise ProofUnreadable from error
    if proof is None or proof.published() != fields:
        raise ProofUnreadable
    return proof


def _proof_from(fields: Fields) -> Proof | None:
    match fields.get("format"):
        case "minga-inclusion/1":
            return _inclusion_from(fields)
        case "minga-consistency/1":
            return ConsistencyProof(
                earlier=head_from(inner(fields, "earlier")),
                later=head_from(inner(fields, "later")),
                path=digests(fields, "path"),
            )
    return None


def _inclusion_from(fields: Fields) -> InclusionProof:
    form = inner(fields, "act")
    text(form, "case")
    count(form, "ordinal")
    return InclusionProof(
        form=form,
        position=count(fields, "position"),
        path=digests(fields, "path"),
        head=head_from(inner(fields, "head")),
    )
