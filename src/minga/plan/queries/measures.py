"""What is known of how activities are measured, as of a day? Two or three queries, however many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from minga.plan.models import Indicator, IndicatorPoint, Measurement
from minga.plan.queries.acts import Scope, uncorrected, under
from minga.plan.queries.moments import Moment
from minga.plan.queries.prepared import prepared
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


class IndicatorLine(NamedTuple):
    """An indicator in short: what lists and drawings need of it."""

    name: str
    unit: str
    facts: IndicatorFacts


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with everything that its page shows of it."""

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

    @property
    def line(self) -> IndicatorLine:
        """The same in short."""
        return IndicatorLine(self.indicator.name, self.indicator.unit, self.facts)

    def expected_on(self, day: date) -> Decimal | None:
        """Where the straight path to the targets stands on a day."""
        return expected_value(self.facts, year_fraction(day))


def year_fraction(day: date) -> Decimal:
    """Return a day as a calendar year with its elapsed part: 2021-07-02 is about 2021.5."""
    first = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - first).days
    return Decimal(day.year) + Decimal((day - first).days) / Decimal(length)


# plain words and tables: for hundreds of rows, calling the enumerations costs more than the query
BASELINE, TARGET = PointKind.BASELINE.value, PointKind.TARGET.value
DIRECTIONS = {direction.value: direction for direction in Direction}
AGGREGATIONS = {aggregation.value: aggregation for aggregation in Aggregation}


type _Codes = tuple[str, str, Decimal]
type _Point = tuple[str, int, Decimal | None]
"""What is stated: a kind, a year and a value."""


def indicators_by_root(scope: Scope, moment: Moment) -> dict[int, tuple[IndicatorLine, ...]]:
    """Return root → its indicators in short; two queries, light rows.

    An indicator fixed for any repetition of an activity belongs to all of them.
    """
    rows = _indicator_rows(scope, moment)
    values = _values(scope, moment) if rows else {}
    found: dict[int, list[IndicatorLine]] = defaultdict(list)
    for pk, root, name, unit, *codes, kinds, years, stated in rows:
        points = zip(kinds, years, stated, strict=True)
        facts = _facts((codes[0], codes[1], codes[2]), points, values.get(pk, ()))
        found[root].append(IndicatorLine(name, unit, facts))
    return {root: tuple(lines) for root, lines in found.items()}


@prepared
def _indicator_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    """One row for each indicator, its points in three lists, in the order in which they were set."""
    known = Q(points__act__recorded_at__lt=moment.until)
    columns = {
        name: ArrayAgg(
            f"points__{name}", filter=known, order_by=("points__act_id", "points__year"), default=[]
        )
        for name in ("kind", "year", "value")
    }
    rows: QuerySet[Any, Any] = (
        scope.of(Indicator.objects.filter(act__recorded_at__lt=moment.until))
        .order_by("pk")
        .values_list("pk", "root", "name", "unit", "direction", "aggregation", "weight")
        .annotate(**columns)
    )
    return rows


def _values(scope: Scope, moment: Moment) -> dict[int, list[MeasuredValue]]:
    found: dict[int, list[MeasuredValue]] = defaultdict(list)
    for indicator_id, on, value, numerator, denominator, group in _value_rows(scope, moment):
        measured = MeasuredValue(on, value, numerator, denominator, _parts(group))
        found[indicator_id].append(measured)
    return found


@prepared
def _value_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = (
        scope.of(uncorrected(Measurement.objects.all(), moment), "indicator__activity")
        .annotate(group=GROUP)
        .order_by("measured_on", "act_id")
        .values_list("indicator_id", "measured_on", "value", "numerator", "denominator", "group")
    )
    return rows


BETWEEN = "\N{INFORMATION SEPARATOR ONE}"
WHOLE = BETWEEN * 3
GROUP = Concat(
    Cast("place_id", CharField()), Value(BETWEEN), "sex", Value(BETWEEN), "age_group",
    Value(BETWEEN), "self_identification", output_field=CharField(),
)  # fmt: skip


def _parts(group: str) -> tuple[str, ...]:
    """Return by what a measurement is disaggregated; empty for the whole."""
    return () if group == WHOLE else tuple(group.split(BETWEEN))


def indicator_views(root: int, moment: Moment) -> list[IndicatorView]:
    """Return the indicators of an activity with everything its page shows; three queries at most."""
    scope = under([root])
    indicators = _indicators(scope, moment)
    if not indicators:
        return []
    points = _by_indicator(_points(scope, moment))
    measurements = _by_indicator(_measurements(scope, moment))
    return [
        _view(indicator, points[indicator.pk], measurements[indicator.pk])
        for indicator in indicators
    ]


def _by_indicator[R: (IndicatorPoint, Measurement)](rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return found


@prepared
def _indicators(scope: Scope, moment: Moment) -> QuerySet[Indicator]:
    known = Indicator.objects.filter(act__recorded_at__lt=moment.until)
    return scope.of(known).select_related("activity__plan").order_by("pk")


@prepared
def _points(scope: Scope, moment: Moment) -> QuerySet[IndicatorPoint]:
    known = IndicatorPoint.objects.filter(act__recorded_at__lt=moment.until)
    dated = known.annotate(fixed_at=F("act__recorded_at"))
    return scope.of(dated, "indicator__activity").order_by("act_id", "year")


@prepared
def _measurements(scope: Scope, moment: Moment) -> QuerySet[Measurement]:
    return (
        scope.of(uncorrected(Measurement.objects.all(), moment), "indicator__activity")
        .select_related("place", "act__case")
        .order_by("measured_on", "act_id")
    )


def _view(
    indicator: Indicator, points: list[IndicatorPoint], measurements: list[Measurement]
) -> IndicatorView:
    facts = _facts(
        (indicator.direction, indicator.aggregation, indicator.weight),
        [(point.kind, point.year, point.value) for point in points],
        [measured_value(row) for row in measurements],
    )
    latest = {(point.kind, point.year): point for point in points}
    held = sorted(
        (point for point in latest.values() if point.value is not None),
        key=lambda point: (point.kind, point.year),
    )
    return IndicatorView(indicator, facts, tuple(measurements), tuple(held))


def _facts(
    codes: _Codes, points: Iterable[_Point], values: Sequence[MeasuredValue]
) -> IndicatorFacts:
    """Gather what the rules look at: the latest point of each kind and year holds.

    The baseline is the one of the earliest year, also when several were stated.
    """
    held = {(year, kind): value for kind, year, value in points}
    stated = [(*place, value) for place, value in sorted(held.items()) if value is not None]
    baselines = [YearValue(year, value) for year, kind, value in stated if kind == BASELINE]
    direction, aggregation, weight = codes
    return IndicatorFacts(
        DIRECTIONS[direction],
        AGGREGATIONS[aggregation],
        weight,
        baselines[0] if baselines else None,
        tuple(YearValue(year, value) for year, kind, value in stated if kind == TARGET),
        tuple(values),
    )


def measured_value(row: Measurement) -> MeasuredValue:
    """Return a measurement as the formula sees it."""
    parts = (str(row.place_id or ""), row.sex, row.age_group, row.self_identification)
    group = _parts(BETWEEN.join(parts))
    return MeasuredValue(row.measured_on, row.value, row.numerator, row.denominator, group)
