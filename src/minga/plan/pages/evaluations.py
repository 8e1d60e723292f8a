"""Which evaluations does a plan ask for, and which are missing? The list, with its filters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.documents.activities import act_entry
from minga.plan.documents.evaluations import (
    EVALUATION_COLUMNS,
    evaluation_cells,
    evaluation_document,
    tally_document,
)
from minga.plan.labels import EVALUATION_STATE_LABELS
from minga.plan.pages.evaluation_words import (
    SaidYear,
    evaluator_words,
    said_tallies,
    said_year,
    tally_sentence,
)
from minga.plan.pages.lines import activity_url
from minga.plan.pages.opening import Opened, address_of, of_plan, show
from minga.plan.queries.acts import with_words
from minga.plan.queries.evaluations import (
    EvaluationRow,
    Evaluator,
    evaluation_rows,
    namings_of,
)
from minga.plan.queries.plans import term_of_plan
from minga.plan.queries.texts import texts_of
from minga.plan.rules.evaluations import YearTally, tallies
from minga.plan.searching import Filter, Option, number_in
from minga.record.public import Act
from minga.website.data_formats import atom_response, csv_response, json_response

PAGE_SIZE = 25
FEED_LENGTH = 50
NOBODY = "sin-decir"
CSV, JSON = "csv", "json"


@dataclass(frozen=True)
class WantedEvaluations:
    """What a reader looks for; empty wants everything."""

    year: int | None = None
    body: str = ""
    state: str = ""

    def takes(self, row: EvaluationRow) -> bool:
        """Whether a year of an activity is wanted."""
        return (
            (self.year is None or row.state.year == self.year)
            and (not self.state or row.state.state == self.state)
            and (not self.body or self.body in bodies_of(row))
        )


@dataclass(frozen=True)
class ListedEvaluation:
    """A year of an activity as one line of the list."""

    row: EvaluationRow
    url: str
    said: SaidYear
    who: str


@dataclass(frozen=True)
class FoundEvaluations:
    """What was wanted, beside everything the plan asks for."""

    everything: Sequence[EvaluationRow]
    rows: Sequence[EvaluationRow]
    years: tuple[YearTally, ...]


def find_evaluations(opened: Opened, query: Mapping[str, str]) -> FoundEvaluations:
    """Return the years of activities that an address asks for; three queries."""
    texts = texts_of(opened.version)
    namings = namings_of(opened.plan.pk, opened.moment)
    everything = evaluation_rows(opened.plan, texts, namings, opened.moment)
    wanted = wanted_in(query)
    term, day = term_of_plan(opened.plan), opened.moment.day
    return FoundEvaluations(
        everything,
        [row for row in everything if wanted.takes(row)],
        tallies((row.state for row in everything), term, day),
    )


def wanted_in(query: Mapping[str, str]) -> WantedEvaluations:
    """Return what an address asks for; values that mean nothing are left out."""
    state = query.get("estado", "").upper()
    return WantedEvaluations(
        year=number_in(query.get("anio", "")),
        body=query.get("cuerpo", ""),
        state=state if state in EVALUATION_STATE_LABELS else "",
    )


def bodies_of(row: EvaluationRow) -> set[str]:
    """Return the words by which an address names who evaluates, or evaluated, a year."""
    named = {_body_key(one) for one in row.evaluators or ()}
    named |= {_body_key(line.by) for line in row.done}
    return named or {NOBODY}


def _body_key(body: Evaluator) -> str:
    return body.slug or slugify(body.name)


@of_plan
def evaluation_list(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The evaluations of a plan that fit the filters, the latest year first; four queries."""
    found = find_evaluations(opened, request.GET)
    page: Page[EvaluationRow] = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "title": _title(found.years),
        "years": said_tallies(opened.plan, found.years, opened.moment),
        "lines": [_listed(row, opened) for row in page],
        "page": page,
        "query": request.GET,
        "found": _found_words(len(found.rows)),
        "filters": _filters(found.everything, request.GET),
        "data_query": _data_query(request),
    }
    address = address_of(opened, "evaluation-list")
    return show(
        request, opened, "plan/evaluation_list.html", context, address=address, swap="resultados"
    )


@of_plan
def evaluation_data(request: HttpRequest, opened: Opened, form: str) -> HttpResponse:
    """The same list for programs, all of it; as a feed, the newest evaluations in it."""
    found, plan = find_evaluations(opened, request.GET), opened.plan
    if form == CSV:
        cells = (one for row in found.rows for one in evaluation_cells(plan, row))
        return csv_response(f"{plan.slug}-evaluaciones", EVALUATION_COLUMNS, cells)
    if form == JSON:
        return json_response(
            {
                "plan": plan.slug,
                "as_of": opened.moment.day.isoformat(),
                "total": len(found.everything),
                "found": len(found.rows),
                "years": [tally_document(tally) for tally in found.years],
                "evaluations": [evaluation_document(plan, row) for row in found.rows],
                "demo": plan.is_demonstration,
            }
        )
    acts = [line.act_id for row in found.rows for line in row.done]
    newest = with_words(Act.objects.filter(pk__in=acts), opened.moment)[:FEED_LENGTH]
    return atom_response(
        request,
        title=_("Evaluaciones de %(plan)s") % {"plan": plan.title},
        path=address_of(opened, "evaluation-list"),
        entries=[act_entry(act) for act in newest],
    )


def _title(years: Sequence[YearTally]) -> str:
    """Say how the latest year that has begun stands."""
    return tally_sentence(years[-1]) if years else _("Ninguna evaluación se espera todavía")


def _listed(row: EvaluationRow, opened: Opened) -> ListedEvaluation:
    return ListedEvaluation(
        row,
        f"{activity_url(opened, row.text.number)}#evaluacion",
        said_year(opened.plan, row.state, row.done, opened.moment.day),
        evaluator_words(row.text, row.evaluators),
    )


def _found_words(count: int) -> str:
    if not count:
        return _("Ninguna evaluación con esos filtros")
    return ngettext("%(n)s evaluación", "%(n)s evaluaciones", count) % {"n": count}


def _filters(rows: Sequence[EvaluationRow], query: Mapping[str, str]) -> list[Filter]:
    years = sorted({row.state.year for row in rows})
    states = [(code.lower(), str(words)) for code, words in EVALUATION_STATE_LABELS.items()]
    return [
        _filter(query, "anio", _("Año del plan"), [(str(year), str(year)) for year in years]),
        _filter(query, "cuerpo", _("Quién evalúa"), _body_values(rows)),
        _filter(query, "estado", _("Estado"), states),
    ]


def _body_values(rows: Sequence[EvaluationRow]) -> list[tuple[str, str]]:
    named = {one for row in rows for one in row.evaluators or ()}
    named |= {line.by for row in rows for line in row.done}
    values = [(_body_key(one), one.name) for one in sorted(named)]
    return [*values, (NOBODY, _("Nadie lo ha dicho"))]


def _filter(
    query: Mapping[str, str], name: str, label: str, values: Iterable[tuple[str, str]]
) -> Filter:
    chosen = query.get(name, "")
    every = [("", _("Todo")), *values]
    return Filter(
        name, label, tuple(Option(value, words, value == chosen) for value, words in every)
    )


def _data_query(request: HttpRequest) -> str:
    """Return the filters for the addresses of the same list as data."""
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return f"?{kept.urlencode()}" if kept else ""
