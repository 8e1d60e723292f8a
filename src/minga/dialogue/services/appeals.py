"""Who looks again at what was hidden? Another moderator, when the author asks for it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from minga.dialogue.labels import DecisionKind
from minga.dialogue.models import Contribution, ModerationAppeal, ModerationDecision
from minga.dialogue.refusals import DialogueRefused
from minga.dialogue.rules.words import LONGEST_TEXT
from minga.dialogue.services.moderation import decide, lock_words, show_again
from minga.people.public import Person


@transaction.atomic
def appeal(
    *, contribution: Contribution, person: Person, text: str, at: datetime
) -> ModerationAppeal:
    """Ask that another moderator look at the decision that hid one's words, once a decision.

    Raises DialogueRefused with `not-of-the-author`, `not-hidden`, `already-appealed` or `text-missing`.
    """
    locked = lock_words(contribution.pk)
    if locked.author_id != person.pk:
        raise DialogueRefused("not-of-the-author")
    if locked.hidden_at is None:
        raise DialogueRefused("not-hidden")
    if not text.strip():
        raise DialogueRefused("text-missing")
    if len(text) > LONGEST_TEXT:
        raise DialogueRefused("text-too-long", longest=LONGEST_TEXT)
    hidden = last_hiding(locked)
    appealed, is_new = ModerationAppeal.objects.get_or_create(
        decision=hidden, defaults={"hidden_by": hidden.by, "text": text.strip(), "asked_at": at}
    )
    if not is_new:
        raise DialogueRefused("already-appealed")
    return appealed


def last_hiding(contribution: Contribution) -> ModerationDecision:
    """Return the decision that hid the words; there is one while they are hidden."""
    hidings = contribution.decisions.filter(kind=DecisionKind.HIDE).select_related("by")
    return hidings.order_by("-decided_at", "-pk")[:1].get()


@transaction.atomic
def decide_appeal(
    *, appealed: ModerationAppeal, by: Person, is_granted: bool, answer: str, at: datetime
) -> ModerationDecision:
    """Grant an appeal, and the words are shown again, or uphold the decision, with the reason.

    Raises DialogueRefused with `appeal-needs-another`, `own-words`, `appeal-decided` or
    `answer-missing`.
    """
    locked = ModerationAppeal.objects.select_for_update().get(pk=appealed.pk)
    contribution = lock_words(locked.decision.contribution_id)
    _check_appeal(locked, contribution, by, answer)
    locked.is_granted, locked.answer = is_granted, answer.strip()
    locked.decided_by, locked.decided_at = by, at
    _save_by_another(locked)
    kind = DecisionKind.GRANT if is_granted else DecisionKind.UPHOLD
    decision = decide(contribution, kind, by, at, rule=locked.decision.rule)
    if is_granted and contribution.hidden_at is not None:
        show_again(contribution)
    return decision


def _check_appeal(
    appealed: ModerationAppeal, contribution: Contribution, by: Person, answer: str
) -> None:
    if appealed.decided_at is not None:
        raise DialogueRefused("appeal-decided")
    if contribution.author_id == by.pk:
        raise DialogueRefused("own-words")
    if not answer.strip():
        raise DialogueRefused("answer-missing")


def _save_by_another(appealed: ModerationAppeal) -> None:
    """Let the database say that nobody decides about a decision of their own."""
    try:
        with transaction.atomic():
            appealed.save()
    except IntegrityError as error:
        raise DialogueRefused("appeal-needs-another") from error
