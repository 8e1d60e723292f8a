"""It is true that what programs read of the territory keeps its keys and headers."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

import minga.website
from minga.territory.models import Place, ServicesFigure, Source
from minga.territory.services.facts import load_facts

PARISH_HEADER = (
    "code,name,kind,circumscription,zone_code,zone_name,zone_since,zone_evidence,other_zones,"
    "census_year,population,previous_census_year,previous_population,roll_year,electors,"
    "polling_places,services_year,services_per_hundred,latitude,longitude,population_latitude,"
    "population_longitude,north_of_equator,address"
)
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "http://127.0.0.1:8000/territorio/parroquias"


@pytest.fixture(autouse=True)
def _facts(db: None, settings: Settings) -> Iterator[None]:
    settings.STATIC_ROOT = f"{minga.website.__path__[0]}/static"
    load_facts()
    with override("es"):
        yield


def test_the_table_of_parishes(client: Client) -> None:
    response = client.get("/territorio.csv?al=2024-04-07")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="parroquias.csv"'
    header, *rows = response.content.decode().splitlines()
    assert header == PARISH_HEADER
    assert len(rows) == 65
    assert rows[42] == (
        "170161,Gualea,RURAL,,choco-andino,Chocó Andino,2024-04-07,C,,2022,1704,2010,2018,"
        "2027,1719,1,,,0.122375,-78.758549,0.133669,-78.741558,true,"
        f"{ADDRESS}/170161/"
    )


def test_other_zones_are_a_list_in_one_cell(client: Client) -> None:
    table = csv.DictReader(StringIO(client.get("/territorio.csv").content.decode()))
    zones = {row["name"]: row["other_zones"] for row in table}
    assert set(zones["Guayllabamba"].split("|")) == {"Tumbaco", "Calderón"}


def test_a_parish_as_json(client: Client) -> None:
    document = json.loads(client.get("/territorio/parroquias/170161.json?al=2024-04-07").content)
    populations = document.pop("populations")
    assert document == {
        "as_of": "2024-04-07",
        "code": "170161",
        "name": "Gualea",
        "kind": "RURAL",
        "circumscription": None,
        "zone": {
            "code": "choco-andino",
            "name": "Chocó Andino",
            "since": "2024-04-07",
            "until": None,
            "evidence": "C",
            "source": "Chocó Andino, nueva administración zonal de Quito",
        },
        "earlier_zones": [
            {
                "code": "la-delicia",
                "name": "La Delicia",
                "since": None,
                "until": "2024-04-06",
                "evidence": "C",
                "source": "Chocó Andino, nueva administración zonal de Quito",
            }
        ],
        "other_sources": [],
        "census": {"2001": 2127, "2010": 2018, "2022": 1704},
        "rolls": [{"year": 2027, "electors": 1719, "polling_places": 1}],
        "services": None,
        "centre": {"latitude": 0.122375, "longitude": -78.758549},
        "population_centre": {"latitude": 0.133669, "longitude": -78.741558},
        "north_of_equator": True,
        "address": f"{ADDRESS}/170161/",
        "places": [],
    }
    assert populations[2] == {
        "year": 2022,
        "series": "CENSUS",
        "total": 1704,
        "men": 840,
        "women": 864,
        "standing": "ACCEPTED",
        "source": "Censos de población 2001, 2010 y 2022 por parroquia y sexo",
        "note": "",
    }


def test_services_have_their_year_where_they_were_loaded(client: Client) -> None:
    gualea = Place.objects.get(code="170161")
    source = Source.objects.create(code="ensayo", title="Ensayo", publisher="Ensayo")
    ServicesFigure.objects.create(place=gualea, year=2022, per_hundred="20.5", source=source)
    document = json.loads(client.get("/territorio/parroquias/170161.json").content)
    assert document["services"] == {"year": 2022, "per_hundred": 20.5}
    table = csv.DictReader(StringIO(client.get("/territorio.csv").content.decode()))
    row = next(row for row in table if row["code"] == "170161")
    assert (row["services_year"], row["services_per_hundred"]) == ("2022", "20.5")


def test_the_list_and_a_zone_hold_the_same_parishes(client: Client) -> None:
    listed = json.loads(client.get("/territorio.json?al=2024-04-07").content)
    zone = json.loads(client.get("/territorio/zonas/choco-andino.json?al=2024-04-07").content)
    assert set(listed) == {"as_of", "district", "parishes"}
    assert set(zone) == {"as_of", "code", "name", "since", "until", "note", "address", "parishes"}
    of_zone = [p for p in listed["parishes"] if p["zone"]["code"] == "choco-andino"]
    assert zone["parishes"] == of_zone


def test_the_table_of_places_inside_a_parish(client: Client) -> None:
    response = client.get("/territorio/parroquias/170161/lugares.csv")
    assert response.content.decode() == (
        "code,kind,name,parish_code,starts_on,ends_on,latitude,longitude,source\n"
    )


def test_the_feed_tells_the_changes_of_zone_under_keys_that_never_change(client: Client) -> None:
    feed = ET.fromstring(client.get("/territorio.atom").content)  # noqa: S314 - our own feed
    english = ET.fromstring(client.get("/en/territorio.atom").content)  # noqa: S314 - our own feed
    keys = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert keys[1] == f"{ADDRESS}/170161/#zona-choco-andino-2024-04-07"
    assert len(keys) == 6
    assert [entry.findtext(f"{ATOM}id") for entry in english.iter(f"{ATOM}entry")] == keys
