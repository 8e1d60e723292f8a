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
