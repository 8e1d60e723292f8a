"""How is a fact written? The only functions that open and move cases."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Max

from minga.kernel import clock
from minga.kernel.events import announce
from minga.kernel.lifecycle import Transition
from minga.people.public import Body, Person
from minga.record.deadlines import start_clocks, stop_clocks
from minga.record.events import ActAppended
from minga.record.labels import Standing, Visibility
from minga.record.models import (
    Act,
    ActDocument,
    ActText,
    Case,
    CaseCounter,
    Document,
)
from minga.record.rules.sealed_form import Payload, check_payload, commitment


class StaleCase(Exception):
    """The case moved since it was read; read it again."""

    code = "stale-case"


class ActInTheFuture(Exception):
    """An act cannot have happened after it is recorded."""

    code = "act-in-the-future"


@dataclass(frozen=True)
class Attachment:
    """A stored document and the name under which an act shows it, to everybody or the staff alone."""

    document: Document
    name: str
    alternative_text: str = ""
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True)
class Words:
    """What a person typed about an act: kept beside it, never sealed in clear."""

    title: str = ""
    text: str = ""
    language: str = "es"
    attachments: Sequence[Attachment] = field(default=())


@dataclass(frozen=True)
class Source:
    """On whose word an act stands, and where a public source can be read."""

    standing: Standing = Standing.DECLARED
    url: str = ""
    on: date | None = None


@transaction.atomic
def register_case(
    *,
    kind: str,
    title: str,
    state: str,
    opened_on: date,
    body: Body | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    is_demonstration: bool = False,
) -> Case:
    """Give a new case its number (`SOL-2026-00012`: gapless within kind and year) and its row.

    The first act, appended in the same transaction, says how it came about.
    """
    sequence = _next_sequence(kind, opened_on.year)
    return Case.objects.create(
        kind=kind,
        year=opened_on.year,
        sequence=sequence,
        number=f"{kind}-{opened_on.year}-{sequence:05d}",
        state=state,
        title=title,
        body=body,
        opened_on=opened_on,
        visibility=visibility,
        is_demonstration=is_demonstration,
    )


def _next_sequence(kind: str, year: int) -> int:
    return take_numbers(kind, year, 1)[0]


def take_numbers(series: str, year: int, count: int) -> range:
    """Take the next numbers of a series under its counter's row lock, inside a transaction.

    What is rolled back gives them back: the series has no gaps within its year.
    """
    CaseCounter.objects.bulk_create([CaseCounter(kind=series, year=year)], ignore_conflicts=True)
    CaseCounter.objects.filter(kind=series, year=year).update(last=F("last") + count)
    last = CaseCounter.objects.values_list("last", flat=True).get(kind=series, year=year)
    return range(last - count + 1, last + 1)


def lock_case(case_id: int) -> Case:
    """Return the case with its row locked until the transaction ends."""
    return Case.objects.select_for_update().get(pk=case_id)


@transaction.atomic
def append_act[S: StrEnum, F](
    case: Case,
    move: Transition[S, F],
    *,
    actor: Person,
    happened_at: datetime,
    source: Source = Source(),
    words: Words = Words(),
    payload: Payload | None = None,
    body: Body | None = None,
    corrects: Act | None = None,
    counts_from: datetime | None = None,
) -> Act:
    """Write one act and fold it into the state of its case; `case` comes from `lock_case`.

    Its clocks run from `happened_at`, or from `counts_from` where that is later: what arrives at a
    closed counter counts from its next opening.

    Raises StaleCase when the case is not in the state the move starts from, ActInTheFuture when
    it would be recorded before it happened, PayloadRefused when the payload holds free text.
    """
    if move.source is not None and case.state != move.source:
        raise StaleCase
    recorded_at = clock.now()
    if happened_at > recorded_at:
        raise ActInTheFuture
    check_payload(payload or {})
    salt = secrets.token_bytes(32)
    act = Act.objects.create(
        case=case,
        ordinal=_next_ordinal(case),
        kind=move.act,
        source=move.source or "",
        target=move.target,
        happened_at=happened_at,
        recorded_at=recorded_at,
        actor=actor,
        body=body or case.body,
        legal_basis=move.legal_basis,
        standing=source.standing,
        source_url=source.url,
        source_on=source.on,
        corrects=corrects,
        payload=payload or {},
        text_commitment=commitment(
            salt,
            title=words.title,
            text=words.text,
            language=words.language,
            documents=[
                attachment.document.sha256
                for attachment in words.attachments
                if attachment.visibility == Visibility.PUBLIC
            ],
        ),
        is_demonstration=case.is_demonstration,
    )
    _keep_words(act, words, salt)
    _fold(case, act, move, counts_from)
    return act


def _next_ordinal(case: Case) -> int:
    last: int | None = Act.objects.filter(case=case).aggregate(last=Max("ordinal"))["last"]
    return (last or 0) + 1


def _keep_words(act: Act, words: Words, salt: bytes) -> None:
    ActText.objects.create(
        act=act, title=words.title, text=words.text, language=words.language, salt=salt
    )
    ActDocument.objects.bulk_create(
        ActDocument(
            act=act,
            document=attachment.document,
            name=attachment.document.name_as(attachment.name),
            alternative_text=attachment.alternative_text,
            visibility=attachment.visibility,
        )
        for attachment in words.attachments
    )


def _fold[S: StrEnum, F](
    case: Case, act: Act, move: Transition[S, F], counts_from: datetime | None
) -> None:
    """Move the case and its clocks, and tell whoever listens; all in one transaction."""
    if case.state != move.target:
        case.state = move.target
        case.save(update_fields=["state"])
    stop_clocks(case, act, move.stops)
    start_clocks(case, act, move.starts, counts_from)
    announce(ActAppended(act_id=act.pk, case_id=case.pk, case_kind=case.kind, act_kind=act.kind))


def replayed_state(case: Case) -> str:
    """Return the state that the acts of the case give when folded again from the first."""
    state: str | None = (
        Act.objects.filter(case=case).order_by("-ordinal").values_list("target", flat=True).first()
    )
    return state or ""
