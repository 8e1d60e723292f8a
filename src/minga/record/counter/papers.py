"""Which numbered paper forms exist, and which are not yet accounted for?

They are printed beforehand for when there is no power. A serial is used once, or void with a reason.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from minga.kernel.clock import local_date
from minga.people.public import Body, Person
from minga.record.counter.models import CounterVisit, PaperForm
from minga.record.counter.refusals import CounterRefused
from minga.record.counter.words import VoidReason
from minga.record.services import take_numbers

SERIES = "HOJ"
MOST_AT_ONCE = 100
_TYPED = re.compile(r"(?:HOJ[\s\-]*)?([0-9]{4})[\s\-]+0*([0-9]{1,6})")


@transaction.atomic
def print_papers(*, body: Body, count: int, by: Person, at: datetime) -> tuple[PaperForm, ...]:
    """Return new numbered forms for a counter, gapless within the year; printed by whoever asks.

    Raises CounterRefused with `paper-count` for none or more than a hundred.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise CounterRefused("paper-count", most=MOST_AT_ONCE)
    year = local_date(at).year
    numbers = take_numbers(SERIES, year, count)
    return tuple(
        PaperForm.objects.bulk_create(
            PaperForm(
                year=year,
                sequence=number,
                serial=f"{SERIES}-{year}-{number:05d}",
                body=body,
                printed_at=at,
                printed_by=by,
            )
            for number in numbers
        )
    )


def normal_serial(typed: str) -> str:
    """Return a typed serial as it is printed: `2026-12` is `HOJ-2026-00012`; else as it came."""
    plain = typed.strip().upper()
    found = _TYPED.fullmatch(plain)
    return f"{SERIES}-{found[1]}-{int(found[2]):05d}" if found else plain


def use_paper(*, serial: str, visit: CounterVisit) -> PaperForm:
    """Account for a form by the visit that is typed in from it; inside a transaction.

    The row is locked: of two who type the same serial at once, one is refused. Raises
    CounterRefused with `paper-unknown`, `paper-used`, `paper-void` or `paper-before-printing`.
    """
    paper = _locked(serial)
    if local_date(visit.arrived_at) < local_date(paper.printed_at):
        raise CounterRefused("paper-before-printing")
    paper.visit = visit
    paper.save(update_fields=["visit"])
    return paper


@transaction.atomic
def void_paper(*, serial: str, reason: VoidReason, by: Person, at: datetime) -> PaperForm:
    """Say that a form will never be typed in, and why; raises CounterRefused as `use_paper`."""
    paper = _locked(serial)
    paper.voided_at, paper.voided_by, paper.voided_reason = at, by, reason
    paper.save(update_fields=["voided_at", "voided_by", "voided_reason"])
    return paper


def unaccounted(bodies: Sequence[Body]) -> QuerySet[PaperForm]:
    """Forms of these counters that nobody typed in or declared void, the oldest first."""
    rows = PaperForm.objects.filter(body__in=bodies, visit=None, voided_at=None)
    return rows.select_related("body", "printed_by__identity").order_by("year", "sequence")


def _locked(serial: str) -> PaperForm:
    """Return a form still to be accounted for, its row locked."""
    locked = PaperForm.objects.select_for_update()
    paper = locked.filter(serial=normal_serial(serial)).first()
    if paper is None:
        raise CounterRefused("paper-unknown")
    if paper.visit_id is not None:
        raise CounterRefused("paper-used")
    if paper.voided_at is not None:
        raise CounterRefused("paper-void")
    return paper
