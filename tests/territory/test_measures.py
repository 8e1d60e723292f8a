"""It is true that values are compared, ranked and divided as the pages say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules.figures import (
    electors_per_resident,
    is_suspect,
    unassigned_by_sex,
)
from minga.territory.rules.measures import (
    SCALES,
    HundredCells,
    MeasureKey,
    Rank,
    change_per_hundred,
    hundred_cells,
    rank_from_lowest,
    weighted_mean,
    whole,
)
from minga.territory.rules.value_cord import BINS, beads_of, hundredth

PERCENT = st.decimals(0, 100, places=1)


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        (MeasureKey.SERVICES, "15.5", 4),
        (MeasureKey.SERVICES, "40", 3),
        (MeasureKey.SERVICES, "79.9", 2),
        (MeasureKey.SERVICES, "80", 1),
        (MeasureKey.SERVICES, "95", 0),
        (MeasureKey.POPULATION, "579", 0),
        (MeasureKey.POPULATION, "99998", 3),
        (MeasureKey.POPULATION, "100000", 4),
        (MeasureKey.CHANGE, "-29.7", 0),
        (MeasureKey.CHANGE, "0", 2),
    ],
)
def test_a_value_on_a_bound_belongs_to_the_class_above_it(
    measure: MeasureKey, value: str, expected: int
) -> None:
    assert SCALES[measure].class_of(Decimal(value)) == expected


@pytest.mark.parametrize("measure", list(MeasureKey))
@given(value=st.decimals(-1000, 1_000_000, places=1))
def test_a_class_holds_exactly_the_values_between_its_edges(
    measure: MeasureKey, value: Decimal
) -> None:
    low, high = SCALES[measure].edges()[SCALES[measure].class_of(value)]
    assert low is None or low <= value
    assert high is None or value < high


def test_a_half_goes_up() -> None:
    assert [whole(Decimal(text)) for text in ("15.5", "18.6", "93.4", "0.5")] == [16, 19, 93, 1]


def test_change_is_counted_for_each_hundred_there_were() -> None:
    assert change_per_hundred(2018, 1704) == Decimal("-15.6")
    assert change_per_hundred(151839, 250877) == Decimal("65.2")


@pytest.mark.parametrize(("before", "after"), [(None, 5), (5, None), (0, 5)])
def test_change_from_or_to_nothing_known_is_not_known(
    before: int | None, after: int | None
) -> None:
    assert change_per_hundred(before, after) is None


def test_a_mean_without_weight_is_not_known() -> None:
    assert weighted_mean([]) is None
    assert weighted_mean([(Decimal(50), 0)]) is None
    assert weighted_mean([(Decimal(10), 3), (Decimal(50), 1)]) == Decimal(20)


def test_equal_values_share_the_better_place() -> None:
    values = [Decimal(n) for n in (10, 20, 20, 30)]
    assert rank_from_lowest(Decimal(20), values) == Rank(2, 4)
    assert rank_from_lowest(Decimal(30), values) == Rank(4, 4)


@pytest.mark.parametrize(
    ("value", "reference", "cells"),
    [
        ("18.6", "93.6", HundredCells(19, 75, 6)),
        ("98.2", "93.6", HundredCells(98, 0, 2)),
        ("18.6", None, HundredCells(19, 0, 81)),
    ],
)
def test_a_hundred_is_divided_into_have_gap_and_rest(
    value: str, reference: str | None, cells: HundredCells
) -> None:
    assert hundred_cells(Decimal(value), Decimal(reference) if reference else None) == cells


@given(PERCENT, st.none() | PERCENT)
def test_the_parts_of_a_hundred_always_make_a_hundred(
    value: Decimal, reference: Decimal | None
) -> None:
    cells = hundred_cells(value, reference)
    assert cells.have + cells.gap + cells.rest == 100
    assert min(cells.have, cells.gap, cells.rest) >= 0


@pytest.mark.parametrize(
    ("known", "stated", "suspect"),
    [
        (1704, 17040, True),
        (17040, 1704, True),
        (1704, 8520, True),
        (1704, 8519, False),
        (1704, 1704, False),
        (0, 5, True),
        (0, 0, False),
    ],
)
def test_a_figure_five_times_off_is_asked_about(known: int, stated: int, suspect: bool) -> None:
    assert is_suspect(known, stated) is suspect


def test_men_and_women_may_fall_short_of_the_total_and_stay_so() -> None:
    assert unassigned_by_sex(50663, 23944, 26715) == 4
    assert unassigned_by_sex(100, 40, 60) == 0
    assert unassigned_by_sex(100, None, 60) is None


def test_electors_per_resident_is_not_known_without_residents() -> None:
    assert electors_per_resident(88504, 28579) == Decimal("3.10")
    assert electors_per_resident(5, 0) is None
    assert electors_per_resident(None, 5) is None


def test_equal_values_hang_on_top_of_each_other() -> None:
    values = {"a": Decimal("99.2"), "b": Decimal("99.4"), "c": Decimal("15.5")}
    assert [(bead.code, bead.along, bead.level) for bead in beads_of(values, Decimal(100))] == [
        ("c", 16, 0),
        ("a", 99, 0),
        ("b", 99, 1),
    ]


@given(st.dictionaries(st.text(max_size=3), PERCENT, max_size=70))
def test_every_value_has_one_bead_and_no_two_share_a_spot(values: dict[str, Decimal]) -> None:
    beads = beads_of(values, Decimal(100))
    assert {bead.code for bead in beads} == set(values)
    assert len({(bead.along, bead.level) for bead in beads}) == len(values)


@given(st.decimals(-200, 200, places=1))
def test_what_lies_outside_hangs_at_an_end(value: Decimal) -> None:
    assert 0 <= hundredth(value, Decimal(100)) <= BINS
    assert hundredth(value, Decimal(0)) == 0
