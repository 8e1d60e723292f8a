"""What was done with an account? One line for the person to read, in codes only."""

from datetime import datetime

from minga.people.labels import AccountEventKind
from minga.people.models import AccountEvent, Person


def note_event(
    *, person: Person, kind: AccountEventKind, at: datetime, by: Person | None, detail: str = ""
) -> AccountEvent:
    """Write one line of the person's log; `by` is None for what the program did itself."""
    return AccountEvent.objects.create(
        person=person, kind=kind, detail=detail, by=by, happened_at=at
    )
