"""What evaluations does a plan ask for, which are there, and who was named to make them?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, JSONArray, NullIf, TruncDate

from minga.kernel import clock
from minga.plan.models import ActivityEvaluation, EvaluatingBody, WorkPlan
from minga.plan.queries.acts import ROOT, Scope, uncorrected, under
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import term_of_plan
from minga.plan.queries.prepared import prepared
from minga.plan.queries.texts import TextLine
from minga.plan.rules.evaluations import (
    Votes,
    YearState,
    YearTally,
    naming_in_force,
    tallies,
    year_states,
)
from minga.plan.rules.schedule import Term


class Evaluator(NamedTuple):
    """Who evaluates, as lists name it; `slug` is empty for a body the installation does not know."""

    name: str
    slug: str = ""


class Means(NamedTuple):
    """A means of evaluation: its normalised value, and how the plan writes it."""

    term: str
    filed: str


class EvaluationLine(NamedTuple):
    """An evaluation in short; its words are those of its act, `ordinal` of the plan's case."""

    year: int
    on: date
    act_id: int
    ordinal: int
    finding: str
    by: Evaluator
    from_document: bool
    standing: str
    votes: Votes


type Naming = tuple[date, tuple[Evaluator, ...]]

DAY = Cast(TruncDate("act__happened_at", tzinfo=clock.QUITO), DateField())
NAME = Coalesce(NullIf("body_name", Value("")), "body__name")
SLUG = Coalesce("body__slug", Value(""))
COLUMNS = (
    *("year", DAY, "act_id", "act__ordinal", "finding", NAME, SLUG, "from_document"),
    *("act__standing", "in_favour", "against", "abstentions", "blank"),
)
NAMING_COLUMNS = ("act_id", DAY, NAME, SLUG)


def evaluations_by_root(scope: Scope, moment: Moment) -> dict[int, tuple[EvaluationLine, ...]]:
    """Return root → its evaluations known at the moment, the earliest first; one query.

    An evaluation of any repetition of an activity belongs to all of them.
    """
    found: dict[int, list[EvaluationLine]] = defaultdict(list)
    for root, *values in _evaluation_rows(scope, moment):
        found[root].append(_line(values))
    return {root: tuple(lines) for root, lines in found.items()}


@prepared
def _evaluation_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    known: QuerySet[Any, Any] = scope.of(uncorrected(ActivityEvaluation.objects.all(), moment))
    return _in_order(known).values_list("root", *COLUMNS)


def _in_order[M: Model](rows: QuerySet[M]) -> QuerySet[M]:
    return rows.order_by("act__happened_at", "act_id", "pk")


def _line(values: Sequence[Any]) -> EvaluationLine:
    year, day, act_id, ordinal, finding, name, slug, from_document, standing, *counts = values
    return EvaluationLine(
        year,
        _day(day),
        act_id,
        ordinal,
        finding,
        Evaluator(name, slug),
        from_document,
        standing,
        Votes(*counts),
    )


