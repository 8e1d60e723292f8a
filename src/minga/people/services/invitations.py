"""How does staff join? A role is given, a printed code opens the account; no default password."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from minga.people.labels import AccountEventKind, CodePurpose, Role
from minga.people.models import Account, Body, Person, Seat, Term
from minga.people.services.accounts import create_account, create_person
from minga.people.services.bodies import appoint
from minga.people.services.codes import IssuedCode, issue_code, use_code
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused


@dataclass(frozen=True)
class Invitation:
    """A person who was given a role, and the code that opens their account."""

    person: Person
    issued: IssuedCode


@transaction.atomic
def invite_staff(
    *,
    name: str,
    body: Body,
    role: Role,
    starts_on: date,
    at: datetime,
    by: Person | None,
    ends_on: date | None = None,
    term: Term | None = None,
    seat: Seat | None = None,
) -> Invitation:
    """Make a person, give the role and return the code to be printed for them.

    Raises PeopleRefused as `appoint` does, and with `name-missing`.
    """
    if not name.strip():
        raise PeopleRefused("name-missing")
    person = create_person(name=name, at=at, is_demonstration=body.is_demonstration)
    appoint(
        person=person,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        term=term,
        seat=seat,
        at=at,
        granted_by=by,
    )
    return Invitation(person=person, issued=renew_invitation(person=person, at=at, by=by))


@transaction.atomic
def renew_invitation(*, person: Person, at: datetime, by: Person | None) -> IssuedCode:
    """Return a new invitation code; the one before stops opening.

    Raises PeopleRefused with `account-exists` or `person-erased`.
    """
    if person.erased_at:
        raise PeopleRefused("person-erased")
    if Account.objects.filter(person=person).exists():
        raise PeopleRefused("account-exists")
    note_event(person=person, kind=AccountEventKind.INVITED, at=at, by=by)
    return issue_code(purpose=CodePurpose.INVITATION, person=person, at=at, by=by)


@transaction.atomic
def accept_invitation(*, code: str, username: str, password: str, at: datetime) -> Account:
    """Use the invitation up and return the account that it opens.

    Raises PeopleRefused with the codes of `use_code` and `create_account`; a refused username or
    password does not use the invitation up.
    """
    person = use_code(purpose=CodePurpose.INVITATION, code=code, at=at)
    return create_account(person=person, username=username, password=password, at=at)
