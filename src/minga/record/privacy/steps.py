"""How is a step of privacy refused? With a code, whatever part of the record says no."""

from collections.abc import Iterable
from enum import StrEnum

from minga.kernel.lifecycle import Transition, TransitionRefused, check_transition
from minga.kernel.refusal import Refused
from minga.people.public import PeopleRefused
from minga.people.public import refusal_text as people_text
from minga.record.privacy.words import REFUSALS
from minga.record.refusal_labels import refusal_sentence


class PrivacyRefused(Refused):
    """A step on a case of privacy cannot be taken; sentences are in `words`."""


def allowed[S: StrEnum, F](
    table: Iterable[Transition[S, F]], act: str, source: S | None, facts: F
) -> Transition[S, F]:
    """Return the row for an act; PrivacyRefused with the code of what is not met."""
    try:
        return check_transition(table, act, source, facts)
    except TransitionRefused as refusal:
        raise PrivacyRefused(refusal.code) from refusal


def refusal_words(refusal: Refused) -> str:
    """Return why a step was refused and how to mend it, in the reader's language."""
    if isinstance(refusal, PeopleRefused):
        return people_text(refusal)
    sentence = REFUSALS.get(refusal.code)
    return str(sentence).format(**refusal.facts) if sentence else refusal_sentence(refusal)
