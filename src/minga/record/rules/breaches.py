"""What must be done when personal data were lost, changed or seen by who should not? And until when?

Source: LOPDP (R.O. 5.º suplemento 459, 26-05-2021). Its terms (authority, affected persons, the
controller whose data we process) are still to be verified: their clocks warn and have no effect.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from minga.kernel.lifecycle import Transition
from minga.record.rules.data_requests import ANSWERING


class BreachState(StrEnum):
    """Where the procedure stands; both notices may come in any order."""

    DETECTED = "DETECTED"
    ASSESSED = "ASSESSED"
    NOTIFIED_AUTHORITY = "NOTIFIED_AUTHORITY"
    NOTIFIED_SUBJECTS = "NOTIFIED_SUBJECTS"
    NOTIFIED_BOTH = "NOTIFIED_BOTH"
    CLOSED = "CLOSED"


class NoticePart(StrEnum):
    """What a notice of a breach must tell; which article lists it is still to be verified."""

    NATURE = "NATURE"
    DATA = "DATA"
    PEOPLE = "PEOPLE"
    CONSEQUENCES = "CONSEQUENCES"
    MEASURES = "MEASURES"
    ADVICE = "ADVICE"
    CONTACT = "CONTACT"
    WHEN = "WHEN"


AUTHORITY_NOTICE = (
    NoticePart.WHEN,
    NoticePart.NATURE,
    NoticePart.DATA,
    NoticePart.PEOPLE,
    NoticePart.CONSEQUENCES,
    NoticePart.MEASURES,
    NoticePart.CONTACT,
)
SUBJECT_NOTICE = (
    NoticePart.NATURE,
    NoticePart.DATA,
    NoticePart.CONSEQUENCES,
    NoticePart.MEASURES,
    NoticePart.ADVICE,
    NoticePart.CONTACT,
)
AUTHORITY_CLOCK, SUBJECT_CLOCK = "dp.breach.authority", "dp.breach.subject"
PROCESSOR_CLOCK = "dp.breach.processor"


def missing_parts(
    needed: Collection[NoticePart], said: Collection[NoticePart]
) -> tuple[NoticePart, ...]:
    """Return what a notice still lacks, in the order in which it is asked."""
    return tuple(part for part in needed if part not in said)


@dataclass(frozen=True)
class BreachFacts:
    """What the requirements of the table look at."""

    has_risk: bool | None = None
    are_data_ours: bool = True
    is_authority_told: bool = False
    are_subjects_told: bool = False
    missing: tuple[NoticePart, ...] = ()
    is_reason_written: bool = False


def notice_is_complete(facts: BreachFacts) -> str | None:
    """A notice tells everything on its list; what is not known yet is told as not known."""
    return "notice-incomplete" if facts.missing else None


def risk_is_not_found_yet(facts: BreachFacts) -> str | None:
    """Risk is found once; a second finding would start the same clock again."""
    return "risk-found-already" if facts.has_risk else None


def risk_is_answered(facts: BreachFacts) -> str | None:
    """A breach with risk is closed only after the authority and the affected persons were told."""
    told = facts.is_authority_told and facts.are_subjects_told
    return None if told or not facts.has_risk else "risk-not-answered"


def data_are_ours(facts: BreachFacts) -> str | None:
    """Whoever answers for the data assesses and tells; a processor only tells them."""
    return None if facts.are_data_ours else "data-of-another"


def data_are_of_another(facts: BreachFacts) -> str | None:
    """There is another institution to tell only where the data are theirs."""
    return "data-are-ours" if facts.are_data_ours else None


def closing_is_explained(facts: BreachFacts) -> str | None:
    """Closing says what was learned, and without notice to the authority why none was needed."""
    return None if facts.is_reason_written else "reason-missing"


S = BreachState
LAW = "LOPDP"
OPEN: tuple[BreachState, ...] = tuple(state for state in S if state is not S.CLOSED)
_ASSESSED: tuple[BreachState, ...] = (S.ASSESSED, S.NOTIFIED_AUTHORITY, S.NOTIFIED_SUBJECTS)
CLOCKS = (AUTHORITY_CLOCK, SUBJECT_CLOCK, PROCESSOR_CLOCK)

type BreachMove = Transition[BreachState, BreachFacts]
type Requirement = Callable[[BreachFacts], str | None]


def _moved(
    act: str,
    source: BreachState | None,
    target: BreachState,
    *requires: Requirement,
    starts: tuple[str, ...] = (),
    stops: tuple[str, ...] = (),
) -> BreachMove:
    return Transition(act, source, target, ANSWERING, requires, LAW, starts=starts, stops=stops)


def _risky(source: BreachState, target: BreachState) -> BreachMove:
    requires = (data_are_ours, risk_is_not_found_yet)
    return _moved("find_risk", source, target, *requires, starts=(SUBJECT_CLOCK,))


def _told(act: str, source: BreachState, target: BreachState, clock: str) -> BreachMove:
    return _moved(act, source, target, data_are_ours, notice_is_complete, stops=(clock,))


def _closed(source: BreachState) -> BreachMove:
    requires = (risk_is_answered, closing_is_explained)
    return _moved("close_breach", source, S.CLOSED, *requires, stops=CLOCKS)


BREACH_MOVES: tuple[BreachMove, ...] = (
    _moved("detect_breach", None, S.DETECTED, starts=(AUTHORITY_CLOCK,)),
    _moved("detect_as_processor", None, S.DETECTED, starts=(PROCESSOR_CLOCK,)),
    *(_moved("note_measure", state, state) for state in OPEN),
    _moved(
        "tell_controller", S.DETECTED, S.ASSESSED, data_are_of_another, stops=(PROCESSOR_CLOCK,)
    ),
    _moved("find_no_risk", S.DETECTED, S.ASSESSED, data_are_ours),
    _risky(S.DETECTED, S.ASSESSED),
    *(_risky(state, state) for state in _ASSESSED),
    _told("notify_authority", S.ASSESSED, S.NOTIFIED_AUTHORITY, AUTHORITY_CLOCK),
    _told("notify_authority", S.NOTIFIED_SUBJECTS, S.NOTIFIED_BOTH, AUTHORITY_CLOCK),
    _told("notify_subjects", S.ASSESSED, S.NOTIFIED_SUBJECTS, SUBJECT_CLOCK),
    _told("notify_subjects", S.NOTIFIED_AUTHORITY, S.NOTIFIED_BOTH, SUBJECT_CLOCK),
    *(_closed(state) for state in (*_ASSESSED, S.NOTIFIED_BOTH)),
)
