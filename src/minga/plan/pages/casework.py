"""What is being pursued, with whom, where, and how did it end? The gestiones, for anybody."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.dialogue.public import questions_in_brief
from minga.kernel import clock
from minga.people.public import Body
from minga.plan.documents.casework import (
    CASEWORK_COLUMNS,
    casework_cells,
    casework_document,
    casework_entry,
    casework_summary,
)
from minga.plan.labels import CASEWORK_ORIGIN_LABELS, CASEWORK_STATE_LABELS
from minga.plan.models import Activity, Casework
from minga.plan.pages.casework_words import (
    SHAPES,
    asker_words,
    has_entity,
    line_of,
    next_words,
    people_words,
    state_sentence,
    step_knots,
)
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
from minga.plan.searching import Filter, Option, number_in
from minga.territory.public import parish_choices
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.page_cache import cached_page
from minga.website.render import render_page

CONTEXTS = ("plan", "record", "people", "territory", "dialogue")
PAGE_SIZE = 20
FEED_LENGTH = 50
LONGEST_WORDS = 200
AGES = (30, 90, 180)


@require_safe
@cached_page(*CONTEXTS)
def casework_list(request: HttpRequest) -> HttpResponse:
    """The gestiones that fit the filters, newest first."""
    today = clock.today()
    search = search_in(request.GET)
    found = find_casework(search, today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    filters = _filters(search)
    context = {
        "page": page,
        "query": request.GET,
        "lines": [line_of(one, today) for one in page],
        "found": _found_words(page.paginator.count),
        "words": search.words,
        "filters": filters[:1],
        "more": filters[1:],
        "more_used": any(one.is_used for one in filters[1:]),
        "data_query": _data_query(request),
        "activity": _activity(search.activity),
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
        "sentence": state_sentence(view),
        "following": next_words(view, today),
        "knots": step_knots(view),
        "today": today,
        "entity": entity_name(view.casework) if has_entity(view.casework) else "",
        "origin": CASEWORK_ORIGIN_LABELS[view.casework.origin],
        "people": people_words(view),
        "askers": asker_words(view.asker_count),
        "asked": questions_in_brief(f"case:{number}", today),
        "topic": f"case:{number}",
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


def _activity(pk: int | None) -> Activity | None:
    """Return the activity that the list is about, for its words; None when it is about all."""
    known = Activity.objects.select_related("plan")
    return known.filter(pk=pk).first() if pk is not None else None


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
