"""What is known of how activities are measured, as of a day? Three queries, however many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from minga.plan.models import Indicator, IndicatorPoint, Measurement
from minga.plan.queries.moments import Moment
from minga.plan.rules.codes import Aggregation, Direction, PointKind
from minga.plan.rules.progress import (
    IndicatorFacts,
    MeasuredValue,
    Progress,
    YearValue,
    current_value,
    expected_value,
    indicator_progress,
)
from minga.record.public import Act


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with everything that a page shows of it."""

    indicator: Indicator
    facts: IndicatorFacts
    measurements: tuple[Measurement, ...]
    points: tuple[IndicatorPoint, ...]

    @property
    def value(self) -> Decimal | None:
        """The value that the measurements give together."""
        return current_value(self.facts)

    @property
    def progress(self) -> Progress:
        """How much of the way is done, or what is missing."""
        return indicator_progress(self.facts)

    def expected_on(self, day: date) -> Decimal | None:
        """Where the straight path to the targets stands on a day."""
        return expected_value(self.facts, year_fraction(day))


def year_fraction(day: date) -> Decimal:
    """Return a day as a calendar year with its elapsed part: 2021-07-02 is about 2021.5."""
    first = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - first).days
    return Decimal(day.year) + Decimal((day - first).days) / Decimal(length)


def indicators_of(
    activity_ids: Sequence[int], moment: Moment
) -> dict[int, tuple[IndicatorView, ...]]:
    """Return activity → its indicators with points and measurements known at the moment."""
    indicators = list(
        Indicator.objects.filter(
            activity_id__in=activity_ids, act__recorded_at__lt=moment.until
        ).order_by("pk")
    )
    ids = [indicator.pk for indicator in indicators]
    points = _points(ids, moment)
    measurements = _measurements(ids, moment)
    found: dict[int, list[IndicatorView]] = defaultdict(list)
    for indicator in indicators:
        found[indicator.activity_id].append(
            _view(indicator, points[indicator.pk], measurements[indicator.pk])
        )
    return {activity_id: tuple(views) for activity_id, views in found.items()}


def _points(ids: Sequence[int], moment: Moment) -> dict[int, list[IndicatorPoint]]:
    rows = IndicatorPoint.objects.filter(
        indicator_id__in=ids, act__recorded_at__lt=moment.until
    ).order_by("act_id", "year")
    found: dict[int, list[IndicatorPoint]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


def _measurements(ids: Sequence[int], moment: Moment) -> dict[int, list[Measurement]]:
    """Measurements that no later act known at the moment has corrected."""
    corrections = Act.objects.filter(corrects=OuterRef("act_id"), recorded_at__lt=moment.until)
    rows = (
        Measurement.objects.filter(indicator_id__in=ids, act__recorded_at__lt=moment.until)
        .filter(~Exists(corrections))
        .select_related("place")
        .order_by("measured_on", "act_id")
    )
    found: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


def _view(
    indicator: Indicator, points: list[IndicatorPoint], measurements: list[Measurement]
) -> IndicatorView:
    held = _held(points)
    baselines = [point for point in held if point.kind == PointKind.BASELINE]
    facts = IndicatorFacts(
        direction=Direction(indicator.direction),
        aggregation=Aggregation(indicator.aggregation),
        weight=indicator.weight,
        baseline=_year_value(baselines[0]) if baselines else None,
        targets=tuple(_year_value(point) for point in held if point.kind == PointKind.TARGET),
        values=tuple(_measured(row) for row in measurements),
    )
    return IndicatorView(indicator, facts, tuple(measurements), tuple(held))


def _held(points: list[IndicatorPoint]) -> list[IndicatorPoint]:
    """The latest point for each kind and year, without those withdrawn; oldest year first."""
    latest = {(point.kind, point.year): point for point in points}
    return sorted(
        (point for point in latest.values() if point.value is not None),
        key=lambda point: point.year,
    )


def _year_value(point: IndicatorPoint) -> YearValue:
    return YearValue(point.year, point.value if point.value is not None else Decimal(0))


def _measured(row: Measurement) -> MeasuredValue:
    group = "/".join(
        (str(row.place_id or ""), row.sex, row.age_group, row.self_identification)
    )
    return MeasuredValue(row.measured_on, row.value, row.numerator, row.denominator, group)
