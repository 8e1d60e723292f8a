"""Which printed number and code open which case? A code opens exactly its own case, nothing else.

A code is eighty random bits (`kernel.printed_codes`); only the digest of number and code together is
kept, so that a digest is worth nothing beside another number. One code lives a case: a new one ends
the one before.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from django.db import transaction
from django.db.models import Q, QuerySet

from minga.kernel.printed_codes import new_code, normal_code
from minga.people.public import AccountEventKind, Person, note_event
from minga.record.counter.models import FollowCode
from minga.record.counter.words import CodeEnd
from minga.record.models import Case
from minga.record.rules.case_numbers import normal_number
from minga.record.services import lock_case


@dataclass(frozen=True)
class IssuedFollowCode:
    """Number and code in clear, to be shown or printed now and never again."""

    number: str
    code: str


@transaction.atomic
def issue_follow_code(
    *, case: Case, at: datetime, by: Person | None = None, person: Person | None = None
) -> IssuedFollowCode:
    """Return a new code for a case; the code before it stops opening.

    `by` is the clerk who hands it out, None for the program itself; `person` whoever holds it, where
    that is known (a renewed code stays with its holder). It is noted in that person's log.
    """
    locked = lock_case(case.pk)
    before = _end_living(locked, CodeEnd.RENEWED, at=at, by=by)
    holder = person or (before.person if before else None)
    code = new_code()
    FollowCode.objects.create(
        case=locked,
        digest=follow_digest(locked.number, code),
        person=holder,
        issued_at=at,
        issued_by=by,
    )
    is_new = before is None
    kind = AccountEventKind.FOLLOW_CODE_ISSUED if is_new else AccountEventKind.FOLLOW_CODE_RENEWED
    _note(holder, kind, locked, at=at, by=by)
    return IssuedFollowCode(number=locked.number, code=code)


def code_that_opens(*, number: str, code: str) -> FollowCode | None:
    """Return the living code that number and code name, or None; one query and the same work always.

    Nobody learns from the answer or its time whether the number exists.
    """
    named = normal_number(number)
    digest = follow_digest(named, code)
    row = living_codes().filter(case__number=named).first()
    is_right = compare_digest(row.digest if row else "0" * len(digest), digest)
    return row if is_right else None


def living_code(code_id: int) -> FollowCode | None:
    """Return a code by its row while it still opens its case; None afterwards."""
    return living_codes().filter(pk=code_id).first()


def living_codes() -> QuerySet[FollowCode]:
    """Codes that still open their cases, the case at hand."""
    return FollowCode.objects.filter(revoked_at__isnull=True).select_related("case__body")


@transaction.atomic
def revoke_follow_code(*, case: Case, at: datetime, by: Person | None = None) -> bool:
    """End the living code of a case; say whether there was one.

    `by` is the clerk; None when whoever holds it says that it is no longer theirs.
    """
    locked = lock_case(case.pk)
    ended = _end_living(locked, CodeEnd.BY_CLERK if by else CodeEnd.BY_HOLDER, at=at, by=by)
    if ended is None:
        return False
    _note(ended.person, AccountEventKind.FOLLOW_CODE_REVOKED, locked, at=at, by=by)
    return True


def codes_of_case(case: Case) -> QuerySet[FollowCode]:
    """Every code a case had, the newest first, with who handed it out; for its holder and staff."""
    rows = FollowCode.objects.filter(case=case)
    return rows.select_related("issued_by__identity", "revoked_by__identity")


def forget_codes_of(person_id: int, at: datetime) -> None:
    """End the codes that an erased person holds, and cut every one of theirs from the person."""
    held = FollowCode.objects.filter(person_id=person_id)
    held.filter(revoked_at__isnull=True).update(revoked_at=at, ended_as=CodeEnd.ERASED)
    held.update(person=None)


def remove_ended_codes(before: datetime) -> int:
    """Remove codes that ended before an instant; return how many. For the retention table."""
    return FollowCode.objects.filter(revoked_at__lt=before).delete()[0]


def export_follow_codes(person: Person) -> list[dict[str, object]]:
    """Return which codes the person holds or held, ready for JSON; never the code itself."""
    rows = FollowCode.objects.filter(person=person).select_related("case")
    return [_exported(row) for row in rows.order_by("issued_at", "pk")]


def follow_digest(number: str, code: str) -> str:
    """Return what is kept of a code: the digest of its number and itself."""
    return sha256(f"{number}:{normal_code(code)}".encode()).hexdigest()


def _end_living(case: Case, why: CodeEnd, *, at: datetime, by: Person | None) -> FollowCode | None:
    living = FollowCode.objects.filter(Q(revoked_at__isnull=True), case=case).first()
    if living is not None:
        living.revoked_at, living.revoked_by, living.ended_as = at, by, why
        living.save(update_fields=["revoked_at", "revoked_by", "ended_as"])
    return living


def _note(
    person: Person | None, kind: AccountEventKind, case: Case, *, at: datetime, by: Person | None
) -> None:
    if person is not None:
        note_event(person=person, kind=kind, at=at, by=by, detail=case.number)


def _exported(row: FollowCode) -> dict[str, object]:
    return {
        "case": row.case.number,
        "issued_at": row.issued_at.isoformat(),
        "revoked_at": row.revoked_at and row.revoked_at.isoformat(),
        "ended_as": row.ended_as,
    }
