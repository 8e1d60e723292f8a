"""Was this asked before? Public cases of a kind whose titles share telling words with a text."""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F

from minga.record.models import Case
from minga.record.queries import public_cases

SHOWN = 5
TELLING = 0.05
"""A word in more than one of twenty titles tells nothing, and would cost a walk through them all."""
FEWEST = 2
CANDIDATES = 20

_WORDS = """
SELECT word, coalesce(
    (SELECT frequency FROM pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (elem, frequency)
     WHERE schemaname = current_schema() AND tablename = 'record_case'
        AND attname = 'title_words' AND elem = word), 0)
FROM unnest(tsvector_to_array(to_tsvector('minga_es', %s))) AS word
"""


def similar_cases(
    kind: str, text: str, *, without: int | None = None, limit: int = SHOWN
) -> Sequence[Case]:
    """Return public cases of a kind that are about the same, the most alike first; two queries.

    Alike is what shares at least two telling words with the text (all of them when it has one):
    words stemmed in Spanish without accents, those that nearly every title has left out. `without`
    is the case itself.
    """
    words = _words_of(text)
    telling = _telling(words)
    if not telling:
        return []
    found = (
        public_cases()
        .filter(kind=kind, title_words=_any_of(telling))
        .annotate(likeness=SearchRank(F("title_words"), _any_of([word for word, _ in words])))
        .order_by("-likeness", "-pk")
    )
    if without is not None:
        found = found.exclude(pk=without)
    least = min(FEWEST, len(words))
    wanted = {word for word, _ in words}
    return [case for case in found[:CANDIDATES] if len(wanted & _held(case)) >= least][:limit]


def _words_of(text: str) -> list[tuple[str, float]]:
    """Return the stems of a text, each with the share of titles that hold it."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [text])
        return [(word, float(share)) for word, share in cursor.fetchall()]


def _telling(words: Sequence[tuple[str, float]]) -> list[str]:
    """Return the words that few titles have; when there is none, the rarest two."""
    rare = [word for word, share in words if share <= TELLING]
    if rare:
        return rare
    return [word for word, _ in sorted(words, key=lambda known: known[1])[:FEWEST]]


def _any_of(words: Sequence[str]) -> SearchQuery:
    quoted = ("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words)
    return SearchQuery(" | ".join(quoted), search_type="raw", config="simple")


def _held(case: Case) -> set[str]:
    """Return the stems of a title as its index holds them: `'agu':2 'potabl':3`."""
    return {entry.rpartition(":")[0].strip("'") for entry in str(case.title_words).split()}
