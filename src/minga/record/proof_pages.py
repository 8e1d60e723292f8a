"""How does anybody check the record? Heads, key, proofs, and the check of one act told in words."""

from collections.abc import Iterable

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.record.act_words import act_name, act_title, title_language
from minga.record.case_pages import public_act_or_404, real_words
from minga.record.models import SealHead
from minga.record.queries import heads_newest_first
from minga.record.registry_documents import HEAD_COLUMNS, head_cells, head_entry, position_of
from minga.record.rules.heads import fingerprint, public_pem
from minga.record.rules.sealed_form import canonical
from minga.record.seal_labels import STEP_FAILURES, STEP_MEANINGS, WORDS_ERASED
from minga.record.sealing.act_check import ActCheck, Step, check_act
from minga.record.sealing.proofs import first_head_over, prove_consistency, prove_inclusion
from minga.record.sealing.sealing import head_of, newest_head
from minga.website.data_formats import atom_response, csv_response
from minga.website.dates import plain_date
from minga.website.numbers import number
from minga.website.page_cache import cached_page
from minga.website.parts import Cell, Column, Table
from minga.website.render import render_page

PAGE_SIZE = 25
DATA_PAGE_SIZE = 500
FEED_LENGTH = 50
LONGEST_NUMBER = 9


@require_safe
@cached_page("record")
def head_list(request: HttpRequest) -> HttpResponse:
    """All signed heads, the newest first."""
    page = Paginator(heads_newest_first(), PAGE_SIZE).get_page(request.GET.get("pagina"))
    newest = newest_head()
    context = {
        "page": page,
        "query": request.GET,
        "table": _table(page),
        "compared": _growth_url(newest),
        "newest": newest,
        "fingerprint": fingerprint(bytes(newest.public_key)) if newest else "",
    }
    return render_page(request, "record/registry_heads.html", context)


def _table(heads: Iterable[SealHead]) -> Table:
    return Table(
        caption=_("Cabezas firmadas, de la más nueva a la más antigua"),
        columns=(
            Column(_("Cabeza")),
            Column(_("Fecha")),
            Column(_("Hechos"), numeric=True),
            Column(_("Raíz"), is_code=True),
        ),
        rows=[
            (
                Cell(
                    _("Cabeza %(n)s") % {"n": head.number},
                    reverse("record:head-json", args=(head.number,)),
                ),
                Cell(plain_date(head.sealed_at)),
                Cell(number(head.tree_size)),
                Cell(bytes(head.root).hex()),
            )
            for head in heads
        ],
    )


def _growth_url(newest: SealHead | None) -> str:
    """Return the proof that the record grew from its first head to the newest; empty with one head."""
    if newest is None or newest.number == 1:
        return ""
    return reverse("record:consistency", args=(1, newest.number))


@require_safe
@cached_page("record")
def head_list_json(request: HttpRequest) -> HttpResponse:
    """The heads for programs, a page at a time."""
    page = Paginator(heads_newest_first(), DATA_PAGE_SIZE).get_page(request.GET.get("pagina"))
    following = f"{request.path}?pagina={page.next_page_number()}" if page.has_next() else None
    heads = [head_of(row).published() for row in page]
    return _proof_response({"heads": heads, "next": following})


@require_safe
@cached_page("record")
def head_list_csv(request: HttpRequest) -> HttpResponse:
    """The newest heads as a table."""
    rows = heads_newest_first()[:DATA_PAGE_SIZE]
    demo = settings.DEMONSTRATION
    cells = (head_cells(head_of(row), is_demonstration=demo) for row in rows)
    return csv_response("cabezas", HEAD_COLUMNS, cells)


@require_safe
@cached_page("record")
def head_list_atom(request: HttpRequest) -> HttpResponse:
    """The newest heads as a feed: who follows it becomes a witness."""
    rows = heads_newest_first()[:FEED_LENGTH]
    demo = settings.DEMONSTRATION
    return atom_response(
        request,
        title=_("Cabezas del registro"),
        path=reverse("record:head-list"),
        entries=[head_entry(head_of(row), is_demonstration=demo) for row in rows],
    )


@require_safe
@cached_page("record")
def head_json(request: HttpRequest, number: int) -> HttpResponse:
    """One head, to be kept: `minga record verify … --head` compares against it."""
    return _proof_response(head_of(_head_or_404(number)).published())


@require_safe
@cached_page("record")
def key_pem(request: HttpRequest) -> HttpResponse:
    """The public key of the newest head, as openssl reads it."""
    newest = newest_head()
    if newest is None:
        raise Http404
    pem = public_pem(bytes(newest.public_key))
    return HttpResponse(pem, content_type="application/x-pem-file")


@require_safe
@cached_page("record")
def act_proof(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """The proof that an act is in the record: under its own head, or under `?cabeza=`."""
    act = public_act_or_404(number, ordinal)
    position = position_of(act)
    if position is None:
        raise Http404
    head = _asked_head(request) or first_head_over(position)
    if head is None or head.tree_size <= position:
        raise Http404
    return _proof_response(prove_inclusion(act, position, head).published())


@require_safe
@cached_page("record")
def consistency(request: HttpRequest, earlier: int, later: int) -> HttpResponse:
    """The proof that the record under one head only grew into that under a later one."""
    if earlier > later:
        raise Http404
    proof = prove_consistency(_head_or_404(earlier), _head_or_404(later))
    return _proof_response(proof.published())


@require_safe
def act_check(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """Check an act now, step by step, in words; never from the cache."""
    act = public_act_or_404(number, ordinal)
    position = position_of(act)
    check = None if position is None else check_act(act, position)
    context = {
        "act": act,
        "real": real_words(act),
        "name": act_name(act),
        "title": act_title(act),
        "title_language": title_language(act),
        "position": position,
        "check": check,
        "steps": _steps(check) if check else [],
    }
    response = render_page(request, "record/registry_check.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _steps(check: ActCheck) -> list[tuple[bool | None, str]]:
    """Return each step with its sentence; None where there is nothing to check."""
    facts = {"head": check.head.number, "newest": check.newest.number}
    return [(holds, str(_said(step, holds)) % facts) for step, holds in check.steps.items()]


def _said(step: Step, holds: bool | None) -> str | Promise:
    if holds is None:
        return WORDS_ERASED
    return (STEP_MEANINGS if holds else STEP_FAILURES)[step]


def _asked_head(request: HttpRequest) -> SealHead | None:
    """Return the head of `?cabeza=`, or None when none is asked for."""
    asked = request.GET.get("cabeza", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > LONGEST_NUMBER:
        raise Http404
    return _head_or_404(int(asked))


def _head_or_404(number: int) -> SealHead:
    head = SealHead.objects.filter(number=number).first()
    if head is None:
        raise Http404
    return head


def _proof_response(document: object) -> HttpResponse:
    """Return JSON in the one canonical form, so that a file kept is the file hashed."""
    return HttpResponse(canonical(document), content_type="application/json")
