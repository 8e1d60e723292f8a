"""What does the letter say that answers a request? What was asked, what was decided, what can be done next."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise

from minga.record.models import Act
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.words import (
    AUTHORITY,
    CAUSE_ARTICLES,
    CAUSE_LABELS,
    REQUEST_STATES,
    RIGHT_NOUNS,
)
from minga.record.rules.data_requests import DataRequestState, DataRight, rule_of

ANSWERS = ("grant", "grant_partly", "refuse")


@dataclass(frozen=True)
class Letter:
    """An answer as its person reads it; `is_silent` when its words were forgotten."""

    institution: str
    number: str
    name: str
    asked_on: datetime
    answered_at: datetime
    right: Promise | str
    article: str
    outcome: Promise | str
    cause: Promise | str
    cause_article: Promise | str
    text: str
    signed_by: str
    signed_for: str
    may_complain: bool
    authority: str

    @property
    def is_silent(self) -> bool:
        """Were its words forgotten with the person's data?"""
        return not self.text


def letter_of(request: DataSubjectRequest) -> Letter | None:
    """Return the letter of an answered request, from its acts loaded by `request_by_number`; else None."""
    acts = list(request.case.acts.all())
    answer = next((act for act in acts if act.kind in ANSWERS), None)
    return _letter(request, acts[0], answer) if answer else None


def _letter(request: DataSubjectRequest, asked: Act, answer: Act) -> Letter:
    cause = answer.payload.get("cause", "")
    signer = getattr(answer.actor, "identity", None)
    return Letter(
        institution=settings.INSTITUTION,
        number=request.case.number,
        name=request.subject.identity.name,
        asked_on=asked.happened_at,
        answered_at=answer.happened_at,
        right=RIGHT_NOUNS[request.right],
        article=rule_of(DataRight(request.right)).article,
        outcome=REQUEST_STATES[answer.target],
        cause=CAUSE_LABELS.get(cause, ""),
        cause_article=CAUSE_ARTICLES.get(cause, ""),
        text=answer.wording.text,
        signed_by=signer.name if signer else "",
        signed_for=answer.body.name if answer.body else "",
        may_complain=answer.target != DataRequestState.GRANTED,
        authority=AUTHORITY,
    )
