"""How does a person correct what is known about them? LOPDP art. 14 (rectification)."""

from django.db import transaction

from minga.people.models import Identity, Person
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
