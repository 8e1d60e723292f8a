"""Which parts of the dialogue are open on a thing, for whom, and when? Declared once a kind of thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """A part of the dialogue that a kind of thing may switch on."""

    QUESTIONS = "QUESTIONS"
    COMMENTS = "COMMENTS"
    SUPPORT = "SUPPORT"
    PROPOSALS = "PROPOSALS"


LEVELS = ("ANONYMOUS", "CONTACT_CONFIRMED", "ID_DECLARED", "RESIDENT_CHECKED")
"""How sure the program must be of a person, from less to more."""


@dataclass(frozen=True)
class Opening:
    """When a part is open and who may take part; empty `states` means any state of the case.

    Both dates are included. Raises ValueError for a level that does not exist.
    """

    level: str = "CONTACT_CONFIRMED"
    from_on: date | None = None
    until_on: date | None = None
    states: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a level that nobody can reach."""
        if self.level not in LEVELS:
            raise ValueError(self.level)

    def refusal(self, state: str, on: date) -> str | None:
        """Return the code of why the part is closed, None while it is open."""
        if self.from_on and on < self.from_on:
            return "not-open-yet"
        if self.until_on and on > self.until_on:
            return "closed-by-date"
        if self.states and state not in self.states:
            return "closed-by-state"
        return None

    def admits(self, level: str) -> bool:
        """True when a person of this level may take part."""
        return LEVELS.index(level) >= LEVELS.index(self.level)


@dataclass(frozen=True)
class DialogueRules:
    """The parts that a kind of thing switches on, each with its opening."""

    parts: Mapping[Part, Opening] = field(default_factory=dict)

    def opening(self, part: Part) -> Opening | None:
        """Return when a part is open; None where the kind does not have it."""
        return self.parts.get(part)


QUESTIONS_ONLY = DialogueRules({Part.QUESTIONS: Opening()})
"""What holds for a kind that declares nothing: anybody may ask, nothing else is open."""
