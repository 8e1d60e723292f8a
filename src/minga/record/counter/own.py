"""What does the counter keep of a person, for how long, and how is it forgotten?"""

from collections.abc import Callable
from datetime import datetime

from minga.people.public import Person, RetentionRule
from minga.record.counter.models import CounterVisit
from minga.record.follow_codes import forget_codes_of, remove_ended_codes


def export_visits(person: Person) -> list[dict[str, object]]:
    """Return what was done in person for somebody, ready for JSON (LOPDP art. 13 and 17)."""
    rows = CounterVisit.objects.filter(person=person).select_related("body", "case", "paper")
    return [_exported(row) for row in rows.order_by("recorded_at", "pk")]


def forget_person_at_counter(person_id: int, at: datetime) -> None:
    """Cut visits and follow codes from an erased person; both stay as what the counter did."""
    forget_codes_of(person_id, at)
    CounterVisit.objects.filter(person_id=person_id).update(person=None)


def forget_visitors(before: datetime) -> int:
    """Cut visits from their persons once nobody needs to know who came; return how many."""
    return CounterVisit.objects.filter(person__isnull=False, recorded_at__lt=before).update(
        person=None
    )


COUNTER_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int]], ...] = (
    (RetentionRule("follow-codes", "follow-a-case", 730, "remove_ended_codes"), remove_ended_codes),
    (
        RetentionRule("counter-visits", "show-what-staff-did", 730, "forget_visitors"),
        forget_visitors,
    ),
)


def _exported(row: CounterVisit) -> dict[str, object]:
    paper = getattr(row, "paper", None)
    return {
        "counter": row.body.name,
        "act": row.act,
        "case": row.case.number if row.case else None,
        "arrived_at": row.arrived_at.isoformat(),
        "received_at": row.received_at.isoformat(),
        "paper_form": paper.serial if paper else None,
    }
