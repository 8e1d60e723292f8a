"""Where does a person ask about their own data, and read what was answered?"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import Person, signed_in_required, viewer_of
from minga.record.deadlines import deadline_view
from minga.record.follow_codes import IssuedFollowCode, issue_follow_code
from minga.record.privacy.forms import DataRequestForm
from minga.record.privacy.letters import letter_of
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.page_parts import knots
from minga.record.privacy.queries import request_by_number, requests_of, running_clock
from minga.record.privacy.requests import AskedData, open_request, withdraw_request
from minga.record.privacy.steps import refusal_words
from minga.record.privacy.words import REQUEST_STATES, RIGHT_NOUNS
from minga.record.rules.data_requests import OPEN
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


def _person(request: HttpRequest) -> Person:
    """Return the signed-in person; `signed_in_required` guards every caller."""
    person = viewer_of(request).person
    if person is None:
        raise AssertionError("page without signed_in_required")
    return person


def _mine(request: HttpRequest, number: str) -> DataSubjectRequest:
    found = request_by_number(number)
    if found is None or found.subject_id != _person(request).pk:
        raise Http404
    return found


@require_safe
@signed_in_required
def own_requests(request: HttpRequest) -> HttpResponse:
    """The person's requests about their data, each with its state and its day."""
    rows = [
        {
            "request": one,
            "title": RIGHT_NOUNS[one.right],
            "state": REQUEST_STATES[one.case.state],
            "is_open": one.case.state in OPEN,
        }
        for one in requests_of(_person(request))
    ]
    return render_page(request, "record/privacy/own_requests.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_required
def own_request_new(request: HttpRequest) -> HttpResponse:
    """Ask for something, and get number, code and due day on a page to keep."""
    wanted = {"right": request.GET.get("derecho", "").upper()}
    form = DataRequestForm(request.POST if request.method == "POST" else None, initial=wanted)
    if request.method == "POST" and form.is_valid():
        try:
            made, issued = _open(_person(request), form.asked())
        except Refused as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            return _receipt(request, made, issued)
    page = FormPage(
        title=_("Pide algo sobre tus datos"),
        intro=_("No cuesta nada. Te decimos hoy hasta qué día debemos responder."),
        form=form,
        submit=_("Enviar la solicitud"),
        cancel=Link(_("Volver a mi cuenta"), reverse("people:my-account")),
        privacy=_("Solo la lee quien responde por la protección de datos. No aparece en público."),
    )
    return show_form(request, page)


@transaction.atomic
def _open(person: Person, asked: AskedData) -> tuple[DataSubjectRequest, IssuedFollowCode]:
    at = clock.now()
    made = open_request(person=person, asked=asked, at=at)
    return made, issue_follow_code(case=made.case, at=at, person=person)


def _receipt(
    request: HttpRequest, made: DataSubjectRequest, issued: IssuedFollowCode
) -> HttpResponse:
    """Show number and code, this once."""
    context = {
        "title": RIGHT_NOUNS[made.right],
        "issued": issued,
        "clock": _clock(made),
        "at": made.case.opened_on,
    }
    return render_page(request, "record/privacy/own_receipt.html", context)


def _clock(made: DataSubjectRequest) -> object:
    deadline = running_clock(made.case)
    return deadline_view(deadline, clock.today()) if deadline else None


@require_safe
@signed_in_required
def own_request(request: HttpRequest, number: str) -> HttpResponse:
    """One's own request: its acts, its day, its answer with the next step."""
    found = _mine(request, number)
    acts = list(found.case.acts.all())
    context = {
        "request_row": found,
        "title": RIGHT_NOUNS[found.right],
        "state": REQUEST_STATES[found.case.state],
        "is_open": found.case.state in OPEN,
        "clock": _clock(found),
        "knots": knots(found.case, acts),
        "letter": letter_of(found),
        "today": clock.today(),
    }
    return render_page(request, "record/privacy/own_request.html", context)


@require_POST
@signed_in_required
def own_request_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """End one's own request."""
    found = _mine(request, number)
    try:
        withdraw_request(request=found, person=_person(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal_words(refusal))
    else:
        messages.success(request, _("Retiraste la solicitud."))
    return redirect("record:own-data-request", number)
