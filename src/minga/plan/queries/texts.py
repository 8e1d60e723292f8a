"""What does a version of a plan say of its activities? Light rows, for lists of hundreds."""

from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Q, QuerySet, Value

from minga.plan.models import ActivityText, PlanVersion
from minga.plan.queries.acts import root_of
from minga.plan.queries.prepared import prepared
from minga.plan.rules.titles import short_programme_name


class ProgrammeLine(NamedTuple):
    """A programme as a row names it."""

    number: int
    slug: str
    name: str

    @property
    def short_name(self) -> str:
        """The name without the word that all programmes begin with."""
        return short_programme_name(self.name)


class TextLine(NamedTuple):
    """An activity as a version filed it; `repeats_number` names the first with the same text."""

    plan_id: int
    activity_id: int
    number: int
    repeats_id: int | None
    repeats_number: int | None
    programme_number: int
    programme_slug: str
    programme_name: str
    objective_id: int | None
    row: int
    text: str
    reading: str
    years: list[int]
    sdg: list[int]
    baseline: str | None
    target: str | None
    strategies: list[str]
    strategy_terms: list[str]
    evaluation: str | None
    evaluation_term: str
    issues: list[str]
    matches: bool

    @property
    def root(self) -> int:
        """The activity under which repetitions share their acts."""
        return root_of(self.activity_id, self.repeats_id)

    @property
    def programme(self) -> ProgrammeLine:
        """The programme it stands in."""
        return ProgrammeLine(self.programme_number, self.programme_slug, self.programme_name)


COLUMNS = (
    *("activity__plan_id", "activity_id", "activity__number"),
    *("activity__repeats_id", "activity__repeats__number"),
    *("activity__programme__number", "activity__programme__slug", "activity__programme__name"),
    *("objective_id", "row", "text", "reading", "years", "sdg", "baseline", "target"),
    *("strategies", "strategy_terms", "evaluation", "evaluation_term", "issues", "matches"),
)
ALL = Value(True, output_field=BooleanField())


def texts_of(version: PlanVersion, words: str = "") -> list[TextLine]:
    """Return all activities of a version by programme and number; one query.

    Those that hold the words have `matches`; without words all have.
    """
    rows = _matched(version.pk, words) if words else _whole(version.pk)
    return [TextLine._make(row) for row in rows]


@prepared
def _whole(version: int) -> QuerySet[Any, Any]:
    return _columns(_in_order(version), ALL)


@prepared
def _matched(version: int, words: str) -> QuerySet[Any, Any]:
    return _columns(_in_order(version), Q(words=word_query(words)))


def _in_order(version: int) -> QuerySet[ActivityText]:
    found = ActivityText.objects.filter(version=version)
    return found.order_by("activity__programme__number", "activity__number")


def _columns(texts: QuerySet[ActivityText], matching: Q | Value) -> QuerySet[Any, Any]:
    return texts.annotate(matches=matching).values_list(*COLUMNS)


def lines_of(texts: QuerySet[ActivityText]) -> list[TextLine]:
    """Return texts as light rows, in the order of the query."""
    return [TextLine._make(row) for row in _columns(texts, ALL)]


def word_query(words: str) -> SearchQuery:
    """Return the search for words as people type them: quotes, "or", a minus sign."""
    return SearchQuery(words, config="minga_es", search_type="websearch")


def line_of(text: ActivityText) -> TextLine:
    """Return a loaded text as a light row; it comes with its activity, programme and repeated one."""
    activity, programme = text.activity, text.activity.programme
    return TextLine(
        activity.plan_id,
        activity.pk,
        activity.number,
        activity.repeats_id,
        activity.repeats.number if activity.repeats else None,
        programme.number,
        programme.slug,
        programme.name,
        text.objective_id,
        text.row,
        text.text,
        text.reading,
        text.years,
        text.sdg,
        text.baseline,
        text.target,
        text.strategies,
        text.strategy_terms,
        text.evaluation,
        text.evaluation_term,
        text.issues,
        matches=True,
    )
