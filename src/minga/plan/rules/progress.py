"""How far is it? The stated formula, exact, and undefined wherever something is missing.

achievement = (current value - baseline) / (target - baseline)
progress of an activity = sum(weight * achievement) / sum(weight), over all its indicators

With no baseline, target or value there is no figure: counts of acts are shown instead, never a
percentage and never zero. Measurements of the whole and of its parts are never added together:
where the whole was measured it counts alone, and parts cut in different ways give no total.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import log10
from typing import NamedTuple

from minga.plan.rules.codes import Aggregation, Direction

ONE = Decimal(1)


class Missing(StrEnum):
    """What keeps a figure from being computed."""

    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    MEASUREMENT = "measurement"
    TOTAL = "total"
    SAME_BASELINE_AND_TARGET = "same-baseline-and-target"
    NOT_AGGREGATED = "not-aggregated"


class MeasuredValue(NamedTuple):
    """One measurement as the formula sees it.

    `group` says of whom and where, one word for each way of cutting the whole; empty is the whole.
    """

    measured_on: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    group: tuple[str, ...] = ()

    @property
    def cut(self) -> tuple[bool, ...]:
        """By what the whole was cut: the same for all women, men, parishes of one table."""
        return tuple(bool(word) for word in self.group)


class YearValue(NamedTuple):
    """A value stated for a calendar year."""

    year: int
    value: Decimal


class IndicatorFacts(NamedTuple):
    """What is known of an indicator on a date."""

    direction: Direction
    aggregation: Aggregation
    weight: Decimal
    baseline: YearValue | None
    targets: tuple[YearValue, ...]
    values: tuple[MeasuredValue, ...]

    @property
    def last_target(self) -> YearValue | None:
        """The target of the latest year."""
        return max(self.targets, key=lambda target: target.year, default=None)


class Progress(NamedTuple):
    """A share (1 is the whole way, it may exceed 1 or be negative), or why there is none."""

    share: Decimal | None
    missing: tuple[Missing, ...] = ()


def current_value(facts: IndicatorFacts) -> Decimal | None:
    """Return the value that the measurements give together; None when they give none.

    SUM adds them; LAST takes the one measured last (of one day, the one recorded last, as they
    come in that order); WEIGHTED_MEAN is the sum of numerators over the sum of denominators of
    the last measurement of each group; NONE has no single value.
    """
    values = counted(facts.values)
    match facts.aggregation:
        case Aggregation.SUM if values:
            return sum((item.value for item in values), Decimal(0))
        case Aggregation.LAST if len({item.group for item in values}) == 1:
            return max(reversed(values), key=lambda item: item.measured_on).value
        case Aggregation.WEIGHTED_MEAN:
            return weighted_mean(_last_of_each_group(values))
        case _:
            return None


def counted(values: Sequence[MeasuredValue]) -> Sequence[MeasuredValue]:
    """Return the measurements that may be put together: of the whole, or of its parts cut one way.

    Women and men beside parishes would count everybody twice: then none may.
    """
    if not any(item.group for item in values):
        return values
    if whole := [item for item in values if not any(item.group)]:
        return whole
    return values if len({item.cut for item in values}) == 1 else ()


def weighted_mean(values: Sequence[MeasuredValue]) -> Decimal | None:
    """Return sum(numerator) / sum(denominator) in the unit of the values; never a mean of percentages.

    None when a value lacks its denominator. Without a numerator, value × denominator stands in.
    """
    if not values or any(item.denominator is None for item in values):
        return None
    whole = sum((item.denominator or Decimal(0) for item in values), Decimal(0))
    part = sum((_numerator(item) for item in values), Decimal(0))
    return part / whole if whole else None


def _numerator(item: MeasuredValue) -> Decimal:
    said = item.value * (item.denominator or Decimal(0))
    return said if item.numerator is None else item.numerator * _out_of(said, item.numerator)


def _out_of(said: Decimal, part: Decimal) -> Decimal:
    """Return out of how many a value is said: 1 for a share, 100 for "19 de cada 100", 1000 …

    The parts tell: 19 of 100 people is 0.19 or 19. What was rounded when it was said still counts
    exactly, for the part is taken as it was counted.
    """
    if said <= part or part <= 0:
        return Decimal(1)
    return Decimal(10) ** round(log10(said / part))


def _last_of_each_group(values: Sequence[MeasuredValue]) -> tuple[MeasuredValue, ...]:
    latest: dict[tuple[str, ...], MeasuredValue] = {}
    for item in sorted(values, key=lambda value: value.measured_on):
        latest[item.group] = item
    return tuple(latest.values())


def indicator_progress(facts: IndicatorFacts) -> Progress:
    """Return how much of the way from baseline to last target is done, or all that is missing."""
    value, target = current_value(facts), facts.last_target
    missing = tuple(_missing(facts, value))
    if missing or value is None or target is None or facts.baseline is None:
        return Progress(None, missing)
    way = target.value - facts.baseline.value
    if facts.direction == Direction.MAINTAIN:
        return Progress(ONE if value >= target.value else Decimal(0))
    if way == 0:
        return Progress(None, (Missing.SAME_BASELINE_AND_TARGET,))
    return Progress((value - facts.baseline.value) / way)


def _missing(facts: IndicatorFacts, value: Decimal | None) -> Sequence[Missing]:
    found = []
    if facts.baseline is None:
        found.append(Missing.BASELINE)
    if not facts.targets:
        found.append(Missing.TARGET)
    if facts.aggregation == Aggregation.NONE:
        found.append(Missing.NOT_AGGREGATED)
    elif value is None:
        only_parts = any(item.group for item in facts.values)
        found.append(Missing.TOTAL if only_parts else Missing.MEASUREMENT)
    return found


def activity_progress(indicators: Sequence[IndicatorFacts]) -> Progress:
    """Return the weighted progress of an activity; undefined as soon as one part is undefined."""
    if not indicators:
        return Progress(None, (Missing.INDICATOR,))
    if len(indicators) == 1:
        return indicator_progress(indicators[0])
    parts = [(facts.weight, indicator_progress(facts)) for facts in indicators]
    missing = dict.fromkeys(reason for _, part in parts for reason in part.missing)
    if missing:
        return Progress(None, tuple(missing))
    whole = sum((weight for weight, _ in parts), Decimal(0))
    done = sum((weight * (part.share or Decimal(0)) for weight, part in parts), Decimal(0))
    return Progress(done / whole)


def expected_value(facts: IndicatorFacts, year: Decimal) -> Decimal | None:
    """Return where the straight path through baseline and yearly targets stands at `year`.

    `year` is a calendar year with its elapsed fraction (2021.5 is mid 2021); a baseline or
    target of a year stands at that year's end. None without baseline or target.
    """
    if facts.baseline is None or not facts.targets:
        return None
    path = sorted((facts.baseline, *facts.targets), key=lambda point: point.year)
    at = year - 1
    if at <= path[0].year:
        return path[0].value
    for before, after in pairwise(path):
        if before.year <= at <= after.year and after.year > before.year:
            share = (at - before.year) / (after.year - before.year)
            return before.value + (after.value - before.value) * share
    return path[-1].value


def expected_progress(indicators: Sequence[IndicatorFacts], year: Decimal) -> Decimal | None:
    """Return the weighted expected progress at `year`; None as soon as one part is unknown."""
    parts = [(facts.weight, expected_share(facts, year)) for facts in indicators]
    if not parts or any(share is None for _, share in parts):
        return None
    if len(parts) == 1:
        return parts[0][1]
    whole = sum((weight for weight, _ in parts), Decimal(0))
    return sum((weight * (share or Decimal(0)) for weight, share in parts), Decimal(0)) / whole


def expected_share(facts: IndicatorFacts, year: Decimal) -> Decimal | None:
    """Return the expected progress at `year` on the same scale as `indicator_progress`."""
    value, target = expected_value(facts, year), facts.last_target
    if value is None or facts.baseline is None or target is None:
        return None
    way = target.value - facts.baseline.value
    return (value - facts.baseline.value) / way if way else None
