"""What are the goals and targets of the 2030 Agenda? Read once, from the file that ships."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minga.plan.labels import GOAL_LABELS

AGENDA = Path(__file__).parent / "data" / "agenda_2030.json"


@dataclass(frozen=True)
class GoalTarget:
    """A target of a goal: `code` as "11.3" or "11.b"; its words are the official Spanish ones."""

    code: str
    title: str


@dataclass(frozen=True)
class Goal:
    """A goal of the Agenda (ODS); its long title is the official Spanish one."""

    number: int
    title: str
    targets: tuple[GoalTarget, ...]

    @property
    def short_name(self) -> str:
        """Its short official name, in the language of the reader."""
        return str(GOAL_LABELS[self.number])

    def target(self, code: str) -> GoalTarget | None:
        """Return one of its targets by code."""
        return next((target for target in self.targets if target.code == code), None)


@cache
def goals() -> tuple[Goal, ...]:
    """Return the seventeen goals in their order."""
    document = json.loads(AGENDA.read_text(encoding="utf-8"))
    return tuple(
        Goal(
            number=goal["number"],
            title=goal["title"],
            targets=tuple(GoalTarget(row["code"], row["title"]) for row in goal["targets"]),
        )
        for goal in document["goals"]
    )


def goal_of(number: int) -> Goal | None:
    """Return a goal by its number; None outside 1 to 17."""
    every = goals()
    return every[number - 1] if 1 <= number <= len(every) else None
