"""How does a page say a quantity? As Ecuador writes it, and never a number for what is unknown."""

from decimal import Decimal

from django.utils.formats import get_format
from django.utils.numberformat import format as grouped

NARROW = "\N{NO-BREAK SPACE}"

type Quantity = int | Decimal


def number(value: Quantity, places: int | None = None) -> str:
    """Return "2.318.533" or "18,6": digits grouped, decimals exactly as given or to `places`."""
    return grouped(
        value,
        get_format("DECIMAL_SEPARATOR"),
        decimal_pos=places,
        grouping=get_format("NUMBER_GROUPING"),
        thousand_sep=get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
        use_l10n=True,
    )


STORED_PLACES = 6
QUOTIENT_PLACES, QUOTIENT_PLACES_ABOVE_ONE = 4, 2


def exact(value: Quantity) -> str:
    """Return a value as people write it: all its digits, without zeros that say nothing.

    A quotient that goes on for more places than anything stored is rounded: to four of them, to two
    when it is more than one.
    """
    value = Decimal(value)
    if -value.as_tuple().exponent > STORED_PLACES:  # type: ignore[operator]  # finite by contract
        value = round(value, QUOTIENT_PLACES_ABOVE_ONE if abs(value) > 1 else QUOTIENT_PLACES)
    digits = format(value, "f")
    return number(Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits))


def share(value: Decimal) -> str:
    """Return a share of one as a percentage with one decimal at most: 0.83333 is "83,3 %"."""
    return f"{exact(round(value * 100, 1))}{NARROW}%"


def money(value: Quantity) -> str:
    """Return "USD 2.318.533,00": always two decimals, the currency first."""
    return f"USD{NARROW}{number(Decimal(value).quantize(Decimal('0.01')), 2)}"


def percent(value: Quantity, places: int | None = None) -> str:
    """Return "18,6 %" for a value that is already a percentage."""
    return f"{number(value, places)}{NARROW}%"


def file_size(octets: int) -> str:
    """Return "340 kB" or "2,4 MB", as people read it beside a document."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{NARROW}kB"
    return f"{number(Decimal(octets) / 1_000_000, 1)}{NARROW}MB"
