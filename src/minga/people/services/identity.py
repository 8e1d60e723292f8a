"""How sure is the program of who somebody is? Identity numbers as keyed hashes, and levels."""

import hmac
import re
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from minga.kernel.identifiers import IdKind, check_id
from minga.people.counter_words import ShownDocument
from minga.people.keys import installation_key
from minga.people.labels import AccountEventKind, IdentityLevel
from minga.people.models import Identity, Person
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused, save_checked

TEN_DIGITS = re.compile("[0-9]{10}")
LEVELS = tuple(IdentityLevel)
"""From less sure to more sure, as they are declared."""


def national_id_digest(number: str, *, as_written: bool = False) -> str:
    """Return the keyed hash of a cédula; the number itself is kept nowhere.

    `as_written` takes any ten digits, for whoever insists that the document says so. Raises
    PeopleRefused with `national-id-invalid`, and the fault that the kernel found.
    """
    check = check_id(number)
    is_taken = as_written and TEN_DIGITS.fullmatch(check.number)
    if not is_taken and (not check.valid or check.kind is not IdKind.CEDULA):
        raise PeopleRefused("national-id-invalid", fault=check.fault or "not-a-cedula")
    return hmac.new(installation_key("national-id"), check.number.encode(), sha256).hexdigest()


@transaction.atomic
def set_national_id(
    *,
    person: Person,
    number: str,
    at: datetime,
    seen_by: Person | None = None,
    by: Person | None = None,
    shown: ShownDocument | None = None,
    as_written: bool = False,
) -> Identity:
    """Keep the keyed hash of the person's cédula and raise the level to ID_DECLARED.

    `seen_by` is the clerk to whom the document was shown, `shown` which one: then a declaration of
    the same number by another account gives way. Without it the number must be free; `by` is who
    wrote down what the person said, `as_written` also against its check digit. Raises PeopleRefused with `national-id-invalid` or
    `national-id-taken`.
    """
    digest = national_id_digest(number, as_written=as_written)
    if seen_by is not None:
        _release_declarations(digest, person, at=at, by=seen_by)
    identity = Identity.objects.select_for_update().get(person=person)
    identity.national_id_digest = digest
    save_checked(identity)
    who, detail = seen_by or by, shown or ""
    note_event(person=person, kind=AccountEventKind.NATIONAL_ID_SET, at=at, by=who, detail=detail)
    return raise_identity_level(person=person, level=IdentityLevel.ID_DECLARED, at=at, by=who)


def _release_declarations(digest: str, person: Person, *, at: datetime, by: Person) -> None:
    """Take the number from whoever only declared it; a checked resident keeps it."""
    others = Identity.objects.select_for_update().filter(national_id_digest=digest)
    for identity in others.exclude(person=person).exclude(level=IdentityLevel.RESIDENT_CHECKED):
        identity.national_id_digest = ""
        identity.level = IdentityLevel.ANONYMOUS
        identity.save(update_fields=["national_id_digest", "level"])
        kind = AccountEventKind.NATIONAL_ID_RELEASED
        note_event(person=identity.person, kind=kind, at=at, by=by)


@transaction.atomic
def raise_identity_level(
    *, person: Person, level: IdentityLevel, at: datetime, by: Person | None
) -> Identity:
    """Raise how sure the program is of the person; a lower level changes nothing.

    Raises PeopleRefused with `national-id-missing` above CONTACT_CONFIRMED without a cédula, and
    with `resident-check-by-staff` when nobody answers for RESIDENT_CHECKED.
    """
    identity = Identity.objects.select_for_update().get(person=person)
    if LEVELS.index(level) <= LEVELS.index(IdentityLevel(identity.level)):
        return identity
    _check_basis(identity, level, by)
    identity.level = level
    identity.save(update_fields=["level"])
    note_event(person=person, kind=AccountEventKind.LEVEL_RAISED, at=at, by=by, detail=level)
    return identity


def _check_basis(identity: Identity, level: IdentityLevel, by: Person | None) -> None:
    needs_number = level in {IdentityLevel.ID_DECLARED, IdentityLevel.RESIDENT_CHECKED}
    if needs_number and not identity.national_id_digest:
        raise PeopleRefused("national-id-missing")
    if level is IdentityLevel.RESIDENT_CHECKED and (by is None or by.pk == identity.person_id):
        raise PeopleRefused("resident-check-by-staff")


def is_at_least(identity: Identity, level: IdentityLevel) -> bool:
    """Is the program at least this sure of who the person is?"""
    return LEVELS.index(IdentityLevel(identity.level)) >= LEVELS.index(level)
