"""It is true that our tree is the one of RFC 9162: pymerkle, an independent program, agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InclusionProof, InmemoryTree
from pymerkle.core import _consistency_path_layout
from pymerkle.proof import ConsistencyProof

from minga.record.rules.tree import (
    EMPTY_ROOT,
    GrowingTree,
    consistency_ranges,
    includes,
    inclusion_ranges,
    is_consistent,
    leaf_hash,
    node_hash,
    nodes_kept,
    place_of,
    places_needed,
    range_hash,
)

SIZES = st.integers(min_value=1, max_value=130)


class Grown:
    """Our tree and pymerkle's, over the same acts."""

    def __init__(self, size: int) -> None:
        self.entries = [b"act %d" % number for number in range(size)]
        self.leaves = [leaf_hash(entry) for entry in self.entries]
        self.oracle = InmemoryTree(algorithm="sha256")
        self.nodes: dict[int, bytes] = {}
        self.roots = [EMPTY_ROOT]
        tree = GrowingTree()
        for entry, leaf in zip(self.entries, self.leaves, strict=True):
            self.oracle.append_entry(entry)
            for digest in tree.append(leaf):
                self.nodes[len(self.nodes)] = digest
            self.roots.append(tree.root())

    def path(self, ranges: list[tuple[int, int]]) -> list[bytes]:
        return [range_hash(self.nodes, leaves) for leaves in ranges]


@pytest.fixture(scope="module")
def grown() -> Grown:
    return Grown(130)


def test_roots_are_those_of_pymerkle(grown: Grown):
    assert grown.roots[1:] == [grown.oracle.get_root(size) for size in range(1, 131)]
    assert InmemoryTree(algorithm="sha256").get_root() == EMPTY_ROOT


@given(size=SIZES, data=st.data())
def test_any_leaf_is_proven_and_pymerkle_accepts_the_proof(grown: Grown, size: int, data):
    position = data.draw(st.integers(0, size - 1))
    path = grown.path(inclusion_ranges(position, size))
    leaf, root = grown.leaves[position], grown.roots[size]
    assert includes(leaf=leaf, position=position, size=size, path=path, root=root)
    theirs = grown.oracle.prove_inclusion(position + 1, size)
    assert theirs.path == [leaf, *path]
    ours = InclusionProof("sha256", True, size, position + 1, theirs.rule, [leaf, *path])
    ours.verify(leaf, root, index=position + 1, size=size)


@given(size=SIZES, data=st.data())
def test_an_inclusion_proof_holds_for_nothing_else(grown: Grown, size: int, data):
    position = data.draw(st.integers(0, size - 1))
    path = grown.path(inclusion_ranges(position, size))
    leaf, root = grown.leaves[position], grown.roots[size]
    other = data.draw(st.integers(0, 129).filter(lambda place: place != position))
    longer = [*path, root]
    assert not includes(
        leaf=grown.leaves[other], position=position, size=size, path=path, root=root
    )
    assert not includes(leaf=leaf, position=other, size=size, path=path, root=root)
    assert not includes(leaf=leaf, position=position, size=size, path=longer, root=root)
    assert not includes(leaf=leaf, position=position, size=size, path=path, root=leaf[::-1])
    if path:
        assert not includes(leaf=leaf, position=position, size=size, path=path[:-1], root=root)


@given(later=SIZES, data=st.data())
def test_growth_is_proven_from_any_size_to_any_later_one(grown: Grown, later: int, data):
    earlier = data.draw(st.integers(1, later))
    path = grown.path(consistency_ranges(earlier, later))
    roots = {"earlier_root": grown.roots[earlier], "later_root": grown.roots[later]}
    assert is_consistent(earlier=earlier, later=later, path=path, **roots)
    rule, subset, ranges = _consistency_path_layout(earlier, later)
    theirs = ConsistencyProof(
        "sha256", True, later, earlier, rule, subset, [range_hash(grown.nodes, r) for r in ranges]
    )
    theirs.verify(grown.roots[earlier], grown.roots[later])
    assert theirs.path == grown.oracle.prove_consistency(earlier, later).path


@given(later=SIZES, data=st.data())
def test_a_rewritten_past_has_no_proof_of_growth(grown: Grown, later: int, data):
    earlier = data.draw(st.integers(1, later))
    path = grown.path(consistency_ranges(earlier, later))
    good, forged = grown.roots[earlier], grown.roots[earlier][::-1]
    end = grown.roots[later]
    for mutated in (path[:-1], [*path, forged], [forged, *path[1:]]):
        if mutated != path:
            assert not is_consistent(
                earlier=earlier, earlier_root=good, later=later, later_root=end, path=mutated
            )
    assert not is_consistent(
        earlier=earlier, earlier_root=forged, later=later, later_root=end, path=path
    )
    assert not is_consistent(
        earlier=earlier, earlier_root=good, later=later, later_root=forged, path=path
    )


@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (6, 5), (0, 0)])
def test_sizes_that_make_no_sense_prove_nothing(earlier: int, later: int):
    assert consistency_ranges(earlier, later) == []
    roots = {"earlier_root": EMPTY_ROOT, "later_root": leaf_hash(b"")}
    assert not is_consistent(earlier=earlier, later=later, path=[], **roots)
    assert not includes(leaf=b"", position=5, size=5, path=[], root=b"")


@given(size=st.integers(0, 130))
def test_a_tree_goes_on_from_its_complete_subtrees_alone(grown: Grown, size: int):
    edge = {place: grown.nodes[place] for place in places_needed([(0, size)])}
    tree = GrowingTree(size, edge)
    assert tree.root() == grown.roots[size]
    for leaf in grown.leaves[size:]:
        tree.append(leaf)
    assert tree.root() == grown.roots[130]


def test_places_are_dense_and_in_the_order_of_completion():
    # leaves 0 1, their parent, leaves 2 3, their parent, the parent of both
    assert [place_of(0, 0), place_of(0, 1), place_of(1, 0)] == [0, 1, 2]
    assert [place_of(0, 2), place_of(0, 3), place_of(1, 1), place_of(2, 0)] == [3, 4, 5, 6]
    places = sorted(place_of(level, number) for level in range(8) for number in range(128 >> level))
    assert places == list(range(nodes_kept(128)))


@given(size=SIZES)
def test_a_proof_needs_a_number_of_hashes_that_grows_with_the_logarithm(size: int):
    for position in {0, size // 2, size - 1}:
        needed = places_needed(inclusion_ranges(position, size))
        assert len(needed) <= 2 * size.bit_length()


def test_leaf_and_node_hashes_cannot_be_confused():
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert node_hash(left, right) != leaf_hash(left + right)
