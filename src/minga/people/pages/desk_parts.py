"""What do the pages of the administration share? The person, the way back, a printed code, a refusal."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.labels import Role, refusal_text
from minga.people.models import Body, Person
from minga.people.pages.refused import put_on_form
from minga.people.permissions import roles_held
from minga.people.queries import person_of_username, persons_for_desk
from minga.people.rooms import DESK_READERS
from minga.people.services.codes import IssuedCode
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

ADMINISTRATOR = (Role.ADMINISTRATOR,)


def person_at_desk(public_id: UUID) -> Person:
    """Return a person with identity and account, or the 404 page."""
    return get_object_or_404(persons_for_desk(), public_id=public_id)


def account_holder(username: str) -> Person:
    """Return who signs in with a typed username; raises PeopleRefused with `no-account`."""
    person = person_of_username(username.strip().lower())
    if person is None:
        raise PeopleRefused("no-account")
    return person


def back_to_person(person: Person) -> Link:
    """Return the way back to the page of a person."""
    return Link(_("Volver a la persona"), page_of_person(person))


def page_of_person(person: Person) -> str:
    """Return the address of a person at the desk."""
    return reverse("people:desk-person", args=(person.public_id,))


def back_to_body(body: Body) -> Link:
    """Return the way back to the page of a body."""
    return Link(_("Volver al cuerpo"), page_of_body(body))


def page_of_body(body: Body) -> str:
    """Return the address of a body at the desk."""
    return reverse("people:desk-body", args=(body.slug,))


def answer_form(
    request: HttpRequest,
    page: FormPage,
    write: Callable[..., object],
    *,
    then: str,
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show a page with one form; when it is sent whole, write what it says and go on to `then`.

    A refusal stands on the form: beside the field that `fields` names for its code, else above all.
    """
    if request.method == "POST" and page.form.is_valid():
        try:
            write(**page.form.cleaned_data)
        except PeopleRefused as refusal:
            put_on_form(page.form, refusal, fields)
        else:
            return HttpResponseRedirect(then)
    return show_form(request, page)


def back_to_desk() -> Link:
    """Return the way back to the list."""
    return Link(_("Volver a personas y cargos"), reverse("people:desk"))


def issue(
    request: HttpRequest, person: Person, new_code: Callable[[], IssuedCode], door: str
) -> HttpResponse:
    """Show a new code for a door, or why there is none."""
    try:
        return printed(request, person, new_code(), door)
    except PeopleRefused as refusal:
        return refused(request, person, refusal)


def printed(request: HttpRequest, person: Person, issued: IssuedCode, door: str) -> HttpResponse:
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


def refused(request: HttpRequest, person: Person, refusal: PeopleRefused) -> HttpResponse:
    """Say why it could not be done."""
    context = {"person": person, "sentence": refusal_text(refusal)}
    return render_page(request, "people/refused.html", context, status=409)
