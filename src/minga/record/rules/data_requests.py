"""How is a request about personal data answered? Its rights, its table of moves, its causes of refusal.

Source: LOPDP 13 to 17 (R.O. 5.º suplemento 459, 26-05-2021). Access and rectification are free and
answered within fifteen days; the terms of the other rights, and whether days are of the calendar,
are still to be verified: their clocks warn and have no effect.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from minga.kernel.lifecycle import Transition


class DataRequestState(StrEnum):
    """Where a request stands."""

    RECEIVED = "RECEIVED"
    IDENTITY_PENDING = "IDENTITY_PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    GRANTED = "GRANTED"
    PARTLY_GRANTED = "PARTLY_GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class DataRight(StrEnum):
    """What a person may ask about their data."""

    ACCESS = "ACCESS"
    RECTIFICATION = "RECTIFICATION"
    ERASURE = "ERASURE"
    OBJECTION = "OBJECTION"
    PORTABILITY = "PORTABILITY"


class RefusalCause(StrEnum):
    """Why a request is refused, wholly or in part; nobody refuses without one of these."""

    IDENTITY_NOT_PROVEN = "IDENTITY_NOT_PROVEN"
    LEGAL_DUTY_TO_KEEP = "LEGAL_DUTY_TO_KEEP"
    RECORD_IN_PROCESS = "RECORD_IN_PROCESS"
    PUBLIC_OFFICE = "PUBLIC_OFFICE"
    RIGHTS_OF_OTHERS = "RIGHTS_OF_OTHERS"
    NOT_HELD_HERE = "NOT_HELD_HERE"


class IdentityProof(StrEnum):
    """How whoever asks was known to be the person the data are about, or to speak for them."""

    DOCUMENT_SHOWN = "DOCUMENT_SHOWN"
    OWN_ACCOUNT = "OWN_ACCOUNT"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"


@dataclass(frozen=True)
class RightRule:
    """One right: the act by which it is asked for, its clock and its article."""

    right: DataRight
    act: str
    clock: str
    article: str


RIGHTS: tuple[RightRule, ...] = (
    RightRule(DataRight.ACCESS, "ask_access", "dp.access", "LOPDP 13"),
    RightRule(DataRight.RECTIFICATION, "ask_rectification", "dp.rectify", "LOPDP 14"),
    RightRule(DataRight.ERASURE, "ask_erasure", "dp.erase", "LOPDP 15"),
    RightRule(DataRight.OBJECTION, "ask_objection", "dp.object", "LOPDP 16"),
    RightRule(DataRight.PORTABILITY, "ask_portability", "dp.portability", "LOPDP 17"),
)
CLOCKS = tuple(rule.clock for rule in RIGHTS)
COPIED = frozenset({DataRight.ACCESS, DataRight.PORTABILITY})

# Which causes may be given for which right: nobody's access is refused because the law says "keep".
_ANY = frozenset({RefusalCause.IDENTITY_NOT_PROVEN, RefusalCause.NOT_HELD_HERE})
_KEPT = frozenset({RefusalCause.LEGAL_DUTY_TO_KEEP, RefusalCause.RECORD_IN_PROCESS})
CAUSES: dict[DataRight, frozenset[RefusalCause]] = {
    DataRight.ACCESS: _ANY | {RefusalCause.RIGHTS_OF_OTHERS},
    DataRight.RECTIFICATION: _ANY | _KEPT,
    DataRight.ERASURE: _ANY | _KEPT | {RefusalCause.PUBLIC_OFFICE},
    DataRight.OBJECTION: _ANY | _KEPT | {RefusalCause.PUBLIC_OFFICE},
    DataRight.PORTABILITY: _ANY | {RefusalCause.RIGHTS_OF_OTHERS},
}


def rule_of(right: DataRight) -> RightRule:
    """Return the rule of a right."""
    return next(rule for rule in RIGHTS if rule.right is right)


@dataclass(frozen=True)
class DataRequestFacts:
    """What the requirements of the table look at."""

    right: DataRight
    is_identity_known: bool = False
    is_copy_given: bool = False
    is_answer_written: bool = False
    is_asked_by_the_person: bool = False
    cause: RefusalCause | None = None


def right_gives_a_copy(facts: DataRequestFacts) -> str | None:
    """Only access (LOPDP 13) and portability (LOPDP 17) end with a copy of the data."""
    return None if facts.right in COPIED else "right-gives-no-copy"


def copy_was_handed_over(facts: DataRequestFacts) -> str | None:
    """Access and portability are not granted on paper: the copy was really handed over."""
    missing = facts.right in COPIED and not facts.is_copy_given
    return "copy-not-handed-over" if missing else None


def answer_is_written(facts: DataRequestFacts) -> str | None:
    """Every answer is given in words: it says what was done, or why not."""
    return None if facts.is_answer_written else "answer-missing"


def cause_is_stated(facts: DataRequestFacts) -> str | None:
    """A refusal names its legal cause, one that can be given for this right (LOPDP 15)."""
    if facts.cause is None:
        return "refusal-cause-missing"
    return None if facts.cause in CAUSES[facts.right] else "refusal-cause-of-another-right"


def cause_fits_the_identity(facts: DataRequestFacts) -> str | None:
    """Identity is the cause exactly when it was not proven."""
    says_unproven = facts.cause is RefusalCause.IDENTITY_NOT_PROVEN
    return "refusal-cause-against-identity" if says_unproven is facts.is_identity_known else None


def only_the_person_withdraws(facts: DataRequestFacts) -> str | None:
    """Nobody makes a request disappear but who made it."""
    return None if facts.is_asked_by_the_person else "not-the-person"


def right_is_erasure(facts: DataRequestFacts) -> str | None:
    """Who erased their own data got what a request of erasure asks for (LOPDP 15)."""
    return None if facts.right is DataRight.ERASURE else "right-is-not-erasure"


S = DataRequestState
OPEN = (S.RECEIVED, S.IDENTITY_PENDING, S.IN_PROGRESS)
CLOSED = tuple(state for state in S if state not in OPEN)
ANSWERING = ("DATA_PROTECTION_OFFICER", "COUNCIL_SECRETARY", "ADMINISTRATOR")
COUNTER = ("CLERK", "COUNCIL_SECRETARY", "ZONE_OFFICER")
LAW = "LOPDP 13-17"

type DataMove = Transition[DataRequestState, DataRequestFacts]
type Requirement = Callable[[DataRequestFacts], str | None]


def _asked(rule: RightRule) -> DataMove:
    return Transition(rule.act, None, S.RECEIVED, legal_basis=rule.article, starts=(rule.clock,))


def _answered(
    act: str, source: DataRequestState, target: DataRequestState, *requires: Requirement
) -> DataMove:
    return Transition(act, source, target, ANSWERING, requires, LAW, stops=CLOCKS)


def _ended(act: str, target: DataRequestState, requirement: Requirement | None) -> list[DataMove]:
    """Return the rows of an act that may end a request wherever it stands."""
    requires = (requirement,) if requirement else ()
    return [Transition(act, state, target, requires=requires, stops=CLOCKS) for state in OPEN]


DATA_REQUEST_MOVES: tuple[DataMove, ...] = (
    *(_asked(rule) for rule in RIGHTS),
    Transition("ask_for_identity", S.RECEIVED, S.IDENTITY_PENDING, ANSWERING),
    Transition(
        "confirm_identity", S.RECEIVED, S.IN_PROGRESS, (*ANSWERING, "CLERK", "ZONE_OFFICER")
    ),
    Transition("confirm_identity", S.IDENTITY_PENDING, S.IN_PROGRESS, ANSWERING),
    Transition(
        "hand_over_copy", S.IN_PROGRESS, S.IN_PROGRESS, ANSWERING, (right_gives_a_copy,), LAW
    ),
    _answered("grant", S.IN_PROGRESS, S.GRANTED, copy_was_handed_over, answer_is_written),
    _answered(
        "grant_partly",
        S.IN_PROGRESS,
        S.PARTLY_GRANTED,
        copy_was_handed_over,
        cause_is_stated,
        cause_fits_the_identity,
        answer_is_written,
    ),
    *(
        _answered(
            "refuse", state, S.REFUSED, cause_is_stated, cause_fits_the_identity, answer_is_written
        )
        for state in (S.IDENTITY_PENDING, S.IN_PROGRESS)
    ),
    *_ended("withdraw_request", S.WITHDRAWN, only_the_person_withdraws),
    *_ended("grant_by_own_erasure", S.GRANTED, right_is_erasure),
    *_ended("lapse_by_erasure", S.WITHDRAWN, None),
)
