"""How long is what of the dialogue kept, and what does an erased person leave?"""

from collections.abc import Callable
from datetime import datetime

from minga.dialogue.services.retention import empty_report_notes, remove_old_locks
from minga.people.public import RetentionRule

DIALOGUE_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int] | None], ...] = (
    (RetentionRule("contributions", "public-conversation", None), None),
    (
        RetentionRule("report-notes", "moderate-by-rule", 365, "empty_report_notes"),
        empty_report_notes,
    ),
    (
        RetentionRule("moderation-locks", "moderate-by-rule", 1, "remove_old_locks"),
        remove_old_locks,
    ),
)
