"""It is true that amounts are exact, and that what could be two amounts is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.money import AmountRefused, format_usd, parse_usd, usd

CENTS = st.integers(-(10**17) + 1, 10**17 - 1).map(lambda cents: Decimal(cents).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2.318.533,00", "2318533.00"),
        ("USD 2.318.533,00", "2318533.00"),
        ("2.318.533", "2318533.00"),
        ("1.200,5", "1200.50"),
        ("1200", "1200.00"),
        ("1200,50", "1200.50"),
        ("1200.50", "1200.50"),
        ("$ 35", "35.00"),
        ("US$35,1", "35.10"),
        ("35 usd", "35.00"),
        ("-35", "-35.00"),
        ("−35", "-35.00"),
        ("USD -35,10", "-35.10"),
        ("-$1.200,50", "-1200.50"),
        ("0", "0.00"),
        ("-0,00", "0.00"),
        (" 007 ", "7.00"),
        ("999999999999999,99", "999999999999999.99"),
        ("0,0000000000", "0.00"),
    ],
)
def test_what_people_write_is_read_exactly(text, amount):
    assert str(parse_usd(text)) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USD 1,200.50", "money-ambiguous"),
        ("1.200", "money-ambiguous"),
        ("1,200", "money-ambiguous"),
        ("1,200,300", "money-ambiguous"),
        ("12,3456", "money-too-precise"),
        ("1234.567", "money-too-precise"),
        ("1.200,555", "money-too-precise"),
        ("1000000000000000", "money-too-large"),
        ("9" * 10_000, "money-too-large"),
        ("", "money-unreadable"),
        ("USD", "money-unreadable"),
        ("mil", "money-unreadable"),
        ("--5", "money-unreadable"),
        ("-USD -5", "money-unreadable"),
        ("12 34", "money-unreadable"),
        ("12.34.56", "money-unreadable"),
        ("1.2003,50", "money-unreadable"),
        (",50", "money-unreadable"),
        ("5,", "money-unreadable"),
        ("1e5", "money-unreadable"),
        ("٣٥", "money-unreadable"),
        ("EUR 35", "money-unreadable"),
        ("NaN", "money-unreadable"),
    ],
)
def test_what_is_not_one_exact_amount_is_refused(text, code):
    with pytest.raises(AmountRefused) as refused:
        parse_usd(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal(2318533), "USD 2.318.533,00"),
        (Decimal("0.5"), "USD 0,50"),
        (Decimal("-1200.5"), "USD -1.200,50"),
        (Decimal("-0.00"), "USD 0,00"),
    ],
)
def test_amounts_are_shown_as_ecuador_writes_them(amount, text):
    assert format_usd(amount) == text


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Decimal("0.001"), "money-too-precise"),
        (Decimal("1e-999999"), "money-too-precise"),
        (Decimal("1e999999"), "money-too-large"),
        (Decimal("NaN"), "money-unreadable"),
        (Decimal("sNaN"), "money-unreadable"),
        (Decimal("-Infinity"), "money-unreadable"),
    ],
)
def test_an_amount_without_exact_cents_is_refused(amount, code):
    with pytest.raises(AmountRefused) as refused:
        usd(amount)
    assert refused.value.code == code


def test_whole_dollars_get_two_decimals():
    assert str(usd(7)) == "7.00"


@given(CENTS)
def test_what_is_shown_is_read_back_as_the_same_amount(amount):
    assert parse_usd(format_usd(amount)) == amount


@given(st.text() | st.text("0123456789.,-$USD "))
def test_any_text_is_an_exact_amount_or_refused(text):
    try:
        amount = parse_usd(text)
    except AmountRefused:
        return
    assert amount.as_tuple().exponent == -2
