"""What is asked about a thing, in short? One query, for pages that count theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Window

from minga.dialogue.models import PublicQuestion
from minga.dialogue.queries.questions import SHOWN_STATES
from minga.dialogue.rules.procedure import WAITING_STATES
from minga.record.public import Visibility

SHOWN = 3


@dataclass(frozen=True)
class BriefQuestion:
    """A question in one line; `days` counts those without an answer, None once there is one."""

    number: str
    text: str
    days: int | None


@dataclass(frozen=True)
class BriefQuestions:
    """The questions about a topic that wait longest, then the newest answered; and how many in all."""

    topic: str
    questions: Sequence[BriefQuestion]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.questions)


def questions_in_brief(topic: str, today: date) -> BriefQuestions:
    """Return the public questions about a topic, the unanswered first; one query."""
    rows = (
        PublicQuestion.objects.filter(
            contribution__topic=topic,
            case__visibility=Visibility.PUBLIC,
            case__state__in=SHOWN_STATES,
        )
        .annotate(total=Window(Count("pk")))
        .order_by("-case__state", "case__opened_on", "pk")
        .values_list("case__number", "case__title", "case__state", "case__opened_on", "total")
    )
    found = list(rows[:SHOWN])
    return BriefQuestions(
        topic=topic,
        questions=[
            BriefQuestion(number, title, _days(state, opened_on, today))
            for number, title, state, opened_on, _ in found
        ],
        count=found[0][-1] if found else 0,
    )


def _days(state: str, opened_on: date, today: date) -> int | None:
    return (today - opened_on).days if state in WAITING_STATES else None