def _day(value: date | str) -> date:
    """Return a day; inside the arrays of another query it comes as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def namings_of(plan_id: int, moment: Moment) -> dict[str, tuple[Naming, ...]]:
    """Return for each means of evaluation who was named to make it since when, in order; one query."""
    rows: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for term, *values in _naming_rows(plan_id, moment):
        rows[term].append(values)
    return {term: namings_in(found) for term, found in rows.items()}


@prepared
def _naming_rows(plan_id: int, moment: Moment) -> QuerySet[Any, Any]:
    known = uncorrected(EvaluatingBody.objects.filter(plan=plan_id), moment)
    return _in_order(known).values_list("term", *NAMING_COLUMNS)


def namings_in(rows: Iterable[Sequence[Any]]) -> tuple[Naming, ...]:
    """Put together the bodies that one act named; rows in the order of their acts."""
    acts = [list(found) for _act, found in groupby(rows, key=lambda row: row[0])]
    return tuple(
        (_day(found[0][1]), tuple(Evaluator(name, slug) for *_act, name, slug in found))
        for found in acts
    )


def of_one_activity(moment: Moment) -> dict[str, ArraySubquery]:
    """What the query of a text asks besides: its evaluations, and who was named to make them.

    The rows come as arrays; `evaluations_in` and `namings_in` read them.
    """
    known: QuerySet[Any, Any] = uncorrected(ActivityEvaluation.objects.all(), moment)
    evaluations = known.annotate(root=ROOT).filter(root=OuterRef("root"))
    namings = uncorrected(EvaluatingBody.objects.all(), moment).filter(
        plan=OuterRef("activity__plan"), term=OuterRef("evaluation_term")
    )
    return {
        "evaluations": ArraySubquery(_in_order(evaluations).values(json=JSONArray(*COLUMNS))),
        "namings": ArraySubquery(_in_order(namings).values(json=JSONArray(*NAMING_COLUMNS))),
    }


def evaluations_in(rows: Iterable[Sequence[Any]]) -> tuple[EvaluationLine, ...]:
    """Read the evaluations that came as arrays."""
    return tuple(_line(row) for row in rows)


@dataclass(frozen=True)
class EvaluationRow:
    """One year of one activity as the list of evaluations shows it.

    `evaluators` is None where nobody has said whom the plan's means of evaluation names; `done`
    are the evaluations of the year, the newest first.
    """

    text: TextLine
    state: YearState
    evaluators: tuple[Evaluator, ...] | None
    done: tuple[EvaluationLine, ...]


def scheduled_years(years: Sequence[int], evaluation_term: str) -> Sequence[int]:
    """Return the years for which a plan asks an evaluation: none where it names no means of it."""
    return years if evaluation_term else ()


def states_of(
    term: Term,
    years: Sequence[int],
    evaluation_term: str,
    lines: Iterable[EvaluationLine],
    day: date,
) -> tuple[YearState, ...]:
    """Return how each year of an activity stands on a day."""
    first: dict[int, date] = {}
    for line in lines:
        first[line.year] = min(first.get(line.year, line.on), line.on)
    return year_states(term, scheduled_years(years, evaluation_term), first, day)


def evaluation_rows(
    plan: WorkPlan,
    texts: Sequence[TextLine],
    namings: Mapping[str, Sequence[Naming]],
    moment: Moment,
) -> list[EvaluationRow]:
    """Return the years of these activities that have begun, the latest year first; one query.

    `namings` are those of the plan at the moment, from `namings_of`.
    """
    known = evaluations_by_root(under(text.root for text in texts), moment)
    named = {term: naming_in_force(found, moment.day) for term, found in namings.items()}
    term = term_of_plan(plan)
    rows = [
        _row(text, state, known.get(text.root, ()), named.get(text.evaluation_term))
        for text in texts
        for state in _states(term, text, known, moment)
    ]
    return sorted(rows, key=lambda row: (-row.state.year, row.text.number))


def _states(
    term: Term, text: TextLine, known: Mapping[int, tuple[EvaluationLine, ...]], moment: Moment
) -> tuple[YearState, ...]:
    lines = known.get(text.root, ())
    return states_of(term, text.years, text.evaluation_term, lines, moment.day)


def _row(
    text: TextLine,
    state: YearState,
    lines: Sequence[EvaluationLine],
    evaluators: tuple[Evaluator, ...] | None,
) -> EvaluationRow:
    done = tuple(line for line in reversed(lines) if line.year == state.year)
    return EvaluationRow(text, state, evaluators, done)


def year_tallies(
    plan: WorkPlan, texts: Sequence[TextLine], moment: Moment
) -> tuple[YearTally, ...]:
    """Count by year the evaluations that a plan asks for and lacks; one query."""
    known = evaluations_by_root(under(text.root for text in texts), moment)
    term = term_of_plan(plan)
    states = [state for text in texts for state in _states(term, text, known, moment)]
    return tallies(states, term, moment.day)


def means_of(texts: Iterable[TextLine]) -> list[Means]:
    """Return the means of evaluation of a plan in order, each with one of its wordings."""
    found = {text.evaluation_term: text.evaluation or text.evaluation_term for text in texts}
    return [Means(term, found[term]) for term in sorted(found) if term]
