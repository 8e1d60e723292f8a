"""It is true that progress follows its formula exactly, and that nothing is computed from nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minga.plan.rules.codes import Aggregation, Direction
from minga.plan.rules.progress import (
    IndicatorFacts,
    MeasuredValue,
    Missing,
    Progress,
    YearValue,
    activity_progress,
    current_value,
    expected_progress,
    expected_share,
    expected_value,
    indicator_progress,
    weighted_mean,
)

DAY = date(2024, 6, 3)
WOMEN, MEN = ("", "WOMEN", "", ""), ("", "MEN", "", "")
CALDERON = ("170155", "", "", "")
amounts = some.decimals(min_value=-(10**9), max_value=10**9, places=6)


def value(amount: str, days: int = 0, **more: object) -> MeasuredValue:
    return MeasuredValue(DAY + timedelta(days=days), Decimal(amount), **more)  # type: ignore[arg-type]  # its fields


def part(numerator: int, denominator: int, days: int = 0, **more: object) -> MeasuredValue:
    parts = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}
    return value("0", days, **parts, **more)


def facts(
    *values: MeasuredValue,
    baseline: str | None = "10",
    target: str | None = "20",
    direction: Direction = Direction.INCREASE,
    aggregation: Aggregation = Aggregation.LAST,
    weight: str = "1",
) -> IndicatorFacts:
    return IndicatorFacts(
        direction,
        aggregation,
        Decimal(weight),
        None if baseline is None else YearValue(2022, Decimal(baseline)),
        () if target is None else (YearValue(2026, Decimal(target)),),
        values,
    )


@pytest.mark.parametrize(
    ("baseline", "target", "now", "direction", "share"),
    [
        ("10", "20", "15", Direction.INCREASE, "0.5"),
        ("10", "20", "25", Direction.INCREASE, "1.5"),
        ("10", "20", "5", Direction.INCREASE, "-0.5"),
        ("45", "10", "24", Direction.DECREASE, "0.6"),
        ("45", "10", "50", Direction.DECREASE, "-0.1428571428571428571428571429"),
        ("80", "80", "80", Direction.MAINTAIN, "1"),
        ("80", "80", "79", Direction.MAINTAIN, "0"),
    ],
)
def test_the_share_is_the_way_done_over_the_whole_way(
    baseline: str, target: str, now: str, direction: Direction, share: str
) -> None:
    found = indicator_progress(
        facts(value(now), baseline=baseline, target=target, direction=direction)
    )
    assert found == Progress(Decimal(share))


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (facts(value("1"), baseline=None), (Missing.BASELINE,)),
        (facts(value("1"), target=None), (Missing.TARGET,)),
        (facts(), (Missing.MEASUREMENT,)),
        (
            facts(baseline=None, target=None),
            (Missing.BASELINE, Missing.TARGET, Missing.MEASUREMENT),
        ),
        (facts(value("1"), aggregation=Aggregation.NONE), (Missing.NOT_AGGREGATED,)),
        (facts(value("1"), baseline="7", target="7"), (Missing.SAME_BASELINE_AND_TARGET,)),
        (facts(value("1", group=WOMEN), value("2", group=CALDERON)), (Missing.TOTAL,)),
    ],
)
def test_what_is_missing_is_named_and_gives_no_figure(
    known: IndicatorFacts, missing: tuple[Missing, ...]
) -> None:
    assert indicator_progress(known) == Progress(None, missing)


@given(
    baseline=some.none() | amounts,
    target=some.none() | amounts,
    values=some.lists(amounts, max_size=3),
    aggregation=some.sampled_from(Aggregation),
    direction=some.sampled_from(Direction),
)
def test_a_figure_is_computed_exactly_when_nothing_is_missing(
    baseline: Decimal | None,
    target: Decimal | None,
    values: list[Decimal],
    aggregation: Aggregation,
    direction: Direction,
) -> None:
    known = IndicatorFacts(
        direction,
        aggregation,
        Decimal(1),
        None if baseline is None else YearValue(2022, baseline),
        () if target is None else (YearValue(2026, target),),
        tuple(MeasuredValue(DAY, amount) for amount in values),
    )
    found = indicator_progress(known)
    assert (found.share is None) == bool(found.missing)
    if baseline is None or target is None or not values:
        assert found.share is None


@given(values=some.lists(amounts, min_size=1, max_size=20))
def test_a_sum_is_exact_whatever_the_order(values: list[Decimal]) -> None:
    ahead = facts(*(MeasuredValue(DAY, one) for one in values), aggregation=Aggregation.SUM)
    back = facts(
        *(MeasuredValue(DAY, one) for one in reversed(values)), aggregation=Aggregation.SUM
    )
    whole = sum((int(one.scaleb(6)) for one in values), 0)
    assert current_value(ahead) == current_value(back) == Decimal(whole).scaleb(-6)


def test_the_last_value_is_the_latest_measured_and_of_one_day_the_last_recorded() -> None:
    assert current_value(facts(value("1", 5), value("2", 1))) == Decimal(1)
    assert current_value(facts(value("1"), value("2"))) == Decimal(2)


@pytest.mark.parametrize("aggregation", [Aggregation.SUM, Aggregation.LAST])
def test_the_whole_counts_alone_where_it_was_measured(aggregation: Aggregation) -> None:
    parts = (value("6", group=WOMEN), value("10", 1), value("4", 2, group=MEN))
    assert current_value(facts(*parts, aggregation=aggregation)) == Decimal(10)


def test_parts_cut_one_way_add_up_and_parts_cut_two_ways_do_not() -> None:
    cut = (value("6", group=WOMEN), value("4", group=MEN))
    crossed = (*cut, value("7", group=CALDERON))
    assert current_value(facts(*cut, aggregation=Aggregation.SUM)) == Decimal(10)
    assert current_value(facts(*crossed, aggregation=Aggregation.SUM)) is None


def test_the_last_of_several_parts_is_not_the_whole() -> None:
    assert current_value(facts(value("6", group=WOMEN), value("4", group=MEN))) is None
    assert current_value(facts(value("6", group=WOMEN), value("7", 1, group=WOMEN))) == Decimal(7)


def test_a_weighted_mean_divides_once_and_takes_the_last_of_each_group() -> None:
    mean = facts(
        part(1, 100, group=WOMEN),
        part(30, 100, 9, group=WOMEN),
        part(10, 300, 2, group=MEN),
        aggregation=Aggregation.WEIGHTED_MEAN,
    )
    assert current_value(mean) == Decimal("0.1")


def test_a_mean_of_percentages_is_never_taken() -> None:
    assert weighted_mean((part(9, 10), part(0, 90))) == Decimal("0.09")


@pytest.mark.parametrize(
    ("said", "mean"), [("0.67", "0.5"), ("66.7", "50"), ("667", "500"), ("66666.67", "50000")]
)
def test_a_weighted_mean_is_in_the_unit_of_its_values_and_counts_their_parts_exactly(
    said: str, mean: str
) -> None:
    two_of_three = MeasuredValue(DAY, Decimal(said), Decimal(2), Decimal(3))
    nobody = MeasuredValue(DAY, Decimal(0), Decimal(0), Decimal(1))
    assert weighted_mean((two_of_three, nobody)) == Decimal(mean)


@pytest.mark.parametrize("values", [(), (value("0.5"),), (part(1, 2), value("0.5")), (part(0, 0),)])
def test_a_weighted_mean_without_denominator_is_unknown(values: tuple[MeasuredValue, ...]) -> None:
    assert weighted_mean(values) is None


def test_without_numerator_the_value_times_the_denominator_stands_in() -> None:
    known = MeasuredValue(DAY, Decimal("0.25"), None, Decimal(200))
    assert weighted_mean((known, part(50, 200))) == Decimal("0.25")


def test_the_last_target_is_the_one_of_the_latest_year() -> None:
    known = IndicatorFacts(
        Direction.INCREASE,
        Aggregation.LAST,
        Decimal(1),
        YearValue(2022, Decimal(0)),
        (YearValue(2026, Decimal(20)), YearValue(2024, Decimal(5))),
        (value("5"),),
    )
    assert indicator_progress(known) == Progress(Decimal("0.25"))
    assert facts(target=None).last_target is None


def test_an_activity_weighs_its_indicators() -> None:
    half, whole = facts(value("15"), weight="3"), facts(value("20"), weight="1")
    assert activity_progress([half]) == Progress(Decimal("0.5"))
    assert activity_progress([half, whole]) == Progress(Decimal("0.625"))


def test_an_activity_is_undefined_as_soon_as_one_part_is() -> None:
    assert activity_progress([]) == Progress(None, (Missing.INDICATOR,))
    assert activity_progress([facts(value("15")), facts(), facts(baseline=None)]) == Progress(
        None, (Missing.MEASUREMENT, Missing.BASELINE)
    )


@given(weights=some.lists(some.decimals("0.0001", 9999, places=4), min_size=1, max_size=6))
def test_equal_parts_give_their_own_share_whatever_the_weights(weights: list[Decimal]) -> None:
    found = activity_progress([facts(value("15"), weight=str(weight)) for weight in weights])
    assert found.share is not None
    assert round(found.share, 20) == Decimal("0.5")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2020", "0"),
        ("2023", "0"),
        ("2024", "2.5"),
        ("2025", "5"),
        ("2026", "10"),
        ("2027", "15"),
        ("2030", "15"),
    ],
)
def test_the_expected_path_is_straight_between_the_ends_of_years(year: str, expected: str) -> None:
    known = IndicatorFacts(
        Direction.INCREASE,
        Aggregation.LAST,
        Decimal(1),
        YearValue(2022, Decimal(0)),
        (YearValue(2026, Decimal(15)), YearValue(2024, Decimal(5))),
        (),
    )
    assert expected_value(known, Decimal(year)) == Decimal(expected)
    assert expected_share(known, Decimal(year)) == Decimal(expected) / 15


def test_a_target_of_the_year_of_the_baseline_is_reached_at_once() -> None:
    known = IndicatorFacts(
        Direction.INCREASE,
        Aggregation.LAST,
        Decimal(1),
        YearValue(2024, Decimal(0)),
        (YearValue(2024, Decimal(8)),),
        (),
    )
    assert expected_value(known, Decimal("2025.5")) == Decimal(8)


def test_nothing_is_expected_without_baseline_target_or_way() -> None:
    year = Decimal(2024)
    assert expected_value(facts(baseline=None), year) is None
    assert expected_value(facts(target=None), year) is None
    assert expected_share(facts(target=None), year) is None
    assert expected_share(facts(baseline="7", target="7"), year) is None


def test_the_expected_progress_of_several_indicators_is_weighted() -> None:
    year = Decimal(2025)
    late = facts(baseline="0", target="10", weight="3")
    assert expected_progress([late], year) == Decimal("0.5")
    assert expected_progress([late, facts(weight="1")], year) == Decimal("0.5")
    assert expected_progress([], year) is None
    assert expected_progress([late, facts(target=None)], year) is None
