"""How does the office bring in a plan? It sees what was understood, then confirms."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.people.public import Body, Person, may_record_for, staff_required, viewer_of
from minga.plan.forms.importing import ImportForm
from minga.plan.models import PlanImport, WorkPlan
from minga.plan.reading import ReadPlan, read_plan_bytes
from minga.plan.reading.labels import issue_sentence
from minga.plan.services.importing import (
    ImportRefused,
    Incoming,
    Outcome,
    differences_with,
    import_incoming,
    plan_for,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Ask for the document, read it, and go to what was understood."""
    person = _person(request)
    form = ImportForm(request.POST or None, request.FILES or None, bodies=_bodies(request))
    if request.method == "POST" and form.is_valid():
        waiting = PlanImport.objects.create(
            person=person,
            body=form.chosen_body(),
            name=form.cleaned_data["document"].name[:200],
            content=form.content,
            created_at=clock.now(),
        )
        return HttpResponseRedirect(reverse("plan:import-preview", args=(waiting.pk,)))
    page = FormPage(
        title=_("Importar un plan de trabajo"),
        form=form,
        submit=_("Leer el documento"),
        intro=_("Leer no publica nada. Después ves qué entendimos y decides."),
        path=(Link(_("Despacho"), reverse("record:desk")),),
        here=_("Importar un plan"),
        cancel=Link(_("Volver sin importar"), reverse("record:desk")),
    )
    return show_form(request, page)


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was understood of a waiting document; on confirmation, register it.

    When somebody registered the same meanwhile, the page says that nothing differs.
    """
    person = _person(request)
    waiting = get_object_or_404(PlanImport.objects.select_related("body"), pk=pk, person=person)
    read = read_plan_bytes(waiting.name, bytes(waiting.content))
    refusal = ""
    if request.method == "POST":
        try:
            outcome = _register(waiting, read, person)
        except ImportRefused as refused:
            refusal = str(refused)
        else:
            if outcome.changed:
                return HttpResponseRedirect(reverse("plan:plan-detail", args=(outcome.plan,)))
    plan = _plan_of(read, waiting)
    context = {
        "waiting": waiting,
        "read": read,
        "plan": plan,
        "differences": differences_with(plan, read) if plan else (),
        "issues": [(issue, issue_sentence(issue, _)) for issue in read.issues],
        "count": sum(1 for _activity in read.activities()),
        "refusal": refusal,
    }
    return render_page(request, "plan/import_preview.html", context)


@transaction.atomic
def _register(waiting: PlanImport, read: ReadPlan, person: Person) -> Outcome:
    """Register the waiting document and return what that did; 404 when it was just done."""
    get_object_or_404(PlanImport.objects.select_for_update(), pk=waiting.pk)
    outcome = import_incoming(
        incoming=Incoming(read, waiting.name, bytes(waiting.content)),
        actor=person,
        plan=_plan_of(read, waiting),
        body=waiting.body,
    )
    waiting.delete()
    return outcome


def _plan_of(read: ReadPlan, waiting: PlanImport) -> WorkPlan | None:
    """Return the plan of this body that the document is another version of."""
    plan = plan_for(read)
    return plan if plan and plan.body_id == waiting.body_id else None


def _person(request: HttpRequest) -> Person:
    person = viewer_of(request).person
    if person is None or not _bodies(request):
        raise PermissionDenied
    return person


def _bodies(request: HttpRequest) -> list[Body]:
    """The bodies in whose name the viewer may record today."""
    viewer = viewer_of(request)
    found = {held.body_id: held.body for held in viewer.appointments}
    return [body for body in found.values() if may_record_for(viewer, body, viewer.on)]
