"""Is every act in its place, whole and unchanged? Acts, in their order, against the sealed hashes.

Each act claims the hash it makes. A hash that nobody claims is an act removed, a claim that comes
after a later one an act moved, an act without a hash one altered.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from minga.record.rules.dump import Leaf, Withheld
from minga.record.rules.findings import Finding, finding
from minga.record.rules.sealed_form import canonical
from minga.record.rules.tree import leaf_hash

_MISSING, _PRESENT, _BROKEN = 0, 1, 2


class LeafCheck:
    """Reads leaves one by one; `findings` then says what is wrong with them.

    `hashes` are those of the tree by position; an empty one is not known and matches any act.
    """

    def __init__(self, hashes: Sequence[bytes]) -> None:
        self.acts = self.withheld = self.words = 0
        self._hashes = hashes
        self._claimed = bytearray(len(hashes))
        self._order = array("Q")
        self._names: list[str] = []
        self._broken = False
        self._stated = -1
        self._faults: list[Finding] = []
        self._misnumbered: list[Finding] = []
        self._ordinals: dict[str, int] = {}
        self._gaps: list[tuple[str, int]] = []
        self._unsealed: list[str] = []

    def read(self, leaf: Leaf) -> None:
        """Take the next act of the file."""
        self.acts += 1
        self._stated = leaf.position
        self._check_words(leaf)
        self._note_gaps(leaf)
        if leaf.position >= len(self._hashes):
            self._unsealed.append(leaf.name)
        elif self._hashes[leaf.position]:
            self._check_place(leaf)
        else:
            self._take(leaf.name, leaf.position)

    def skip(self, leaf: Withheld) -> None:
        """Take the next leaf, whose act is not published."""
        self.withheld += 1
        self._stated = leaf.position
        if leaf.position >= len(self._hashes):
            self._unsealed.append(str(leaf.position))
        else:
            self._take(str(leaf.position), leaf.position)

    def unreadable(self) -> None:
        """Take a leaf that cannot be read, where the next one should be."""
        self._broken = True
        self._stated += 1
        if self._stated < len(self._claimed) and not self._claimed[self._stated]:
            self._claimed[self._stated] = _BROKEN

    def findings(self, *, cut: bool = False) -> list[Finding]:
        """Return what is wrong; with `cut`, what would come after the last leaf is not missed."""
        end = self._stated + 1 if cut else len(self._hashes)
        found = [*self._faults, *self._moved(), *self._removed(end), *self._never_sealed()]
        if found or self._broken:
            return found
        return self._misnumbered or [
            finding("gap", case=case, ordinal=ordinal) for case, ordinal in self._gaps
        ]

    def _check_place(self, leaf: Leaf) -> None:
        sealed_at = self._sealed_position(leaf)
        if sealed_at is None:
            self._faults.append(finding("altered", act=leaf.name, position=leaf.position))
            self._claimed[leaf.position] = _PRESENT
            return
        self._take(leaf.name, sealed_at)
        if sealed_at != leaf.position:
            stated = leaf.position
            self._misnumbered.append(
                finding("misnumbered", act=leaf.name, position=sealed_at, stated=stated)
            )

    def _take(self, name: str, sealed_at: int) -> None:
        """Give the place at which it was sealed to what stands next in the file."""
        if self._claimed[sealed_at] == _PRESENT:
            self._faults.append(finding("repeated", act=name, position=sealed_at))
            return
        self._claimed[sealed_at] = _PRESENT
        self._order.append(sealed_at)
        self._names.append(name)

    def _sealed_position(self, leaf: Leaf) -> int | None:
        digest = leaf_hash(canonical(leaf.form))
        if self._hashes[leaf.position] == digest:
            return leaf.position
        return self._position_of.get(digest)

    @cached_property
    def _position_of(self) -> dict[bytes, int]:
        return {digest: position for position, digest in enumerate(self._hashes)}

    def _check_words(self, leaf: Leaf) -> None:
        if leaf.words is None:
            return
        self.words += 1
        if leaf.words.commitment() != leaf.form["commitment"]:
            self._faults.append(finding("words-differ", act=leaf.name))

    def _note_gaps(self, leaf: Leaf) -> None:
        """Acts of a case are sealed in their order, from 1, without gaps."""
        expected = self._ordinals.get(leaf.case, 0) + 1
        self._gaps += [(leaf.case, ordinal) for ordinal in range(expected, leaf.ordinal)]
        self._ordinals[leaf.case] = leaf.ordinal

    def _moved(self) -> Iterator[Finding]:
        for index in out_of_order(self._order):
            act, position = self._names[index], self._order[index]
            if index:
                after = self._order[index - 1]
                yield finding("moved", act=act, position=position, after=after)
            else:
                yield finding("moved-to-front", act=act, position=position)

    def _removed(self, end: int) -> Iterator[Finding]:
        ranges = list(_ranges(place for place in range(end) if self._claimed[place] == _MISSING))
        if len(ranges) == len(self._gaps) == 1 and ranges[0][0] == ranges[0][1]:
            (case, ordinal), (place, _) = self._gaps[0], ranges[0]
            yield finding("removed-act", act=f"{case}/{ordinal}", position=place)
            return
        for first, last in ranges:
            code = "removed" if first == last else "removed-range"
            yield finding(code, position=first, last=last, count=last - first + 1)

    def _never_sealed(self) -> Iterator[Finding]:
        if self._unsealed:
            yield finding("unsealed", act=self._unsealed[0], count=len(self._unsealed))


def out_of_order(places: Sequence[int]) -> list[int]:
    """Return the indexes of the fewest places that must go for the rest to rise."""
    ends: list[int] = []  # the last index of the best rising row of each length
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place, key=places.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [index]
    kept = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(places)) if index not in kept]


def _ranges(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join neighbours: 3 4 5 9 become (3, 5) and (9, 9)."""
    first = last = -1
    for position in positions:
        if first >= 0 and position == last + 1:
            last = position
            continue
        if first >= 0:
            yield first, last
        first = last = position
    if first >= 0:
        yield first, last
