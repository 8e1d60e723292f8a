"""What is known of the territory? Everything here is public; each function says what it costs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import FETCH_RAISE, Q, QuerySet
from django.urls import reverse

from minga.territory.models import (
    Boundary,
    ElectorFigure,
    Place,
    PopulationFigure,
    ServicesFigure,
    Source,
    ZoneMembership,
)
from minga.territory.rules.names import fold_name
from minga.territory.rules.outlines import Rings
from minga.territory.rules.parishes import Centre, Parish, Roll, Services
from minga.territory.rules.places import (
    DISTRICT_CODE,
    KINDS_INSIDE_A_PARISH,
    ParishKind,
    PlaceKind,
    PopulationSeries,
    SourceStanding,
    parish_code,
)
from minga.territory.rules.zones import CitedSource, ZoneSpell, zones_on

ACCEPTED = SourceStanding.ACCEPTED


def parishes_on(day: date) -> tuple[Parish, ...]:
    """Return all parishes of the district with their figures, zones as of `day`, by code.

    Five queries however many parishes.
    """
    spells = _zone_spells()
    census, rolls, services = _census(), _rolls(), _services()
    return tuple(
        Parish(
            id=place.pk,
            code=place.code,
            name=place.name,
            short=place.short,
            kind=ParishKind(place.parish_kind),
            circumscription=place.circumscription,
            tile=_tile(place),
            centre=_centre(place.latitude, place.longitude),
            population_centre=_centre(place.population_latitude, place.population_longitude),
            zones=zones_on(spells.get(place.pk, ()), day),
            census=census.get(place.pk, {}),
            rolls=rolls.get(place.pk, {}),
            services=services.get(place.pk),
        )
        for place in _parishes()
    )


def _parishes() -> QuerySet[Place]:
    found = Place.objects.filter(kind=PlaceKind.PARISH, code__startswith=DISTRICT_CODE)
    return found.fetch_mode(FETCH_RAISE).order_by("code")


def _tile(place: Place) -> tuple[int, int] | None:
    if place.tile_column is None or place.tile_row is None:
        return None
    return place.tile_column, place.tile_row


def _centre(latitude: Decimal | None, longitude: Decimal | None) -> Centre | None:
    if latitude is None or longitude is None:
        return None
    return Centre(latitude, longitude)


def _zone_spells() -> Mapping[int, list[ZoneSpell]]:
    spells: dict[int, list[ZoneSpell]] = defaultdict(list)
    rows = ZoneMembership.objects.select_related("zone", "source").fetch_mode(FETCH_RAISE)
    for row in rows.order_by("place_id", "starts_on", "pk"):
        spells[row.place_id].append(_spell(row))
    return spells


def _spell(row: ZoneMembership) -> ZoneSpell:
    return ZoneSpell(
        zone_code=row.zone.code,
        zone_name=row.zone.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        standing=SourceStanding(row.standing),
        evidence=row.evidence,
        source=cited(row.source),
        note=row.note,
    )


def cited(source: Source) -> CitedSource:
    """Return a source as pages name it."""
    return CitedSource(source.title, source.publisher, source.address, source.licence)


def _census() -> Mapping[int, dict[int, int]]:
    census: dict[int, dict[int, int]] = defaultdict(dict)
    found = PopulationFigure.objects.filter(series=PopulationSeries.CENSUS, standing=ACCEPTED)
    for place, year, total in found.values_list("place_id", "year", "total"):
        census[place][year] = total
    return census


def _rolls() -> Mapping[int, dict[int, Roll]]:
    rolls: dict[int, dict[int, Roll]] = defaultdict(dict)
    found = ElectorFigure.objects.filter(standing=ACCEPTED)
    rows = found.values_list("place_id", "roll_year", "electors", "polling_places")
    for place, year, electors, polling_places in rows:
        rolls[place][year] = Roll(year, electors, polling_places)
    return rolls


def _services() -> Mapping[int, Services]:
    found = ServicesFigure.objects.order_by("year")
    rows = found.values_list("place_id", "year", "per_hundred")
    return {place: Services(year, per_hundred) for place, year, per_hundred in rows}


def populations_of(code: str) -> QuerySet[PopulationFigure]:
    """Return every population stated for a place, with its source, oldest first; one query."""
    found = PopulationFigure.objects.filter(place__code=code).select_related("source")
    return found.fetch_mode(FETCH_RAISE).order_by("year", "series", "standing", "total")


def electors_of_place(code: str) -> QuerySet[ElectorFigure]:
    """Return every roll stated for a place, with its source, oldest first; one query."""
    found = ElectorFigure.objects.filter(place__code=code).select_related("source")
    return found.fetch_mode(FETCH_RAISE).order_by("roll_year", "standing", "electors")


def services_of_place(code: str) -> QuerySet[ServicesFigure]:
    """Return the services stated for a place, with their source, oldest first; one query."""
    found = ServicesFigure.objects.filter(place__code=code).select_related("source")
    return found.fetch_mode(FETCH_RAISE).order_by("year")


def places_inside(code: str) -> QuerySet[Place]:
    """Return the barrios, comunas, recintos and settlements of a parish by kind and name; one query."""
    found = Place.objects.filter(parent__code=code, kind__in=KINDS_INSIDE_A_PARISH)
    return found.select_related("source").fetch_mode(FETCH_RAISE).order_by("kind", "folded", "pk")


def place_with_source(code: str) -> Place:
    """Return a parish with its source; raises Place.DoesNotExist; one query."""
    found = Place.objects.filter(kind=PlaceKind.PARISH).select_related("source")
    return found.fetch_mode(FETCH_RAISE).get(code=code)


def district() -> Place | None:
    """Return the district as a place, or None before the facts are loaded; one query."""
    return Place.objects.filter(code=DISTRICT_CODE).fetch_mode(FETCH_RAISE).first()


def zone_of_slug(slug: str) -> Place | None:
    """Return a zone with its source; one query."""
    found = Place.objects.filter(kind=PlaceKind.ZONE, code=slug).select_related("source")
    return found.fetch_mode(FETCH_RAISE).first()


def parishes_named(text: str) -> QuerySet[Place]:
    """Return the parish of a code, or those of a name however written, within the canton."""
    code, name = parish_code(text), fold_name(text)
    found = Place.objects.filter(kind=PlaceKind.PARISH, code__startswith=DISTRICT_CODE)
    wanted = Q(code=code) if code else Q(folded=name) | Q(aliases__contains=[name])
    return found.filter(wanted).order_by("code")


@dataclass(frozen=True)
class DrawnBoundaries:
    """The simplified outlines by code, and whose they are."""

    outlines: Mapping[str, Rings]
    sources: tuple[tuple[str, str], ...]
    imported_at: datetime


def drawn_boundaries() -> DrawnBoundaries | None:
    """Return the outlines of the parishes, or None when none were imported; one query."""
    rows = Boundary.objects.filter(place__kind=PlaceKind.PARISH).values_list(
        "place__code", "outline", "source", "licence", "imported_at"
    )
    found = list(rows.order_by("place__code"))
    if not found:
        return None
    return DrawnBoundaries(
        outlines={code: rings for code, rings, *_ in found},
        sources=tuple(sorted({(source, licence) for _, _, source, licence, _ in found})),
        imported_at=max(at for *_, at in found),
    )


def has_boundaries() -> bool:
    """Return whether any boundary was imported; one query."""
    return Boundary.objects.exists()


def place_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of places by id; one query."""
    return dict(Place.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def zone_changes() -> QuerySet[ZoneMembership]:
    """Return the accepted memberships that began on a known day, newest first; one query."""
    found = ZoneMembership.objects.filter(standing=ACCEPTED, starts_on__isnull=False)
    ready = found.select_related("place", "zone", "source").fetch_mode(FETCH_RAISE)
    return ready.order_by("-starts_on", "place__code")


def find_parish(text: str) -> Place | None:
    """Return the one parish of a code or name, however written, within the canton; one query.

    None when there is none, and when two would fit: nobody is picked silently.
    """
    found = list(parishes_named(text)[:2])
    return found[0] if len(found) == 1 else None


def parish_choices() -> list[tuple[str, str]]:
    """Return (code, name) of every parish by name, for select lists; one query."""
    found = Place.objects.filter(kind=PlaceKind.PARISH, code__startswith=DISTRICT_CODE)
    return list(found.order_by("folded", "code").values_list("code", "name"))


def parish_people() -> dict[str, int]:
    """Return the people of the latest census by parish code, for shares per head; one query."""
    found = PopulationFigure.objects.filter(
        series=PopulationSeries.CENSUS, standing=ACCEPTED, place__kind=PlaceKind.PARISH
    )
    return dict(found.order_by("year").values_list("place__code", "total"))


def zone_ids_on(day: date) -> dict[int, int]:
    """Return the accepted zone of each parish on a day, by id; one query."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    going = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    found = ZoneMembership.objects.filter(begun, going, standing=ACCEPTED)
    return dict(found.values_list("place_id", "zone_id"))


def public_paths() -> list[str]:
    """Return the pages that search engines should know: the territory and its parishes; one query."""
    pages = [reverse("territory:parish-detail", args=(code,)) for code, _name in parish_choices()]
    return [reverse("territory:parish-list"), *pages]
