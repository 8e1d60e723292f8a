"""What happens in the territory that others may react to?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class TerritoryChanged:
    """Places, figures or boundaries were loaded; pages that show them are no longer current."""

    what: str
    rows: int
