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
from minga.record.public import Act
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
    payload = {"direction": direction, "aggregation": aggregation, "weight": str(weight)}
    act = write_plan_act(
        plan=activity.plan,
        act="fix_indicator",
        record=record,
        payload=payload,
        activities=[activity],
    )
    return Indicator.objects.create(
        activity=activity,
        act=act,
        name=name,
        unit=unit,
        direction=direction,
        aggregation=aggregation,
        denominator=denominator,
        weight=weight,
    )


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
    act = write_plan_act(
        plan=indicator.activity.plan,
        act="set_point",
        record=record,
        payload={
            "indicator": indicator.pk,
            "point": kind,
            "year": year,
            "value": None if value is None else str(value),
        },
        activities=[indicator.activity],
    )
    return IndicatorPoint.objects.create(
        indicator=indicator, act=act, kind=kind, year=year, value=value, source=source
    )


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
    act = write_plan_act(
        plan=indicator.activity.plan,
        act="record_measurement",
        record=record,
        payload=_measurement_payload(indicator, value, where),
        activities=[indicator.activity],
    )
    measurement = Measurement.objects.create(
        act=act,
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
    announce(MeasurementRecorded(indicator.activity.plan_id, indicator.activity_id, act.pk))
    return measurement


def _check_value(indicator: Indicator, value: Value, record: Record) -> None:
    if value.measured_on > clock.local_date(record.at):
        raise MeasurementRefused("measured-in-the-future")
    if indicator.aggregation == Aggregation.WEIGHTED_MEAN and not value.denominator:
        raise MeasurementRefused("denominator-missing")
    if value.denominator is not None and value.denominator == 0:
        raise MeasurementRefused("denominator-zero")


def _measurement_payload(
    indicator: Indicator, value: Value, group: Group
) -> dict[str, str | int | None]:
    return {
        "indicator": indicator.pk,
        "on": value.measured_on.isoformat(),
        "value": str(value.value),
        "numerator": None if value.numerator is None else str(value.numerator),
        "denominator": None if value.denominator is None else str(value.denominator),
        "place": group.place.code if group.place else None,
        "sex": group.sex,
        "age": group.age_group,
        "self_identification": group.self_identification,
    }


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
    act = write_plan_act(
        plan=activity.plan,
        act="record_money",
        record=record,
        payload={"money": kind, "year": year, "amount": str(amount)},
        activities=[activity],
    )
    return MoneyEntry.objects.create(
        act=act, activity=activity, kind=kind, year=year, amount=amount, source=source
    )


@transaction.atomic
def tag_goals(*, activity: Activity, goals: list[tuple[int, str]], record: Record) -> Act:
    """Assign goals (and targets) of the 2030 Agenda that the filed plan left blank."""
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
        ],
        ignore_conflicts=True,
    )
    return act
