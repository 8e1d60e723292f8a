"""Which activities of a plan fit what a reader looks for? The list, with its filters."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.pages.lines import activity_url
from minga.plan.pages.opening import Opened, address_of, of_plan, show
from minga.plan.pages.words import acts_words, status_shape, status_word
from minga.plan.queries.listing import Found, find_activities
from minga.plan.queries.rows import ActivityRow
from minga.plan.queries.texts import TextLine
from minga.plan.searching import main_filters, more_filters, wanted_in
from minga.website.marks import State

PAGE_SIZE = 25


@dataclass(frozen=True)
class ListedActivity:
    """An activity as one row of the list."""

    row: ActivityRow
    url: str
    shape: State
    word: str


@of_plan
def activity_list(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The activities of a plan that fit the filters of the address; six queries in all."""
    found = find_activities(opened.version, wanted_in(request.GET), opened.moment)
    page: Page[TextLine] = Paginator(found.texts, PAGE_SIZE).get_page(request.GET.get("pagina"))
    more = more_filters(found.everything, request.GET)
    context = {
        "lines": [_listed(row, opened) for row in found.rows(list(page))],
        "page": page,
        "query": request.GET,
        "found": found_words(found),
        "acts_said": acts_words(found.act_count),
        "filters": main_filters(found.everything, request.GET),
        "more": more,
        "more_used": any(choice.is_used for choice in more),
        "words": request.GET.get("palabras", ""),
        "data_query": _data_query(request),
    }
    address = address_of(opened, "activity-list")
    return show(
        request, opened, "plan/activity_list.html", context, address=address, swap="resultados"
    )


def _listed(row: ActivityRow, opened: Opened) -> ListedActivity:
    shape, word = status_shape(row.status), status_word(row.status)
    return ListedActivity(row, activity_url(opened, row.number), shape, word)


def _data_query(request: HttpRequest) -> str:
    """Return the filters for the addresses of the same list as data."""
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return f"?{kept.urlencode()}" if kept else ""


def found_words(found: Found) -> str:
    """Say how many activities were found."""
    count, whole = len(found.texts), len(found.everything)
    if count == whole:
        return ngettext("%(n)s actividad", "Las %(n)s actividades del plan", count) % {"n": count}
    if not count:
        return _("Ninguna actividad con esos filtros")
    said = ngettext("%(n)s actividad de %(whole)s", "%(n)s actividades de %(whole)s", count)
    return said % {"n": count, "whole": whole}
