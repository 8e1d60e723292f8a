"""How do the facts that ship with the program become rows? By one load that may run at every start."""

import csv
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from io import StringIO

from django.db import models, transaction

from minga.kernel.events import announce
from minga.territory.events import TerritoryChanged
from minga.territory.models import (
    ElectorFigure,
    Place,
    PopulationFigure,
    Source,
    ZoneMembership,
)
from minga.territory.rules.names import fold_name, fold_names
from minga.territory.rules.places import DISTRICT_CODE, PlaceKind, PopulationSeries, SourceStanding
from minga.territory.services.settle import Tally, compare, write

type Row = dict[str, str]
type Ids = dict[str, int]

CENSUS_SOURCE = "censo-parroquias"
ROLL_SOURCE = "cne-recintos-2027"
CODES_SOURCE = "dpa-inec"
ACCEPTED = SourceStanding.ACCEPTED


@transaction.atomic
def load_facts() -> Tally:
    """Bring the shipped facts into the database; a second load of the same facts writes nothing.

    Rows that people imported stay as they are. Costs some sixteen queries.
    """
    sources = _load_sources()
    tally = _load_places(sources)
    places = _ids(Place)
    tally += _load_memberships(places, sources)
    tally += _load_populations(places, sources)
    tally += _load_electors(places, sources)
    if tally.written:
        announce(TerritoryChanged(what="facts", rows=tally.written))
    return tally


def read_facts(name: str) -> list[Row]:
    """Return the rows of one shipped table."""
    table = files("minga.territory") / "facts" / f"{name}.csv"
    return list(csv.DictReader(StringIO(table.read_text("utf-8"), newline="")))


def _settle[M: models.Model](
    model: type[M], rows: Iterable[M], key: Callable[[M], Hashable], fields: tuple[str, ...]
) -> Tally:
    return write(model, compare(rows, model._default_manager.all(), key, fields), fields)


def _ids(model: type[Place] | type[Source]) -> Ids:
    return dict(model.objects.values_list("code", "pk"))


def _load_sources() -> Ids:
    fields = ("title", "publisher", "address", "licence")
    rows = [Source(**row) for row in read_facts("sources")]
    _settle(Source, rows, lambda row: row.code, fields)
    return _ids(Source)


_PLACE_FIELDS = (
    *("kind", "name", "short", "folded", "aliases", "parish_kind", "parent_id", "starts_on"),
    *("ends_on", "tile_column", "tile_row", "latitude", "longitude", "population_latitude"),
    *("population_longitude", "note", "source_id"),
)


def _load_places(sources: Ids) -> Tally:
    districts = [_district(row, sources) for row in read_facts("districts")]
    tally = _settle_places(districts)
    district = Place.objects.get(code=DISTRICT_CODE).pk
    zones = [_zone(row, district, sources) for row in read_facts("zones")]
    parishes = [_parish(row, district, sources) for row in read_facts("parishes")]
    return tally + _settle_places([*zones, *parishes])


def _settle_places(rows: list[Place]) -> Tally:
    return _settle(Place, rows, lambda row: row.code, _PLACE_FIELDS)


def _district(row: Row, sources: Ids) -> Place:
    return Place(
        kind=PlaceKind.DISTRICT.value,
        code=row["code"],
        name=row["name"],
        folded=fold_name(row["name"]),
        note=row["note"],
        source_id=sources[CODES_SOURCE],
    )


def _zone(row: Row, district: int, sources: Ids) -> Place:
    return Place(
        kind=PlaceKind.ZONE.value,
        code=row["code"],
        name=row["name"],
        folded=fold_name(row["name"]),
        aliases=fold_names(row["aliases"]),
        parent_id=district,
        starts_on=day_or_none(row["starts_on"]),
        ends_on=day_or_none(row["ends_on"]),
        note=row["note"],
        source_id=sources[row["source"]],
    )


def _parish(row: Row, district: int, sources: Ids) -> Place:
    return Place(
        kind=PlaceKind.PARISH.value,
        code=row["code"],
        name=row["name"],
        short=row["short"],
        folded=fold_name(row["name"]),
        aliases=fold_names(row["aliases"]),
        parish_kind=row["kind"],
        parent_id=district,
        tile_column=int(row["tile_column"]),
        tile_row=int(row["tile_row"]),
        latitude=Decimal(row["latitude"]),
        longitude=Decimal(row["longitude"]),
        population_latitude=Decimal(row["population_latitude"]),
        population_longitude=Decimal(row["population_longitude"]),
        source_id=sources[CODES_SOURCE],
    )


