"""How do pages learn that something changed? Inside the transaction of the fact, after its commit."""

from django.db import connection, transaction

from minga.website.models import PageChange
from minga.website.page_cache.versions import Versions, shared_file

CHANNEL = "minga_pages"

_versions: Versions | None = None


def versions() -> Versions:
    """Return the counters of this process, opened once."""
    global _versions
    if _versions is None:
        _versions = Versions(shared_file())
    return _versions


def publish(context: str) -> None:
    """Say that pages depending on a context have changed, when the transaction commits.

    This machine's counters move at once; other machines are told by NOTIFY, and the row in the
    table tells whoever missed it.
    """
    PageChange.objects.create(context=context)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, context])
    transaction.on_commit(lambda: versions().bump(context))


def counters() -> tuple[int, int]:
    """Return how often this machine's cache had the answer, and how often a page was made anew."""
    hits, misses = versions().read(("hits", "misses"))
    return hits, misses
