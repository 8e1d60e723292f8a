"""What do programs read of the territory? JSON, CSV and a feed; their keys and headers never change.

JSON of a parish: `code`, `name`, `kind` (URBAN, RURAL), `circumscription`, `zone` (`code`, `name`,
`since`, `until`, `evidence`, `source`) or null, `earlier_zones` and `other_sources` (lists of the
same), `census` (year → people), `rolls` (list of `year`, `electors`, `polling_places`), `services`
(`year`, `per_hundred`) or null, `centre` and `population_centre` (`latitude`, `longitude`) or null,
`north_of_equator`, `address`. A value that is not known is null or absent, never 0.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import StringIO

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from minga.territory.models import Place, PopulationFigure, ZoneMembership
from minga.territory.queries import DrawnBoundaries
from minga.territory.rules.parishes import Centre, Parish
from minga.territory.rules.zones import ZoneSpell

type UrlOf = Callable[[str], str]

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
FIGURE_COLUMNS = ("year", "series", "total", "men", "women", "standing", "source", "note")


def parish_document(parish: Parish, address: str) -> dict[str, object]:
    """Return a parish as programs read it."""
    zones, services = parish.zones, parish.services
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
        "services": services
        and {"year": services.year, "per_hundred": float(services.per_hundred)},
        "centre": _centre(parish.centre),
        "population_centre": _centre(parish.population_centre),
        "north_of_equator": parish.is_north if parish.population_centre else None,
        "address": address,
    }


def _spell(spell: ZoneSpell) -> dict[str, object]:
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


def _centre(centre: Centre | None) -> dict[str, float] | None:
    if centre is None:
        return None
    return {"latitude": float(centre.latitude), "longitude": float(centre.longitude)}


def figure_document(figure: PopulationFigure) -> dict[str, object]:
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


def place_document(place: Place, parish_code: str) -> dict[str, object]:
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


def table_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV with a header; what is not known is an empty cell."""
    text = StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"}:
        return f"'{value}"
    return "" if value is None else value


def parish_cells(parish: Parish, address: str) -> list[object]:
    """Return the row of a parish, in the order of `PARISH_COLUMNS`."""
    zone, roll, services = parish.zones.current, parish.roll, parish.services
    years = sorted(parish.census, reverse=True)[:2]
    counted = [cell for year in years for cell in (year, parish.census[year])]
    return [
        *(parish.code, parish.name, parish.kind.value, parish.circumscription),
        *((zone.zone_code, zone.zone_name, _day(zone.starts_on), zone.evidence) if zone else [None] * 4),
        "|".join(spell.zone_name for spell in parish.zones.other_sources),
        *(counted + [None] * (4 - len(counted))),
        *((roll.year, roll.electors, roll.polling_places) if roll else [None] * 3),
        *((services.year, services.per_hundred) if services else [None] * 2),
        *_degrees(parish.centre),
        *_degrees(parish.population_centre),
        str(parish.is_north).lower() if parish.population_centre else None,
        address,
    ]


def _degrees(centre: Centre | None) -> tuple[object, object]:
    return (centre.latitude, centre.longitude) if centre else (None, None)


def parishes_csv(parishes: Iterable[Parish], url_of: UrlOf) -> str:
    """Return the table of parishes."""
    rows = (parish_cells(parish, url_of(parish.code)) for parish in parishes)
    return table_of(PARISH_COLUMNS, rows)


def places_csv(places: Iterable[Place], parish_code: str) -> str:
    """Return the table of the places inside a parish."""
    return table_of(
        PLACE_COLUMNS, (list(place_document(place, parish_code).values()) for place in places)
    )


def territory_feed(
    changes: Iterable[ZoneMembership],
    boundaries: DrawnBoundaries | None,
    address: str,
    url_of: UrlOf,
) -> str:
    """Return the Atom feed of what changed in the territory: zones, and boundaries imported."""
    feed = Atom1Feed(
        title=_("Territorio: cambios de zona y de límites"),
        link=f"{address}/territorio/",
        description="",
        feed_url=f"{address}/territorio.atom",
        language="es-EC",
    )
    if boundaries:
        feed.add_item(
            title=_("Se cargaron límites de parroquias"),
            link=f"{address}/territorio/?mapa=limites",
            description="; ".join(source for source, _licence in boundaries.sources),
            unique_id=f"{address}/territorio/limites#{boundaries.imported_at.isoformat()}",
            updateddate=boundaries.imported_at,
        )
    for change in changes:
        _add_change(feed, change, url_of)
    return str(feed.writeString("utf-8"))


def _add_change(feed: Atom1Feed, change: ZoneMembership, url_of: UrlOf) -> None:
    starts_on = change.starts_on or date.min
    url = url_of(change.place.code)
    feed.add_item(
        title=_("%(parish)s pertenece a la zona %(zone)s")
        % {"parish": change.place.name, "zone": change.zone.name},
        link=url,
        description=change.note,
        unique_id=f"{url}#zona-{change.zone.code}-{starts_on.isoformat()}",
        updateddate=datetime.combine(starts_on, time(5), tzinfo=UTC),
    )
