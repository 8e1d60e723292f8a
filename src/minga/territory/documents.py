"""What do programs read of the territory? JSON, CSV and a feed; their keys and headers never change.

JSON of a parish: `code`, `name`, `kind` (URBAN, RURAL), `circumscription`, `zone` (`code`, `name`,
`since`, `until`, `evidence`, `source`) or null, `earlier_zones` and `other_sources` (lists of the
same), `census` (year → people), `rolls` (list of `year`, `electors`, `polling_places`), `services`
(`year`, `per_hundred`) or null, `centre` and `population_centre` (`latitude`, `longitude`) or null,
`north_of_equator`, `address`. A value that is not known is null or absent, never 0.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from minga.territory.models import Place, PopulationFigure, ZoneMembership
from minga.territory.queries import DrawnBoundaries
from minga.territory.rules.parishes import Centre, Parish
from minga.territory.rules.zones import ZoneSpell
from minga.website.data_formats import Cell, Entry, JsonValue

type PathOf = Callable[[str], str]
type Document = dict[str, JsonValue]

PARISH_COLUMNS = (
    *("code", "name", "kind", "circumscription", "zone_code", "zone_name", "zone_since"),
    *("zone_evidence", "other_zones", "census_year", "population", "previous_census_year"),
    *("previous_population", "roll_year", "electors", "polling_places", "services_year"),
    *("services_per_hundred", "latitude", "longitude", "population_latitude"),
    *("population_longitude", "north_of_equator", "address"),
)
PLACE_COLUMNS = (
    *("code", "kind", "name", "parish_code", "starts_on", "ends_on"),
    *("latitude", "longitude", "source"),
)


def parish_document(parish: Parish, address: str) -> Document:
    """Return a parish as programs read it."""
    zones = parish.zones
    return {
        "code": parish.code,
        "name": parish.name,
        "kind": parish.kind.value,
        "circumscription": parish.circumscription,
        "zone": _spell(zones.current) if zones.current else None,
        "earlier_zones": [_spell(spell) for spell in zones.earlier],
        "other_sources": [_spell(spell) for spell in zones.other_sources],
        "census": {str(year): people for year, people in sorted(parish.census.items())},
        "rolls": [
            {"year": roll.year, "electors": roll.electors, "polling_places": roll.polling_places}
            for _year, roll in sorted(parish.rolls.items())
        ],
        "services": _services(parish),
        "centre": _centre(parish.centre),
        "population_centre": _centre(parish.population_centre),
        "north_of_equator": parish.is_north if parish.population_centre else None,
        "address": address,
    }


def _services(parish: Parish) -> Document | None:
    if parish.services is None:
        return None
    return {"year": parish.services.year, "per_hundred": float(parish.services.per_hundred)}


def _spell(spell: ZoneSpell) -> Document:
    return {
        "code": spell.zone_code,
        "name": spell.zone_name,
        "since": _day(spell.starts_on),
        "until": _day(spell.ends_on),
        "evidence": spell.evidence,
        "source": spell.source.title,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _centre(centre: Centre | None) -> Document | None:
    if centre is None:
        return None
    return {"latitude": float(centre.latitude), "longitude": float(centre.longitude)}


def figure_document(figure: PopulationFigure) -> Document:
    """Return a stated population as programs read it."""
    return {
        "year": figure.year,
        "series": figure.series,
        "total": figure.total,
        "men": figure.men,
        "women": figure.women,
        "standing": figure.standing,
        "source": figure.source.title,
        "note": figure.note,
    }


def place_document(place: Place, parish_code: str) -> Document:
    """Return a barrio, comuna, recinto or settlement as programs read it."""
    return {
        "code": place.code,
        "kind": place.kind,
        "name": place.name,
        "parish_code": parish_code,
        "starts_on": _day(place.starts_on),
        "ends_on": _day(place.ends_on),
        "latitude": None if place.latitude is None else float(place.latitude),
        "longitude": None if place.longitude is None else float(place.longitude),
        "source": place.source.title if place.source else None,
    }


def parish_cells(parish: Parish, address: str) -> list[Cell]:
    """Return the row of a parish, in the order of `PARISH_COLUMNS`."""
    return [
        parish.code,
        parish.name,
        parish.kind.value,
        parish.circumscription,
        *_zone_cells(parish),
        *_figure_cells(parish),
        *_degrees(parish.centre),
        *_degrees(parish.population_centre),
        parish.is_north if parish.population_centre else None,
        address,
    ]


def _zone_cells(parish: Parish) -> list[Cell]:
    zone = parish.zones.current
    known: list[Cell] = (
        [zone.zone_code, zone.zone_name, zone.starts_on, zone.evidence] if zone else [None] * 4
    )
    return [*known, [spell.zone_name for spell in parish.zones.other_sources]]


def _figure_cells(parish: Parish) -> list[Cell]:
    roll, services = parish.roll, parish.services
    years = sorted(parish.census, reverse=True)[:2]
    counted: list[Cell] = [cell for year in years for cell in (year, parish.census[year])]
    counted += [None] * (4 - len(counted))
    voting: list[Cell] = [roll.year, roll.electors, roll.polling_places] if roll else [None] * 3
    served: list[Cell] = [services.year, services.per_hundred] if services else [None] * 2
    return [*counted, *voting, *served]


def _degrees(centre: Centre | None) -> list[Cell]:
    return [centre.latitude, centre.longitude] if centre else [None, None]


def place_cells(place: Place, parish_code: str) -> list[Cell]:
    """Return the row of a place inside a parish, in the order of `PLACE_COLUMNS`."""
    return [
        *(place.code, place.kind, place.name, parish_code, place.starts_on, place.ends_on),
        *(place.latitude, place.longitude, place.source.title if place.source else None),
    ]


def territory_entries(
    changes: Iterable[ZoneMembership],
    boundaries: DrawnBoundaries | None,
    list_path: str,
    path_of: PathOf,
) -> Iterator[Entry]:
    """Yield what changed in the territory: boundaries imported, then zones, newest first.

    Keys are the Spanish addresses, the same in every language.
    """
    if boundaries is not None:
        yield Entry(
            key=f"/territorio/limites#{boundaries.imported_at.isoformat()}",
            title=_("Se cargaron límites de parroquias"),
            path=f"{list_path}?mapa=limites",
            updated_at=boundaries.imported_at,
            summary="; ".join(source for source, _licence in boundaries.sources),
        )
    for change in changes:
        yield _zone_entry(change, path_of(change.place.code))


def _zone_entry(change: ZoneMembership, path: str) -> Entry:
    starts_on = change.starts_on or date.min
    return Entry(
        key=f"/territorio/parroquias/{change.place.code}/#zona-{change.zone.code}-{starts_on}",
        title=_("%(parish)s pertenece a la zona %(zone)s")
        % {"parish": change.place.name, "zone": change.zone.name},
        path=path,
        updated_at=datetime.combine(starts_on, time(5), tzinfo=UTC),
        summary=change.note,
    )
