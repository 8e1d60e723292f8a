"""Which acts did a person write? All of them, with their words, as part of the person's own data."""

from django.conf import settings
from django.db.models import FETCH_RAISE, QuerySet

from minga.people.public import Person
from minga.record.labels import Visibility
from minga.record.models import Act


def acts_written_by(person: Person) -> QuerySet[Act]:
    """Return the acts of which the person is the actor, oldest first; for that person; two queries."""
    found = Act.objects.filter(actor=person).select_related("case", "wording", "body")
    ready = found.prefetch_related("evidence").fetch_mode(FETCH_RAISE)
    return ready.order_by("recorded_at", "pk")


def export_own_acts(person: Person) -> list[dict[str, object]]:
    """Return the person's acts ready for JSON (LOPDP art. 13 and 17); erased words are empty."""
    return [_document(act) for act in acts_written_by(person)]


def _document(act: Act) -> dict[str, object]:
    return {
        "case": act.case.number,
        "case_kind": act.case.kind,
        "ordinal": act.ordinal,
        "kind": act.kind,
        "happened_at": act.happened_at.isoformat(),
        "recorded_at": act.recorded_at.isoformat(),
        "body": act.body.name if act.body else None,
        "standing": act.standing,
        "title": act.wording.title,
        "text": act.wording.text,
        "documents": [
            use.name for use in act.evidence.all() if use.visibility == Visibility.PUBLIC
        ],
        "address": f"{settings.SITE_ADDRESS}{act.get_absolute_url()}",
    }
