"""What does the administration see and do about people? Roles and invitations."""

from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.kernel import clock
from minga.people import notices
from minga.people.forms import EndForm, InviteForm, PeopleFilter, RoleForm
from minga.people.labels import BodyKind
from minga.people.models import Appointment
from minga.people.pages.counter import password_code
from minga.people.pages.desk_parts import (
    ADMINISTRATOR,
    answer_form,
    back_to_desk,
    back_to_person,
    issue,
    page_of_person,
    person_at_desk,
    printed,
)
from minga.people.pages.recoveries import waiting_of
from minga.people.pages.refused import put_on_form
from minga.people.permissions import (
    in_office,
    may_administer,
    may_ask_recovery_of,
    may_reset_password_of,
)
from minga.people.queries import (
    bodies_with_roles,
    events_of_person,
    open_recoveries,
    roles_of_person,
)
from minga.people.rooms import DESK_READERS
from minga.people.services.bodies import appoint, end_appointment
from minga.people.services.invitations import invite_staff, renew_invitation
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import staff_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.render import render_page

BODIES_A_PAGE = 20


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
        "recoveries": open_recoveries() if may_administer(viewer, viewer.on) else (),
    }
    return render_page(request, "people/desk.html", context, swap="results")


@require_safe
@staff_required(roles=DESK_READERS)
def desk_person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one person: roles and what was done with the account."""
    person, viewer = person_at_desk(public_id), viewer_of(request)
    roles, waiting = roles_of_person(person), waiting_of(person, viewer, clock.now())
    context = {
        "person": person,
        "roles": roles,
        "events": events_of_person(person)[:BODIES_A_PAGE],
        "may_administer": may_administer(viewer, viewer.on),
        "may_reset": may_reset_password_of(viewer, person, viewer.on),
        "may_ask": may_ask_recovery_of(viewer, person, viewer.on),
        "holds_a_role": bool(in_office(tuple(roles), viewer.on)),
        "recoveries": waiting,
        "asked": [one.recovery.kind for one in waiting],
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
            return printed(request, made.person, made.issued, "people:invitation")
    page = FormPage(
        title=_("Invita a una persona"),
        intro=_("Recibe un cargo con fechas y un código para abrir su cuenta."),
        form=form,
        submit=_("Invitar"),
        cancel=back_to_desk(),
        privacy=notices.STAFF_INVITATION.text,
    )
    return show_form(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=ADMINISTRATOR)
def give_role(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody who is already here a further role."""
    person, viewer = person_at_desk(public_id), viewer_of(request)
    page = FormPage(
        title=_("Da un cargo"),
        intro=person.identity.name,
        form=RoleForm(request.POST or None, initial={"starts_on": viewer.on}),
        submit=_("Dar el cargo"),
        cancel=back_to_person(person),
    )
    write = partial(appoint, person=person, at=clock.now(), granted_by=viewer.person)
    return answer_form(request, page, write, then=page_of_person(person))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=ADMINISTRATOR)
def end_role(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Set the last day of a role."""
    rows = Appointment.objects.select_related("person__identity", "body")
    held, viewer = get_object_or_404(rows, pk=appointment_id), viewer_of(request)
    page = FormPage(
        title=_("Termina un cargo"),
        intro=f"{held.person.identity.name}: {held.get_role_display()}, {held.body.name}",
        form=EndForm(request.POST or None, initial={"ends_on": viewer.on}),
        submit=_("Terminar el cargo"),
        cancel=back_to_person(held.person),
    )
    end = partial(end_appointment, appointment_id=held.pk, at=clock.now(), by=viewer.person)
    return answer_form(request, page, end, then=page_of_person(held.person))


@require_POST
@staff_required(roles=ADMINISTRATOR)
def new_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Print a new invitation for somebody who has no account yet."""
    person, viewer = person_at_desk(public_id), viewer_of(request)
    return issue(
        request,
        person,
        lambda: renew_invitation(person=person, at=clock.now(), by=viewer.person),
        "people:invitation",
    )


@require_POST
@staff_required(roles=ADMINISTRATOR)
def new_password_code(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Print a code for a new password, from the person's page."""
    return password_code(request, person_at_desk(public_id))
