"""Where does anybody read what is done with personal data, and where does the office add its own rows?"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import RetentionRule, kept_text
from minga.record.privacy.desk_pages import answerer, answering_required
from minga.record.privacy.forms import ProcessingForm
from minga.record.privacy.models import ProcessingActivity
from minga.record.privacy.page_parts import answer_step, desk_path
from minga.record.privacy.queries import own_rows, request_counts
from minga.record.privacy.register import (
    ProcessingRow,
    add_processing,
    end_processing,
    notices_of,
    processing_rows,
    rules_of,
)
from minga.record.privacy.steps import refusal_words
from minga.record.privacy.words import BASIS_LABELS, REQUEST_STATES, RIGHT_NOUNS
from minga.record.rules.processing import LegalBasis, is_verified
from minga.website.data_formats import csv_response, json_response
from minga.website.forms import FormPage
from minga.website.page_cache import cached_page
from minga.website.parts import Cell, Column, Link, Table
from minga.website.render import render_page


@dataclass(frozen=True)
class ShownRow:
    """A row of the register as page, CSV and JSON say it; `source` is the program or an act."""

    code: str
    purpose: str
    whose: str
    data: str
    legal_basis: str
    basis_note: str
    basis_verified: bool
    seen_by: str
    retention: str
    recipients: str
    transfers: str
    source: str
    demo: bool = False


PROGRAM = "program"
COLUMNS = tuple(ShownRow.__dataclass_fields__)


def shown_rows() -> Iterator[ShownRow]:
    """Yield what the program does, then what the office says it does outside; one query."""
    yield from map(_of_program, processing_rows())
    yield from map(_of_office, own_rows())


def _of_program(row: ProcessingRow) -> ShownRow:
    return ShownRow(
        code=row.code,
        purpose=str(row.purpose),
        whose=str(row.whose),
        data=str(row.data),
        legal_basis=str(BASIS_LABELS[row.legal_basis]),
        basis_note=str(row.basis_note),
        basis_verified=is_verified(row.legal_basis),
        seen_by=str(row.seen_by),
        retention="; ".join(_kept(rule) for rule in rules_of(row)),
        recipients=str(row.recipients) or _("Nadie fuera de la institución"),
        transfers=_("Ninguna: los datos no salen del país"),
        source=PROGRAM,
    )


def _kept(rule: RetentionRule) -> str:
    """Say how long one kind of data is kept, as the job that removes it counts."""
    what = kept_text(rule.kind)
    if rule.days is None:
        return _("%(what)s: mientras dure el motivo") % {"what": what}
    if rule.days == 0:
        return _("%(what)s: se borra al día siguiente") % {"what": what}
    days = ngettext("%(days)s día", "%(days)s días", rule.days) % {"days": rule.days}
    return f"{what}: {days}"


def _of_office(row: ProcessingActivity) -> ShownRow:
    basis = LegalBasis(row.legal_basis)
    return ShownRow(
        code=f"{row.act.case.number}/{row.act.ordinal}",
        purpose=row.purpose,
        whose=row.whose,
        data=row.data,
        legal_basis=str(BASIS_LABELS[basis]),
        basis_note=row.basis_note,
        basis_verified=is_verified(basis),
        seen_by=row.seen_by,
        retention=row.retention,
        recipients=row.recipients or _("Nadie fuera de la institución"),
        transfers=row.transfers or _("Ninguna: los datos no salen del país"),
        source=row.act.get_absolute_url(),
        demo=row.act.is_demonstration,
    )


@require_safe
@cached_page("record", "people")
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing, and how many requests came out in which way."""
    rows = list(shown_rows())
    context = {
        "rows": [(row, forms) for row, forms in zip(rows, _forms(), strict=False)],
        "own": [row for row in rows if row.source != PROGRAM],
        "unverified": sum(not row.basis_verified for row in rows),
        "counts": _counts(),
    }
    return render_page(request, "record/privacy/register.html", context)


def _forms() -> Sequence[Sequence[str]]:
    """Return the names of the forms that ask for the data of each row of the program."""
    return [[str(one.form) for one in notices_of(row)] for row in processing_rows()]


def _counts() -> Table:
    return Table(
        caption=_("Solicitudes sobre datos personales, por derecho y resultado"),
        columns=(Column(_("Qué se pidió")), Column(_("Resultado")), Column(_("Cuántas"), True)),
        rows=tuple(
            (
                Cell(str(RIGHT_NOUNS[one.right])),
                Cell(str(REQUEST_STATES[one.state])),
                Cell(str(one.count)),
            )
            for one in request_counts()
        ),
    )


@require_safe
@cached_page("record", "people")
def register_csv(request: HttpRequest) -> HttpResponse:
    """The register as a table."""
    del request
    cells = (tuple(asdict(row).values()) for row in shown_rows())
    return csv_response("tratamientos", COLUMNS, cells)


@require_safe
@cached_page("record", "people")
def register_json(request: HttpRequest) -> HttpResponse:
    """The register for programs, with the counts of requests."""
    del request
    return json_response(
        {
            "processing": [asdict(row) for row in shown_rows()],
            "requests": [asdict(one) for one in request_counts()],
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_required
def processing_new(request: HttpRequest) -> HttpResponse:
    """Write a processing that happens outside the program; it is public."""
    by = answerer(request)
    form = ProcessingForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        title=_("Inscribir un tratamiento que se hace fuera del programa"),
        intro=_("Lo que hace el programa ya consta solo. Lo que escribas aquí es público."),
        form=form,
        submit=_("Inscribir y publicar"),
        path=desk_path(),
        here=_("Tratamiento nuevo"),
        cancel=Link(_("Volver"), reverse("record:privacy-desk")),
    )
    return answer_step(
        request,
        page,
        lambda: add_processing(row=form.row(), by=by, at=clock.now()),
        then=reverse("record:processing-register"),
    )


@require_POST
@answering_required
def processing_end(request: HttpRequest, act_id: int) -> HttpResponse:
    """Write that a processing outside the program is no longer done."""
    activity = get_object_or_404(ProcessingActivity, pk=act_id)
    back = reverse("record:privacy-desk")
    try:
        end_processing(activity=activity, by=answerer(request), at=clock.now())
    except Refused as refusal:
        context = {"sentence": refusal_words(refusal), "back": back}
        return render_page(request, "record/privacy/refused.html", context, status=409)
    return redirect(back)
