"""Where does who answers for personal data see everything that waits, and answer a request?"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.kernel.refusal import Refused
from minga.people.public import staff_required, viewer_of
from minga.record.deadlines import deadline_view
from minga.record.privacy.competence import ANSWERING_ROLES, registrar_of
from minga.record.privacy.forms import DecisionForm, IdentityForm
from minga.record.privacy.letters import letter_of
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.page_parts import answer_step, desk_path, knots
from minga.record.privacy.queries import (
    answered_requests,
    breaches,
    first_clocks,
    open_requests,
    own_rows,
    request_by_number,
    running_clock,
)
from minga.record.privacy.requests import (
    ask_for_identity,
    confirm_identity,
    decide,
    hand_over_copy,
)
from minga.record.privacy.steps import refusal_words
from minga.record.privacy.words import BREACH_STATES, REQUEST_STATES, RIGHT_NOUNS
from minga.record.registers import Registrar
from minga.record.rules.data_requests import COPIED, OPEN, DataRequestState, DataRight
from minga.website.forms import FormPage
from minga.website.parts import Link
from minga.website.render import render_page

PAGE_SIZE = 25
answering_required = staff_required(roles=ANSWERING_ROLES)


def answerer(request: HttpRequest) -> Registrar:
    """Return as whom the viewer answers; `answering_required` guards every caller."""
    viewer = viewer_of(request)
    registrar = registrar_of(viewer, viewer.on)
    if registrar is None:
        raise PermissionDenied
    return registrar


@require_safe
@answering_required
def privacy_desk(request: HttpRequest) -> HttpResponse:
    """Requests that wait, breaches that go on, and what was answered."""
    waiting, going = list(open_requests()), list(breaches(is_open=True))
    clocks = first_clocks([*(one.case for one in waiting), *going])
    waiting.sort(key=lambda one: clocks[one.pk].due_on)
    going.sort(key=lambda one: clocks[one.pk].due_on if one.pk in clocks else date.max)
    done = Paginator(answered_requests(), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "waiting": [_row(one, clocks.get(one.pk)) for one in waiting],
        "breaches": [
            {"case": one, "state": BREACH_STATES[one.state], "clock": clocks.get(one.pk)}
            for one in going
        ],
        "closed_breaches": list(breaches(is_open=False)[:PAGE_SIZE]),
        "answered": [_row(one, None) for one in done],
        "own_rows": list(own_rows()),
        "page": done,
        "query": request.GET,
        "today": clock.today(),
    }
    return render_page(request, "record/privacy/desk.html", context)


def _row(one: DataSubjectRequest, deadline: object) -> dict[str, object]:
    return {
        "case": one.case,
        "title": RIGHT_NOUNS[one.right],
        "name": one.subject.identity.name,
        "state": REQUEST_STATES[one.case.state],
        "clock": deadline,
    }


def _request_or_404(number: str) -> DataSubjectRequest:
    found = request_by_number(number)
    if found is None:
        raise Http404
    return found


def _page_of(found: DataSubjectRequest) -> str:
    return reverse("record:data-request", args=(found.case.number,))


@require_safe
@answering_required
def data_request(request: HttpRequest, number: str) -> HttpResponse:
    """One request: who asks what, its day, its acts, and the step that comes next."""
    found = _request_or_404(number)
    deadline, acts = running_clock(found.case), list(found.case.acts.all())
    right = DataRight(found.right)
    context = {
        "request_row": found,
        "identity": found.subject.identity,
        "title": RIGHT_NOUNS[right],
        "state": REQUEST_STATES[found.case.state],
        "is_open": found.case.state in OPEN,
        "is_in_progress": found.case.state == DataRequestState.IN_PROGRESS,
        "is_pending": found.case.state == DataRequestState.IDENTITY_PENDING,
        "gives_copy": right in COPIED,
        "is_copy_given": any(act.kind == "hand_over_copy" for act in acts),
        "clock": deadline_view(deadline, clock.today()) if deadline else None,
        "knots": knots(found.case, acts),
        "letter": letter_of(found),
        "today": clock.today(),
    }
    return render_page(request, "record/privacy/request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_required
def request_identity(request: HttpRequest, number: str) -> HttpResponse:
    """Write how the person was known, or ask them to prove it."""
    found, by = _request_or_404(number), answerer(request)
    form = IdentityForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        if proof := form.known():
            confirm_identity(request=found, proof=proof, by=by, at=clock.now())
        else:
            text = form.cleaned_data["text"]
            ask_for_identity(request=found, text=text, by=by, at=clock.now())

    page = FormPage(
        title=_("Comprobar quién pide"),
        intro=_("Nadie recibe ni borra datos de otra persona. El plazo sigue corriendo."),
        form=form,
        submit=_("Guardar"),
        path=desk_path(),
        here=number,
        cancel=Link(_("Volver a la solicitud"), _page_of(found)),
    )
    return answer_step(request, page, write, then=_page_of(found))


@never_cache
@require_POST
@answering_required
def request_copy(request: HttpRequest, number: str) -> HttpResponse:
    """Hand over the copy of the person's data as a file, and write that it was."""
    found = _request_or_404(number)
    try:
        copy = hand_over_copy(request=found, by=answerer(request), at=clock.now())
    except Refused as refusal:
        context = {"sentence": refusal_words(refusal), "back": _page_of(found)}
        return render_page(request, "record/privacy/refused.html", context, status=409)
    response = JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@answering_required
def request_answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer: granting does it at once; refusing states its cause."""
    found, by = _request_or_404(number), answerer(request)
    right = DataRight(found.right)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    is_known = found.case.state != DataRequestState.IDENTITY_PENDING
    form = DecisionForm(right, found.subject.identity, *posted, is_known=is_known)

    def write() -> None:
        decide(request=found, decision=form.decision(), by=by, at=clock.now())

    page = FormPage(
        title=_("Responder: %(what)s") % {"what": str(RIGHT_NOUNS[right]).lower()},
        intro=_intro(right),
        form=form,
        submit=_("Responder y hacerlo"),
        path=desk_path(),
        here=number,
        cancel=Link(_("Volver a la solicitud"), _page_of(found)),
    )
    return answer_step(
        request, page, write, then=reverse("record:data-request-letter", args=(number,))
    )


def _intro(right: DataRight) -> str:
    """Say what granting does at once: nobody erases a person without knowing it."""
    return {
        DataRight.ACCESS: _("Primero entrega la copia; después concede."),
        DataRight.PORTABILITY: _("Primero entrega la copia; después concede."),
        DataRight.RECTIFICATION: _("Al conceder, los datos quedan como los escribas aquí."),
        DataRight.ERASURE: _(
            "Al conceder, la identidad se borra para siempre, y con ella las palabras de esta "
            "solicitud: imprime la carta con la respuesta antes de enviarla. En parte: quedan los "
            "datos que dejes escritos."
        ),
        DataRight.OBJECTION: _("Al conceder, se retiran todos sus consentimientos vigentes."),
    }[right]


@never_cache
@require_safe
@answering_required
def request_letter(request: HttpRequest, number: str) -> HttpResponse:
    """The answer as a letter to print, with the step that the law gives next."""
    found = _request_or_404(number)
    letter = letter_of(found)
    if letter is None:
        return redirect(_page_of(found))
    context = {"letter": letter, "back": _page_of(found)}
    return render_page(request, "record/privacy/letter.html", context)
