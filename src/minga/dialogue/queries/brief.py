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
    """A question in its words; `days` counts those without an answer, None once there is one.

    The words are empty where a moderator hid them or they were erased.
    """

    number: str
    text: str
    language: str
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
        .select_related("case", "contribution")
    )
    found = list(rows[:SHOWN])
    return BriefQuestions(
        topic=topic,
        questions=[_brief(question, today) for question in found],
        count=found[0].total if found else 0,
    )


def _brief(question: PublicQuestion, today: date) -> BriefQuestion:
    case, words = question.case, question.contribution
    days = (today - case.opened_on).days if case.state in WAITING_STATES else None
    text = words.text if words.is_readable else ""
    return BriefQuestion(case.number, text, words.language, days)
