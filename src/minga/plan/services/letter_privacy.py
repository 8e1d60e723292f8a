"""What becomes of letters to private people? Exported to them; emptied when they ask or in time."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from minga.people.public import Person, PersonErased, RetentionRule
from minga.plan.models import Letter
from minga.plan.rules.casework import OPEN
from minga.record.public import Act, Visibility, forget_private_evidence

LETTERS_KEPT = RetentionRule("private-letters", "pursue-a-need", 365, "forget_old_letters")


def export_letters(person: Person) -> object:
    """Return the letters that offices wrote to a person."""
    rows = Letter.objects.filter(person=person).select_related("casework__case")
    return [
        {
            "case": row.casework.case.number,
            "number": row.number,
            "written_on": row.written_on.isoformat(),
            "subject": row.subject,
            "text": row.text,
            "sent": row.act_id is not None,
        }
        for row in rows
    ]


def forget_letters_to(event: PersonErased) -> None:
    """Empty the letters written to an erased person, their documents too."""
    _forget(Letter.objects.filter(person=event.person_id))


def forget_old_letters(before: datetime) -> int:
    """Empty private letters of gestiones that ended before the instant; return how many."""
    moved = Act.objects.filter(case=OuterRef("casework__case"), happened_at__gte=before)
    ended = Letter.objects.exclude(casework__case__state__in=OPEN)
    return _forget(ended.filter(~Exists(moved)))


def _forget(rows: QuerySet[Letter]) -> int:
    """Leave number, day and act; a public letter stays as it was sent."""
    said = ~Q(text="", subject="", addressee="")
    found = list(rows.filter(said, visibility=Visibility.STAFF).values_list("pk", "act_id"))
    forget_private_evidence(act_id for _, act_id in found if act_id)
    letters = Letter.objects.filter(pk__in=[pk for pk, _ in found])
    return letters.update(subject="", text="", addressee="", position="")


LETTER_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int]], ...] = (
    (LETTERS_KEPT, forget_old_letters),
)
"""What the retention table learns of the letters: rule and job."""
