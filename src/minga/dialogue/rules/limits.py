"""How much may one person, or one address, write? Enough for an office, too little for a flood.

Decisions of the program. The limit of an address is wide: a school, an office or a whole
neighbourhood may stand behind one; what staff and counters record counts against nobody.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limit:
    """At most `count` within `span`."""

    count: int
    span: timedelta


WORDS_A_PERSON = Limit(10, timedelta(hours=1))
WORDS_AN_ADDRESS = Limit(200, timedelta(hours=1))
REPORTS_A_PERSON = Limit(20, timedelta(hours=1))
"""Supports have no limit: one a person and thing is the most there can be."""


def is_reached(limit: Limit, done: int) -> bool:
    """True when one more would pass the limit."""
    return done >= limit.count
