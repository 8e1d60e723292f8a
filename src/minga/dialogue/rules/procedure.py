"""Which acts may be written on the case of a public question? The table of its procedure."""

from dataclasses import dataclass
from enum import StrEnum

from minga.kernel.lifecycle import Transition


class QuestionState(StrEnum):
    """Where a question stands; hiding its words is moderation, not a state."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    REOPENED = "REOPENED"
    MERGED = "MERGED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class QuestionFacts:
    """What the requirements of the table look at."""

    is_demonstration: bool
    actor_is_demonstration: bool
    was_followed_up: bool = False


def worlds_stay_apart(facts: QuestionFacts) -> str | None:
    """Fictional people ask about fictional things only, and real ones about real ones."""
    same = facts.is_demonstration == facts.actor_is_demonstration
    return None if same else "demonstration-mixed"


def followed_up_once(facts: QuestionFacts) -> str | None:
    """A question is asked again once; whoever still disagrees asks another one."""
    return "already-followed-up" if facts.was_followed_up else None


S = QuestionState
PETITION = "Constitución 66.23"
ANSWERING = (
    *("COUNCILLOR", "ALTERNATE_COUNCILLOR", "MAYOR", "ADVISER", "COUNCIL_SECRETARY"),
    *("COMMISSION_SECRETARY", "COMMISSION_CHAIR", "ZONE_OFFICER"),
)
APART = (worlds_stay_apart,)

QUESTION_MOVES: tuple[Transition[QuestionState, QuestionFacts], ...] = (
    Transition("ask_question", None, S.ASKED, (), APART, PETITION),
    Transition("answer_question", S.ASKED, S.ANSWERED, ANSWERING, APART, PETITION),
    Transition("answer_question", S.REOPENED, S.ANSWERED, ANSWERING, APART, PETITION),
    Transition("complete_answer", S.ANSWERED, S.ANSWERED, ANSWERING, APART),
    Transition("follow_up_question", S.ANSWERED, S.REOPENED, (), (*APART, followed_up_once)),
    Transition("merge_question", S.ASKED, S.MERGED, ANSWERING, APART),
    Transition("merge_question", S.REOPENED, S.MERGED, ANSWERING, APART),
    Transition("take_in_question", S.ASKED, S.ASKED, ANSWERING, APART),
    Transition("take_in_question", S.ANSWERED, S.ANSWERED, ANSWERING, APART),
    Transition("take_in_question", S.REOPENED, S.REOPENED, ANSWERING, APART),
    Transition("withdraw_question", S.ASKED, S.WITHDRAWN, (), APART),
    Transition("withdraw_question", S.REOPENED, S.WITHDRAWN, (), APART),
)

WAITING_STATES = frozenset({S.ASKED, S.REOPENED})
"""States in which somebody owes an answer."""
OPEN_STATES = WAITING_STATES | {S.ANSWERED}
"""States in which a question can be supported and take in others."""
ANSWERS = ("answer_question", "complete_answer")
"""Acts whose words are an answer."""
