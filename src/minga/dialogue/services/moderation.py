"""How are words hidden, shown again and looked at anew? By rule, one moderator at a time, in a log."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from minga.dialogue.events import ContributionModerated, DialogueChanged
from minga.dialogue.labels import DecisionKind, Rule
from minga.dialogue.models import (
    Contribution,
    ContributionReport,
    ModerationBatch,
    ModerationDecision,
    ModerationLock,
)
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.limits import REPORTS_A_PERSON, is_reached
from minga.kernel.events import announce
from minga.people.public import Person

REVIEW = timedelta(minutes=10)
"""How long an opened contribution is kept from other moderators."""


@transaction.atomic
def report_contribution(
    *, contribution: Contribution, reporter: Person, rule: Rule, note: str, at: datetime
) -> ContributionReport:
    """Say that words break a published rule; whoever reports is never named to anybody.

    Raises DialogueRefused with `unreadable`, `already-reported` or `too-many`.
    """
    if not contribution.is_readable:
        raise DialogueRefused("unreadable")
    lately = ContributionReport.objects.filter(
        reporter=reporter, reported_at__gt=at - REPORTS_A_PERSON.span
    )
    if is_reached(REPORTS_A_PERSON, lately.count()):
        raise DialogueRefused("too-many")
    report, is_new = ContributionReport.objects.get_or_create(
        contribution=contribution,
        reporter=reporter,
        closed_by=None,
        defaults={"rule": rule, "note": note.strip(), "reported_at": at},
    )
    if not is_new:
        raise DialogueRefused("already-reported")
    return report


@transaction.atomic
def take_for_review(*, contribution: Contribution, by: Person, at: datetime) -> ModerationLock:
    """Keep a contribution for one moderator for some minutes.

    Raises DialogueRefused with `locked-by-another` while another one holds it.
    """
    locked = lock_words(contribution.pk)
    check_free(locked, by, at)
    lock, _made = ModerationLock.objects.update_or_create(
        contribution=locked, defaults={"by": by, "until": at + REVIEW}
    )
    return lock


def lock_words(contribution_id: int) -> Contribution:
    """Return the contribution with its row locked until the transaction ends."""
    return Contribution.objects.select_for_update().get(pk=contribution_id)


def check_free(contribution: Contribution, by: Person, at: datetime) -> None:
    """Raise DialogueRefused with `locked-by-another` while another moderator looks at it."""
    held = ModerationLock.objects.filter(~Q(by=by), contribution=contribution, until__gt=at)
    if held.exists():
        raise DialogueRefused("locked-by-another")


def _check_impartial(contribution: Contribution, by: Person) -> None:
    if contribution.author_id == by.pk:
        raise DialogueRefused("own-words")


@transaction.atomic
def hide(
    *,
    contribution: Contribution,
    rule: Rule,
    by: Person,
    at: datetime,
    batch: ModerationBatch | None = None,
) -> ModerationDecision:
    """Hide words for a published rule; they stay kept for the appeal of their author.

    Raises DialogueRefused with `already-hidden`, `own-words` or `locked-by-another`.
    """
    locked = lock_words(contribution.pk)
    check_free(locked, by, at)
    _check_impartial(locked, by)
    if locked.hidden_at is not None:
        raise DialogueRefused("already-hidden")
    decision = decide(locked, DecisionKind.HIDE, by, at, rule=rule, batch=batch)
    _fold(locked, at, rule)
    return decision


@transaction.atomic
def restore(
    *, contribution: Contribution, by: Person, at: datetime, batch: ModerationBatch | None = None
) -> ModerationDecision:
    """Show hidden words again. Raises DialogueRefused with `not-hidden` or `own-words`."""
    locked = lock_words(contribution.pk)
    check_free(locked, by, at)
    _check_impartial(locked, by)
    if locked.hidden_at is None:
        raise DialogueRefused("not-hidden")
    decision = decide(locked, DecisionKind.RESTORE, by, at, rule=locked.hidden_for, batch=batch)
    show_again(locked)
    return decision


@transaction.atomic
def keep(*, contribution: Contribution, by: Person, at: datetime) -> ModerationDecision:
    """Leave reported words as they are, and close their reports."""
    locked = lock_words(contribution.pk)
    check_free(locked, by, at)
    _check_impartial(locked, by)
    return decide(locked, DecisionKind.KEEP, by, at)


def decide(
    contribution: Contribution,
    kind: DecisionKind,
    by: Person,
    at: datetime,
    *,
    rule: str = "",
    batch: ModerationBatch | None = None,
) -> ModerationDecision:
    """Write one line of the log, close the reports that waited for it, and give the words free."""
    decision = ModerationDecision.objects.create(
        contribution=contribution, kind=kind, rule=rule, by=by, decided_at=at, batch=batch
    )
    contribution.reports.filter(closed_by=None).update(closed_by=decision)
    ModerationLock.objects.filter(contribution=contribution).delete()
    announce(ContributionModerated(contribution.pk, decision.pk))
    announce(DialogueChanged(contribution.topic))
    return decision


def _fold(contribution: Contribution, at: datetime, rule: Rule) -> None:
    contribution.hidden_at, contribution.hidden_for = at, rule
    contribution.save(update_fields=["hidden_at", "hidden_for"])


def show_again(contribution: Contribution) -> None:
    """Fold a decision to show words again."""
    contribution.hidden_at, contribution.hidden_for = None, ""
    contribution.save(update_fields=["hidden_at", "hidden_for"])
