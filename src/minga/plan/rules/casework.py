"""Which acts may be written on a gestión? The table of its procedure.

A need is pursued with others by letters, meetings, visits, calls and agreements; somebody answers;
it ends with a result, and a result may be taken up again. No article fixes its steps: they are the
office's own, and what it owes is an answer.
"""

from dataclasses import dataclass
from enum import StrEnum

from minga.kernel.lifecycle import Transition


class CaseworkState(StrEnum):
    """Where a gestión stands, or how it ended."""

    REQUESTED = "REQUESTED"
    IN_PROGRESS = "IN_PROGRESS"
    ANSWERED = "ANSWERED"
    DONE = "DONE"
    PARTLY_DONE = "PARTLY_DONE"
    REFUSED = "REFUSED"
    GIVEN_UP = "GIVEN_UP"
    PASSED_ON = "PASSED_ON"


class CaseworkOrigin(StrEnum):
    """How the need reached the office."""

    COUNTER = "COUNTER"
    PHONE = "PHONE"
    VISIT = "VISIT"
    LETTER = "LETTER"
    OWN_INITIATIVE = "OWN_INITIATIVE"


@dataclass(frozen=True)
class CaseworkFacts:
    """What the requirements of the table look at."""

    is_demonstration: bool
    actor_is_demonstration: bool


def worlds_stay_apart(facts: CaseworkFacts) -> str | None:
    """A real office is never served by a fictional person, nor the other way round."""
    same = facts.is_demonstration == facts.actor_is_demonstration
    return None if same else "demonstration-mixed"


S = CaseworkState
OPEN = (S.REQUESTED, S.IN_PROGRESS, S.ANSWERED)
RESULTS = {
    "close_done": S.DONE,
    "close_partly_done": S.PARTLY_DONE,
    "close_refused": S.REFUSED,
    "close_given_up": S.GIVEN_UP,
    "close_passed_on": S.PASSED_ON,
}
STEPS = ("send_letter", "hold_meeting", "make_visit", "make_call", "reach_agreement")
STAFF = ("COUNCILLOR", "ALTERNATE_COUNCILLOR", "ADVISER", "MAYOR", "COUNCIL_SECRETARY")
COUNTER = ("CLERK", "ZONE_OFFICER")

type CaseworkMove = Transition[CaseworkState, CaseworkFacts]


def _move(
    act: str, source: CaseworkState | None, target: CaseworkState, who: tuple[str, ...] = STAFF
) -> CaseworkMove:
    return Transition(act, source, target, who, (worlds_stay_apart,))


CASEWORK_MOVES: tuple[CaseworkMove, ...] = (
    _move("register_need", None, S.REQUESTED, (*STAFF, *COUNTER)),
    *(_move(step, state, S.IN_PROGRESS) for state in OPEN for step in STEPS),
    *(_move("receive_answer", state, S.ANSWERED) for state in OPEN),
    *(_move("serve_activity", state, state) for state in OPEN),
    *(_move(act, state, result) for state in OPEN for act, result in RESULTS.items()),
    *(_move("take_up_again", result, S.IN_PROGRESS) for result in RESULTS.values()),
    *(_move("answer_contribution", state, state) for state in CaseworkState),
)


def is_open(state: str) -> bool:
    """True while somebody is still expected to do something."""
    return state in OPEN
