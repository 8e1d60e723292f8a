"""Which public questions are there, and what was answered? The list, and the same for programs."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from minga.dialogue.models import PublicQuestion
from minga.dialogue.pages.question_words import (
    COLUMNS,
    card_of,
    question_document,
    question_entry,
)
from minga.dialogue.procedure import STATE_LABELS
from minga.dialogue.queries.questions import (
    SHOWN_STATES,
    QuestionSearch,
    public_questions,
    question_views,
)
from minga.dialogue.rules.procedure import WAITING_STATES, QuestionState
from minga.dialogue.topics import resolve
from minga.kernel import clock
from minga.people.public import Body, BodyKind
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.numbers import number
from minga.website.page_cache import cached_page
from minga.website.render import render_page

PAGE_SIZE = 20
DATA_PAGE_SIZE = 500
FEED_LENGTH = 50
SHOWN = ("dialogue", "record", "people", "plan")
"""What the pages of questions depend on: words, answers, names of bodies, titles of topics."""

STATES: Mapping[str, tuple[QuestionState, ...]] = {
    "": SHOWN_STATES,
    "sin-respuesta": tuple(sorted(WAITING_STATES)),
    "respondidas": (QuestionState.ANSWERED,),
    "unidas": (QuestionState.MERGED,),
    "retiradas": (QuestionState.WITHDRAWN,),
}
STATE_WORDS = [
    ("", gettext_lazy("Abiertas y respondidas")),
    ("sin-respuesta", gettext_lazy("Sin respuesta")),
    ("respondidas", STATE_LABELS[QuestionState.ANSWERED]),
    ("unidas", gettext_lazy("Unidas a otra")),
    ("retiradas", gettext_lazy("Retiradas")),
]
TOPIC_KINDS = [
    ("", gettext_lazy("Todo")),
    ("activity", gettext_lazy("Una actividad de un plan")),
    ("body", gettext_lazy("Un órgano")),
    ("person", gettext_lazy("Una autoridad")),
    ("case", gettext_lazy("Un expediente")),
]
ORDER_WORDS = [
    ("recientes", gettext_lazy("Primero las nuevas")),
    ("antiguas", gettext_lazy("Primero las más antiguas")),
    ("esperan", gettext_lazy("Primero las que más gente espera")),
]


class SearchForm(forms.Form):
    """The filters of the list; they are its address, so they work without scripts."""

    palabras = forms.CharField(label=gettext_lazy("Palabras"), required=False, max_length=200)
    estado = forms.ChoiceField(label=gettext_lazy("Estado"), required=False, choices=STATE_WORDS)
    tipo = forms.ChoiceField(label=gettext_lazy("Sobre"), required=False, choices=TOPIC_KINDS)
    organo = forms.ChoiceField(label=gettext_lazy("Responde"), required=False)
    orden = forms.ChoiceField(label=gettext_lazy("Orden"), required=False, choices=ORDER_WORDS)
    sobre = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, query: Mapping[str, str]) -> None:
        given = {name: query.get(name, "") for name in self.base_fields}
        super().__init__(given, auto_id="filtro-%s")
        field = self.fields["organo"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker; stands above
        field.choices = [("", _("Cualquiera")), *_answering_bodies()]
        if not given["sobre"]:
            del self.fields["sobre"]

    def asked(self, name: str) -> str:
        """Return what was asked of a field; what is not a choice asks for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def search(self) -> QuestionSearch:
        """Return what the list holds."""
        return QuestionSearch(
            states=STATES[self.asked("estado")],
            topic=self.asked("sobre"),
            topic_kind=self.asked("tipo"),
            body=self.asked("organo"),
            words=self.asked("palabras"),
            order=self.asked("orden") or "recientes",
        )


def _answering_bodies() -> list[tuple[str, str]]:
    """Return the bodies that were asked something, for the filter; one query."""
    asked = PublicQuestion.objects.values("case__body")
    found = Body.objects.filter(pk__in=asked).exclude(kind=BodyKind.ORGANISATION)
    return list(found.order_by("name", "pk").values_list("slug", "name"))


@require_safe
@cached_page(*SHOWN)
def question_list(request: HttpRequest) -> HttpResponse:
    """Questions that fit the filters of the address; eight queries in all."""
    form = SearchForm(request.GET)
    page = _page(request, form, PAGE_SIZE)
    topic = form.asked("sobre")
    context = {
        "search": form,
        "page": page,
        "cards": [card_of(view) for view in question_views(list(page), clock.today())],
        "query": request.GET,
        "found": _found(page.paginator.count),
        "topic": resolve([topic]).get(topic) if topic else None,
        "ask_url": reverse("dialogue:question-new") + (f"?sobre={topic}" if topic else ""),
        "data_query": _data_query(request),
    }
    return render_page(request, "dialogue/question_list.html", context, swap="results")


@require_safe
@cached_page(*SHOWN)
def question_list_json(request: HttpRequest) -> HttpResponse:
    """The same for programs, a page at a time; `next` is the address of the next page."""
    page = _page(request, SearchForm(request.GET), DATA_PAGE_SIZE)
    views = question_views(list(page), clock.today())
    return json_response(
        {
            "questions": [question_document(view, settings.SITE_ADDRESS) for view in views],
            "count": page.paginator.count,
            "next": _next(request, page),
        }
    )


@require_safe
@cached_page(*SHOWN)
def question_list_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, a page at a time (`?pagina=`)."""
    page = _page(request, SearchForm(request.GET), DATA_PAGE_SIZE)
    views = question_views(list(page), clock.today())
    documents = [question_document(view, settings.SITE_ADDRESS) for view in views]
    rows = [[document[column] for column in COLUMNS] for document in documents]
    response = csv_response("preguntas", COLUMNS, rows)
    if following := _next(request, page):
        response["Link"] = f'<{settings.SITE_ADDRESS}{following}>; rel="next"'
    return response


@require_safe
@cached_page(*SHOWN)
def question_list_atom(request: HttpRequest) -> HttpResponse:
    """The newest of them, as a feed; the same filters."""
    found = public_questions(SearchForm(request.GET).search())[:FEED_LENGTH]
    return atom_response(
        request,
        title=_("Preguntas públicas"),
        path=reverse("dialogue:question-list"),
        entries=[question_entry(view) for view in question_views(list(found), clock.today())],
    )


def _page(request: HttpRequest, form: SearchForm, size: int) -> Page[PublicQuestion]:
    found = public_questions(form.search())
    return Paginator(found, size).get_page(request.GET.get("pagina"))


def _next(request: HttpRequest, page: Page[PublicQuestion]) -> str | None:
    if not page.has_next():
        return None
    query = request.GET.copy()
    query["pagina"] = str(page.next_page_number())
    return f"{request.path}?{query.urlencode()}"


def _data_query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return f"?{kept.urlencode()}" if kept else ""


def _found(count: int) -> str:
    if not count:
        return _("Ninguna pregunta con esos filtros")
    return ngettext("%(count)s pregunta", "%(count)s preguntas", count) % {"count": number(count)}
