"""What of the dialogue may others react to?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DialogueChanged:
    """Something that pages show of the dialogue on a topic changed."""

    topic: str


@dataclass(frozen=True)
class QuestionAsked:
    """A question was registered; whoever asked waits for its answer."""

    case_id: int
    person_id: int
    asked_at: datetime


@dataclass(frozen=True)
class QuestionMerged:
    """A question goes on in another one: those who waited for it wait there now and must hear so."""

    case_id: int
    into_id: int
    merged_at: datetime


@dataclass(frozen=True)
class ContributionModerated:
    """A moderator hid what somebody wrote, or showed it again; the author must hear of it."""

    contribution_id: int
    decision_id: int
