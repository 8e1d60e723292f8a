"""What dialogue keeps: what people ask and say, who moderates it, who follows what."""

from minga.dialogue.models.contributions import (
    Anchor,
    Contribution,
    OfficialAnswer,
    Support,
    WordingProposal,
)
from minga.dialogue.models.follows import (
    Delivery,
    Follow,
    Follower,
    FoundEntry,
    Notice,
    SavedSearch,
    UntoldAct,
)
from minga.dialogue.models.moderation import (
    ContributionReport,
    ModerationAppeal,
    ModerationBatch,
    ModerationDecision,
    ModerationLock,
)
from minga.dialogue.models.questions import AnswerOpinion, PublicQuestion

__all__ = [
    "Anchor",
    "AnswerOpinion",
    "Contribution",
    "ContributionReport",
    "Delivery",
    "Follow",
    "Follower",
    "FoundEntry",
    "ModerationAppeal",
    "ModerationBatch",
    "ModerationDecision",
    "ModerationLock",
    "Notice",
    "OfficialAnswer",
    "PublicQuestion",
    "SavedSearch",
    "Support",
    "UntoldAct",
    "WordingProposal",
]
