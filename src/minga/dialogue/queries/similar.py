"""Was this asked before? Earlier questions that share the rarer words of a new one."""

from django.db import connection

from minga.dialogue.labels import ContributionKind
from minga.dialogue.models import PublicQuestion
from minga.dialogue.queries.questions import QuestionSearch, public_questions

SHOWN = 5
CANDIDATES = 2000
COMMON = 0.05
"""A word in more than one of twenty texts tells nothing, and would cost a walk through them all."""

# Stems as the index has them, each with the share of texts that hold it; of the common ones only the
# two rarest are looked for. The newest candidates are ordered by how many stems they share.
FIND = """
WITH known AS (
    SELECT elem, share FROM pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (elem, share)
    WHERE schemaname = current_schema() AND tablename = 'dialogue_contribution' AND attname = 'words'
), asked AS (
    SELECT lexeme, quote_literal(lexeme)::tsquery AS one_word, coalesce(share, 0) AS share
    FROM unnest(to_tsvector('minga_es', %(text)s)) LEFT JOIN known ON elem = lexeme
), telling AS (
    SELECT lexeme FROM asked WHERE share <= %(common)s
    UNION (SELECT lexeme FROM asked ORDER BY share, length(lexeme) DESC LIMIT 2)
), wanted AS (
    SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS any_word,
        (SELECT count(*) FROM asked) AS words
    FROM telling
)
SELECT found.id FROM (
    SELECT candidate.id, candidate.written_at,
        (SELECT count(*) FROM asked WHERE candidate.words @@ asked.one_word) AS shared
    FROM (
        SELECT id, words, written_at FROM dialogue_contribution
        WHERE kind = %(kind)s AND hidden_at IS NULL AND words @@ (SELECT any_word FROM wanted)
        ORDER BY id DESC LIMIT %(candidates)s
    ) AS candidate
) AS found, wanted
WHERE found.shared >= greatest(1, least(wanted.words, 2))
ORDER BY found.shared DESC, found.written_at DESC LIMIT %(shown)s
"""


def similar_questions(text: str, *, topic: str = "", limit: int = SHOWN) -> list[PublicQuestion]:
    """Return earlier open or answered questions most like a text, the likest first.

    The topic's own questions come before the others. Two queries.
    """
    ids = _alike(text, limit)
    if not ids:
        return []
    found = public_questions(QuestionSearch()).filter(contribution__in=ids)
    place = {pk: position for position, pk in enumerate(ids)}
    return sorted(
        found,
        key=lambda one: (one.contribution.topic != topic, place[one.contribution_id]),
    )


def _alike(text: str, limit: int) -> list[int]:
    given: dict[str, str | int | float] = {
        "text": text,
        "common": COMMON,
        "candidates": CANDIDATES,
        "kind": ContributionKind.QUESTION.value,
        "shown": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, given)
        return [row[0] for row in cursor.fetchall()]
