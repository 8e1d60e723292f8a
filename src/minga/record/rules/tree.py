"""How do many acts become one hash, and how is one of them proven? A Merkle tree after RFC 9162.

Hashes are those of RFC 9162, section 2.1 (SHA-256). A subtree whose leaves are all there never
changes; its hash is kept at a place of its own in one dense sequence (`place_of`), in the order
in which subtrees become complete. Any root or proof is made of a few dozen such hashes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()

type Range = tuple[int, int]  # first leaf, leaf after the last
type Nodes = Mapping[int, bytes]  # place → hash of a complete subtree


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees together."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def place_of(level: int, number: int) -> int:
    """Return where the hash of the complete subtree of 2**level leaves is kept.

    `number` counts the subtrees of that level from the left, from 0.
    """
    number = ((number + 1) << level) - 1  # the last leaf under it
    place = level
    while number:
        place += number
        number >>= 1
    return place


def nodes_kept(size: int) -> int:
    """Return how many hashes a tree of this size keeps."""
    return 2 * size - size.bit_count()


def complete_subtrees(leaves: Range) -> Iterator[int]:
    """Yield the places of the complete subtrees that make up a range, from left to right.

    The range begins where a subtree of its size may begin, as all ranges of proofs do.
    """
    start, end = leaves
    while start < end:
        level = (end - start).bit_length() - 1
        yield place_of(level, start >> level)
        start += 1 << level


def range_hash(nodes: Nodes, leaves: Range) -> bytes:
    """Return the hash of the subtree over a range; KeyError when a node is not among those given."""
    return _fold([nodes[place] for place in complete_subtrees(leaves)])


def _fold(hashes: Sequence[bytes]) -> bytes:
    """Hash the complete subtrees of a range, from left to right, into its one hash."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


class GrowingTree:
    """A tree to which leaves are added at the right; it remembers only its complete subtrees."""

    def __init__(self, size: int = 0, nodes: Nodes | None = None) -> None:
        """Continue a tree of `size` leaves from the nodes of `complete_subtrees((0, size))`."""
        self.size = size
        self._complete = [(nodes or {})[place] for place in complete_subtrees((0, size))]

    def append(self, leaf: bytes) -> list[bytes]:
        """Add the hash of a leaf; return the hashes that are complete now, in their places' order."""
        completed = [leaf]
        for _ in range(_trailing_ones(self.size)):
            completed.append(node_hash(self._complete.pop(), completed[-1]))
        self._complete.append(completed[-1])
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the hash of the whole tree."""
        return _fold(self._complete)


def _trailing_ones(number: int) -> int:
    return (~number & (number + 1)).bit_length() - 1


def inclusion_ranges(position: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove the leaf at `position`, from the leaf upwards."""
    start, end = 0, size
    ranges: list[Range] = []
    while end - start > 1:
        middle = start + _left_width(end - start)
        if position < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(earlier: int, later: int) -> list[Range]:
    """Return the ranges whose hashes prove that a tree grew from `earlier` to `later` leaves."""
    if not 0 < earlier < later:
        return []
    start, end = 0, later
    ranges: list[Range] = []
    while end != earlier:
        middle = start + _left_width(end - start)
        if earlier <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def _left_width(width: int) -> int:
    """Return the largest power of two smaller than `width` (at least 2)."""
    return int(1 << ((width - 1).bit_length() - 1))


def places_needed(ranges: Iterable[Range]) -> list[int]:
    """Return the places of all nodes that the hashes of these ranges are made of."""
    return [place for leaves in ranges for place in complete_subtrees(leaves)]


def includes(*, leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """True when the path proves that the tree with this root holds the leaf there (2.1.3.2)."""
    if not 0 <= position < size:
        return False
    number, last = position, size - 1
    result = leaf
    for sibling in path:
        if not last:
            return False
        if number & 1 or number == last:
            result = node_hash(sibling, result)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        number, last = number >> 1, last >> 1
    return not last and result == root


def is_consistent(
    *, earlier: int, earlier_root: bytes, later: int, later_root: bytes, path: Sequence[bytes]
) -> bool:
    """True when the path proves that the later tree only added leaves to the earlier (2.1.4.2)."""
    if earlier == later:
        return not path and earlier_root == later_root
    if not 0 < earlier < later:
        return False
    whole = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    return bool(whole) and _grown_from(whole, earlier - 1, later - 1) == (earlier_root, later_root)


def _grown_from(path: Sequence[bytes], number: int, last: int) -> tuple[bytes, bytes] | None:
    """Return the two roots that a consistency path gives; None when its length is wrong."""
    shift = _trailing_ones(number)
    number, last = number >> shift, last >> shift
    before = after = path[0]
    for sibling in path[1:]:
        if not last:
            return None
        if number & 1 or number == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        number, last = number >> 1, last >> 1
    return None if last else (before, after)
