"""When is a counter open, and when does what arrives at it count as received?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db import transaction

from minga.people.public import Body, Person
from minga.record.counter.models import CounterHours
from minga.record.counter.refusals import CounterRefused
from minga.record.deadlines import legal_calendar
from minga.record.rules.reception import OpenHours, Received, received_on

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """One stretch of a day in which a counter attends."""

    opens: time
    closes: time


def hours_of(body: Body) -> tuple[OpenHours, ...]:
    """Return the dated hours of a counter, past and coming; one query."""
    rows = CounterHours.objects.filter(body=body, replaced_at__isnull=True)
    return tuple(
        OpenHours(row.weekday, row.opens, row.closes, row.starts_on, row.ends_on) for row in rows
    )


def hours_on(body: Body, day: date) -> tuple[OpenHours, ...]:
    """Return the hours of the week in force on a day, by weekday; one query."""
    rows = hours_of(body)
    week = [row for row in rows if row.starts_on <= day and (row.ends_on or day) >= day]
    return tuple(sorted(week, key=lambda row: (row.weekday, row.opens)))


def reception(body: Body, arrived_at: datetime) -> Received:
    """Return when an arrival at this counter counts as received; at most two queries."""
    return received_on(arrived_at, hours_of(body), legal_calendar())


@transaction.atomic
def set_hours(
    *,
    body: Body,
    weekdays: Sequence[int],
    openings: Sequence[Opening],
    starts_on: date,
    by: Person,
    at: datetime,
) -> tuple[CounterHours, ...]:
    """Set the hours of some weekdays from a day on; without openings the counter is closed then.

    The hours before end the day before; those that had begun on that day or later give way, and
    stay as replaced. What was received keeps its instant. Raises CounterRefused with
    `hours-without-days`, `hours-upside-down` or `hours-overlap`.
    """
    _check(weekdays, openings)
    Body.objects.select_for_update().get(pk=body.pk)
    for row in CounterHours.objects.filter(
        body=body, weekday__in=weekdays, replaced_at__isnull=True
    ):
        _give_way(row, starts_on, at)
    return tuple(
        CounterHours.objects.create(
            body=body,
            weekday=weekday,
            opens=opening.opens,
            closes=opening.closes,
            starts_on=starts_on,
            set_by=by,
            set_at=at,
        )
        for weekday in weekdays
        for opening in openings
    )


def _check(weekdays: Sequence[int], openings: Sequence[Opening]) -> None:
    if not weekdays:
        raise CounterRefused("hours-without-days")
    if any(opening.closes <= opening.opens for opening in openings):
        raise CounterRefused("hours-upside-down")
    ordered = sorted(openings, key=lambda opening: opening.opens)
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise CounterRefused("hours-overlap")


def _give_way(row: CounterHours, starts_on: date, at: datetime) -> None:
    if row.starts_on >= starts_on:
        row.replaced_at = at
    elif row.ends_on is None or row.ends_on >= starts_on:
        row.ends_on = starts_on - ONE_DAY
    row.save(update_fields=["replaced_at", "ends_on"])
