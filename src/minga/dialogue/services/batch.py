"""How is a flood hidden at once? Exactly what was previewed, in one batch that can be undone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from minga.dialogue.labels import DecisionKind, Rule
from minga.dialogue.models import Contribution, ModerationBatch, ModerationDecision
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.services.moderation import hide, restore
from minga.people.public import Person


@transaction.atomic
def hide_batch(
    *, contribution_ids: Sequence[int], rule: Rule, by: Person, at: datetime
) -> ModerationBatch:
    """Hide the contributions that the preview listed, and no other; what is hidden already stays so.

    The rows are taken in the order of their keys. Raises DialogueRefused with `batch-empty`.
    """
    waiting = Contribution.objects.filter(
        pk__in=contribution_ids, hidden_at=None, erased_at=None
    ).exclude(author=by)
    batch = ModerationBatch(rule=rule, by=by, applied_at=at)
    batch.save()
    hidden = [
        hide(contribution=one, rule=rule, by=by, at=at, batch=batch)
        for one in waiting.order_by("pk")
    ]
    if not hidden:
        raise DialogueRefused("batch-empty")
    return batch


@transaction.atomic
def undo_batch(*, batch: ModerationBatch, by: Person, at: datetime) -> int:
    """Show again what a batch hid and nobody decided about since; return how many.

    Raises DialogueRefused with `batch-undone` the second time.
    """
    locked = ModerationBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.undone_at is not None:
        raise DialogueRefused("batch-undone")
    locked.undone_at, locked.undone_by = at, by
    locked.save(update_fields=["undone_at", "undone_by"])
    untouched = [one for one in _hidden_by(locked) if _is_last(one)]
    for decision in untouched:
        restore(contribution=decision.contribution, by=by, at=at, batch=locked)
    return len(untouched)


def _hidden_by(batch: ModerationBatch) -> Sequence[ModerationDecision]:
    rows = batch.decisions.filter(kind=DecisionKind.HIDE, contribution__hidden_at__isnull=False)
    return tuple(rows.select_related("contribution").order_by("contribution"))


def _is_last(decision: ModerationDecision) -> bool:
    later = ModerationDecision.objects.filter(contribution=decision.contribution_id)
    return not later.filter(pk__gt=decision.pk).exists()
