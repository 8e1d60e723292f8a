"""What is being pursued, with whom, where, and how did it end? The gestiones, for anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.kernel.clock import local_date
from minga.people.public import Body
from minga.plan.documents.casework import (
    CASEWORK_COLUMNS,
    casework_cells,
    casework_document,
    casework_entry,
    casework_summary,
)
from minga.plan.labels import CASEWORK_ORIGIN_LABELS, CASEWORK_STATE_LABELS
from minga.plan.models import Casework, CaseworkStep
from minga.plan.queries.casework import (
    CLOSED_STATES,
    OPEN_STATES,
    CaseworkSearch,
    CaseworkView,
    activities_carried,
    casework_view,
    find_casework,
)
from minga.plan.queries.casework_desk import entity_name
from minga.plan.rules.casework import CaseworkState, is_open
from minga.plan.searching import Filter, Option, number_in
from minga.record.public import knots_of
from minga.territory.public import parish_choices
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.dates import days_left, plain_date, weekday_date
from minga.website.page_cache import cached_page
from minga.website.parts import Knot
from minga.website.render import render_page

CONTEXTS = ("plan", "record", "people", "territory")
PAGE_SIZE = 20
FEED_LENGTH = 50
LONGEST_WORDS = 200
AGES = (30, 90, 180)
SHAPES: Mapping[CaseworkState, str] = {
    CaseworkState.REQUESTED: "not_started",
    CaseworkState.IN_PROGRESS: "moving",
    CaseworkState.ANSWERED: "moving",
    CaseworkState.DONE: "done",
    CaseworkState.PARTLY_DONE: "done",
    CaseworkState.REFUSED: "denied",
    CaseworkState.GIVEN_UP: "stalled",
    CaseworkState.PASSED_ON: "stalled",
}


@dataclass(frozen=True)
class Line:
    """A gestión in a list: its shape and word, where and with whom, since when."""

    casework: Casework
    shape: str
    word: str
    since: str
    where: str


@require_safe
@cached_page(*CONTEXTS)
def casework_list(request: HttpRequest) -> HttpResponse:
    """The gestiones that fit the filters, newest first."""
    today = clock.today()
    search = search_in(request.GET)
    found = find_casework(search, today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "query": request.GET,
        "lines": [line_of(one, today) for one in page],
        "found": _found_words(page.paginator.count),
        "words": search.words,
        "filters": _filters(search),
        "data_query": _data_query(request),
    }
    return render_page(request, "plan/casework_list.html", context, swap="resultados")


@require_safe
@cached_page(*CONTEXTS)
def casework_data(request: HttpRequest, form: str) -> HttpResponse:
    """The same list for programs, all of it; as a feed, the newest."""
    found = find_casework(search_in(request.GET), clock.today())
    if form == "atom":
        return atom_response(
            request,
            title=_("Gestiones"),
            path=reverse("plan:casework-list"),
            entries=[casework_entry(one) for one in found[:FEED_LENGTH]],
        )
    rows = list(found)
    carried = activities_carried([one.pk for one in rows])
    if form == "csv":
        cells = (casework_cells(one, carried.get(one.pk, ())) for one in rows)
        return csv_response("gestiones", CASEWORK_COLUMNS, cells)
    documents = [casework_summary(one, carried.get(one.pk, ())) for one in rows]
    return json_response({"found": len(rows), "casework": documents})


@require_safe
@cached_page(*CONTEXTS)
def casework_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One gestión: what was asked, where it stands, what is awaited, all its steps."""
    view = casework_or_404(number)
    today = clock.today()
    context = {
        "view": view,
        "casework": view.casework,
        "case": view.casework.case,
        "shape": SHAPES[view.state],
        "word": CASEWORK_STATE_LABELS[view.state],
        "sentence": _state_sentence(view),
        "following": next_words(view, today),
        "knots": _knots(view),
        "today": today,
        "entity": entity_name(view.casework) if _has_entity(view.casework) else "",
        "origin": CASEWORK_ORIGIN_LABELS[view.casework.origin],
        "people": _people_words(view),
        "askers": _asker_words(view.asker_count),
        "sealed": sum(1 for act in view.acts if act.position is not None),  # type: ignore[attr-defined,misc]  # annotated
    }
    return render_page(request, "plan/casework_detail.html", context)


@require_safe
@cached_page(*CONTEXTS)
def casework_json(request: HttpRequest, number: str) -> HttpResponse:
    """A gestión with its steps for programs."""
    return json_response(casework_document(casework_or_404(number)))


def casework_or_404(number: str) -> CaseworkView:
    """Return a gestión that anybody may see, or 404."""
    try:
        return casework_view(number)
    except Casework.DoesNotExist as error:
        raise Http404 from error


def line_of(casework: Casework, today: date) -> Line:
    """Return a gestión as a list shows it."""
    state = CaseworkState(casework.case.state)
    places = (casework.place.name if casework.place else "", _entity_or_nothing(casework))
    return Line(
        casework,
        SHAPES[state],
        str(CASEWORK_STATE_LABELS[state]),
        _since(casework, today),
        " · ".join(filter(None, places)),
    )


def _entity_or_nothing(casework: Casework) -> str:
    return entity_name(casework) if _has_entity(casework) else ""


def _has_entity(casework: Casework) -> bool:
    return bool(casework.addressed_to_id or casework.addressee)


def _since(casework: Casework, today: date) -> str:
    """Say how long an open gestión waits, or on which day a closed one began."""
    if not is_open(casework.case.state):
        return plain_date(casework.case.opened_on)
    days = (today - casework.case.opened_on).days
    if days == 0:
        return _("desde hoy")
    return ngettext("desde hace %(n)s día", "desde hace %(n)s días", days) % {"n": days}


