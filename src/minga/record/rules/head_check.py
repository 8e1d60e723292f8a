"""Do the signed heads cover these hashes, in one unbroken chain? And the head a stranger kept?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from minga.record.rules.findings import Finding, finding
from minga.record.rules.heads import NO_HEAD_BEFORE, Head, is_signed
from minga.record.rules.tree import EMPTY_ROOT, GrowingTree


@dataclass(frozen=True)
class Tree:
    """The roots that the hashes give at the sizes asked for."""

    size: int
    roots: Mapping[int, bytes] = field(default_factory=dict)


def grow(hashes: Sequence[bytes], sizes: Iterable[int]) -> Tree:
    """Build the tree of these hashes up to the first that is not known (empty).

    Its root is remembered at each of the sizes it reaches.
    """
    wanted = set(sizes)
    tree = GrowingTree()
    roots = {0: EMPTY_ROOT}
    for digest in takewhile(bool, hashes):
        tree.append(digest)
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    return Tree(tree.size, roots)


def head_findings(heads: Sequence[Head]) -> Iterator[Finding]:
    """Yield what is wrong with the heads themselves: numbers, signatures, order, chain."""
    numbers = {head.number for head in heads}
    for number in range(1, max(numbers, default=0) + 1):
        if number not in numbers:
            yield finding("missing-head", head=number)
    for head in heads:
        if not is_signed(head):
            yield finding("bad-signature", head=head.number)
    if heads and heads[0].number == 1 and heads[0].previous != NO_HEAD_BEFORE:
        yield finding("broken-chain", head=1)
    for before, head in pairwise(heads):
        yield from _step_findings(before, head)


def _step_findings(before: Head, head: Head) -> Iterator[Finding]:
    if head.number == before.number + 1 and head.previous != before.digest():
        yield finding("broken-chain", head=head.number)
    goes_on = head.tree_size > before.tree_size and head.sealed_at >= before.sealed_at
    if not goes_on or head.number <= before.number:
        yield finding("head-goes-back", head=head.number)


def root_findings(heads: Sequence[Head], tree: Tree) -> Iterator[Finding]:
    """Yield the first head whose root the hashes do not give, and whether any are not covered."""
    good = 0
    for head in heads:
        if head.tree_size > tree.size:
            yield finding("tree-short", head=head.number, size=head.tree_size, present=tree.size)
            return
        if tree.roots[head.tree_size] != head.root:
            last = head.tree_size - 1
            yield finding("root-differs", head=head.number, first=min(good, last), last=last)
            return
        good = head.tree_size
    if good < tree.size:
        yield finding("tree-long", present=tree.size, size=good)


def kept_findings(kept: Head, heads: Sequence[Head], tree: Tree) -> Iterator[Finding]:
    """Yield how the record departs from a head that a stranger kept."""
    if not is_signed(kept):
        yield finding("kept-head-invalid")
    elif kept.tree_size > tree.size and not _has_another(kept, heads):
        yield finding("shorter-than-kept", head=kept.number, size=kept.tree_size, present=tree.size)
    elif tree.roots.get(kept.tree_size) != kept.root:
        yield _against("rewritten", kept, heads)
    elif kept in heads:
        return
    elif _has_another(kept, heads):
        yield _against("signed-anew", kept, heads)
    else:
        yield finding("kept-head-missing", head=kept.number)


def _has_another(kept: Head, heads: Sequence[Head]) -> bool:
    """True when the record shows another head under the number of the one kept."""
    return any(head.number == kept.number and head != kept for head in heads)


def _against(code: str, kept: Head, heads: Sequence[Head]) -> Finding:
    same_number = [head for head in heads if head.number == kept.number] or heads[-1:]
    is_same_key = any(head.public_key == kept.public_key for head in same_number)
    suffix = "" if is_same_key else "-other-key"
    return finding(code + suffix, head=kept.number, size=kept.tree_size)


def key_changes(heads: Sequence[Head]) -> tuple[int, ...]:
    """Return the numbers of the heads from which on another key signs."""
    return tuple(
        head.number for before, head in pairwise(heads) if head.public_key != before.public_key
    )
