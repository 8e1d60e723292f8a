"""How do tests get acts to seal? A plain case and plain notes on it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from minga.kernel.lifecycle import Transition
from minga.people.public import Body, Person
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, Case, Document
from minga.record.services import Attachment, Source, Words, append_act, lock_case, register_case

AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


class NoteState(StrEnum):
    """The one state of a case that only collects notes."""

    OPEN = "OPEN"


NOTE: Transition[NoteState, None] = Transition(
    "note", NoteState.OPEN, NoteState.OPEN, legal_basis="COOTAD 87"
)


def open_case(
    body: Body,
    *,
    kind: str = "ENS",
    title: str = "Caso de ensayo",
    visibility: Visibility = Visibility.PUBLIC,
) -> Case:
    """Return a new case."""
    return register_case(
        kind=kind,
        title=title,
        state=NoteState.OPEN,
        opened_on=AT.date(),
        body=body,
        visibility=visibility,
        is_demonstration=True,
    )


@transaction.atomic
def add_note(
    case: Case,
    actor: Person,
    *,
    title: str = "Nota",
    text: str = "",
    standing: Standing = Standing.DECLARED,
    at: datetime = AT,
    corrects: Act | None = None,
    documents: Sequence[Document] = (),
) -> Act:
    """Append one note to a case."""
    url = {"url": "https://ejemplo.ec/nota", "on": at.date()}
    source = Source(standing, **(url if standing == Standing.PUBLIC_SOURCE else {}))  # type: ignore[arg-type]
    return append_act(
        lock_case(case.pk),
        NOTE,
        actor=actor,
        happened_at=at,
        source=source,
        words=Words(
            title=title,
            text=text,
            attachments=[
                Attachment(document, f"{document.sha256[:2]}.pdf") for document in documents
            ],
        ),
        payload={"amount": 3},
        corrects=corrects,
    )


def add_notes(case: Case, actor: Person, count: int) -> Sequence[Act]:
    """Append several notes to a case."""
    return [add_note(case, actor, title=f"Nota {number}") for number in range(1, count + 1)]


@pytest.fixture
def keys(settings: LazySettings, tmp_path: Path) -> Path:
    """An empty folder for the signing key."""
    settings.KEY_FOLDER = tmp_path / "keys"
    return tmp_path / "keys"
