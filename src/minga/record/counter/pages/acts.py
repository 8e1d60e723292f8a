"""How is an act done at the counter? Its form, one service, and the receipt at once."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import Person
from minga.record.counter.acts import AtCounter, CounterAct, CounterForm, counter_acts
from minga.record.counter.attending import Attended, arrival, attend
from minga.record.counter.forms import ArrivalForm
from minga.record.counter.models import CounterVisit
from minga.record.counter.pages.shared import counter_path, page_of, person_or_404
from minga.record.counter.receipts import (
    act_words,
    kept_for_printing,
    receipt_kept,
    receipt_of,
    receipt_pdf,
)
from minga.record.counter.refusals import AlreadyAttended, CounterRefused
from minga.record.counter.sitting import Sitting, at_counter
from minga.record.refusal_labels import refusal_sentence
from minga.record.rules.document_types import DocumentRefused
from minga.record.rules.reception import Received
from minga.website.forms import FormPage
from minga.website.parts import Link
from minga.website.render import render_page

OWN_REFUSALS = (CounterRefused, DocumentRefused)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def act_for_person(
    request: HttpRequest, sitting: Sitting, public_id: UUID, code: str
) -> HttpResponse:
    """Do an act for a person who is registered."""
    return _act(request, sitting, person_or_404(sitting, public_id), code)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def act_without_name(request: HttpRequest, sitting: Sitting, code: str) -> HttpResponse:
    """Do an act for somebody who does not identify, where the act allows it."""
    return _act(request, sitting, None, code)


def _act(request: HttpRequest, sitting: Sitting, person: Person | None, code: str) -> HttpResponse:
    act = _act_or_404(code, person)
    now = clock.now()
    sent = request.POST if request.method == "POST" else None
    arriving = ArrivalForm(sent, now=now)
    at, received = arrival(_at(sitting, person, arriving))
    form = act.form(sent, request.FILES or None, at=at, initial=_asked(request))
    if sent is not None and arriving.is_valid() and form.is_valid():
        try:
            return _done(request, sitting, act, form, received, arriving.cleaned_data["visit"])
        except AlreadyAttended as already:
            return _already(request, already.visit)
        except Refused as refusal:
            _put(form, arriving, act, refusal)
    return _ask(request, sitting, act, form, arriving)


def _act_or_404(code: str, person: Person | None) -> CounterAct[Any]:
    act = next((act for act in counter_acts() if act.code == code), None)
    if act is None or (act.needs_person and person is None):
        raise Http404
    return act


def _at(sitting: Sitting, person: Person | None, arriving: ArrivalForm) -> AtCounter:
    """Return who stands there and since when; of a form not yet sent or wrong, since now."""
    is_said = arriving.is_bound and arriving.is_valid()
    return AtCounter(
        clerk=sitting.clerk,
        person=person,
        body=sitting.body,
        arrived_at=arriving.arrived_at() if is_said else clock.now(),
        paper_number=arriving.cleaned_data["paper_number"] if is_said else "",
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return the number that the address brings, for acts about a case that is known already."""
    number = request.GET.get("numero", "")[:40]
    return {"number": number} if number else {}


def _done(
    request: HttpRequest,
    sitting: Sitting,
    act: CounterAct[Any],
    form: CounterForm,
    received: Received,
    visit_id: UUID,
) -> HttpResponse:
    done = attend(act=act, form=form, received=received, visit_id=visit_id, now=clock.now())
    return _receipt(request, sitting, done, form)


def _receipt(
    request: HttpRequest, sitting: Sitting, done: Attended, form: CounterForm
) -> HttpResponse:
    receipt = receipt_of(done, form.receipt_lines(), clock.today())
    context = {"receipt": receipt, "sitting": sitting, "kept": kept_for_printing(receipt)}
    return render_page(request, "record/counter_receipt.html", context)


def _already(request: HttpRequest, visit: CounterVisit) -> HttpResponse:
    """Say that this form was sent before, and where a new code is handed out if the first is lost."""
    context = {"visit": visit, "act": act_words(visit.act), "back": page_of(visit.person)}
    return render_page(request, "record/counter_already.html", context)


def _put(form: CounterForm, arriving: ArrivalForm, act: CounterAct[Any], refusal: Refused) -> None:
    """Put the sentence of a refusal on the field of the paper, or above the form."""
    if refusal.code.startswith("paper-"):
        arriving.add_error("paper_number", refusal_sentence(refusal))
        return
    is_own = isinstance(refusal, OWN_REFUSALS)
    form.add_error(None, refusal_sentence(refusal) if is_own else act.refusal_words(refusal))


def _ask(
    request: HttpRequest,
    sitting: Sitting,
    act: CounterAct[Any],
    form: CounterForm,
    arriving: ArrivalForm,
) -> HttpResponse:
    person = form.at.person
    page = FormPage(
        title=str(act.label),
        intro=str(act.help),
        form=form,
        submit=_("Registrar y dar el recibo"),
        path=counter_path(),
        here=person.identity.name if person else _("Sin identificarse"),
        cancel=Link(_("Volver sin registrar"), page_of(person)),
    )
    status = 422 if form.errors or arriving.errors else 200
    if status == 200:
        _give_keyboard(form)
    context = {"page": page, "arriving": arriving, "sitting": sitting, "person": person}
    return render_page(request, "record/counter_act.html", context, status=status)


def _give_keyboard(form: CounterForm) -> None:
    """Put the cursor in the first question, unless it is a list of choices."""
    first = next(iter(form.visible_fields()), None)
    if first is not None and not first.use_fieldset:
        first.field.widget.attrs["autofocus"] = True


@require_POST
@at_counter
def receipt_on_paper(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The receipt that a page keeps, as a PDF for A4 or a roll; for an hour, then it is renewed."""
    bodies = [body.pk for body in sitting.bodies]
    receipt = receipt_kept(request.POST.get("kept", ""), bodies, clock.today())
    if receipt is None:
        return HttpResponseGone()
    pdf = receipt_pdf(receipt, roll="roll" in request.POST)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = receipt.number or receipt.visit.public_id
    response["Content-Disposition"] = f'inline; filename="recibo-{name}.pdf"'
    return response
