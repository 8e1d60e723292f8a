"""How does a person correct what is known about them? LOPDP art. 14 (rectification)."""

from datetime import datetime

from django.db import transaction

from minga.kernel.events import announce
from minga.people.events import PersonNamed
from minga.people.labels import AccountEventKind
from minga.people.models import Identity, Person
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused, save_checked


@transaction.atomic
def correct_own_data(*, person: Person, name: str, phone: str) -> Identity:
    """Put the name and telephone the person gives; an empty one removes it.

    Raises PeopleRefused with `public-figure` when the name of somebody in office would change:
    the record names them, so the administration corrects it.
    """
    identity = Identity.objects.select_for_update().get(person=person)
    if identity.is_public_figure and name.strip() != identity.name:
        raise PeopleRefused("public-figure")
    identity.name = name.strip()
    identity.phone = phone.strip()
    return save_checked(identity)


@transaction.atomic
def correct_identity(
    *, person: Person, name: str, phone: str, email: str, at: datetime, by: Person
) -> Identity:
    """Correct what is known of a person at their request, by whoever answers it; the person reads of it.

    The one way to correct the name of somebody in office, whom the record names. Raises
    PeopleRefused with `person-erased`, `name-missing` or `email-invalid`.
    """
    if Person.objects.select_for_update().get(pk=person.pk).erased_at:
        raise PeopleRefused("person-erased")
    identity = Identity.objects.select_for_update().get(person=person)
    if identity.is_public_figure and not name.strip():
        raise PeopleRefused("name-missing")
    identity.name, identity.phone, identity.email = name.strip(), phone.strip(), email.strip()
    saved = save_checked(identity)
    note_event(person=person, kind=AccountEventKind.DATA_CORRECTED, at=at, by=by)
    if identity.is_public_figure:
        announce(PersonNamed(person_id=person.pk))
    return saved
