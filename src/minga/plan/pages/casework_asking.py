"""How is a need registered, and who asks for it? Each person leaves with number and code."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.kernel.lifecycle import TransitionRefused
from minga.people.public import (
    PeopleRefused,
    Person,
    create_person,
    may_certify_for,
    staff_required,
    viewer_of,
)
from minga.plan.forms.casework import CaseworkDesk, NeedForm
from minga.plan.forms.casework_ends import AskerForm
from minga.plan.forms.pasting import pasted_initial
from minga.plan.models import Casework
from minga.plan.pages.casework_acts import desk_link, desk_or_refuse
from minga.plan.queries.casework_desk import offices_of
from minga.plan.rules.casework import CaseworkOrigin
from minga.plan.services.casework import (
    Asker,
    CaseworkRefused,
    add_asker,
    open_casework,
)
from minga.record.public import (
    ActInTheFuture,
    DocumentRefused,
    issue_follow_code,
    refusal_sentence,
    similar_cases,
)
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

REFUSALS = (CaseworkRefused, TransitionRefused, ActInTheFuture, PeopleRefused)


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def casework_new(request: HttpRequest) -> HttpResponse:
    """Register a need; whoever asks gets a number and a code to follow it."""
    desk = _new_desk(request)
    pasted = pasted_initial(request, desk.person, desk.today)
    sent = None if pasted else request.POST or None
    form = NeedForm(sent, request.FILES or None, desk=desk, initial=pasted)
    if form.is_valid():
        opened = _open(form)
        if opened:
            return _opened(request, opened)
    page = FormPage(
        title=_("Registrar un pedido"),
        form=form,
        submit=_("Registrar"),
        intro=_("Lo que una persona o el despacho quiere conseguir de otros: una gestión."),
        path=(Link(_("Despacho"), reverse("record:desk")), desk_link()),
        here=_("Pedido nuevo"),
        cancel=Link(_("Volver sin registrar"), reverse("plan:casework-desk")),
    )
    return show_form(request, page)


def _new_desk(request: HttpRequest) -> CaseworkDesk:
    viewer = viewer_of(request)
    offices = tuple(offices_of(viewer))
    if viewer.person is None or not offices:
        raise PermissionDenied
    certifies = any(may_certify_for(viewer, office, viewer.on) for office in offices)
    return CaseworkDesk(viewer.person, certifies, clock.today(), offices=offices)


@dataclass(frozen=True)
class Opened:
    """A gestión that was just registered, and the code of whoever asked."""

    casework: Casework
    code: str


def _open(form: NeedForm) -> Opened | None:
    """Register the need, who asks and their code together; None with the errors in the form."""
    try:
        with transaction.atomic():
            person = _asking(form)
            need = form.need(CaseworkOrigin(form.cleaned_data["origin"]))
            casework = open_casework(
                need=need,
                office=form.chosen_office(),
                record=form.record(),
                asker=Asker(person, form.cleaned_data["said"]) if person else None,
            )
            return Opened(casework, _code(casework, person, form.desk.person))
    except DocumentRefused as refused:
        form.add_error("evidence", refusal_sentence(refused))
    except REFUSALS as refused:
        form.refuse(refused.code)
    return None


def _asking(form: NeedForm) -> Person | None:
    """Return the person who asks, kept apart from what is public; None when nobody was named."""
    if not form.cleaned_data["asker_name"]:
        return None
    return _person(form.cleaned_data, is_demonstration=form.desk.person.is_demonstration)


def _person(data: Mapping[str, str], *, is_demonstration: bool) -> Person:
    return create_person(
        name=data["asker_name"],
        phone=data["asker_phone"],
        at=clock.now(),
        is_demonstration=is_demonstration,
    )


def _code(casework: Casework, person: Person | None, by: Person) -> str:
    if person is None:
        return ""
    issued = issue_follow_code(case=casework.case, at=clock.now(), by=by, person=person)
    return issued.code


def _opened(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show number and code once, and what was asked before that looks alike."""
    case = opened.casework.case
    if not opened.code:
        return HttpResponseRedirect(reverse("plan:casework-own", args=(case.number,)))
    context = {
        "casework": opened.casework,
        "case": case,
        "code": opened.code,
        "similar": similar_links(opened.casework),
    }
    return render_page(request, "plan/casework_opened.html", context)


def similar_links(casework: Casework) -> list[Link]:
    """Return earlier gestiones about the same, for the office; two queries."""
    found = similar_cases("GES", casework.case.title, without=casework.pk)
    return [Link(one.title, reverse("plan:casework-own", args=(one.number,))) for one in found]


@staff_required()
@require_http_methods(["GET", "HEAD", "POST"])
def casework_asker(request: HttpRequest, number: str) -> HttpResponse:
    """One more person asks for the same: they get a code of their own."""
    desk = desk_or_refuse(request, number)
    casework = desk.casework
    if casework is None:
        raise Http404
    form = AskerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _opened(request, Opened(casework, _join(form, casework, desk.person)))
    page = FormPage(
        title=_("Otra persona pide lo mismo"),
        form=form,
        submit=_("Añadir y darle su código"),
        intro=casework.case.title,
        path=(desk_link(), Link(number, reverse("plan:casework-own", args=(number,)))),
        here=_("Otra persona"),
    )
    return show_form(request, page)


def _join(form: AskerForm, casework: Casework, by: Person) -> str:
    with transaction.atomic():
        world = casework.case.is_demonstration
        person = _person(form.cleaned_data, is_demonstration=world)
        asker = Asker(person, form.cleaned_data["said"])
        add_asker(casework=casework, asker=asker, at=clock.now())
        return _code(casework, person, by)