def day_or_none(written: str) -> date | None:
    """Return the day of an ISO date, or None when the cell is empty (not known, or still open)."""
    return date.fromisoformat(written) if written else None


def _count_or_none(written: str) -> int | None:
    return int(written) if written else None


def _load_memberships(places: Ids, sources: Ids) -> Tally:
    rows = [
        ZoneMembership(
            place_id=places[row["parish"]],
            zone_id=places[row["zone"]],
            starts_on=day_or_none(row["starts_on"]),
            ends_on=day_or_none(row["ends_on"]),
            standing=row["standing"],
            evidence=row["evidence"],
            source_id=sources[row["source"]],
            note=row["note"],
        )
        for row in read_facts("memberships")
    ]
    return _settle(
        ZoneMembership,
        rows,
        lambda row: (row.place_id, row.zone_id, row.starts_on, row.standing, row.source_id),
        ("ends_on", "evidence", "note"),
    )


def _load_populations(places: Ids, sources: Ids) -> Tally:
    counted = [
        figure for row in read_facts("parishes") for figure in _censuses(row, places, sources)
    ]
    others = [
        _other_population(row, places, sources)
        for row in read_facts("other_figures")
        if row["figure"] in set(PopulationSeries)
    ]
    return _settle(
        PopulationFigure,
        [*counted, *others],
        population_key,
        ("total", "men", "women", "source_id", "note"),
    )


def population_key(row: PopulationFigure) -> Hashable:
    """Return what makes a figure the same statement: accepted ones are one a year and series."""
    statement = (row.place_id, row.year, row.series, row.standing)
    if row.standing == ACCEPTED:
        return statement
    return (*statement, row.source_id, row.total)


def _censuses(row: Row, places: Ids, sources: Ids) -> list[PopulationFigure]:
    return [
        PopulationFigure(
            place_id=places[row["code"]],
            year=year,
            series=PopulationSeries.CENSUS.value,
            total=int(row[f"population_{year}"]),
            men=_count_or_none(row.get(f"men_{year}", "")),
            women=_count_or_none(row.get(f"women_{year}", "")),
            standing=ACCEPTED.value,
            source_id=sources[CENSUS_SOURCE],
            note=row["population_note"] if f"men_{year}" in row else "",
        )
        for year in _years(row, "population_")
    ]


def _years(row: Row, prefix: str) -> list[int]:
    """Return the years of the columns called `prefix` and a year."""
    ends = (name.removeprefix(prefix) for name in row if name.startswith(prefix))
    return [int(end) for end in ends if end.isdigit()]


def _other_population(row: Row, places: Ids, sources: Ids) -> PopulationFigure:
    return PopulationFigure(
        place_id=places[row["place"]],
        year=int(row["year"]),
        series=row["figure"],
        total=int(row["total"]),
        men=_count_or_none(row["men"]),
        women=_count_or_none(row["women"]),
        standing=row["standing"],
        source_id=sources[row["source"]],
        note=row["note"],
    )


def _load_electors(places: Ids, sources: Ids) -> Tally:
    counted = [
        ElectorFigure(
            place_id=places[row["code"]],
            roll_year=year,
            electors=int(row[f"electors_{year}"]),
            polling_places=_count_or_none(row[f"polling_places_{year}"]),
            standing=ACCEPTED.value,
            source_id=sources[ROLL_SOURCE],
        )
        for row in read_facts("parishes")
        for year in _years(row, "electors_")
    ]
    others = [
        ElectorFigure(
            place_id=places[row["place"]],
            roll_year=int(row["year"]),
            electors=int(row["total"]),
            standing=row["standing"],
            source_id=sources[row["source"]],
            note=row["note"],
        )
        for row in read_facts("other_figures")
        if row["figure"] == "ELECTORS"
    ]
    return _settle(
        ElectorFigure,
        [*counted, *others],
        lambda row: (row.place_id, row.roll_year, row.standing),
        ("electors", "polling_places", "source_id", "note"),
    )