def _state_sentence(view: CaseworkView) -> str:
    last = view.acts[0]
    day = plain_date(local_date(last.happened_at))
    if not is_open(view.state):
        return last.wording.title or _("Terminó el %(day)s.") % {"day": day}
    if view.state == CaseworkState.REQUESTED:
        return _("El despacho la recibió y todavía no registra ningún paso.")
    return _("El último paso es del %(day)s.") % {"day": day}


def next_words(view: CaseworkView, today: date) -> str:
    """Say what comes next, in one sentence that a neighbour could repeat aloud."""
    if not is_open(view.state):
        return _("Esta gestión terminó. El despacho puede retomarla.")
    awaited = view.awaited
    if awaited and awaited.answer_due_on:
        return _awaited_words(awaited, awaited.answer_due_on, today)
    days = (today - view.casework.case.opened_on).days
    return ngettext(
        "Se pidió hace %(n)s día y sigue abierta.",
        "Se pidió hace %(n)s días y sigue abierta.",
        days,
    ) % {"n": days}


def _awaited_words(step: CaseworkStep, due_on: date, today: date) -> str:
    said = {"entity": entity_name(step), "day": weekday_date(due_on)}
    if due_on < today:
        return _("%(entity)s debía responder hasta el %(day)s y no consta respuesta.") % said
    said["left"] = days_left(due_on, today)
    return _("Se espera la respuesta de %(entity)s hasta el %(day)s (%(left)s).") % said


def _knots(view: CaseworkView) -> list[Knot]:
    """Return the knots of the acts, each with what its step counted."""
    knots = knots_of(view.acts)
    said = [_step_words(view.steps.get(act.pk)) for act in view.acts]
    return [
        Knot(**{**vars(knot), "text": " ".join(filter(None, (knot.text, words)))})
        for knot, words in zip(knots, said, strict=True)
    ]


def _step_words(step: CaseworkStep | None) -> str:
    if step is None:
        return ""
    due = step.answer_due_on
    parts = [
        _count_words(step),
        _("En %(place)s.") % {"place": step.place.name} if step.place else "",
        _("Se pidió respuesta hasta el %(day)s.") % {"day": plain_date(due)} if due else "",
    ]
    return " ".join(filter(None, parts))


def _count_words(step: CaseworkStep) -> str:
    """Say how many were there; an unknown part is left unsaid, never zero."""
    women = _women(step.women) if step.women else ""
    men = _men(step.men) if step.men else ""
    parts = _(" y ").join(filter(None, (women, men)))
    if step.people is None:
        return _("Estuvieron %(parts)s.") % {"parts": parts} if parts else ""
    whole = ngettext("Estuvo %(n)s persona", "Estuvieron %(n)s personas", step.people) % {
        "n": step.people
    }
    return f"{whole} ({parts})." if parts else f"{whole}."


def _women(count: int) -> str:
    return ngettext("%(n)s mujer", "%(n)s mujeres", count) % {"n": count}


def _men(count: int) -> str:
    return ngettext("%(n)s hombre", "%(n)s hombres", count) % {"n": count}


def _people_words(view: CaseworkView) -> str:
    """Say how many people the steps gathered; one person in two meetings counts twice, and it says so."""
    counted = [step.people for step in view.steps.values() if step.people is not None]
    if not counted:
        return ""
    total = sum(counted)
    return ngettext("%(n)s asistencia en sus pasos", "%(n)s asistencias en sus pasos", total) % {
        "n": total
    }


def _asker_words(count: int) -> str:
    """Say how many ask, from two on: one alone is nobody's business."""
    return _("Lo piden %(n)s personas") % {"n": count} if count > 1 else ""


def search_in(query: Mapping[str, str]) -> CaseworkSearch:
    """Return what an address asks for; values that mean nothing are left out."""
    state = query.get("estado", "")
    known = {OPEN_STATES, CLOSED_STATES, *CASEWORK_STATE_LABELS}
    return CaseworkSearch(
        words=query.get("palabras", "").strip()[:LONGEST_WORDS],
        state=state if state in known else "",
        place=query.get("parroquia", ""),
        entity=query.get("entidad", ""),
        activity=number_in(query.get("actividad", "")),
        older_than=number_in(query.get("desde", "")),
    )


def _filters(search: CaseworkSearch) -> list[Filter]:
    return [
        _filter("estado", _("Estado"), search.state, _states()),
        _filter("parroquia", _("Parroquia"), search.place, parish_choices()),
        _filter("entidad", _("Entidad"), search.entity, _entities()),
        _filter("desde", _("Cuánto espera"), str(search.older_than or ""), _ages()),
    ]


def _filter(name: str, label: str, chosen: str, values: list[tuple[str, str]]) -> Filter:
    options = [("", _("Todo")), *values]
    return Filter(
        name, label, tuple(Option(value, words, value == chosen) for value, words in options)
    )


def _states() -> list[tuple[str, str]]:
    groups = [(OPEN_STATES, _("Abiertas")), (CLOSED_STATES, _("Terminadas"))]
    return [*groups, *((code, str(label)) for code, label in CASEWORK_STATE_LABELS.items())]


def _entities() -> list[tuple[str, str]]:
    """Only entities before which something is pursued."""
    used = Casework.objects.filter(addressed_to__isnull=False).values("addressed_to")
    return list(Body.objects.filter(pk__in=used).values_list("slug", "name"))


def _ages() -> list[tuple[str, str]]:
    return [(str(days), _("Más de %(n)s días") % {"n": days}) for days in AGES]


def _found_words(count: int) -> str:
    if not count:
        return _("Ninguna gestión con esos filtros")
    return ngettext("%(n)s gestión", "%(n)s gestiones", count) % {"n": count}


def _data_query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return f"?{kept.urlencode()}" if kept else ""
