"""By which rules is anything hidden, and what was hidden? Published rules and the public log."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.dialogue.labels import (
    CONTRIBUTION_KIND_LABELS,
    DECISION_LABELS,
    RULE_LABELS,
    RULE_TEXTS,
)
from minga.dialogue.models import ModerationDecision
from minga.dialogue.queries.moderation import public_log
from minga.kernel.clock import local_date
from minga.website.data_formats import Entry, atom_response, csv_response, json_response
from minga.website.numbers import number
from minga.website.page_cache import cached_page
from minga.website.render import render_page

PAGE_SIZE = 50
DATA_PAGE_SIZE = 1000
COLUMNS = ("decided_on", "decision", "rule", "kind", "at_once", "demo")


@require_safe
@cached_page("dialogue")
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of the conversation: the only reasons for which anything is hidden."""
    context = {"rules": [(RULE_LABELS[rule], RULE_TEXTS[rule]) for rule in RULE_LABELS]}
    return render_page(request, "dialogue/rules.html", context)


@require_safe
@cached_page("dialogue")
def moderation_log(request: HttpRequest) -> HttpResponse:
    """What moderators decided: the kind of thing, the rule, the day; no words and no names."""
    page = _page(request, PAGE_SIZE)
    count = page.paginator.count
    context = {
        "lines": [(line_of(one), local_date(one.decided_at)) for one in page],
        "page": page,
        "query": request.GET,
        "found": ngettext("%(n)s decisión", "%(n)s decisiones", count) % {"n": number(count)},
    }
    return render_page(request, "dialogue/moderation_log.html", context)


def line_of(decision: ModerationDecision) -> str:
    """Return a decision in a sentence without words of anybody."""
    kind = str(CONTRIBUTION_KIND_LABELS[decision.contribution.kind]).lower()
    said = _("%(decision)s: %(kind)s") % {"decision": DECISION_LABELS[decision.kind], "kind": kind}
    rule = RULE_LABELS.get(decision.rule)
    return f"{said}. {rule}" if rule else said


def _page(request: HttpRequest, size: int) -> Page[ModerationDecision]:
    return Paginator(public_log(), size).get_page(request.GET.get("pagina"))


def _document(decision: ModerationDecision) -> dict[str, str | bool]:
    return {
        "decided_on": local_date(decision.decided_at).isoformat(),
        "decision": decision.kind,
        "rule": decision.rule,
        "kind": decision.contribution.kind,
        "at_once": decision.batch_id is not None,
        "demo": decision.contribution.is_demonstration,
    }


@require_safe
@cached_page("dialogue")
def moderation_log_json(request: HttpRequest) -> HttpResponse:
    """The same for programs, a page at a time."""
    page = _page(request, DATA_PAGE_SIZE)
    return json_response(
        {"decisions": [_document(one) for one in page], "count": page.paginator.count}
    )


@require_safe
@cached_page("dialogue")
def moderation_log_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, a page at a time."""
    documents = [_document(one) for one in _page(request, DATA_PAGE_SIZE)]
    rows = [[document[column] for column in COLUMNS] for document in documents]
    return csv_response("moderacion", COLUMNS, rows)


@require_safe
@cached_page("dialogue")
def moderation_log_atom(request: HttpRequest) -> HttpResponse:
    """The last decisions, as a feed."""
    address = reverse("dialogue:moderation-log")
    entries = [
        Entry(
            key=f"{address}{one.pk}",
            title=line_of(one),
            path=address,
            updated_at=one.decided_at,
            is_demonstration=one.contribution.is_demonstration,
        )
        for one in public_log()[:PAGE_SIZE]
    ]
    return atom_response(
        request, title=_("Lo que decide moderación"), path=address, entries=entries
    )
