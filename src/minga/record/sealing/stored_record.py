"""What does the database hold of the record, in the order of a dump? For the export and the check.

Rows are read in rounds by position, never through a server-side cursor: a pooled connection will
do, and rows that are appended meanwhile do not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import merge
from operator import attrgetter

from django.conf import settings
from django.db.models import QuerySet

from minga.record.labels import Standing, Visibility
from minga.record.models import ActDocument, ActText, SealedLeaf, SealHead, SealNode
from minga.record.queries import public_acts
from minga.record.rules.dump import HASHES_A_LINE, Hashes, Leaf, Opening, SealedWords, Withheld
from minga.record.rules.heads import Head
from minga.record.rules.sealed_form import instant
from minga.record.rules.tree import place_of
from minga.record.sealing.forms import sealed_acts
from minga.record.sealing.sealing import head_of, newest_head

ROWS_A_ROUND = 2000


def opening(at: datetime) -> Opening:
    """Return the opening of a dump written now."""
    return Opening(
        institution=settings.INSTITUTION,
        exported_at=instant(at),
        demonstration=settings.DEMONSTRATION,
    )


def public_record() -> Iterator[Head | Hashes | Leaf | Withheld]:
    """Yield what anybody may keep: see docs/decisions/0004-what-a-dump-holds.md."""
    size = sealed_size()
    yield from _heads(size)
    yield from _hashes(size)
    for first in range(0, size, ROWS_A_ROUND):
        yield from _public_leaves(first, min(first + ROWS_A_ROUND, size))


def whole_record() -> Iterator[Head | Hashes | Leaf]:
    """Yield every sealed act, public or not, with all words that were not erased."""
    size = sealed_size()
    yield from _heads(size)
    yield from _hashes(size)
    for first in range(0, size, ROWS_A_ROUND):
        acts = _placed(first, min(first + ROWS_A_ROUND, size))
        yield from _leaves(acts, sealed_words(acts.values()))


def sealed_size() -> int:
    """Return how many leaves the newest head covers."""
    head = newest_head()
    return head.tree_size if head else 0


def sealed_words(act_ids: Iterable[int]) -> dict[int, SealedWords]:
    """Return the words of acts, with salt and documents, that were not erased; two queries."""
    rows = ActText.objects.filter(pk__in=list(act_ids)).exclude(salt=b"")
    documents = _documents(row.pk for row in rows)
    return {
        row.pk: SealedWords(
            title=row.title,
            text=row.text,
            language=row.language,
            documents=documents[row.pk],
            salt=bytes(row.salt),
        )
        for row in rows
    }


def _heads(size: int) -> Iterator[Head]:
    last = 0
    while rows := list(_heads_after(last, size)):
        yield from map(head_of, rows)
        last = rows[-1].number


def _heads_after(number: int, size: int) -> QuerySet[SealHead]:
    later = SealHead.objects.filter(number__gt=number, tree_size__lte=size)
    return later.order_by("number")[:ROWS_A_ROUND]


def _hashes(size: int) -> Iterator[Hashes]:
    """Yield the hashes of leaves; one that is gone from the database is empty."""
    for first in range(0, size, HASHES_A_LINE):
        places = [place_of(0, leaf) for leaf in range(first, min(first + HASHES_A_LINE, size))]
        rows = SealNode.objects.filter(pk__in=places).values_list("place", "digest")
        digests = {place: bytes(digest) for place, digest in rows}
        yield Hashes(first, [digests.get(place, b"") for place in places])


def _placed(first: int, end: int) -> dict[int, int]:
    """Return the acts by position."""
    leaves = SealedLeaf.objects.filter(position__gte=first, position__lt=end)
    return dict(leaves.order_by("position").values_list("position", "act_id"))


def _leaves(acts: Mapping[int, int], words: Mapping[int, SealedWords]) -> Iterator[Leaf]:
    """Yield the leaves of acts by position; an act whose row is gone is left out."""
    forms = sealed_acts(list(acts.values()))
    for position, act_id in acts.items():
        if form := forms.get(act_id):
            yield Leaf(position, form.facts(), words.get(act_id))


def _public_leaves(first: int, end: int) -> Iterator[Leaf | Withheld]:
    acts = _placed(first, end)
    shown = dict(public_acts().filter(pk__in=acts.values()).values_list("pk", "standing"))
    words = sealed_words(pk for pk, standing in shown.items() if standing != Standing.CITIZEN)
    public = {position: pk for position, pk in acts.items() if pk in shown}
    withheld = (Withheld(position) for position, pk in acts.items() if pk not in shown)
    return merge(_leaves(public, words), withheld, key=attrgetter("position"))


def _documents(act_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the digests of the documents of acts, in the order in which they were attached."""
    shown = ActDocument.objects.filter(act__in=list(act_ids), visibility=Visibility.PUBLIC)
    rows = shown.order_by("pk")
    digests: dict[int, list[str]] = defaultdict(list)
    for act_id, digest in rows.values_list("act_id", "document__sha256"):
        digests[act_id].append(digest)
    return digests
