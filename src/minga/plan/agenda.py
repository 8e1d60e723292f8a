"""What are the goals and targets of the 2030 Agenda? Read once, from the file that ships."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

AGENDA = Path(__file__).parent / "data" / "agenda_2030.json"


@dataclass(frozen=True)
class GoalTarget:
    """A target of a goal: `code` as "11.3" or "11.b"."""

    code: str
    title: str


@dataclass(frozen=True)
class Goal:
    """A goal of the Agenda (ODS) with its official Spanish words."""

    number: int
    short: str
    title: str
    targets: tuple[GoalTarget, ...]

    def target(self, code: str) -> GoalTarget | None:
        """Return one of its targets by code."""
        return next((target for target in self.targets if target.code == code), None)


@cache
def agenda() -> tuple[Goal, ...]:
    """Return the seventeen goals in their order."""
    document = json.loads(AGENDA.read_text(encoding="utf-8"))
    return tuple(
        Goal(
            number=goal["number"],
            short=goal["short"],
            title=goal["title"],
            targets=tuple(GoalTarget(row["code"], row["title"]) for row in goal["targets"]),
        )
        for goal in document["goals"]
    )


def goal_of(number: int) -> Goal | None:
    """Return a goal by its number; None outside 1 to 17."""
    goals = agenda()
    return goals[number - 1] if 1 <= number <= len(goals) else None
