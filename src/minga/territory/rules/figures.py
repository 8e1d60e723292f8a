"""Can two figures be of the same thing, and how do they differ?"""

from decimal import Decimal

_SUSPECT_RATIO = 5


def is_suspect(known: int, stated: int) -> bool:
    """Return whether a stated population is five times off or more, which people must confirm.

    Older public layers of Quito carry a population ten times too high for one parish.
    """
    if known <= 0 or stated <= 0:
        return known != stated
    low, high = sorted((known, stated))
    return high >= low * _SUSPECT_RATIO


def unassigned_by_sex(total: int, men: int | None, women: int | None) -> int | None:
    """Return how many people the source counts neither as men nor as women; None when unknown.

    Never a correction: in seven parishes of the census of 2022 the three numbers do not add up.
    """
    if men is None or women is None:
        return None
    return total - men - women


def electors_per_resident(electors: int | None, residents: int | None) -> Decimal | None:
    """Return the ratio that says where people vote but do not live; None when unknown."""
    if electors is None or not residents:
        return None
    return (Decimal(electors) / residents).quantize(Decimal("0.01"))
