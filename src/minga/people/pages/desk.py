"""What does the administration see and do? Bodies, roles, invitations; the counter hands out codes."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people import notices
from minga.people.forms import CounterCodeForm, EndForm, InviteForm, PeopleFilter, RoleForm
from minga.people.labels import BodyKind, Role, refusal_text
from minga.people.models import Appointment, Person
from minga.people.pages.refused import put_on_form
from minga.people.permissions import (
    CODE_ISSUING_ROLES,
    may_administer,
    may_remove_second_factor_of,
    may_reset_password_of,
    roles_held,
)
from minga.people.queries import (
    bodies_with_roles,
    events_of_person,
    person_of_username,
    persons_for_desk,
    roles_of_person,
)
from minga.people.rooms import DESK_READERS
from minga.people.services.bodies import appoint, end_appointment
from minga.people.services.codes import IssuedCode
from minga.people.services.invitations import invite_staff, renew_invitation
from minga.people.services.recovery import issue_password_code, remove_second_factor
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import staff_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

ADMINISTRATOR = (Role.ADMINISTRATOR,)
BODIES_A_PAGE = 20


def _person(public_id: UUID) -> Person:
    return get_object_or_404(persons_for_desk(), public_id=public_id)


def _back(person: Person | None = None) -> Link:
    if person is None:
        return Link(_("Volver a personas y cargos"), reverse("people:desk"))
    return Link(_("Volver a la persona"), reverse("people:desk-person", args=(person.public_id,)))


def _found(count: int) -> str:
    return ngettext("%(count)s cuerpo", "%(count)s cuerpos", count) % {"count": count}


@require_safe
@staff_required(roles=DESK_READERS)
def desk(request: HttpRequest) -> HttpResponse:
    """List the bodies and who holds what in them."""
    search = PeopleFilter(request.GET)
    wanted = search.cleaned_data if search.is_valid() else {}
    bodies = bodies_with_roles(
        on=viewer_of(request).on,
        kind=BodyKind(wanted["kind"]) if wanted.get("kind") else None,
        with_past=bool(wanted.get("past")),
        with_empty=bool(wanted.get("empty")),
    )
    page = Paginator(bodies, BODIES_A_PAGE).get_page(request.GET.get("pagina"))
    viewer = viewer_of(request)
    context = {
        "search": search,
        "page": page,
        "found": _found(page.paginator.count),
        "may_administer": may_administer(viewer, viewer.on),
    }
    return render_page(request, "people/desk.html", context, swap="results")


@require_safe
@staff_required(roles=DESK_READERS)
def desk_person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one person: roles and what was done with the account."""
    person, viewer = _person(public_id), viewer_of(request)
    context = {
        "person": person,
        "roles": roles_of_person(person),
        "events": events_of_person(person)[:BODIES_A_PAGE],
        "may_administer": may_administer(viewer, viewer.on),
        "may_reset": may_reset_password_of(viewer, person, viewer.on),
        "may_remove_factor": may_remove_second_factor_of(viewer, person, viewer.on),
    }
    return render_page(request, "people/desk_person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=ADMINISTRATOR)
def invite(request: HttpRequest) -> HttpResponse:
    """Give a new person a role and show the code to print."""
    viewer = viewer_of(request)
    form = InviteForm(request.POST or None, initial={"starts_on": viewer.on})
    if request.method == "POST" and form.is_valid():
        try:
            made = invite_staff(at=clock.now(), by=viewer.person, **form.cleaned_data)
        except PeopleRefused as refusal:
            put_on_form(form, refusal)
        else:
            return _printed(request, made.person, made.issued, "people:invitation")
    page = FormPage(
        title=_("Invita a una persona"),
        intro=_("Recibe un cargo con fechas y un código para abrir su cuenta."),
        form=form,
        submit=_("Invitar"),
        cancel=_back(),
        privacy=notices.STAFF_INVITATION.text,
    )
    return show_form(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=ADMINISTRATOR)
def give_role(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody who is already here a further role."""
    person, viewer = _person(public_id), viewer_of(request)
    form = RoleForm(request.POST or None, initial={"starts_on": viewer.on})
    if request.method == "POST" and form.is_valid():
        try:
            appoint(person=person, at=clock.now(), granted_by=viewer.person, **form.cleaned_data)
        except PeopleRefused as refusal:
            put_on_form(form, refusal)
        else:
            return redirect("people:desk-person", person.public_id)
    page = FormPage(
        title=_("Da un cargo"),
        intro=person.identity.name,
        form=form,
        submit=_("Dar el cargo"),
        cancel=_back(person),
    )
    return show_form(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=ADMINISTRATOR)
def end_role(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Set the last day of a role."""
    rows = Appointment.objects.select_related("person__identity", "body")
    held, viewer = get_object_or_404(rows, pk=appointment_id), viewer_of(request)
    form = EndForm(request.POST or None, initial={"ends_on": viewer.on})
    if request.method == "POST" and form.is_valid():
        try:
            end_appointment(
                appointment_id=held.pk, at=clock.now(), by=viewer.person, **form.cleaned_data
            )
        except PeopleRefused as refusal:
            put_on_form(form, refusal)
        else:
            return redirect("people:desk-person", held.person.public_id)
    page = FormPage(
        title=_("Termina un cargo"),
        intro=f"{held.person.identity.name}: {held.get_role_display()}, {held.body.name}",
        form=form,
        submit=_("Terminar el cargo"),
        cancel=_back(held.person),
    )
    return show_form(request, page)


@require_POST
@staff_required(roles=ADMINISTRATOR)
def new_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Print a new invitation for somebody who has no account yet."""
    person, viewer = _person(public_id), viewer_of(request)
    return _issue(
        request,
        person,
        lambda: renew_invitation(person=person, at=clock.now(), by=viewer.person),
        "people:invitation",
    )


@require_POST
@staff_required(roles=ADMINISTRATOR)
def new_password_code(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Print a code for a new password, from the person's page."""
    return _password_code(request, _person(public_id))


@sensitive_post_parameters("username")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=tuple(CODE_ISSUING_ROLES))
def counter_code(request: HttpRequest) -> HttpResponse:
    """At the counter: print a code for whoever stands there with their document."""
    form = CounterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = person_of_username(form.cleaned_data["username"].strip().lower())
        if person is not None:
            return _password_code(request, person)
        put_on_form(form, PeopleRefused("no-account"), {"no-account": "username"})
    page = FormPage(
        title=_("Código para contraseña nueva"),
        intro=_("Para quien olvidó su contraseña y está delante de ti con su documento."),
        form=form,
        submit=_("Imprimir el código"),
        privacy=notices.COUNTER_CODE.text,
    )
    return show_form(request, page)


def _password_code(request: HttpRequest, person: Person) -> HttpResponse:
    viewer = viewer_of(request)
    staff = viewer.person
    if staff is None or not may_reset_password_of(viewer, person, viewer.on):
        raise PermissionDenied
    return _issue(
        request,
        person,
        lambda: issue_password_code(person=person, at=clock.now(), by=staff),
        "people:password-by-code",
    )


@require_POST
@staff_required(roles=ADMINISTRATOR)
def remove_factor(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove the lost second factor of somebody else."""
    person, viewer = _person(public_id), viewer_of(request)
    if viewer.person is None or not may_remove_second_factor_of(viewer, person, viewer.on):
        raise PermissionDenied
    try:
        remove_second_factor(person=person, at=clock.now(), by=viewer.person)
    except PeopleRefused as refusal:
        return _refused(request, person, refusal)
    return redirect("people:desk-person", person.public_id)


def _issue(
    request: HttpRequest, person: Person, issue: Callable[[], IssuedCode], door: str
) -> HttpResponse:
    try:
        return _printed(request, person, issue(), door)
    except PeopleRefused as refusal:
        return _refused(request, person, refusal)


def _printed(request: HttpRequest, person: Person, issued: IssuedCode, door: str) -> HttpResponse:
    """Show a code in clear, this once; the page is never cached."""
    viewer = viewer_of(request)
    context = {
        "person": person,
        "name": person.identity.name,
        "issued": issued,
        "address": request.build_absolute_uri(reverse(door)),
        "is_invitation": door == "people:invitation",
        "may_see_desk": not roles_held(viewer, viewer.on).isdisjoint(DESK_READERS),
    }
    return render_page(request, "people/printed_code.html", context)


def _refused(request: HttpRequest, person: Person, refusal: PeopleRefused) -> HttpResponse:
    context = {"person": person, "sentence": refusal_text(refusal)}
    return render_page(request, "people/refused.html", context, status=409)
