"""Which printed code opens which door, once? Only digests are kept.

A code is eighty bits from the system's random source (`kernel.printed_codes`), so that it cannot be
guessed and needs no key for its digest and no limit of attempts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from minga.kernel.printed_codes import new_code, normal_code
from minga.people.labels import CodePurpose
from minga.people.models import OneTimeCode, Person
from minga.people.services.saving import PeopleRefused

LIFETIMES = {
    CodePurpose.INVITATION: timedelta(days=7),
    CodePurpose.PASSWORD_RESET: timedelta(hours=24),
    CodePurpose.DEMONSTRATION: timedelta(days=3650),
}


@dataclass(frozen=True)
class IssuedCode:
    """A code in clear, to be printed now and never again."""

    code: str
    expires_at: datetime


@transaction.atomic
def issue_code(
    *, purpose: CodePurpose, person: Person, at: datetime, by: Person | None
) -> IssuedCode:
    """Return a new code; an unused one of the same purpose and person stops opening."""
    OneTimeCode.objects.filter(purpose=purpose, person=person, used_at=None).delete()
    code = new_code()
    row = OneTimeCode.objects.create(
        digest=_digest(code),
        purpose=purpose,
        person=person,
        issued_by=by,
        issued_at=at,
        expires_at=at + LIFETIMES[purpose],
    )
    return IssuedCode(code=code, expires_at=row.expires_at)


def find_code(*, purpose: CodePurpose, code: str, at: datetime) -> OneTimeCode:
    """Return the row behind a code that still opens, without using it up.

    Raises PeopleRefused with `code-unknown`, `code-used` or `code-expired`.
    """
    return _checked(OneTimeCode.objects.filter(digest=_digest(code), purpose=purpose).first(), at)


def use_code(*, purpose: CodePurpose, code: str, at: datetime) -> Person:
    """Use a code up and return its person; call it inside a transaction.

    The row is locked: of two who type the same code at once, one gets in. Raises as `find_code`.
    """
    locked = OneTimeCode.objects.select_for_update(of=("self",)).select_related("person")
    row = _checked(locked.filter(digest=_digest(code), purpose=purpose).first(), at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    return row.person


def _checked(row: OneTimeCode | None, at: datetime) -> OneTimeCode:
    if row is None:
        raise PeopleRefused("code-unknown")
    if row.used_at is not None:
        raise PeopleRefused("code-used")
    if row.expires_at <= at:
        raise PeopleRefused("code-expired")
    return row


def _digest(code: str) -> str:
    return sha256(normal_code(code).encode()).hexdigest()
