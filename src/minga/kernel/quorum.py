"""Is there quorum, and did the motion pass? Functions of numbers; the parameters of the law are passed in.

COOTAD 320 (quorum), 321 (casting vote) and 323 (majorities); how blank votes and abstentions count is
a parameter that the council must confirm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from minga.kernel.refusal import Refused


class VoteValue(StrEnum):
    """What a member does with the vote."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTENTION = "abstention"
    BLANK = "blank"
    ABSENT = "absent"


class Majority(StrEnum):
    """More than half of those present, more than half of the members, two thirds of the members."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two_thirds"


class VoteEffect(StrEnum):
    """What a blank vote or an abstention does.

    It joins whichever side has more votes; or it is present and on no side; or it is left out also
    of those present.
    """

    ADDS_TO_MAJORITY = "adds_to_majority"
    COUNTS_AS_PRESENT = "counts_as_present"
    NOT_COUNTED = "not_counted"


class Outcome(StrEnum):
    """What a vote decided."""

    APPROVED = "approved"
    REJECTED = "rejected"
    TIED = "tied"
    APPROVED_BY_CASTING_VOTE = "approved_by_casting_vote"
    REJECTED_BY_CASTING_VOTE = "rejected_by_casting_vote"


class QuorumOutcome(StrEnum):
    """Whether a session may open or go on."""

    REACHED = "quorum_reached"
    MISSING = "quorum_missing"


class VoteRefused(Refused):
    """The numbers or the parameters of a vote do not fit together."""


@dataclass(frozen=True)
class Tally:
    """The votes of one motion. VoteRefused when a number is negative."""

    in_favour: int
    against: int
    abstention: int = 0
    blank: int = 0
    absent: int = 0

    def __post_init__(self) -> None:
        _refuse_negative(self.in_favour, self.against, self.abstention, self.blank, self.absent)

    @property
    def present(self) -> int:
        """Return how many were present."""
        return self.in_favour + self.against + self.abstention + self.blank


@dataclass(frozen=True)
class VoteRule:
    """What a matter needs; an effect of None is a parameter not set: never guessed."""

    majority: Majority
    blank: VoteEffect | None = None
    abstention: VoteEffect | None = None


@dataclass(frozen=True)
class QuorumCheck:
    """How many members are needed and present, and how many are missing."""

    outcome: QuorumOutcome
    members: int
    present: int
    needed: int
    missing: int


@dataclass(frozen=True)
class Decision:
    """What was decided and by which numbers.

    `in_favour` and `against` hold what blank votes and abstentions added; a casting vote is not
    among them. `base` is the number of which a majority was needed; `missing` how many votes in
    favour were short of it.
    """

    outcome: Outcome
    majority: Majority
    in_favour: int
    against: int
    base: int
    needed: int
    missing: int


def count_votes(votes: Iterable[VoteValue]) -> Tally:
    """Return the tally of the votes of each member."""
    cast = list(votes)
    return Tally(**{value.value: cast.count(value) for value in VoteValue})


def check_quorum(members: int, present: int, needed: int | None = None) -> QuorumCheck:
    """Say whether `present` of `members` make quorum: more than half, unless `needed` is set.

    Whoever sits in the empty chair is not among `present` (parameter `chair.counts_for_quorum`).
    Raises VoteRefused when the numbers do not fit together.
    """
    _refuse_negative(present)
    if present > members:
        raise VoteRefused("more-present-than-members", present=present, members=members)
    needed = more_than_half(_some(members)) if needed is None else needed
    missing = max(0, needed - present)
    outcome = QuorumOutcome.MISSING if missing else QuorumOutcome.REACHED
    return QuorumCheck(outcome, members, present, needed, missing)


def more_than_half(number: int) -> int:
    """Return the smallest whole number above the half: 12 of 22, 11 of 21."""
    return number // 2 + 1


def two_thirds(number: int) -> int:
    """Return the smallest whole number that reaches two thirds: 15 of 22, 14 of 21."""
    return -(-2 * number // 3)


def decide(
    tally: Tally,
    rule: VoteRule,
    members: int,
    *,
    casting_vote: VoteValue | None = None,
    extra_votes: int = 0,
) -> Decision:
    """Decide a motion in a body of `members` (those the matter counts: 21 when it excludes the mayor).

    `casting_vote` is the side the presiding officer took; it breaks a tie of a simple majority and
    adds no vote. A majority of members is reached or not: its number is needed in any case.
    `extra_votes` are votes cast by others than members (the empty chair). Raises VoteRefused when the
    numbers do not fit together or when a parameter that is not set would have to be applied.
    """
    _refuse_negative(extra_votes)
    if tally.present > _some(members) + extra_votes:
        raise VoteRefused("more-votes-than-members", votes=tally.present, members=members)
    in_favour, against = _sides(tally, rule)
    base = _present(tally, rule) if rule.majority is Majority.SIMPLE else members
    needed = two_thirds(base) if rule.majority is Majority.TWO_THIRDS else more_than_half(base)
    return Decision(
        outcome=_outcome(in_favour, against, needed, rule.majority, casting_vote),
        majority=rule.majority,
        in_favour=in_favour,
        against=against,
        base=base,
        needed=needed,
        missing=max(0, needed - in_favour),
    )


def _sides(tally: Tally, rule: VoteRule) -> tuple[int, int]:
    """Return the votes of each side, with what joins the majority; on a tie nothing joins."""
    joining = _with_effect(tally, rule, VoteEffect.ADDS_TO_MAJORITY)
    lead = tally.in_favour - tally.against
    return tally.in_favour + joining * (lead > 0), tally.against + joining * (lead < 0)


def _present(tally: Tally, rule: VoteRule) -> int:
    return tally.present - _with_effect(tally, rule, VoteEffect.NOT_COUNTED)


def _with_effect(tally: Tally, rule: VoteRule, effect: VoteEffect) -> int:
    """Return how many blank votes and abstentions have `effect`."""
    if tally.blank and rule.blank is None:
        raise VoteRefused("blank-effect-not-set", votes=tally.blank)
    if tally.abstention and rule.abstention is None:
        raise VoteRefused("abstention-effect-not-set", votes=tally.abstention)
    return tally.blank * (rule.blank is effect) + tally.abstention * (rule.abstention is effect)


def _outcome(
    in_favour: int, against: int, needed: int, majority: Majority, casting_vote: VoteValue | None
) -> Outcome:
    if in_favour >= needed:
        return Outcome.APPROVED
    if majority is not Majority.SIMPLE or in_favour != against or in_favour == 0:
        return Outcome.REJECTED
    return _break_tie(casting_vote)


def _break_tie(casting_vote: VoteValue | None) -> Outcome:
    match casting_vote:
        case None:
            return Outcome.TIED
        case VoteValue.IN_FAVOUR:
            return Outcome.APPROVED_BY_CASTING_VOTE
        case VoteValue.AGAINST:
            return Outcome.REJECTED_BY_CASTING_VOTE
        case _:
            raise VoteRefused("casting-vote-takes-no-side", vote=casting_vote)


def _some(members: int) -> int:
    if members < 1:
        raise VoteRefused("no-members", members=members)
    return members


def _refuse_negative(*numbers: int) -> None:
    if min(numbers) < 0:
        raise VoteRefused("negative-number", number=min(numbers))
