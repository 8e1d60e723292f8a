"""What becomes of who asked for a gestión? Exported to them; forgotten when they ask or in time."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from minga.people.public import Person, PersonErased, RetentionRule
from minga.plan.models import CaseworkAsker
from minga.plan.rules.casework import OPEN
from minga.record.public import Act, forget_private_evidence

ASKERS_KEPT = RetentionRule("casework-words", "pursue-a-need", 365, "forget_old_askers")


def export_asked(person: Person) -> object:
    """Return what a person asked of offices, in their words."""
    rows = CaseworkAsker.objects.filter(person=person).select_related("casework__case")
    return [
        {
            "case": row.casework.case.number,
            "need": row.casework.case.title,
            "said": row.said,
            "asked_at": row.asked_at.isoformat(),
        }
        for row in rows
    ]


def forget_asker(event: PersonErased) -> None:
    """Empty what an erased person said and remove the papers that they brought."""
    _forget(CaseworkAsker.objects.filter(person=event.person_id))


def forget_old_askers(before: datetime) -> int:
    """Empty what was said for gestiones that ended before the instant; return how many."""
    moved = Act.objects.filter(case=OuterRef("casework__case"), happened_at__gte=before)
    ended = CaseworkAsker.objects.exclude(casework__case__state__in=OPEN)
    return _forget(ended.filter(~Exists(moved)).exclude(said="", act=None))


def _forget(rows: QuerySet[CaseworkAsker]) -> int:
    found = list(rows.values_list("pk", "act_id"))
    forget_private_evidence(act_id for _, act_id in found if act_id)
    kept = CaseworkAsker.objects.filter(pk__in=[pk for pk, _ in found])
    return kept.update(said="", act=None)


CASEWORK_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int]], ...] = (
    (ASKERS_KEPT, forget_old_askers),
)
"""What the retention table learns of the gestiones: rule and job."""
