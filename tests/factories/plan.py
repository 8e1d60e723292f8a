"""What may happen to a small plan? Each function writes one act through its service, on a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from minga.kernel import clock
from minga.people.models import Body, Person
from minga.plan.models import Activity, Indicator, IndicatorPoint, Measurement, WorkPlan
from minga.plan.reading import Period, ReadActivity, ReadObjective, ReadPlan, ReadProgramme
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.services.acts import Record, record_fact
from minga.plan.services.filing import Filing, Holder, register_plan, register_version
from minga.plan.services.indicators import (
    Group,
    Value,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.record.models import Act
from minga.record.public import Words

REGISTERED_ON = date(2023, 6, 1)
STARTS_ON, ENDS_ON = date(2023, 5, 14), date(2027, 5, 13)


@contextmanager
def on(day: date) -> Iterator[datetime]:
    """Live at noon of a day in Quito; gives the instant."""
    clock.shift_to(datetime(day.year, day.month, day.day, 17, tzinfo=UTC))
    try:
        yield clock.now()
    finally:
        clock.reset()


def activity_read(row: int, text: str = "", **more: object) -> ReadActivity:
    """The smallest activity of a document: a text and all four years."""
    read = ReadActivity(row=row, text=text or f"Hacer la cosa {row}", years=(1, 2, 3, 4))
    return replace(read, **more)  # type: ignore[arg-type]  # names of its fields


def plan_read(*activities: ReadActivity, programme: str = "Mercados") -> ReadPlan:
    """The smallest document: one programme with one objective."""
    found = activities or (activity_read(1),)
    return ReadPlan(
        title="Plan de ensayo",
        period=Period(2023, 2027),
        programmes=(ReadProgramme(programme, (ReadObjective("Que haya", tuple(found)),)),),
    )


def a_plan(
    body: Body,
    person: Person,
    read: ReadPlan | None = None,
    *,
    slug: str = "ensayo",
    day: date = REGISTERED_ON,
    is_main: bool = False,
    is_demonstration: bool = False,
) -> WorkPlan:
    """Register a plan whose term runs from May 2023 to May 2027."""
    holder = Holder(
        slug=slug,
        body=body,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        is_main=is_main,
        is_demonstration=is_demonstration,
    )
    with on(day) as at:
        filing = Filing(read or plan_read(), "plan.csv")
        return register_plan(filing=filing, holder=holder, record=Record(person, at))


def a_version(plan: WorkPlan, person: Person, read: ReadPlan, day: date) -> None:
    """Register a changed document."""
    with on(day) as at:
        register_version(plan=plan, filing=Filing(read, "otro.csv"), record=Record(person, at))


def a_fact(
    person: Person, *activities: Activity, day: date, title: str = "Un hecho", **more: object
) -> Act:
    """Record a fact of some activities; `corrects=` names the act it corrects."""
    with on(day) as at:
        record = Record(person, at, words=Words(title=title), **more)  # type: ignore[arg-type]  # corrects
        return record_fact(activities=activities, record=record)


def an_indicator(
    activity: Activity,
    person: Person,
    day: date,
    *,
    aggregation: Aggregation = Aggregation.LAST,
    denominator: str = "",
) -> Indicator:
    """Say how an activity is measured."""
    with on(day) as at:
        return fix_indicator(
            activity=activity,
            name="Mercados renovados",
            unit="mercados",
            direction=Direction.INCREASE,
            aggregation=aggregation,
            denominator=denominator,
            record=Record(person, at),
        )


def a_point(
    indicator: Indicator, person: Person, kind: PointKind, year: int, value: int | None, day: date
) -> IndicatorPoint:
    """Fix a baseline or a target."""
    with on(day) as at:
        return set_point(
            indicator=indicator,
            kind=kind,
            year=year,
            value=None if value is None else Decimal(value),
            record=Record(person, at),
        )


def a_measurement(
    indicator: Indicator,
    person: Person,
    value: str,
    day: date,
    *,
    parts: tuple[int, int] | None = None,
    group: Group | None = None,
    corrects: Act | None = None,
) -> Measurement:
    """Record a measured value, the same day it was measured."""
    numerator, denominator = (Decimal(parts[0]), Decimal(parts[1])) if parts else (None, None)
    with on(day) as at:
        return record_measurement(
            indicator=indicator,
            value=Value(day, Decimal(value), numerator, denominator),
            group=group,
            record=Record(person, at, corrects=corrects),
        )


def measured(
    activity: Activity, person: Person, value: str = "5", day: date | None = None
) -> Indicator:
    """Measure an activity completely: from 0 in 2022 to 10 in 2026, and one measurement."""
    first = day or date(2024, 3, 1)
    indicator = an_indicator(activity, person, first)
    a_point(indicator, person, PointKind.BASELINE, 2022, 0, first)
    a_point(indicator, person, PointKind.TARGET, 2026, 10, first)
    a_measurement(indicator, person, value, first + timedelta(days=1))
    return indicator


def some_money(
    activity: Activity, person: Person, kind: MoneyKind, amount: str, day: date, **more: object
) -> Act:
    """Record money of 2024."""
    with on(day) as at:
        entry = record_money(
            activity=activity,
            kind=kind,
            year=2024,
            amount=Decimal(amount),
            source="partida de ensayo",
            record=Record(person, at, **more),  # type: ignore[arg-type]  # corrects
        )
    return entry.act


def some_goals(
    activity: Activity,
    person: Person,
    day: date,
    *goals: tuple[int, str],
    corrects: Act | None = None,
) -> Act:
    """Assign goals of the Agenda."""
    with on(day) as at:
        record = Record(person, at, corrects=corrects)
        return tag_goals(activity=activity, goals=list(goals), record=record)


def activities_of(plan: WorkPlan) -> list[Activity]:
    """The activities of a plan in the order of their numbers."""
    return list(Activity.objects.filter(plan=plan).select_related("plan").order_by("number"))
