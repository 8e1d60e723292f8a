"""What happened, over all cases? The registry: its acts, its newest heads, the same for programs."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.record.act_words import act_name, said_title
from minga.record.case_kinds import kind_label
from minga.record.labels import STANDING_LABELS, STANDING_MEANINGS
from minga.record.models import Act
from minga.record.queries import acts_by_id, first_year, found_acts, listed_acts
from minga.record.registry_documents import (
    ACT_COLUMNS,
    act_cells,
    act_document,
    act_entry,
    position_of,
)
from minga.record.registry_forms import RegistrySearch
from minga.record.rules.heads import fingerprint
from minga.record.sealing.sealing import newest_head
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.numbers import number
from minga.website.page_cache import cached_page
from minga.website.render import render_page

PAGE_SIZE = 25
DATA_PAGE_SIZE = 500
FEED_LENGTH = 50


@dataclass(frozen=True)
class ActLine:
    """One act in the list."""

    act: Act
    name: str
    title: str
    kind: str
    standing: str
    is_sealed: bool


def line_of(act: Act) -> ActLine:
    """Return the line of an act."""
    return ActLine(
        act=act,
        name=act_name(act),
        title=said_title(act),
        kind=kind_label(act.case.kind),
        standing=str(STANDING_LABELS[act.standing]),
        is_sealed=position_of(act) is not None,
    )


@require_safe
@cached_page("record", "people")
def registry(request: HttpRequest) -> HttpResponse:
    """The registry: what it is, how it is sealed, how to check it, and the acts recorded last."""
    search = _search(request)
    page = _page(request, search, PAGE_SIZE)
    newest = newest_head()
    context = {
        "search": search,
        "page": page,
        "lines": [line_of(act) for act in acts_by_id(page)],
        "query": request.GET,
        "found": _found(page.paginator.count),
        "newest": newest,
        "root": bytes(newest.root).hex() if newest else "",
        "fingerprint": fingerprint(bytes(newest.public_key)) if newest else "",
        "standings": [(STANDING_LABELS[code], STANDING_MEANINGS[code]) for code in STANDING_LABELS],
    }
    return render_page(request, "record/registry_list.html", context, swap="results")


@require_safe
@cached_page("record", "people")
def registry_json(request: HttpRequest) -> HttpResponse:
    """The same acts for programs, a page at a time; `next` is the address of the next page."""
    page = _page(request, _search(request), DATA_PAGE_SIZE)
    return json_response(
        {
            "acts": [act_document(act) for act in acts_by_id(page)],
            "count": page.paginator.count,
            "next": _next(request, page),
        }
    )


@require_safe
@cached_page("record", "people")
def registry_csv(request: HttpRequest) -> HttpResponse:
    """The same acts as a table, a page at a time (`?pagina=`)."""
    page = _page(request, _search(request), DATA_PAGE_SIZE)
    name = f"registro-{page.number}" if page.has_other_pages() else "registro"
    response = csv_response(name, ACT_COLUMNS, (act_cells(act) for act in acts_by_id(page)))
    if following := _next(request, page):
        response["Link"] = f'<{settings.SITE_ADDRESS}{following}>; rel="next"'
    return response


@require_safe
@cached_page("record", "people")
def registry_atom(request: HttpRequest) -> HttpResponse:
    """The acts recorded last, as a feed; the same filters."""
    acts = listed_acts(_search(request).search())
    return atom_response(
        request,
        title=_("Registro de hechos"),
        path=reverse("record:registry"),
        entries=[act_entry(act) for act in acts[:FEED_LENGTH]],
    )


def _search(request: HttpRequest) -> RegistrySearch:
    oldest = first_year()
    this_year = clock.today().year
    years = range(this_year, (oldest or this_year) - 1, -1)
    return RegistrySearch(request.GET.dict(), years)


def _page(request: HttpRequest, search: RegistrySearch, size: int) -> Page[int]:
    """Return the page of act ids that `?pagina=` asks for, or the nearest there is."""
    return Paginator(found_acts(search.search()), size).get_page(request.GET.get("pagina"))


def _next(request: HttpRequest, page: Page[int]) -> str | None:
    if not page.has_next():
        return None
    query = request.GET.copy()
    query["pagina"] = str(page.next_page_number())
    return f"{request.path}?{query.urlencode()}"


def _found(count: int) -> str:
    return ngettext("%(count)s hecho", "%(count)s hechos", count) % {"count": number(count)}
