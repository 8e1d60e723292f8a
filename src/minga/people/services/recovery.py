"""How does somebody get back in without e-mail? A clerk hands out a code; a lost factor is removed."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from minga.people.labels import AccountEventKind, CodePurpose
from minga.people.models import Account, Person
from minga.people.services.accounts import check_password_strength
from minga.people.services.codes import IssuedCode, issue_code, use_code
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused
from minga.people.services.sessions import end_sessions


@transaction.atomic
def issue_password_code(*, person: Person, at: datetime, by: Person) -> IssuedCode:
    """Return a code with which the person sets a new password; who may is in `permissions`.

    Raises PeopleRefused with `no-account`.
    """
    if not Account.objects.filter(person=person, is_active=True).exists():
        raise PeopleRefused("no-account")
    note_event(person=person, kind=AccountEventKind.PASSWORD_CODE_ISSUED, at=at, by=by)
    return issue_code(purpose=CodePurpose.PASSWORD_RESET, person=person, at=at, by=by)


@transaction.atomic
def reset_password(*, code: str, password: str, at: datetime) -> Account:
    """Use the code up, set the password and end every session of the account.

    The second factor stays: a new password alone opens no staff page. Raises PeopleRefused with
    the codes of `use_code`, `no-account` or `password-too-weak`.
    """
    person = use_code(purpose=CodePurpose.PASSWORD_RESET, code=code, at=at)
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is None:
        raise PeopleRefused("no-account")
    check_password_strength(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    end_sessions(account=account)
    note_event(person=person, kind=AccountEventKind.PASSWORD_RESET, at=at, by=None)
    return account


@transaction.atomic
def remove_second_factor(*, person: Person, at: datetime, by: Person) -> int:
    """Remove passkeys, codes and recovery codes of somebody who lost them; end their sessions.

    Returns how many were removed. Raises PeopleRefused with `no-account`.
    """
    account = Account.objects.filter(person=person).first()
    if account is None:
        raise PeopleRefused("no-account")
    removed, _ = Authenticator.objects.filter(user_id=account.pk).delete()
    end_sessions(account=account)
    note_event(person=person, kind=AccountEventKind.SECOND_FACTOR_REMOVED, at=at, by=by)
    return int(removed)
