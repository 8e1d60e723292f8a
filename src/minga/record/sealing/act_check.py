"""Does one act of the database stand where its proof says? Each step of the check, told apart."""

from dataclasses import dataclass
from enum import StrEnum

from minga.record.models import Act, SealHead, SealNode
from minga.record.rules.heads import is_signed
from minga.record.rules.proofs import InclusionProof
from minga.record.rules.tree import includes, place_of
from minga.record.sealing.proofs import first_head_over, prove_consistency, prove_inclusion
from minga.record.sealing.sealing import newest_head
from minga.record.sealing.stored_record import sealed_words


class Step(StrEnum):
    """What is checked of an act, in this order."""

    LEAF = "leaf"
    PATH = "path"
    SIGNATURE = "signature"
    GROWTH = "growth"
    WORDS = "words"


@dataclass(frozen=True)
class ActCheck:
    """The result of each step; None where there is nothing to check: the words were erased."""

    proof: InclusionProof
    head: SealHead
    newest: SealHead
    steps: dict[Step, bool | None]

    @property
    def holds(self) -> bool:
        """True when no step failed."""
        return False not in self.steps.values()


def check_act(act: Act, position: int) -> ActCheck | None:
    """Check a sealed act against its leaf, its head and the newest head; a fixed number of queries."""
    head, newest = first_head_over(position), newest_head()
    if head is None or newest is None:
        return None
    proof = prove_inclusion(act, position, head)
    return ActCheck(
        proof=proof,
        head=head,
        newest=newest,
        steps={
            Step.LEAF: _is_leaf(proof, position),
            Step.PATH: _is_included(proof),
            Step.SIGNATURE: is_signed(proof.head),
            Step.GROWTH: not prove_consistency(head, newest).findings(),
            Step.WORDS: _are_words(act),
        },
    )


def _is_leaf(proof: InclusionProof, position: int) -> bool:
    node = SealNode.objects.filter(pk=place_of(0, position)).first()
    return node is not None and bytes(node.digest) == proof.leaf


def _is_included(proof: InclusionProof) -> bool:
    return includes(
        leaf=proof.leaf,
        position=proof.position,
        size=proof.head.tree_size,
        path=proof.path,
        root=proof.head.root,
    )


def _are_words(act: Act) -> bool | None:
    words = sealed_words([act.pk]).get(act.pk)
    return None if words is None else words.commitment() == act.text_commitment
