"""How is somebody's account opened anew by the administration? Asked first, done by a second one.

Basis: a decision of the program, `docs/decisions/0015-two-open-an-account-anew.md`.
"""

from datetime import datetime

from django.db import transaction

from minga.kernel.clock import local_date
from minga.kernel.events import announce
from minga.people.events import RecoveryAsked
from minga.people.labels import AccountEventKind, RecoveryKind
from minga.people.models import Account, Person, Recovery
from minga.people.queries import administrators_on
from minga.people.rules.recovery import confirmers, obstacle
from minga.people.services.codes import IssuedCode
from minga.people.services.journal import note_event
from minga.people.services.recovery import issue_password_code, remove_second_factor
from minga.people.services.saving import PeopleRefused, save_checked


@transaction.atomic
def ask_recovery(*, person: Person, kind: RecoveryKind, at: datetime, by: Person) -> Recovery:
    """Ask that an account be opened anew, and tell its person; nothing is opened yet.

    A stale request of the same kind gives way. Raises PeopleRefused with `no-account`,
    `recovery-already-asked` or `recovery-of-oneself`.
    """
    if not Account.objects.filter(person=person, is_active=True).exists():
        raise PeopleRefused("no-account")
    for earlier in Recovery.objects.select_for_update().filter(
        person=person, kind=kind, closed_at=None
    ):
        if at >= earlier.asked().expires_at:
            _close(earlier, at=at, by=by, is_done=False)
    asked = save_checked(Recovery(person=person, kind=kind, asked_by=by, asked_at=at))
    note_event(person=person, kind=AccountEventKind.RECOVERY_ASKED, at=at, by=by, detail=kind)
    announce(RecoveryAsked(recovery_id=asked.pk))
    return asked


@transaction.atomic
def carry_out_recovery(*, recovery_id: int, at: datetime, by: Person) -> IssuedCode | None:
    """Do what was asked: return the code for a new password, or None when a factor was removed.

    Raises PeopleRefused with `recovery-closed`, `recovery-expired`, `recovery-needs-another`,
    `recovery-too-early`, `recovery-of-oneself` or `no-account`.
    """
    recovery = _open(recovery_id)
    if by.pk == recovery.person_id:
        raise PeopleRefused("recovery-of-oneself")
    asked = recovery.asked()
    able = confirmers(asked, local_date(asked.asked_at), administrators_on(local_date(at)))
    if code := obstacle(asked, by_id=by.pk, able=able, at=at):
        raise PeopleRefused(code, ready_at=asked.ready_at.isoformat())
    _close(recovery, at=at, by=by, is_done=True)
    if recovery.kind == RecoveryKind.PASSWORD:
        return issue_password_code(person=recovery.person, at=at, by=by)
    remove_second_factor(person=recovery.person, at=at, by=by)
    return None


@transaction.atomic
def cancel_recovery(*, recovery_id: int, at: datetime, by: Person) -> Recovery:
    """Take a request back: its person, or whoever administers. Raises with `recovery-closed`."""
    recovery = _open(recovery_id)
    _close(recovery, at=at, by=by, is_done=False)
    note_event(
        person=recovery.person,
        kind=AccountEventKind.RECOVERY_CANCELLED,
        at=at,
        by=by,
        detail=recovery.kind,
    )
    return recovery


def _open(recovery_id: int) -> Recovery:
    """Return the request, its row locked: of two who act at once, one finds it closed."""
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("person")
    recovery = rows.get(pk=recovery_id)
    if recovery.closed_at is not None:
        raise PeopleRefused("recovery-closed")
    return recovery


def _close(recovery: Recovery, *, at: datetime, by: Person, is_done: bool) -> None:
    recovery.closed_at, recovery.closed_by, recovery.is_done = at, by, is_done
    recovery.save(update_fields=["closed_at", "closed_by", "is_done"])
