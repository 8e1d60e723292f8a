"""Does this record prove what it says? The whole check, of a dump or of the database alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from minga.record.rules.dump import (
    Ending,
    Hashes,
    Leaf,
    Opening,
    Record,
    Unreadable,
    Withheld,
)
from minga.record.rules.findings import Finding, finding
from minga.record.rules.head_check import (
    Tree,
    grow,
    head_findings,
    kept_findings,
    key_changes,
    root_findings,
)
from minga.record.rules.heads import Head
from minga.record.rules.leaf_check import LeafCheck

_SECTIONS: dict[type, int] = {Opening: 0, Head: 1, Hashes: 2, Leaf: 3, Withheld: 3, Ending: 4}
_LEAVES = 3
_WIDEST_GAP = 1_000_000


@dataclass(frozen=True)
class Verdict:
    """What was read, and everything that is wrong with it."""

    findings: tuple[Finding, ...]
    tree_size: int = 0
    heads: int = 0
    newest: Head | None = None
    acts: int = 0
    withheld: int = 0
    words: int = 0
    key_changes: tuple[int, ...] = ()
    is_demonstration: bool = False

    @property
    def is_valid(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings


@dataclass
class _Reading:
    """What the lines gave so far."""

    opening: Opening | None = None
    heads: list[Head] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    leaves: LeafCheck | None = None
    ending: Ending | None = None
    section: int = 0
    last_line: int = 0
    is_last_unreadable: bool = False
    faults: list[Finding] = field(default_factory=list)

    @property
    def leaf_check(self) -> LeafCheck:
        """The check of the acts, begun when the first of them comes: all hashes are known then."""
        if self.leaves is None:
            self.leaves = LeafCheck(self.hashes)
        return self.leaves


def verify(records: Iterable[tuple[int, Record]], kept: Head | None = None) -> Verdict:
    """Check a record read in the order of a dump, also against a head that a stranger kept."""
    reading = _Reading()
    for line, record in records:
        reading.last_line = line
        reading.is_last_unreadable = isinstance(record, Unreadable)
        _take(reading, line, record)
        if reading.opening is None:
            return Verdict((finding("not-a-dump"),))
    if reading.opening is None:
        return Verdict((finding("not-a-dump"),))
    tree = grow(reading.hashes, _sizes(reading.heads, kept))
    return Verdict(
        findings=tuple(_findings(reading, tree, kept)),
        tree_size=tree.size,
        heads=len(reading.heads),
        newest=reading.heads[-1] if reading.heads else None,
        acts=reading.leaf_check.acts,
        withheld=reading.leaf_check.withheld,
        words=reading.leaf_check.words,
        key_changes=key_changes(reading.heads),
        is_demonstration=reading.opening.demonstration,
    )


def _sizes(heads: Iterable[Head], kept: Head | None) -> set[int]:
    return {head.tree_size for head in heads} | ({kept.tree_size} if kept else set())


def _take(reading: _Reading, line: int, record: Record) -> None:
    if isinstance(record, Unreadable):
        _take_unreadable(reading, line, record)
        return
    if reading.ending is not None:
        reading.faults.append(finding("line-after-the-end", line=line))
        return
    section = _SECTIONS[type(record)]
    if section < reading.section or (section == 0 and reading.opening is not None):
        reading.faults.append(finding("line-out-of-place", line=line))
        return
    reading.section = section
    _keep(reading, record)


def _keep(reading: _Reading, record: Opening | Head | Hashes | Leaf | Withheld | Ending) -> None:
    match record:
        case Opening():
            reading.opening = record
        case Head():
            reading.heads.append(record)
        case Hashes():
            _keep_hashes(reading, record)
        case Leaf():
            reading.leaf_check.read(record)
        case Withheld():
            reading.leaf_check.skip(record)
        case _:
            reading.ending = record


def _keep_hashes(reading: _Reading, record: Hashes) -> None:
    if record.start != len(reading.hashes):
        reading.faults.append(finding("hashes-out-of-place", position=len(reading.hashes)))
    missing = record.start - len(reading.hashes)
    if 0 <= missing <= _WIDEST_GAP:
        reading.hashes.extend([b""] * missing)
        reading.hashes.extend(record.hashes)


def _take_unreadable(reading: _Reading, line: int, record: Unreadable) -> None:
    if record.name:
        reading.faults.append(finding("unreadable-act", line=line, act=record.name))
    else:
        reading.faults.append(finding("unreadable-line", line=line))
    if reading.section == _LEAVES or record.name:
        reading.leaf_check.unreadable()


def _findings(reading: _Reading, tree: Tree, kept: Head | None) -> Iterator[Finding]:
    """Yield what is wrong, the most telling first."""
    found = list(_content_findings(reading, tree, kept))
    yield from found
    is_whole = reading.ending is not None and reading.ending.is_intact
    if reading.ending is not None and not found and not is_whole:
        yield finding("sum-differs")


def _content_findings(reading: _Reading, tree: Tree, kept: Head | None) -> Iterator[Finding]:
    is_cut = reading.ending is None and not reading.is_last_unreadable
    if is_cut:
        yield finding("cut", line=reading.last_line)
    if kept is not None:
        yield from kept_findings(kept, reading.heads, tree)
    yield from reading.faults
    yield from reading.leaf_check.findings(cut=is_cut)
    if is_cut and tree.size == 0:
        return
    yield from root_findings(reading.heads, tree)
    yield from head_findings(reading.heads)
    if reading.ending is not None and reading.ending.heads > len(reading.heads):
        yield finding("missing-head", head=reading.ending.heads)
