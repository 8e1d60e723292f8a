"""It is true that a cord without length puts every value at its beginning."""

from decimal import Decimal

from minga.territory.rules.value_cord import hundredth


def test_a_cord_without_length_has_one_place() -> None:
    assert hundredth(Decimal(5), Decimal(0)) == 0
