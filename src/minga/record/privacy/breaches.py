"""How is a breach of personal data written down, assessed, told and closed? Acts on an internal case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from minga.kernel import clock
from minga.kernel.lifecycle import allowed_moves
from minga.record.labels import Visibility
from minga.record.models import Act, Case
from minga.record.privacy.queries import BREACH
from minga.record.privacy.steps import PrivacyRefused, allowed
from minga.record.registers import Registrar
from minga.record.rules.breaches import (
    AUTHORITY_NOTICE,
    BREACH_MOVES,
    SUBJECT_NOTICE,
    BreachFacts,
    BreachState,
    NoticePart,
    missing_parts,
)
from minga.record.rules.sealed_form import Payload
from minga.record.services import (
    Attachment,
    Source,
    Words,
    append_act,
    lock_case,
    register_case,
)

NEEDED = {"notify_authority": AUTHORITY_NOTICE, "notify_subjects": SUBJECT_NOTICE}
TOLD_AUTHORITY, TOLD_SUBJECTS = "notify_authority", "notify_subjects"


@dataclass(frozen=True)
class BreachStep:
    """What is written of a breach: the act, its words, its documents, and for a notice what it tells.

    `people` is how many persons are affected as far as known.
    """

    act: str
    text: str
    told: Sequence[NoticePart] = field(default=())
    people: int | None = None
    attachments: Sequence[Attachment] = field(default=())

    @property
    def payload(self) -> Payload:
        """What of it the seal may hold: codes and counts."""
        told: Payload = {"told": [str(part) for part in self.told]} if self.told else {}
        return told if self.people is None else {**told, "people": self.people}


@transaction.atomic
def open_breach(*, title: str, step: BreachStep, by: Registrar, detected_at: datetime) -> Case:
    """Open the case of a breach; its clock runs from when it was detected.

    `step.act` is detect_breach, or detect_as_processor for data that belong to another institution.
    """
    if not step.text.strip():
        raise PrivacyRefused("reason-missing")
    move = allowed(BREACH_MOVES, step.act, None, BreachFacts())
    case = register_case(
        kind=BREACH,
        title=title,
        state=move.target,
        opened_on=clock.local_date(detected_at),
        body=by.body,
        visibility=Visibility.STAFF,
        is_demonstration=by.body.is_demonstration,
    )
    append_act(
        case,
        move,
        actor=by.person,
        happened_at=detected_at,
        source=Source(by.standing),
        words=Words(text=step.text.strip(), attachments=step.attachments),
        payload=step.payload,
    )
    return case


@transaction.atomic
def take_step(*, case: Case, step: BreachStep, by: Registrar, at: datetime) -> Act:
    """Write the next act of a breach; PrivacyRefused as the table says."""
    locked = lock_case(case.pk)
    kinds = set(Act.objects.filter(case=locked).values_list("kind", flat=True))
    facts = facts_from(kinds, step)
    move = allowed(BREACH_MOVES, step.act, BreachState(locked.state), facts)
    return append_act(
        locked,
        move,
        actor=by.person,
        happened_at=at,
        source=Source(by.standing),
        words=Words(text=step.text.strip(), attachments=step.attachments),
        payload=step.payload,
    )


def facts_from(kinds: Collection[str], step: BreachStep) -> BreachFacts:
    """Return what the table needs to know: the kinds of the acts so far, and the act to be written."""
    return BreachFacts(
        has_risk="find_risk" in kinds,
        are_data_ours="detect_as_processor" not in kinds,
        is_authority_told=TOLD_AUTHORITY in kinds,
        are_subjects_told=TOLD_SUBJECTS in kinds,
        missing=missing_parts(NEEDED.get(step.act, ()), step.told),
        is_reason_written=bool(step.text.strip()),
    )


def possible_acts(state: BreachState, kinds: Collection[str]) -> tuple[str, ...]:
    """Return the acts that may come next, were each written in full; in the order of the table."""
    facts = facts_from(kinds, BreachStep("", "whole"))
    return tuple(dict.fromkeys(move.act for move in allowed_moves(BREACH_MOVES, state, facts)))
