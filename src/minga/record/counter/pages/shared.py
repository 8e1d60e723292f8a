"""Which way leads back to the counter, and who is the person of an address?"""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.people.public import Person, person_at_counter
from minga.record.counter.sitting import Sitting
from minga.website.parts import Link


def counter_path() -> Sequence[Link]:
    """Return the path of every page of the counter."""
    return (
        Link(_("Despacho"), reverse("record:desk")),
        Link(_("Ventanilla"), reverse("record:counter")),
    )


def person_or_404(sitting: Sitting, public_id: UUID) -> Person:
    """Return a person of the clerk's world whose data still exist, or 404."""
    try:
        return person_at_counter(public_id=public_id, clerk=sitting.clerk)
    except Person.DoesNotExist as error:
        raise Http404 from error


def page_of(person: Person | None) -> str:
    """Return the address where somebody is attended, also whoever does not identify."""
    if person is None:
        return reverse("record:counter-nameless")
    return reverse("record:counter-person", args=(person.public_id,))
