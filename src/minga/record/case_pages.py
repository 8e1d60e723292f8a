"""What happened on one case, and what exactly was one act? Their pages, and the same for programs."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.record.act_words import (
    act_name,
    act_title,
    actor_name,
    corrected_link,
    evidence_link,
    is_wordless,
    knots_of,
    said_title,
    title_language,
)
from minga.record.case_kinds import act_label, kind_label, state_label
from minga.record.deadlines import deadline_view
from minga.record.evidence import evidence_of
from minga.record.labels import STANDING_LABELS, STANDING_MEANINGS
from minga.record.models import Act, Case
from minga.record.queries import (
    acts_of_case,
    corrections_of,
    public_act,
    public_cases,
    running_clocks,
)
from minga.record.registry_documents import (
    ACT_COLUMNS,
    act_cells,
    act_document,
    act_entry,
    case_document,
    evidence_documents,
    position_of,
)
from minga.record.sealing.proofs import first_head_over
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.languages import foreign
from minga.website.page_cache import cached_page
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 50
FEED_LENGTH = 50


@require_safe
@cached_page("record", "people")
def case_detail(request: HttpRequest, number: str) -> HttpResponse:
    """A case: what it is, in which state, what is due, and its acts on the cord."""
    case = public_case_or_404(number)
    page = Paginator(acts_of_case(case), PAGE_SIZE).get_page(request.GET.get("pagina"))
    today = clock.today()
    context = {
        "case": case,
        "real": real_words(case),
        "kind": kind_label(case.kind),
        "state": state_label(case.kind, case.state),
        "page": page,
        "query": request.GET,
        "knots": knots_of(list(page)),
        "last": page.object_list[0] if page.number == 1 and page.object_list else None,
        "clocks": [deadline_view(clock, today) for clock in running_clocks(case)],
        "today": today,
    }
    return render_page(request, "record/registry_case.html", context)


@require_safe
@cached_page("record", "people")
def case_json(request: HttpRequest, number: str) -> HttpResponse:
    """A case and all its acts for programs."""
    case = public_case_or_404(number)
    acts = [act_document(act) for act in acts_of_case(case)]
    return json_response({**case_document(case), "acts": acts})


@require_safe
@cached_page("record", "people")
def case_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The acts of a case, one a row."""
    case = public_case_or_404(number)
    return csv_response(case.number, ACT_COLUMNS, (act_cells(act) for act in acts_of_case(case)))


@require_safe
@cached_page("record", "people")
def case_atom(request: HttpRequest, number: str) -> HttpResponse:
    """The newest acts of a case, as a feed."""
    case = public_case_or_404(number)
    return atom_response(
        request,
        title=f"{case.number}: {case.title}",
        path=case.get_absolute_url(),
        entries=[act_entry(act) for act in acts_of_case(case)[:FEED_LENGTH]],
    )


@dataclass(frozen=True)
class Correction:
    """An act that corrects the one shown."""

    link: Link
    act: Act


@require_safe
@cached_page("record", "people")
def act_detail(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """An act: what, who, when, on whose word, on which article, with which documents and proof."""
    act = public_act_or_404(number, ordinal)
    position = position_of(act)
    head = None if position is None else first_head_over(position)
    context = {
        "act": act,
        "real": real_words(act),
        "name": act_name(act),
        "title": act_title(act),
        "title_language": title_language(act),
        "text_language": foreign(act.wording.language),
        "kind": act_label(act.case.kind, act.kind).label,
        "case_kind": kind_label(act.case.kind),
        "actor": actor_name(act),
        "is_wordless": is_wordless(act),
        "has_source_link": act.source_url.startswith(("https://", "http://")),
        "standing": STANDING_LABELS[act.standing],
        "standing_meaning": STANDING_MEANINGS[act.standing],
        "evidence": [evidence_link(use) for use in evidence_of([act.pk]).get(act.pk, ())],
        "corrects": corrected_link(act),
        "corrections": [_correction(correction) for correction in corrections_of(act)],
        "position": position,
        "head": head,
        "root": bytes(head.root).hex() if head else "",
    }
    return render_page(request, "record/registry_act.html", context)


@require_safe
@cached_page("record", "people")
def act_json(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """An act and its documents for programs."""
    act = public_act_or_404(number, ordinal)
    uses = evidence_of([act.pk]).get(act.pk, [])
    return json_response({**act_document(act), "evidence": evidence_documents(uses)})


def real_words(shown: Case | Act) -> str:
    """Return what stands in the strip of a demonstration over what is real; empty for the rest."""
    return "" if shown.is_demonstration else _("Expediente real, sin hechos inventados")


def public_case_or_404(number: str) -> Case:
    """Return a case that anybody may see, or 404."""
    case = public_cases().select_related("body").filter(number=number).first()
    if case is None:
        raise Http404
    return case


def public_act_or_404(number: str, ordinal: int) -> Act:
    """Return an act that anybody may see, or 404."""
    try:
        return public_act(number, ordinal)
    except Act.DoesNotExist as error:
        raise Http404 from error


def _correction(act: Act) -> Correction:
    said = format_html(_("{title} (hecho {ordinal})"), title=said_title(act), ordinal=act.ordinal)
    return Correction(Link(said, act.get_absolute_url()), act)
