"""How is a person forgotten? The identity is emptied, the row stays, and a list survives backups.

Basis: LOPDP art. 15 (erasure), with its exception for what the law obliges to keep: who holds or
held a public office is not erased.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from minga.kernel.clock import local_date
from minga.kernel.events import announce
from minga.people.events import PersonErased
from minga.people.labels import AccountEventKind, ConsentChannel, IdentityLevel
from minga.people.models import Account, Consent, Erasure, Identity, OneTimeCode, Person, Recovery
from minga.people.permissions import in_office
from minga.people.services.consents import withdraw_every_consent
from minga.people.services.journal import note_event
from minga.people.services.saving import PeopleRefused
from minga.people.services.sessions import end_sessions

FILE_NAME = "erasures.jsonl"


@dataclass(frozen=True)
class ErasedLine:
    """One line of the list of erasures."""

    person: UUID
    erased_at: datetime


@transaction.atomic
def erase_person(*, person: Person, at: datetime, by: Person | None) -> Person:
    """Empty everything personal about the person and put them on the list of erasures.

    Others empty what they hold by reacting to PersonErased in the same transaction. A second call
    changes nothing. Raises PeopleRefused with `role-in-office` or `public-figure`.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at:
        return locked
    _check_may_be_erased(locked, at)
    return _erase(locked, at=at, by=by)


def _check_may_be_erased(person: Person, at: datetime) -> None:
    if in_office(person.appointments.all(), local_date(at)):
        raise PeopleRefused("role-in-office")
    if Identity.objects.filter(person=person, is_public_figure=True).exists():
        raise PeopleRefused("public-figure")


def _erase(person: Person, *, at: datetime, by: Person | None) -> Person:
    person.erased_at = at
    person.save(update_fields=["erased_at"])
    _empty_identity(person)
    _close_account(person)
    OneTimeCode.objects.filter(person=person).delete()
    Recovery.objects.filter(person=person).delete()
    person.representations.update(proof="")
    withdraw_every_consent(person=person, at=at, through=ConsentChannel.ERASURE, heard_by=by)
    Consent.objects.filter(person=person).update(proof="")
    note_event(person=person, kind=AccountEventKind.ERASED, at=at, by=by)
    announce(PersonErased(person_id=person.pk, erased_at=at))
    _put_on_the_list(ErasedLine(person=person.public_id, erased_at=at))
    return person


def _empty_identity(person: Person) -> None:
    Identity.objects.filter(person=person).update(
        name="",
        email="",
        phone="",
        national_id_digest="",
        level=IdentityLevel.ANONYMOUS,
        needs_at_counter=[],
        notes_for_counter="",
    )


def _close_account(person: Person) -> None:
    account = Account.objects.filter(person=person).first()
    if account is None:
        return
    end_sessions(account=account)
    Authenticator.objects.filter(user_id=account.pk).delete()
    EmailAddress.objects.filter(user_id=account.pk).delete()
    account.username = f"borrada-{person.public_id.hex}"
    account.email = ""
    account.is_active = False
    account.last_login = None
    account.set_unusable_password()
    account.save()


def _put_on_the_list(line: ErasedLine) -> None:
    Erasure.objects.get_or_create(
        person_public_id=line.person, defaults={"erased_at": line.erased_at}
    )
    transaction.on_commit(lambda: append_to_file(line))


def erasure_file() -> Path:
    """Return where the list is kept outside the database, so that no restore can undo it."""
    return Path(settings.DATA_FOLDER) / FILE_NAME


def append_to_file(line: ErasedLine) -> None:
    """Append one line and wait until it is on the disk; appending is whole or not at all."""
    path = erasure_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"person": str(line.person), "erased_at": line.erased_at.isoformat()})
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{text}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def lines_of_file() -> Iterator[ErasedLine]:
    """Yield the lines of the file; nothing when there is none."""
    path = erasure_file()
    if not path.exists():
        return
    for text in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        yield ErasedLine(UUID(row["person"]), datetime.fromisoformat(row["erased_at"]))


def replay_erasures() -> int:
    """Erase again, after a restore, whoever the file or the table says; return how many.

    Keeps the date of the first erasure, and asks nothing: it was decided then. Lines that only
    one of file and table has are copied to the other.
    """
    in_file = {line.person: line for line in lines_of_file()}
    in_table = {
        row.person_public_id: ErasedLine(row.person_public_id, row.erased_at)
        for row in Erasure.objects.all()
    }
    for line in in_table.values():
        if line.person not in in_file:
            append_to_file(line)
    return sum(_erase_again(line) for line in (in_table | in_file).values())


@transaction.atomic
def _erase_again(line: ErasedLine) -> bool:
    """Return whether there was somebody to erase."""
    person = (
        Person.objects.select_for_update()
        .filter(public_id=line.person, erased_at__isnull=True)
        .first()
    )
    if person is None:
        return False
    _erase(person, at=line.erased_at, by=None)
    return True
