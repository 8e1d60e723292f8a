"""How does the administration found a body, and give it terms, seats and those who act for it?"""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.kernel import clock
from minga.people import notices
from minga.people.desk_forms import (
    BodyForm,
    EndRepresentationForm,
    RepresentationForm,
    SeatsForm,
    TermForm,
)
from minga.people.models import Body, Person, Representation
from minga.people.pages.desk_parts import (
    ADMINISTRATOR,
    account_holder,
    answer_form,
    back_to_body,
    back_to_desk,
    page_of_body,
)
from minga.people.pages.refused import put_on_form
from minga.people.permissions import may_administer
from minga.people.queries import body_for_desk
from minga.people.rooms import DESK_READERS
from minga.people.services.bodies import (
    REPRESENTED_KINDS,
    add_seats,
    add_term,
    end_representation,
    found_body,
    represent,
)
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import staff_required, viewer_of
from minga.website.forms import FormPage, show_form
from minga.website.render import render_page

WRITING = ["GET", "HEAD", "POST"]
ABOUT_THE_LAST_DAY = dict.fromkeys(
    ("already-ended", "representation-ends-before-it-starts"), "ends_on"
)


@require_safe
@staff_required(roles=DESK_READERS)
def body_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one body: its terms, seats, roles, and who acts for it."""
    found, viewer = body_for_desk(slug), viewer_of(request)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "body": found.body,
        "is_represented": found.body.kind in REPRESENTED_KINDS,
        "may_administer": may_administer(viewer, viewer.on),
    }
    return render_page(request, "people/desk_body.html", context)


@require_http_methods(WRITING)
@staff_required(roles=ADMINISTRATOR)
def new_body(request: HttpRequest) -> HttpResponse:
    """Found a body."""
    viewer = viewer_of(request)
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_demonstration = viewer.person is not None and viewer.person.is_demonstration
        try:
            body = found_body(is_demonstration=is_demonstration, **form.facts())
        except PeopleRefused as refusal:
            put_on_form(form, refusal, {"slug-unique": "name", "slug-blank": "name"})
        else:
            return redirect("people:desk-body", body.slug)
    page = FormPage(
        title=_("Un cuerpo nuevo"),
        intro=_("Concejo, comisión, despacho, entidad, GAD parroquial, asamblea u organización."),
        form=form,
        submit=_("Crear el cuerpo"),
        cancel=back_to_desk(),
    )
    return show_form(request, page)


@require_http_methods(WRITING)
@staff_required(roles=ADMINISTRATOR)
def new_term(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a body a term."""
    body = get_object_or_404(Body, slug=slug)
    page = FormPage(
        title=_("Un período nuevo"),
        intro=body.name,
        form=TermForm(request.POST or None),
        submit=_("Añadir el período"),
        cancel=back_to_body(body),
    )
    return answer_form(request, page, partial(add_term, body=body), then=page_of_body(body))


@require_http_methods(WRITING)
@staff_required(roles=ADMINISTRATOR)
def new_seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a body more seats."""
    body = get_object_or_404(Body, slug=slug)
    page = FormPage(
        title=_("Más curules"),
        intro=body.name,
        form=SeatsForm(request.POST or None),
        submit=_("Añadir las curules"),
        cancel=back_to_body(body),
    )
    return answer_form(request, page, partial(add_seats, body=body), then=page_of_body(body))


@require_http_methods(WRITING)
@staff_required(roles=ADMINISTRATOR)
def new_representation(request: HttpRequest, slug: str) -> HttpResponse:
    """Register who may act for an organisation or assembly, on which proof."""
    body, viewer = get_object_or_404(Body, slug=slug), viewer_of(request)
    page = FormPage(
        title=_("Quién la representa"),
        intro=body.name,
        form=RepresentationForm(request.POST or None, initial={"starts_on": viewer.on}),
        submit=_("Registrar la representación"),
        cancel=back_to_body(body),
        privacy=notices.REPRESENTATION.text,
    )
    fields = {"no-account": "username", "already-represents": "username"}
    write = partial(_represent, body, viewer.person)
    return answer_form(request, page, write, then=page_of_body(body), fields=fields)


def _represent(body: Body, by: Person | None, *, username: str, **typed: Any) -> None:
    """Register that the holder of this account may act for the body."""
    person = account_holder(username)
    represent(person=person, organisation=body, at=clock.now(), by=by, **typed)


@require_http_methods(WRITING)
@staff_required(roles=ADMINISTRATOR)
def last_day_of_representation(request: HttpRequest, representation_id: int) -> HttpResponse:
    """Set the last day of a representation."""
    rows = Representation.objects.select_related("person__identity", "organisation")
    right, viewer = get_object_or_404(rows, pk=representation_id), viewer_of(request)
    page = FormPage(
        title=_("Termina una representación"),
        intro=f"{right.person.identity.name}: {right.organisation.name}",
        form=EndRepresentationForm(request.POST or None, initial={"ends_on": viewer.on}),
        submit=_("Terminar la representación"),
        cancel=back_to_body(right.organisation),
    )
    end = partial(end_representation, representation_id=right.pk, at=clock.now(), by=viewer.person)
    then = page_of_body(right.organisation)
    return answer_form(request, page, end, then=then, fields=ABOUT_THE_LAST_DAY)
