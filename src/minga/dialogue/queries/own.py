"""What of the dialogue belongs to one person? Everything they wrote or chose, for them alone."""

from minga.dialogue.models import (
    AnswerOpinion,
    Contribution,
    ContributionReport,
    ModerationAppeal,
    Support,
)
from minga.people.public import Person

type Rows = list[dict[str, object]]


def export_own_dialogue(person: Person) -> dict[str, Rows]:
    """Return what a person wrote, supported, reported and appealed, ready for JSON (LOPDP 13, 17)."""
    return {
        "contributions": _contributions(person),
        "supports": _plain(
            Support.objects.filter(person=person)
            .order_by("given_at", "pk")
            .values("target", "side", "given_at")
        ),
        "opinions": _plain(
            AnswerOpinion.objects.filter(person=person)
            .order_by("said_at", "pk")
            .values("answer__case__number", "is_answered", "said_at")
        ),
        "reports": _plain(
            ContributionReport.objects.filter(reporter=person)
            .order_by("reported_at", "pk")
            .values("contribution", "rule", "note", "reported_at")
        ),
        "appeals": _plain(
            ModerationAppeal.objects.filter(decision__contribution__author=person)
            .order_by("asked_at", "pk")
            .values("decision__contribution", "text", "asked_at", "is_granted", "answer")
        ),
    }


def _contributions(person: Person) -> Rows:
    rows = Contribution.objects.filter(author=person).order_by("written_at", "pk")
    return _plain(
        rows.values(
            *("pk", "kind", "topic", "text", "background", "language", "written_at"),
            *("speaks_for__name", "parish__name", "hidden_at", "hidden_for"),
            "proposal__wording",
        )
    )


def _plain(rows: object) -> Rows:
    """Return rows as dictionaries that JSON can hold: instants become text."""
    return [
        {name.replace("__", "_"): _text(value) for name, value in row.items()}
        for row in rows  # type: ignore[attr-defined]  # values() of any model
    ]


def _text(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
