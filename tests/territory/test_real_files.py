"""It is true that the public files of Quito can be read as they are, where they are at hand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import Sum

from minga.territory.models import Boundary, PopulationFigure, ServicesFigure
from minga.territory.queries import drawn_boundaries
from minga.territory.rules.issues import IssueCode as I
from minga.territory.services.facts import read_facts
from minga.territory.services.files import import_territory_file
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally

pytestmark = pytest.mark.usefixtures("facts")

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def importing(shared: Path, name: str) -> ImportReport:
    path = shared / "data" / name
    if not path.is_file():
        pytest.skip(f"falta {name}: los datos reales no van dentro del proyecto")
    return import_territory_file(path, at=AT)


def test_the_simplified_layer_of_all_parishes_is_loaded_whole(shared: Path) -> None:
    report = importing(shared, "geo/dmq_65_parroquias_simplificado.geojson")
    assert (report.tally, report.issues) == (Tally(created=65), ())
    drawn = drawn_boundaries()
    assert drawn is not None
    assert 1_000 < sum(len(ring) for rings in drawn.outlines.values() for ring in rings) < 6_000


def test_both_sides_of_the_equator_are_drawn_where_they_are(shared: Path) -> None:
    importing(shared, "geo/dmq_65_parroquias_simplificado.geojson")
    assert Boundary.objects.get(place__name="Pacto").south > 0
    assert Boundary.objects.get(place__name="Quitumbe").north < 0
    both = Boundary.objects.get(place__name="San Antonio")
    assert both.south < 0 < both.north


def test_the_municipal_layer_finds_its_parishes_without_accents(shared: Path) -> None:
    report = importing(shared, "geo/quito_parroquias_urbanas_32.geojson")
    assert report.tally == Tally(created=32)
    assert {issue.code for issue in report.issues} <= {I.REPAIRED}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("transport_poi/paradas_buses.geojson", I.NOT_AN_AREA),
        ("transport_poi/espacios_culturales_sin_contactos.geojson", I.NOT_AN_AREA),
        ("geo/ecuador_provincias_cantones_parroquias.json", I.NOT_FEATURES),
        ("population_dmq/pob_modelos_ancha.xlsx", I.MISSING_COLUMN),
    ],
)
def test_what_holds_no_boundaries_is_refused_with_its_reason(
    shared: Path, name: str, code: I
) -> None:
    report = importing(shared, name)
    assert [issue.code for issue in report.issues] == [code]
    assert report.refused


def test_areas_that_are_no_parishes_are_not_taken_for_any(shared: Path) -> None:
    report = importing(shared, "transport_poi/estaciones_metro.geojson")
    assert {issue.code for issue in report.issues} == {I.UNMATCHED, I.NOTHING_MATCHED}


def test_the_table_of_parishes_brings_services_and_projections(shared: Path) -> None:
    report = importing(shared, "dmq_parishes.csv")
    assert (report.what, report.written) == ("figures", True)
    assert {issue.code for issue in report.issues} == {I.SEXES_BELOW_TOTAL}
    assert ServicesFigure.objects.count() == 65
    projected = PopulationFigure.objects.filter(series="PROJECTION", place__kind="PARISH")
    totals = {
        year: projected.filter(year=year).aggregate(all=Sum("total"))["all"]
        for year in (2025, 2027)
    }
    assert totals == {2025: 2_856_667, 2027: 2_893_151}
    assert importing(shared, "dmq_parishes.csv").tally.written == 0


def test_a_workbook_of_censuses_keeps_its_last_row_for_people(shared: Path) -> None:
    report = importing(shared, "population_dmq/pob_parroquia_final_2001_2010_2022.xlsx")
    assert report.written
    unmatched = [issue.where for issue in report.issues if issue.code == I.UNMATCHED]
    assert unmatched == ["Sheet1, fila 67", "Sheet1, fila 67"]
    figures = PopulationFigure.objects.filter(source__title__startswith="pob_parroquia")
    assert {row.standing for row in figures} == {"OTHER_SOURCE"}
    assert figures.filter(year=2010).aggregate(all=Sum("total"))["all"] == 2_221_036


@pytest.mark.parametrize(
    "name", ["03_Resultados_proyeccion2023_2035.xlsx", "poblacion_parroquias_2001_2035.json"]
)
def test_projections_of_a_workbook_and_of_records_are_the_same(shared: Path, name: str) -> None:
    assert importing(shared, f"population_dmq/{name}").written
    projected = PopulationFigure.objects.filter(series="PROJECTION", place__kind="PARISH")
    assert projected.count() == 65 * 13
    assert projected.filter(year=2035).aggregate(all=Sum("total"))["all"] == 3_015_497


def test_the_shipped_facts_are_those_of_the_sources(shared: Path) -> None:
    path = shared / "data" / "electoral" / "recintos_electores_2027_por_parroquia.csv"
    if not path.is_file():
        pytest.skip("falta el distributivo: los datos reales no van dentro del proyecto")
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    stated = {row[0]: (row[-1], row[-2]) for row in rows}
    shipped = {
        row["code"]: (row["electors_2027"], row["polling_places_2027"])
        for row in read_facts("parishes")
    }
    assert shipped == stated
