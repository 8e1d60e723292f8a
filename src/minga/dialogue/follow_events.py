"""Which facts of following may others react to?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConfirmationAsked:
    """A mailbox or a phone is to be asked whether it wants to follow."""

    follower_id: int
