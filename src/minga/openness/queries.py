"""What happened lately, over all contexts? Everything here is read from the record."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from minga.kernel import clock
from minga.record.public import STANDING_LABELS, Act, Weight, act_label, public_acts
from minga.website.parts import Knot

TURNS = {Weight.STEP: 1, Weight.DECISION: 2, Weight.EFFECT: 3}


def acts_of_month(first_day: date) -> QuerySet[Act]:
    """Return the public acts that happened in a month, newest first, ready for a page."""
    following = (first_day + timedelta(days=31)).replace(day=1)
    return (
        public_acts()
        .filter(happened_at__gte=_midnight(first_day), happened_at__lt=_midnight(following))
        .select_related("case", "body", "wording")
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.QUITO)


def knots_of_month(acts: Iterable[Act]) -> list[Knot]:
    """Return acts of any kind as knots of one cord."""
    return [_knot(act) for act in acts]


def _knot(act: Act) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=act.wording.title or str(label.label),
        at=clock.local_date(act.happened_at),
        url=act.get_absolute_url(),
        by=act.body.name if act.body else "",
        note=str(STANDING_LABELS[act.standing]),
        turns=TURNS[label.weight],
    )
