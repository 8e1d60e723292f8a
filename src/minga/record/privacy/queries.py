"""What is read of privacy, and by whom? Requests and breaches at the desk, one's own, and counts for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import FETCH_RAISE, Count, Prefetch, QuerySet

from minga.people.public import Person
from minga.record.deadlines import deadlines_of
from minga.record.models import Act, Case, Deadline
from minga.record.privacy.models import DataSubjectRequest, ProcessingActivity
from minga.record.rules.breaches import BreachState
from minga.record.rules.data_requests import CLOSED, OPEN

BREACH = "BRE"


def _acts() -> QuerySet[Act]:
    ordered = Act.objects.select_related("wording", "actor__identity", "body")
    return ordered.prefetch_related("evidence__document").order_by("ordinal")


def _with_case() -> QuerySet[DataSubjectRequest]:
    return DataSubjectRequest.objects.select_related("case__body", "subject__identity")


def requests_of(person: Person) -> QuerySet[DataSubjectRequest]:
    """The person's own requests with their acts, the newest first; four queries for any number."""
    mine = _with_case().filter(subject=person)
    return mine.prefetch_related(Prefetch("case__acts", queryset=_acts())).order_by("-case_id")


def request_by_number(number: str) -> DataSubjectRequest | None:
    """Return one request with everything a page says of it, or None; for who answers and its person."""
    found = _with_case().prefetch_related(Prefetch("case__acts", queryset=_acts()))
    return found.filter(case__number=number).first()


def open_requests() -> QuerySet[DataSubjectRequest]:
    """Requests that wait for an answer, the oldest first; for who answers."""
    waiting = _with_case().filter(case__state__in=OPEN)
    return waiting.fetch_mode(FETCH_RAISE).order_by("case_id")


def answered_requests() -> QuerySet[DataSubjectRequest]:
    """Requests that were answered or withdrawn, the newest first; for who answers."""
    done = _with_case().filter(case__state__in=CLOSED)
    return done.fetch_mode(FETCH_RAISE).order_by("-case_id")


def running_clock(case: Case) -> Deadline | None:
    """Return the clock of a case, the first to end; the one that ran when it was answered."""
    return next(iter(deadlines_of([case.pk])[case.pk]), None)


def first_clocks(cases: Sequence[Case]) -> dict[int, Deadline]:
    """Return case → its clock that ends first and runs; one query."""
    found = deadlines_of([case.pk for case in cases])
    running = {pk: [one for one in rows if one.stopped_by_id is None] for pk, rows in found.items()}
    return {pk: rows[0] for pk, rows in running.items() if rows}


def breaches(*, is_open: bool) -> QuerySet[Case]:
    """Breaches that go on, or that were closed, the newest first; for who answers."""
    found = Case.objects.filter(kind=BREACH).select_related("body")
    closed = found.filter(state=BreachState.CLOSED)
    rows = found.exclude(pk__in=closed.values("pk")) if is_open else closed
    return rows.order_by("-opened_on", "-pk")


def breach_by_number(number: str) -> Case | None:
    """Return one breach with its acts, or None; for who answers."""
    found = Case.objects.filter(kind=BREACH, number=number).select_related("body")
    return found.prefetch_related(Prefetch("acts", queryset=_acts())).first()


def own_rows() -> QuerySet[ProcessingActivity]:
    """The office's own rows of the register that go on; for everybody."""
    rows = ProcessingActivity.objects.filter(ended_by__isnull=True)
    return rows.select_related("act__case").order_by("pk")


@dataclass(frozen=True)
class RequestCount:
    """How many requests for one right came out in one way: all that anybody else may know."""

    right: str
    state: str
    count: int


def request_counts() -> tuple[RequestCount, ...]:
    """Return how many requests there were, by right and outcome; one query; for everybody."""
    counted = (
        DataSubjectRequest.objects.order_by("right", "case__state")
        .values_list("right", "case__state")
        .annotate(count=Count("pk"))
    )
    return tuple(RequestCount(*row) for row in counted)
