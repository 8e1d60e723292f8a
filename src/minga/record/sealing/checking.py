"""Is the record in the database the one that was sealed? The check of a dump, and the stored tree."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

from minga.record.models import SealNode
from minga.record.rules.dump import Ending, Record
from minga.record.rules.findings import Finding, finding
from minga.record.rules.heads import Head
from minga.record.rules.tree import GrowingTree
from minga.record.rules.verification import Verdict, verify
from minga.record.sealing.stored_record import ROWS_A_ROUND, opening, sealed_size, whole_record


def verify_database(at: datetime, kept: Head | None = None) -> Verdict:
    """Check every act, hash and head in the database, also against a head that a stranger kept."""
    verdict = verify(enumerate(_records(at), start=1), kept)
    return replace(verdict, findings=(*verdict.findings, *_tree_findings()))


def _records(at: datetime) -> Iterator[Record]:
    yield from chain([opening(at)], whole_record())
    yield Ending(heads=0, tree_size=sealed_size())


def _tree_findings() -> Iterator[Finding]:
    """Yield the first stored hash that is not the one its leaves give: proofs are made of them."""
    tree, expected = GrowingTree(), deque[bytes]()
    last = -1
    for place, digest in _nodes():
        last += 1
        if not expected:
            expected.extend(tree.append(digest))
        if place != last or expected.popleft() != digest:
            yield finding("node-differs", place=last)
            return
    if expected:
        yield finding("node-differs", place=last + 1)


def _nodes() -> Iterator[tuple[int, bytes]]:
    """Yield the stored hashes in the order of their places."""
    last = -1
    while rows := SealNode.objects.filter(place__gt=last).order_by("place")[:ROWS_A_ROUND]:
        for row in rows:
            yield row.place, bytes(row.digest)
            last = row.place
