"""What do the pages of privacy share? Acts as knots, documents, and a form that a step may refuse."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.kernel.refusal import Refused
from minga.record.act_words import TURNS, evidence_link
from minga.record.case_kinds import act_label
from minga.record.models import Act, Case
from minga.record.privacy.steps import refusal_words
from minga.record.privacy.words import CAUSE_LABELS, PROOF_LABELS
from minga.website.forms import FormPage, show_form
from minga.website.parts import Knot, Link

FIELDS = {
    "answer-missing": "text",
    "reason-missing": "text",
    "refusal-cause-missing": "cause",
    "refusal-cause-of-another-right": "cause",
    "refusal-cause-against-identity": "cause",
    "notice-incomplete": "told",
    "name-missing": "name",
    "email-invalid": "email",
}


def knots(case: Case, acts: Sequence[Act]) -> list[Knot]:
    """Return the acts of a case as knots; without addresses, for no public page shows them."""
    return [_knot(case, act) for act in acts]


def _knot(case: Case, act: Act) -> Knot:
    label = act_label(case.kind, act.kind)
    return Knot(
        title=str(label.label),
        at=act.happened_at,
        by=act.body.name if act.body else "",
        note=_code_words(act),
        text=act.wording.text,
        turns=TURNS[label.weight],
        evidence=[evidence_link(use) for use in act.evidence.all()],
    )


def _code_words(act: Act) -> str:
    """Say the code that an act carries: how somebody was known, or why a request was refused."""
    cause, proof = act.payload.get("cause", ""), act.payload.get("proof", "")
    return str(CAUSE_LABELS.get(cause, PROOF_LABELS.get(proof, "")))


def answer_step(
    request: HttpRequest, page: FormPage, write: Callable[[], object], *, then: str
) -> HttpResponse:
    """Show a form; when it is sent whole, write what it says and go on. A refusal stands on it."""
    if request.method == "POST" and page.form.is_valid():
        try:
            write()
        except Refused as refusal:
            field = FIELDS.get(refusal.code)
            known = field if field in page.form.fields else None
            page.form.add_error(known, refusal_words(refusal))
        else:
            return redirect(then)
    return show_form(request, page)


def desk_path() -> tuple[Link, ...]:
    """Return the path to the desk of privacy."""
    return (
        Link(_("Despacho"), reverse("record:desk")),
        Link(_("Datos personales"), reverse("record:privacy-desk")),
    )
