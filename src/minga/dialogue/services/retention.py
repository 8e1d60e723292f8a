"""What of the dialogue is removed because its time is over?"""

from datetime import datetime

from minga.dialogue.models import ContributionReport, ModerationLock


def empty_report_notes(before: datetime) -> int:
    """Empty what people wrote when they reported something that was decided long ago."""
    closed = ContributionReport.objects.filter(closed_by__decided_at__lt=before).exclude(note="")
    return closed.update(note="")


def remove_old_locks(before: datetime) -> int:
    """Remove who looked at what in moderation."""
    return ModerationLock.objects.filter(until__lt=before).delete()[0]
