"""To which zone does a parish belong on a date, and what came before?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minga.territory.rules.places import SourceStanding


@dataclass(frozen=True)
class CitedSource:
    """Where a statement was read."""

    title: str
    publisher: str = ""
    address: str = ""
    licence: str = ""


@dataclass(frozen=True)
class ZoneSpell:
    """A parish in a zone between two dates, both included; an empty date is not known or open."""

    zone_code: str
    zone_name: str
    starts_on: date | None
    ends_on: date | None
    standing: SourceStanding
    evidence: str
    source: CitedSource
    note: str

    def holds_on(self, day: date) -> bool:
        """Return whether `day` lies in the spell."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class ZonesOnDate:
    """What is known about the zone of one parish, seen from one day."""

    current: ZoneSpell | None
    earlier: tuple[ZoneSpell, ...]
    later: tuple[ZoneSpell, ...]
    other_sources: tuple[ZoneSpell, ...]

    @property
    def all(self) -> tuple[ZoneSpell, ...]:
        """Every spell there is something to say about."""
        current = (self.current,) if self.current else ()
        return (*current, *self.earlier, *self.later, *self.other_sources)


def zones_on(spells: Iterable[ZoneSpell], day: date) -> ZonesOnDate:
    """Sort the spells of one parish into now, before, after and what other sources say.

    What another source says is never merged into the accepted line.
    """
    ordered = sorted(spells, key=lambda spell: (spell.starts_on or date.min, spell.zone_code))
    accepted = [spell for spell in ordered if spell.standing == SourceStanding.ACCEPTED]
    others = [spell for spell in ordered if spell.standing == SourceStanding.OTHER_SOURCE]
    return ZonesOnDate(
        current=next((spell for spell in accepted if spell.holds_on(day)), None),
        earlier=tuple(s for s in accepted if s.ends_on is not None and s.ends_on < day),
        later=tuple(s for s in accepted if s.starts_on is not None and s.starts_on > day),
        other_sources=tuple(spell for spell in others if spell.holds_on(day)),
    )
