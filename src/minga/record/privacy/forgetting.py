"""What of a request is forgotten, and when? With its person at once, else some years after the answer."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from minga.people.public import PersonErased, RetentionRule
from minga.record.erasure import erase_words
from minga.record.expiry import program_person
from minga.record.labels import Standing
from minga.record.models import Act, Case
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.requests import KIND
from minga.record.privacy.steps import allowed
from minga.record.rules.data_requests import (
    CLOSED,
    DATA_REQUEST_MOVES,
    OPEN,
    DataRequestFacts,
    DataRequestState,
    DataRight,
)
from minga.record.services import Source, append_act, lock_case

REQUESTS_KEPT = RetentionRule("data-requests", "prove-the-answer", 1095, "forget_old_requests")


@transaction.atomic
def forget_requests_of(event: PersonErased) -> None:
    """Close what an erased person had asked for, and empty every word about them.

    Their own erasure is what a request of erasure asks for; the others have nobody to answer to.
    """
    mine = DataSubjectRequest.objects.filter(subject_id=event.person_id)
    for request in mine.filter(case__state__in=OPEN).order_by("pk"):
        _close(request, event.erased_at)
    erase_words(Act.objects.filter(case__data_request__in=mine).values_list("pk", flat=True))


def _close(request: DataSubjectRequest, at: datetime) -> None:
    case = lock_case(request.pk)
    facts = DataRequestFacts(right=DataRight(request.right))
    act = "grant_by_own_erasure" if facts.right is DataRight.ERASURE else "lapse_by_erasure"
    move = allowed(DATA_REQUEST_MOVES, act, DataRequestState(case.state), facts)
    source = Source(Standing.DECLARED)
    append_act(case, move, actor=program_person(), happened_at=at, source=source)


def forget_old_requests(before: datetime) -> int:
    """Empty the words of requests that were answered before an instant; return how many acts had any.

    That it was asked and how it was answered stays, as codes.
    """
    closed = Case.objects.filter(kind=KIND, state__in=CLOSED)
    old = closed.annotate(last=Max("acts__recorded_at")).filter(last__lt=before)
    acts = Act.objects.filter(case__in=old, wording__salt__gt=b"")
    return erase_words(acts.values_list("pk", flat=True))


REQUESTS_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int]], ...] = (
    (REQUESTS_KEPT, forget_old_requests),
)
"""What the retention table learns of requests: rule and job."""
