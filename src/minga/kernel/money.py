"""How much is it, exactly? Amounts in US dollars with two decimals, read from what people write."""

import re
from decimal import Decimal

from minga.kernel.refusal import Refused

CENT = Decimal("0.01")
# More than any public budget; keeps every sum within what the database stores.
MAX_INTEGER_DIGITS = 15

_WRITTEN = re.compile(
    r"\s*(?P<sign>[-−]?)\s*(?:USD|US\$|\$)?\s*(?P<inner>[-−]?)(?P<digits>[0-9.,]+)\s*(?:USD)?\s*",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
_LIKE_THOUSANDS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_ECUADORIAN = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
# Commas between thousands: how other countries write.
_FOREIGN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class AmountRefused(Refused):
    """What was written is not one exact amount of dollars and cents."""


def usd(amount: Decimal | int) -> Decimal:
    """Return an amount with exactly two decimals; AmountRefused when cents would be lost."""
    exact = Decimal(amount)
    if not exact.is_finite():
        raise AmountRefused("money-unreadable", text=str(amount))
    if exact and exact.adjusted() >= MAX_INTEGER_DIGITS:
        raise AmountRefused("money-too-large", digits=MAX_INTEGER_DIGITS)
    cents = exact.quantize(CENT)
    if cents != exact:
        raise AmountRefused("money-too-precise", text=str(amount))
    return cents + 0  # no negative zero


def parse_usd(text: str) -> Decimal:
    """Read an amount: "2.318.533,00", "USD 1200,5", "$ 1200.50", "-35".

    The comma is the sign of decimals and the dot that of thousands; a single sign before one or two
    digits is that of decimals either way. Refused as ambiguous: "1.200" and "1,200", which are two
    amounts in two countries, and "1,200.50", which is not how Ecuador writes. Raises AmountRefused.
    """
    written = _WRITTEN.fullmatch(text)
    if written is None or (written["sign"] and written["inner"]):
        raise AmountRefused("money-unreadable", text=text)
    amount = usd(Decimal(_plain_form(written["digits"], text)))
    return usd(-amount) if written["sign"] or written["inner"] else amount


def format_usd(amount: Decimal) -> str:
    """Return an amount as texts show it: USD 2.318.533,00. AmountRefused when it has no exact cents."""
    swapped = str.maketrans(",.", ".,")
    return f"USD {format(usd(amount), ',').translate(swapped)}"


def _plain_form(digits: str, text: str) -> str:
    """Return the digits in the form of Decimal, or refuse what cannot be known."""
    if _LIKE_THOUSANDS.fullmatch(digits) or _FOREIGN.fullmatch(digits):
        raise AmountRefused("money-ambiguous", text=text)
    parts = _PLAIN.fullmatch(digits) or _ECUADORIAN.fullmatch(digits)
    if parts is None:
        raise AmountRefused("money-unreadable", text=text)
    integer, decimals = parts.groups(default="0")
    return f"{integer.replace('.', '')}.{decimals}"
