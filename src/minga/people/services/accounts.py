"""Who joins? Persons with their identity, and the accounts with which they sign in."""

import unicodedata
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from minga.people.labels import AccountEventKind
from minga.people.models import Account, Identity, Person
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused, save_checked


@transaction.atomic
def create_person(
    *,
    name: str,
    at: datetime,
    email: str = "",
    phone: str = "",
    is_public_figure: bool = False,
    is_demonstration: bool = False,
) -> Person:
    """Return a new person with an identity of level ANONYMOUS.

    Raises PeopleRefused when the name is too long or the e-mail address is none.
    """
    person = Person.objects.create(created_at=at, is_demonstration=is_demonstration)
    save_checked(
        Identity(
            person=person,
            name=name.strip(),
            email=email.strip(),
            phone=phone.strip(),
            is_public_figure=is_public_figure,
        )
    )
    return person


def normal_username(typed: str) -> str:
    """Return a username as it is stored: without blanks around it, in lower case, one form."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


@transaction.atomic
def create_account(
    *, person: Person, username: str, password: str | None, at: datetime, by: Person | None = None
) -> Account:
    """Return a new account of the person; without password it opens by passkey or code only.

    Raises PeopleRefused with `account-exists`, `username-unique` or `password-too-weak`.
    """
    if Account.objects.filter(person=person).exists():
        raise PeopleRefused("account-exists")
    account = Account(username=normal_username(username), person=person, created_at=at)
    if password is not None:
        check_password_strength(password, account)
    account.set_password(password)
    save_checked(account)
    note_event(person=person, kind=AccountEventKind.ACCOUNT_CREATED, at=at, by=by)
    return account


def check_password_strength(password: str, account: Account) -> None:
    """Raise PeopleRefused with `password-too-weak` when the password is easily guessed."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PeopleRefused("password-too-weak", reasons=" ".join(error.messages)) from error
