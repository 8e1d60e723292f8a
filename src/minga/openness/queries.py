"""What happened lately, over all contexts? Everything here is read from the record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from minga.kernel import clock
from minga.plan.public import programmes_of_acts
from minga.record.public import Act, knots_of, public_acts, ready
from minga.website.parts import Knot


def acts_of_month(first_day: date) -> QuerySet[Act]:
    """Return the public acts that happened in a month, newest first, ready for a page."""
    following = (first_day + timedelta(days=31)).replace(day=1)
    return ready(
        public_acts().filter(
            happened_at__gte=_midnight(first_day), happened_at__lt=_midnight(following)
        )
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.QUITO)


def knots_with_programmes(acts: Sequence[Act]) -> list[Knot]:
    """Return acts of any kind as knots of one cord, each with the programme it serves, if any."""
    programmes = programmes_of_acts([act.pk for act in acts])
    return [
        _woven(knot, programmes.get(act.pk)) for act, knot in zip(acts, knots_of(acts), strict=True)
    ]


def _woven(knot: Knot, programme: tuple[int, str] | None) -> Knot:
    if programme is None:
        return knot
    return replace(knot, programme=programme[0], programme_name=programme[1])
