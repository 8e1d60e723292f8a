"""How is a step recorded in the street? One form that also opens, and waits, without network."""

from http import HTTPStatus
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import may_certify_for, staff_required, viewer_of
from minga.plan.forms.casework import CaseworkDesk, FieldStepForm
from minga.plan.queries.casework_desk import casework_of_offices, offices_of
from minga.plan.services.casework import CaseworkRefused, record_step
from minga.plan.services.once import only_once
from minga.record.public import ActInTheFuture, DocumentRefused, refusal_sentence
from minga.website.forms import FormPage, show_form

LISTED = 200
WORKER = "plan/offline_worker.js"


@ensure_csrf_cookie
@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def field_step(request: HttpRequest) -> HttpResponse:
    """Show the form, or record a step of one of the viewer's gestiones; answers JSON to a script."""
    form = _form(request)
    saved = request.method == "POST" and form.is_valid() and _save(form)
    if request.headers.get("Accept") == "application/json" and request.method == "POST":
        return _answer(form, saved=saved)
    if saved:
        return redirect(reverse("plan:casework-own", args=(form.cleaned_data["casework"],)))
    page = FormPage(
        title=_("Registrar un paso en la calle"),
        form=form,
        submit=_("Registrar"),
        intro=_("Ábrela una vez con red en tu teléfono: después funciona también sin ella."),
        here=_("En la calle"),
    )
    return show_form(request, page, "plan/casework_field.html")


def _form(request: HttpRequest) -> FieldStepForm:
    viewer = viewer_of(request)
    offices = offices_of(viewer)
    if viewer.person is None or not offices:
        raise PermissionDenied
    certifies = any(may_certify_for(viewer, office, viewer.on) for office in offices)
    desk = CaseworkDesk(viewer.person, certifies, clock.today(), offices=tuple(offices))
    mine = list(casework_of_offices(offices)[:LISTED])
    return FieldStepForm(request.POST or None, request.FILES or None, desk=desk, mine=mine)


def _save(form: FieldStepForm) -> bool:
    """Record the step; False, with the errors in the form, when it is refused."""
    data, casework = form.cleaned_data, form.chosen()
    try:
        with only_once(casework.pk, form.desk.person):
            record = form.record(data["title"])
            record_step(casework=casework, act=data["act"], step=form.step(), record=record)
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except (CaseworkRefused, TransitionRefused, ActInTheFuture) as refused:
        form.refuse(refused.code)
    return not form.errors


def _answer(form: FieldStepForm, *, saved: bool) -> JsonResponse:
    if saved:
        url = reverse("plan:casework-own", args=(form.cleaned_data["casework"],))
        return JsonResponse({"url": url})
    errors = [error for found in form.errors.values() for error in found]
    return JsonResponse({"errors": errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def field_worker(_request: HttpRequest) -> HttpResponse:
    """Hand over the script that keeps the page for later: it must live under the page's address."""
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise Http404
    script = Path(found).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
