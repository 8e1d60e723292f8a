"""What is removed because its time is over? One job a row of the retention table."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q

from minga.people.models import AccountEvent, Consent, OneTimeCode, Recovery
from minga.people.rules.retention import RETENTION, RetentionRule

type Job = Callable[[datetime], int]
"""Removes what ended before the given instant and returns how many rows."""


def remove_expired_sessions(before: datetime) -> int:
    """Remove sessions that ended."""
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def remove_lost_sessions(before: datetime) -> int:
    """Remove addresses and browsers of sessions that no longer exist."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    lost = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=before)
    return int(lost.delete()[0])


def remove_spent_codes(before: datetime) -> int:
    """Remove codes that were used or ran out."""
    return OneTimeCode.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before)).delete()[0]


def remove_unconfirmed_emails(before: datetime) -> int:
    """Remove addresses that nobody confirmed; the account's age stands for theirs."""
    rows = EmailAddress.objects.filter(verified=False, user__created_at__lt=before)
    return int(rows.delete()[0])


def remove_account_events(before: datetime) -> int:
    """Remove old lines of what was done with accounts; erasures stay."""
    return AccountEvent.objects.filter(happened_at__lt=before).exclude(kind="ERASED").delete()[0]


def remove_recoveries(before: datetime) -> int:
    """Remove requests to open an account anew that were closed long ago."""
    return Recovery.objects.filter(closed_at__lt=before).delete()[0]


def remove_withdrawn_consents(before: datetime) -> int:
    """Remove consents withdrawn long ago; their texts, which name nobody, stay."""
    return Consent.objects.filter(withdrawn_at__lt=before).delete()[0]


_table: list[tuple[RetentionRule, Job | None]] = [
    (rule, globals()[rule.job] if rule.job else None) for rule in RETENTION
]


def add_retention(rule: RetentionRule, job: Job | None) -> None:
    """Let another context add a row; called once each from `config`."""
    if all(known.kind != rule.kind for known, _ in _table):
        _table.append((rule, job))


def retention_table() -> tuple[RetentionRule, ...]:
    """Return all rows, for the privacy page and the processing register."""
    return tuple(rule for rule, _ in _table)


def apply_retention(*, at: datetime) -> dict[str, int]:
    """Remove everything whose time is over; return how many rows went, by kind."""
    return {rule.kind: job(at - rule.age) for rule, job in _table if job and rule.age is not None}
