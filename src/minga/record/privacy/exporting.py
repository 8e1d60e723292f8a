"""What did a person ask about their data, and what was answered? For that person alone."""

from minga.people.public import Person
from minga.record.models import Act
from minga.record.privacy.queries import requests_of


def export_data_requests(person: Person) -> list[dict[str, object]]:
    """Return the person's requests with every act and its words, ready for JSON (LOPDP art. 13)."""
    return [
        {
            "case": request.case.number,
            "right": request.right,
            "state": request.case.state,
            "opened_on": request.case.opened_on.isoformat(),
            "acts": [_exported(act) for act in request.case.acts.all()],
        }
        for request in requests_of(person)
    ]


def _exported(act: Act) -> dict[str, object]:
    return {
        "kind": act.kind,
        "happened_at": act.happened_at.isoformat(),
        "text": act.wording.text,
        "cause": act.payload.get("cause"),
        "documents": [use.name for use in act.evidence.all()],
    }
