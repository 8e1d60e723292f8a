"""Was this just recorded? A form that is sent twice, by a slow network or two taps, counts once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from minga.kernel.clock import local_date
from minga.people.public import Person
from minga.record.public import Act, evidence_of, lock_case

MOMENTS = timedelta(minutes=2)


@contextmanager
def only_once(case_id: int, person: Person) -> Iterator[None]:
    """Undo what is written on a case inside when the same person just wrote exactly the same.

    The second of two that come at once waits for the first. What differs in a word, a number, its
    day or its documents is another fact and stays.
    """
    with transaction.atomic():
        lock_case(case_id)
        acts = Act.objects.filter(case=case_id, actor=person)
        last: int = acts.aggregate(last=Max("pk"))["last"] or 0
        yield
        written = list(acts.filter(pk__gt=last).select_related("wording"))
        if written and all(_is_repeated(act) for act in written):
            transaction.set_rollback(True)


def _is_repeated(act: Act) -> bool:
    same = Act.objects.filter(
        case=act.case_id,
        actor=act.actor_id,
        kind=act.kind,
        payload=act.payload,
        standing=act.standing,
        source_url=act.source_url,
        corrects=act.corrects_id,
        wording__title=act.wording.title,
        wording__text=act.wording.text,
        recorded_at__gte=act.recorded_at - MOMENTS,
        pk__lt=act.pk,
    )
    return any(_same_day_and_documents(act, other) for other in same)


def _same_day_and_documents(act: Act, other: Act) -> bool:
    used = evidence_of([act.pk, other.pk])
    mine, theirs = ({use.document_id for use in used.get(one.pk, ())} for one in (act, other))
    return local_date(act.happened_at) == local_date(other.happened_at) and mine == theirs
