"""How is something done in person? One visit: the act, its case, its code and its paper, together."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from minga.kernel.clock import local_date
from minga.people.public import Body, Person
from minga.record.counter.acts import AtCounter, CounterAct, CounterForm
from minga.record.counter.hours import reception
from minga.record.counter.models import CounterVisit
from minga.record.counter.papers import use_paper
from minga.record.counter.refusals import AlreadyAttended, CounterRefused
from minga.record.follow_codes import IssuedFollowCode, issue_follow_code
from minga.record.models import Case
from minga.record.rules.reception import Received


@dataclass(frozen=True)
class Attended:
    """What was done, and the code in clear, this once; None when the act gives none."""

    visit: CounterVisit
    issued: IssuedFollowCode | None


def arrival(at: AtCounter) -> tuple[AtCounter, Received]:
    """Return who stands there with the instant from which clocks count, and why it is that one."""
    received = reception(at.body, at.arrived_at)
    return replace(at, received_at=received.received_at), received


@transaction.atomic
def attend(
    *, act: CounterAct[Any], form: CounterForm, received: Received, visit_id: UUID, now: datetime
) -> Attended:
    """Do an act of the counter: everything of it is kept, or nothing.

    `form` is valid and knows who stands there. Raises AlreadyAttended when the same form was sent
    before, also at this moment; CounterRefused with `person-needed` or about the paper form; and
    whatever the act itself refuses.
    """
    at = form.at
    if act.needs_person and at.person is None:
        raise CounterRefused("person-needed")
    visit = _new_visit(act, at, received, visit_id, now)
    if at.paper_number:
        use_paper(serial=at.paper_number, visit=visit)
    visit.case = act.save(form, at)
    visit.save(update_fields=["case"])
    return Attended(visit, _code_of(act, at, visit.case, now))


def _new_visit(
    act: CounterAct[Any], at: AtCounter, received: Received, visit_id: UUID, now: datetime
) -> CounterVisit:
    """Keep the visit; of the same form sent twice at once, the second waits and is told."""
    visit, is_new = CounterVisit.objects.get_or_create(
        public_id=visit_id,
        defaults={
            "body": at.body,
            "clerk": at.clerk,
            "person": at.person,
            "act": act.code,
            "arrived_at": received.arrived_at,
            "received_at": received.received_at,
            "received_because": received.because,
            "recorded_at": now,
        },
    )
    if not is_new:
        raise AlreadyAttended(visit)
    return visit


def _code_of(
    act: CounterAct[Any], at: AtCounter, case: Case | None, now: datetime
) -> IssuedFollowCode | None:
    if case is None or not act.gives_code:
        return None
    return issue_follow_code(case=case, at=now, by=at.clerk, person=at.person)


def visits_of_day(body: Body, now: datetime) -> QuerySet[CounterVisit]:
    """What a counter attended on the day of an instant, the last first; for its clerks; one query."""
    rows = CounterVisit.objects.filter(body=body, recorded_at__date=local_date(now))
    return rows.select_related("case", "person__identity", "clerk__identity", "paper")


def persons_of_day(body: Body, now: datetime, most: int) -> tuple[Person, ...]:
    """Return who was attended at a counter today, the last first, each once."""
    visits = visits_of_day(body, now).filter(person__isnull=False)[: most * 3]
    persons = {visit.person_id: visit.person for visit in visits if visit.person}
    return tuple(persons.values())[:most]
