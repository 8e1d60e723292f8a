"""How do two administrators open an account anew, and how does its person say no?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minga.kernel import clock
from minga.kernel.clock import local_date
from minga.people.labels import RECOVERY_LABELS, RecoveryKind, refusal_text
from minga.people.models import Person, Recovery
from minga.people.pages.desk_parts import ADMINISTRATOR, person_at_desk, printed, refused
from minga.people.permissions import Viewer, may_ask_recovery_of
from minga.people.queries import administrators_on, open_recoveries
from minga.people.rules.recovery import Administrator, confirmers, obstacle
from minga.people.services.recoveries import ask_recovery, cancel_recovery, carry_out_recovery
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import signed_in_required, staff_required, viewer_of

KINDS = {"contrasena": RecoveryKind.PASSWORD, "segundo-factor": RecoveryKind.SECOND_FACTOR}


@dataclass(frozen=True)
class Waiting:
    """A request as the page of its person shows it: what, by whom, and what it waits for."""

    recovery: Recovery
    words: str
    obstacle: str


def waiting_of(person: Person, viewer: Viewer, at: datetime) -> list[Waiting]:
    """Return the open requests about a person and what keeps the viewer from doing them; two queries."""
    administrators = administrators_on(local_date(at))
    return [
        Waiting(
            row, str(RECOVERY_LABELS[row.kind]), _obstacle_words(row, administrators, viewer, at)
        )
        for row in open_recoveries(person)
    ]


def _obstacle_words(
    row: Recovery, administrators: tuple[Administrator, ...], viewer: Viewer, at: datetime
) -> str:
    asked = row.asked()
    able = confirmers(asked, local_date(asked.asked_at), administrators)
    by_id = viewer.person.pk if viewer.person else 0
    code = obstacle(asked, by_id=by_id, able=able, at=at)
    return refusal_text(PeopleRefused(code, ready_at=asked.ready_at.isoformat())) if code else ""


@require_POST
@staff_required(roles=ADMINISTRATOR)
def ask(request: HttpRequest, public_id: UUID, what: str) -> HttpResponse:
    """Ask for it; the person and the other administrators see it from now on."""
    person, by = person_at_desk(public_id), _administrator(request, public_id)
    kind = KINDS.get(what)
    if kind is None:
        raise Http404
    try:
        ask_recovery(person=person, kind=kind, at=clock.now(), by=by)
    except PeopleRefused as refusal:
        return refused(request, person, refusal)
    return redirect("people:desk-person", person.public_id)


def _administrator(request: HttpRequest, public_id: UUID) -> Person:
    """Return who asks; raises PermissionDenied for oneself."""
    viewer = viewer_of(request)
    person = person_at_desk(public_id)
    if viewer.person is None or not may_ask_recovery_of(viewer, person, viewer.on):
        raise PermissionDenied
    return viewer.person


@require_POST
@staff_required(roles=ADMINISTRATOR)
def carry_out(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """Do it: print the code, or remove the factor."""
    recovery = _recovery(recovery_id)
    person, by = recovery.person, _administrator(request, recovery.person.public_id)
    try:
        issued = carry_out_recovery(recovery_id=recovery.pk, at=clock.now(), by=by)
    except PeopleRefused as refusal:
        return refused(request, person, refusal)
    if issued is not None:
        return printed(request, person, issued, "people:password-by-code")
    return redirect("people:desk-person", person.public_id)


@require_POST
@staff_required(roles=ADMINISTRATOR)
def cancel(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """Take a request back from the desk."""
    recovery = _recovery(recovery_id)
    person, by = recovery.person, _administrator(request, recovery.person.public_id)
    try:
        cancel_recovery(recovery_id=recovery.pk, at=clock.now(), by=by)
    except PeopleRefused as refusal:
        return refused(request, person, refusal)
    return redirect("people:desk-person", person.public_id)


@require_POST
@signed_in_required
def object_to(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """The person says no: whoever can enter has lost nothing."""
    recovery, person = _recovery(recovery_id), viewer_of(request).person
    if person is None or recovery.person_id != person.pk:
        raise Http404
    try:
        cancel_recovery(recovery_id=recovery.pk, at=clock.now(), by=person)
    except PeopleRefused as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, _("El pedido quedó anulado. Nadie abrió tu cuenta."))
    return redirect("people:my-account")


def _recovery(recovery_id: int) -> Recovery:
    return get_object_or_404(Recovery.objects.select_related("person__identity"), pk=recovery_id)
