"""How is an activity measured? Indicators, baselines, targets, measurements and money."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from minga.kernel import clock
from minga.kernel.events import announce
from minga.plan.events import MeasurementRecorded
from minga.plan.models import (
    Activity,
    ActivityGoal,
    Indicator,
    IndicatorPoint,
    Measurement,
    MoneyEntry,
)
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.services.acts import Record, write_plan_act
from minga.plan.services.sealed_facts import (
    sealed_indicator,
    sealed_measurement,
    sealed_money,
    sealed_point,
)
from minga.record.public import Act, Payload
from minga.territory.public import Place


class MeasurementRefused(Exception):
    """The values of a measurement contradict each other; `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Group:
    """To whom and where a measurement refers; empty means everybody and everywhere."""

    place: Place | None = None
    sex: str = ""
    age_group: str = ""
    self_identification: str = ""


@dataclass(frozen=True)
class Value:
    """A measured value: exact, with numerator and denominator when it is a ratio."""

    measured_on: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@transaction.atomic
def fix_indicator(
    *,
    activity: Activity,
    name: str,
    unit: str,
    direction: Direction,
    aggregation: Aggregation,
    record: Record,
    denominator: str = "",
    weight: Decimal = Decimal(1),
) -> Indicator:
    """Say by a dated act how an activity is measured; the filed text stays as it is.

    Raises MeasurementRefused("denominator-missing") for a weighted mean without denominator.
    """
    if aggregation == Aggregation.WEIGHTED_MEAN and not denominator:
        raise MeasurementRefused("denominator-missing")
    row = Indicator(
        activity=activity,
        name=name,
        unit=unit,
        direction=direction,
        aggregation=aggregation,
        denominator=denominator,
        weight=weight,
    )
    return _recorded(row, "fix_indicator", sealed_indicator(row), activity, record)


def _recorded[M: (Indicator, IndicatorPoint, Measurement, MoneyEntry)](
    row: M, act: str, payload: Payload, activity: Activity, record: Record
) -> M:
    """Write the act that seals a row, then the row."""
    row.act = write_plan_act(
        plan=activity.plan, act=act, record=record, payload=payload, activities=[activity]
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def set_point(
    *,
    indicator: Indicator,
    kind: PointKind,
    year: int,
    value: Decimal | None,
    record: Record,
    source: str = "",
) -> IndicatorPoint:
    """Fix a baseline or a target of a calendar year by a dated act; None withdraws it."""
    row = IndicatorPoint(indicator=indicator, kind=kind, year=year, value=value, source=source)
    return _recorded(row, "set_point", sealed_point(row), indicator.activity, record)


@transaction.atomic
def record_measurement(
    *, indicator: Indicator, value: Value, record: Record, group: Group | None = None
) -> Measurement:
    """Record a measured value as an act of the activity.

    Raises MeasurementRefused when the ratio does not give the value (to six decimals), when a
    weighted mean lacks its denominator or when the measurement lies in the future.
    """
    _check_value(indicator, value, record)
    where = group or Group()
    row = Measurement(
        indicator=indicator,
        measured_on=value.measured_on,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        place=where.place,
        sex=where.sex,
        age_group=where.age_group,
        self_identification=where.self_identification,
    )
    measured = sealed_measurement(row)
    measurement = _recorded(row, "record_measurement", measured, indicator.activity, record)
    announce(
        MeasurementRecorded(indicator.activity.plan_id, indicator.activity_id, measurement.act_id)
    )
    return measurement


def _check_value(indicator: Indicator, value: Value, record: Record) -> None:
    if value.measured_on > clock.local_date(record.at):
        raise MeasurementRefused("measured-in-the-future")
    if indicator.aggregation == Aggregation.WEIGHTED_MEAN and not value.denominator:
        raise MeasurementRefused("denominator-missing")
    if value.denominator is not None and value.denominator == 0:
        raise MeasurementRefused("denominator-zero")


@transaction.atomic
def record_money(
    *,
    activity: Activity,
    kind: MoneyKind,
    year: int,
    amount: Decimal,
    source: str,
    record: Record,
) -> MoneyEntry:
    """Record money planned or spent in a year, in dollars with cents, and where it comes from."""
    row = MoneyEntry(activity=activity, kind=kind, year=year, amount=amount, source=source)
    return _recorded(row, "record_money", sealed_money(row), activity, record)


@transaction.atomic
def tag_goals(*, activity: Activity, goals: list[tuple[int, str]], record: Record) -> Act:
    """Assign goals (and targets) of the 2030 Agenda that the filed plan left blank."""
    goals = list(dict.fromkeys(goals))
    act = write_plan_act(
        plan=activity.plan,
        act="tag_goals",
        record=record,
        payload={"goals": [f"{goal}:{target}" if target else str(goal) for goal, target in goals]},
        activities=[activity],
    )
    ActivityGoal.objects.bulk_create(
        [
            ActivityGoal(activity=activity, act=act, goal=goal, target=target)
            for goal, target in goals
        ]
    )
    return act
