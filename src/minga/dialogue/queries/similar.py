"""Was this asked before? Earlier questions that share the rarer words of a new one."""

from django.db import connection

from minga.dialogue.labels import ContributionKind
from minga.dialogue.models import PublicQuestion
from minga.dialogue.queries.questions import QuestionSearch, public_questions

SHOWN = 5
MOST_LEXEMES = 12

# The text is read with the language of the index; each lexeme is quoted by PostgreSQL itself.
FIND = """
WITH asked AS (
    SELECT lexeme FROM unnest(to_tsvector('minga_es', %(text)s)) ORDER BY length(lexeme) DESC LIMIT %(lexemes)s
), wanted AS (
    SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS any_word, count(*) AS words FROM asked
)
SELECT found.id FROM (
    SELECT c.id, (
        SELECT count(*) FROM asked WHERE c.words @@ quote_literal(asked.lexeme)::tsquery
    ) AS shared, c.written_at
    FROM dialogue_contribution c, wanted
    WHERE c.kind = %(kind)s AND c.hidden_at IS NULL AND c.words @@ wanted.any_word
    ORDER BY c.id DESC LIMIT 2000
) AS found, wanted
WHERE found.shared >= greatest(1, least(wanted.words, 2))
ORDER BY found.shared DESC, found.written_at DESC LIMIT %(shown)s
"""


def similar_questions(text: str, *, topic: str = "") -> list[PublicQuestion]:
    """Return earlier open or answered questions most like a text, the likest first.

    The topic's own questions come before the others. Two queries.
    """
    ids = _alike(text)
    if not ids:
        return []
    found = public_questions(QuestionSearch()).filter(contribution__in=ids)
    place = {pk: position for position, pk in enumerate(ids)}
    return sorted(
        found,
        key=lambda one: (one.contribution.topic != topic, place[one.contribution_id]),
    )


def _alike(text: str) -> list[int]:
    given: dict[str, str | int] = {
        "text": text,
        "lexemes": MOST_LEXEMES,
        "kind": ContributionKind.QUESTION.value,
        "shown": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, given)
        return [row[0] for row in cursor.fetchall()]
