"""What is known of one parish, and what of it can be compared with the others?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minga.territory.rules.measures import MeasureKey, change_per_hundred, weighted_mean, whole
from minga.territory.rules.places import ParishKind
from minga.territory.rules.zones import ZonesOnDate


@dataclass(frozen=True)
class Centre:
    """A point of reference; north of the equator its latitude is above zero."""

    latitude: Decimal
    longitude: Decimal

    @property
    def is_north(self) -> bool:
        """Whether the point lies north of the equator."""
        return self.latitude > 0


@dataclass(frozen=True)
class Roll:
    """Electors of one roll, counted where people vote."""

    year: int
    electors: int
    polling_places: int | None


@dataclass(frozen=True)
class Services:
    """Dwellings with basic services, of each hundred."""

    year: int
    per_hundred: Decimal


@dataclass(frozen=True)
class Parish:
    """A parish with the figures the pages count with; what is not known is None or absent."""

    id: int
    code: str
    name: str
    short: str
    kind: ParishKind
    circumscription: str | None
    tile: tuple[int, int] | None
    centre: Centre | None
    population_centre: Centre | None
    zones: ZonesOnDate
    census: Mapping[int, int]
    rolls: Mapping[int, Roll]
    services: Services | None

    @property
    def roll(self) -> Roll | None:
        """The latest roll known."""
        return self.rolls[max(self.rolls)] if self.rolls else None

    @property
    def population(self) -> int | None:
        """The people counted in the latest census known."""
        return self.census[max(self.census)] if self.census else None

    @property
    def change(self) -> Decimal | None:
        """By how much the population grew, for each hundred, between the two latest censuses."""
        years = sorted(self.census)[-2:]
        if len(years) < 2:
            return None
        return change_per_hundred(*(self.census[year] for year in years))

    @property
    def for_each_hundred(self) -> Decimal | None:
        """How many people the latest census found for each hundred of the one before."""
        return None if self.change is None else 100 + self.change

    @property
    def has_more_electors_than_residents(self) -> bool:
        """Whether more people vote here than live here; two registers, not a contradiction."""
        roll, people = self.roll, self.population
        return roll is not None and people is not None and roll.electors > people

    @property
    def is_north(self) -> bool:
        """Whether most of its people live north of the equator."""
        return self.population_centre is not None and self.population_centre.is_north

    @property
    def straddles_the_equator(self) -> bool:
        """Whether the centre of its land and the centre of its people lie on different sides."""
        known = [centre for centre in (self.centre, self.population_centre) if centre is not None]
        return len({centre.is_north for centre in known}) > 1

    def value(self, measure: MeasureKey) -> Decimal | None:
        """Return what the parish has of a measure; None when it is not known."""
        if measure == MeasureKey.SERVICES:
            return self.services.per_hundred if self.services else None
        if measure == MeasureKey.CHANGE:
            return self.change
        if measure == MeasureKey.ELECTORS:
            return Decimal(self.roll.electors) if self.roll else None
        return None if self.population is None else Decimal(self.population)


@dataclass(frozen=True)
class Counted:
    """The people whom the latest census counted in some parishes, beside the one before it."""

    year: int
    people: int
    before: int | None = None
    change: Decimal | None = None

    @property
    def for_each_hundred(self) -> int | None:
        """How many there were for each hundred of the census before, as people say it."""
        return None if self.change is None else whole(100 + self.change)


def census_totals(parishes: Sequence[Parish]) -> list[tuple[int, int]]:
    """Return the people of each census over all parishes, oldest first; only where all have one."""
    years = sorted({year for parish in parishes for year in parish.census})
    return [
        (year, sum(parish.census[year] for parish in parishes))
        for year in years
        if all(year in parish.census for parish in parishes)
    ]


def counted_in(parishes: Sequence[Parish]) -> Counted | None:
    """Return the latest census that counted all of the parishes; None when there is none."""
    totals = census_totals(parishes)
    if not totals:
        return None
    year, people = totals[-1]
    if len(totals) == 1:
        return Counted(year, people)
    before, were = totals[-2]
    return Counted(year, people, before, change_per_hundred(were, people))


def leading_measure(parishes: Sequence[Parish]) -> MeasureKey:
    """Return what the pages compare first: services where they were loaded, else what censuses say."""
    order = (MeasureKey.SERVICES, MeasureKey.CHANGE)
    known = (key for key in order if any(parish.value(key) is not None for parish in parishes))
    return next(known, MeasureKey.POPULATION)


def services_of(parishes: Sequence[Parish]) -> Decimal | None:
    """Return the mean of services of several parishes, weighted by their people.

    None when the figure of one of them is missing: a mean of some is not that of all.
    """
    known = [
        (parish.services.per_hundred, parish.population)
        for parish in parishes
        if parish.services is not None and parish.population is not None
    ]
    return weighted_mean(known) if len(known) == len(parishes) else None


def electors_of(parishes: Sequence[Parish]) -> int | None:
    """Return the electors of several parishes; None when the roll of one of them is missing."""
    rolls = [parish.roll for parish in parishes]
    known = [roll.electors for roll in rolls if roll is not None]
    return sum(known) if known and len(known) == len(rolls) else None
