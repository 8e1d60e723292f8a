"""How is one act proven from the stored tree? A leaf, a head, and a few dozen hashes by their keys."""

from minga.record.models import Act, SealHead, SealNode
from minga.record.rules.proofs import ConsistencyProof, InclusionProof
from minga.record.rules.tree import (
    Range,
    consistency_ranges,
    inclusion_ranges,
    places_needed,
    range_hash,
)
from minga.record.sealing.forms import sealed_act
from minga.record.sealing.sealing import head_of


def first_head_over(position: int) -> SealHead | None:
    """Return the head under which the leaf at this position was sealed."""
    return SealHead.objects.filter(tree_size__gt=position).order_by("tree_size").first()


def prove_inclusion(act: Act, position: int, head: SealHead) -> InclusionProof:
    """Return the proof that the record signed in `head` holds the act; two queries.

    The head covers the position: `head.tree_size > position`.
    """
    return InclusionProof(
        form=sealed_act(act).facts(),
        position=position,
        path=_hashes(inclusion_ranges(position, head.tree_size)),
        head=head_of(head),
    )


def prove_consistency(earlier: SealHead, later: SealHead) -> ConsistencyProof:
    """Return the proof that the later head only added acts to the earlier one; one query."""
    return ConsistencyProof(
        earlier=head_of(earlier),
        later=head_of(later),
        path=_hashes(consistency_ranges(earlier.tree_size, later.tree_size)),
    )


def _hashes(ranges: list[Range]) -> list[bytes]:
    rows = SealNode.objects.filter(pk__in=places_needed(ranges)).values_list("place", "digest")
    nodes = {place: bytes(digest) for place, digest in rows}
    return [range_hash(nodes, leaves) for leaves in ranges]
