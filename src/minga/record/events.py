"""Which facts of the record may others react to?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActAppended:
    """An act was written on a case; `act_id` is its row."""

    act_id: int
    case_id: int
    case_kind: str
    act_kind: str


@dataclass(frozen=True)
class DeadlineExpired:
    """A clock ran out; `has_effect` says whether the law's effect was written or only the fact."""

    deadline_id: int
    case_id: int
    key: str
    has_effect: bool


@dataclass(frozen=True)
class HeadSealed:
    """New acts were sealed under head `number`, which covers the first `tree_size` acts."""

    number: int
    tree_size: int
