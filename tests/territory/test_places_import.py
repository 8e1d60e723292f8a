"""It is true that barrios, comunas, recintos and settlements come from a table, twice the same."""

from datetime import date
from decimal import Decimal

import pytest

from minga.territory.models import Place
from minga.territory.rules.issues import IssueCode as I
from minga.territory.rules.places import PlaceKind
from minga.territory.rules.tables import read_table
from minga.territory.services.places import import_places
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally

pytestmark = pytest.mark.usefixtures("facts")

HEADER = "tipo,nombre,parroquia,codigo,otros_nombres,desde,hasta,latitud,longitud,nota\n"
INSIDE = [kind for kind in PlaceKind if kind not in {"DISTRICT", "ZONE", "PARISH"}]


def importing(*rows: str, dry_run: bool = False, source: str = "Catastro") -> ImportReport:
    return import_places(read_table(HEADER + "\n".join(rows)), source=source, dry_run=dry_run)


def codes(report: ImportReport) -> list[I]:
    return [issue.code for issue in report.issues]


def test_each_kind_of_place_finds_its_parish_by_name_or_code() -> None:
    report = importing(
        "Barrio,La Floresta,Itchimbia",
        "comuna,Lumbisí,170157",
        "RECINTO,Urcutambo,gualea",
        "Asentamiento,Bellavista,Calderón",
    )
    assert (report.tally, report.issues, report.written) == (Tally(created=4), (), True)
    found = Place.objects.filter(kind__in=INSIDE).order_by("code")
    assert [(place.code, place.kind, place.name) for place in found] == [
        ("170113-barrio-la-floresta", "BARRIO", "La Floresta"),
        ("170155-settlement-bellavista", "SETTLEMENT", "Bellavista"),
        ("170157-comuna-lumbisi", "COMUNA", "Lumbisí"),
        ("170161-recinto-urcutambo", "RECINTO", "Urcutambo"),
    ]


def test_dates_centre_other_names_note_and_source_are_kept() -> None:
    importing("barrio,Centro,Gualea,B-1,El Centro|Plaza,1900-01-01,,0.12,-78.75,Por acta")
    place = Place.objects.select_related("source", "parent").get(code="B-1")
    assert (place.starts_on, place.ends_on) == (date(1900, 1, 1), None)
    assert (place.latitude, place.longitude) == (Decimal("0.12"), Decimal("-78.75"))
    assert (place.aliases, place.note) == (["el centro", "plaza"], "Por acta")
    assert (str(place.source), str(place.parent)) == ("Catastro", "Gualea")


def test_the_same_table_again_changes_nothing_and_a_new_spelling_changes_one() -> None:
    importing("barrio,Centro,Gualea,B-1")
    assert importing("barrio,Centro,Gualea,B-1").tally == Tally(unchanged=1)
    assert importing("barrio,El Centro,Gualea,B-1").tally == Tally(changed=1)


def test_a_preview_writes_nothing() -> None:
    report = importing("barrio,Centro,Gualea,B-1", dry_run=True)
    assert (report.tally, report.written) == (Tally(created=1), False)
    assert not Place.objects.filter(kind__in=INSIDE).exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("caserío,Centro,Gualea", I.UNKNOWN_KIND),
        ("barrio,,Gualea", I.MISSING_NAME),
        ("barrio,Centro,Cutuglagua", I.UNKNOWN_PLACE),
        ("barrio,Centro,tumbaco-zona", I.UNKNOWN_PLACE),
        ("barrio,Centro,choco-andino", I.UNKNOWN_PLACE),
        ("barrio,Centro,Gualea,170161", I.CODE_OF_ANOTHER_PLACE),
        ("barrio,Centro,Gualea,B-1,,7/4/2024", I.BAD_DATE),
        ("barrio,Centro,Gualea,B-1,,,,norte,-78.7", I.BAD_NUMBER),
        ("barrio,Centro,Gualea,B-1,,,,0.1,", I.BAD_NUMBER),
        ("barrio,Centro,Gualea,B-1,,,,-78.7,0.1", I.SWAPPED_AXES),
        ("barrio,Centro,Gualea,B-1,,,,10010000,500000", I.PROJECTED),
    ],
)
def test_one_bad_row_refuses_the_table_and_is_named(row: str, code: I) -> None:
    report = importing("barrio,Bueno,Gualea,B-0", row)
    assert [(issue.code, issue.where) for issue in report.issues] == [(code, "fila 3")]
    assert (report.refused, report.written) == (True, False)
    assert not Place.objects.filter(kind__in=INSIDE).exists()


def test_a_place_stated_twice_refuses_the_table() -> None:
    assert codes(importing("barrio,Centro,Gualea", "barrio,CENTRO,Gualea")) == [I.PLACE_TWICE]


def test_a_table_without_rows_is_refused() -> None:
    assert codes(importing()) == [I.EMPTY_FILE]
