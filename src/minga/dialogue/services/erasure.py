"""What happens to the words of somebody who is erased? They are emptied; every count stays."""

from datetime import datetime

from django.db import transaction

from minga.dialogue.events import DialogueChanged
from minga.dialogue.models import (
    Contribution,
    ContributionReport,
    ModerationAppeal,
    WordingProposal,
)
from minga.kernel.events import announce


@transaction.atomic
def erase_contributions_of(person_id: int, at: datetime) -> int:
    """Empty what a person wrote, with the salts of its seals; return how many had words.

    LOPDP art. 15. Supports, dates and answers of others stay; a second call changes nothing.
    """
    own = Contribution.objects.filter(author_id=person_id, erased_at=None)
    WordingProposal.objects.filter(contribution__in=own).update(wording="")
    ContributionReport.objects.filter(reporter_id=person_id).update(note="")
    ModerationAppeal.objects.filter(decision__contribution__author_id=person_id).update(text="")
    topics = set(own.values_list("topic", flat=True))
    emptied = own.update(
        text="", background="", fingerprint="", salt=b"", parish=None, erased_at=at
    )
    for topic in sorted(topics):
        announce(DialogueChanged(topic))
    return emptied
