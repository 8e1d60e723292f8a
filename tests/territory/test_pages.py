"""It is true that the pages say what is known, what is missing and who says so."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.safestring import mark_safe
from pytest_django import DjangoAssertNumQueries

from minga.kernel import clock
from minga.territory.models import Place
from minga.territory.queries import parish_choices
from minga.territory.rules.places import PlaceKind
from minga.website import panels
from minga.website.parts import Link, Turn
from tests.territory.visits import (
    CHOCO_PAGE,
    GUALEA_PAGE,
    LIST,
    import_two_boundaries,
    plain,
    read,
)

pytestmark = pytest.mark.usefixtures("facts")


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (LIST, 9),
        (f"{LIST}?mapa=limites", 9),
        (GUALEA_PAGE, 10),
        (CHOCO_PAGE, 6),
        ("/territorio.json", 5),
        ("/territorio.csv", 5),
        ("/territorio.atom", 2),
        ("/territorio/parroquias/170161.json", 7),
        ("/territorio/parroquias/170161/lugares.csv", 6),
        ("/territorio/zonas/choco-andino.json", 6),
        ("/territorio/zonas/choco-andino.csv", 6),
    ],
)
@pytest.mark.parametrize("barrios", [0, 40])
def test_a_page_costs_the_same_queries_however_much_it_holds(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
    barrios: int,
) -> None:
    import_two_boundaries()
    gualea = Place.objects.get(code="170161")
    Place.objects.bulk_create(
        Place(kind=PlaceKind.BARRIO, code=f"b{n}", name=f"B{n}", folded=f"b{n}", parent=gualea)
        for n in range(barrios)
    )
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_the_list_shows_all_parishes_as_tiles_table_and_by_zone(client: Client) -> None:
    page = client.get(LIST).content.decode()
    tiles = re.findall(r'<a href="/territorio/parroquias/(\d+)/" class="tile q-\d"', page)
    assert len(set(tiles)) == len(tiles) == 65
    assert page.count('<th scope="row"><a href="/territorio/parroquias/') == 65
    assert len(set(re.findall(r'href="/territorio/zonas/([\w-]+)/"', page))) == 10
    assert "Aquí viven 2.679.722 personas, según el censo 2022: 121 por cada 100" in plain(page)


def test_the_darkest_is_read_first_and_a_measure_changes_the_order(client: Client) -> None:
    def first(address: str) -> str:
        page = client.get(address).content.decode()
        found = re.search(r'<th scope="row"><a href="/territorio/parroquias/(\d+)/', page)
        assert found is not None
        return found[1]

    assert first(LIST) == "170132"
    assert first(f"{LIST}?medida=poblacion") == "170155"
    assert first(f"{LIST}?medida=electores") == "170155"
    assert first(f"{LIST}?medida=cambio") == "170132"
    assert first(f"{LIST}?medida=nada") == "170132"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zona=choco-andino", "6 de 65 parroquias"),
        ("tipo=URBAN", "32 de 65 parroquias"),
        ("nombre=SAN", "5 de 65 parroquias"),
        ("zona=choco-andino&tipo=URBAN", "0 de 65 parroquias"),
        ("zona=marte", "65 parroquias"),
    ],
)
def test_filters_say_how_many_were_found(client: Client, query: str, found: str) -> None:
    page = client.get(f"{LIST}?{query}").content.decode()
    assert re.findall(r'class="found">([^<]+)<', page) == [found]


def test_the_zone_filter_is_of_the_day_asked(client: Client) -> None:
    page = client.get(f"{LIST}?zona=la-delicia&al=2024-04-06").content.decode()
    assert re.findall(r'class="found">([^<]+)<', page) == ["13 de 65 parroquias"]
    assert "Así se repartían las zonas el 6 de abril de 2024." in plain(page)


def test_htmx_gets_only_the_part_that_changes(client: Client) -> None:
    part = client.get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="parroquias">')
    assert "<html" not in part


def test_the_picker_offers_every_parish_by_name_and_opens_the_list() -> None:
    form = render_to_string("territory/_parish_picker.html", {"parishes": parish_choices()})
    assert re.findall(r'action="([^"]+)"', form) == [LIST]
    assert re.findall(r'<option value="([^"]*)">', form)[:3] == ["", "170151", "170152"]
    assert form.count("<option") == 66


@pytest.mark.parametrize("sought", ["170161", "Gualea", "GUALEA"])
def test_the_picker_opens_the_page_of_a_parish(client: Client, sought: str) -> None:
    response = client.get(LIST, {"parroquia": sought})
    assert (response.status_code, response.headers["Location"]) == (302, GUALEA_PAGE)


def test_what_is_not_found_is_said_and_escaped(client: Client) -> None:
    page = client.get(LIST, {"parroquia": "<b>Mindo"}).content.decode()
    assert "No encontramos «&lt;b&gt;Mindo» entre las parroquias" in page


def test_an_empty_choice_shows_the_list(client: Client) -> None:
    assert "No encontramos" not in read(client, f"{LIST}?parroquia=")


def test_boundaries_are_drawn_when_they_were_imported(client: Client) -> None:
    assert "Todavía no se han cargado los límites." in read(client, LIST)
    assert "Todavía no se han cargado los límites." in read(client, f"{LIST}?mapa=limites")
    import_two_boundaries()
    page = client.get(f"{LIST}?mapa=limites").content.decode()
    shapes = re.findall(r'<a href="([^"]+)" class="tile" aria-label="([^"]+)"><path', page)
    assert shapes == [
        ("/territorio/parroquias/170157/", "Cumbayá: 33,2 más por cada 100"),
        (GUALEA_PAGE, "Gualea: 15,6 menos por cada 100"),
    ]
    assert "Capa de prueba (CC0)" in plain(page)


def test_totals_that_disagree_stand_side_by_side_with_their_sources(client: Client) -> None:
    page = read(client, LIST)
    for total in ("2.221.036", "2.242.615", "2.242.620", "2.239.191", "2.820.059", "2.059.950"):
        assert total in page
    assert "Otras publicaciones cuentan 34 urbanas" in page


@pytest.mark.parametrize(
    "address",
    [
        "/territorio/parroquias/170167/",
        "/territorio/parroquias/170150/",
        "/territorio/parroquias/170167.json",
        "/territorio/parroquias/170167/lugares.csv",
        "/territorio/zonas/marte/",
        "/territorio/zonas/marte.json",
        "/territorio/zonas/marte.csv",
    ],
)
def test_what_is_not_of_the_district_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(GUALEA_PAGE).status_code == 405


def test_higher_contexts_show_what_is_theirs_and_what_is_the_readers_turn(client: Client) -> None:
    gualea = Place.objects.get(code="170161").pk

    def turns(ids: Sequence[Any]) -> Mapping[Any, Sequence[Any]]:
        assert list(ids) == [gualea]
        return {gualea: [Turn("Asamblea de la parroquia", Link("Proponer una obra", "/x/"))]}

    def sections(ids: Sequence[Any]) -> Mapping[Any, Sequence[Any]]:
        return {one: [mark_safe("<section><h2>Obras</h2></section>")] for one in ids}

    panels.install(
        {"parish.turns": [turns], "parish.sections": [sections], "zone.sections": [sections]}
    )
    page = read(client, GUALEA_PAGE)
    assert "Obras Fuentes" in page
    assert "Obras" in read(client, CHOCO_PAGE)
    assert "Tu turno Asamblea de la parroquia Proponer una obra" in page
    assert "Hoy no hay nada abierto" not in page


def test_without_anything_open_the_page_says_so(client: Client) -> None:
    page = read(client, GUALEA_PAGE)
    assert "Hoy no hay nada abierto en esta parroquia" in page
    assert "Tu turno" not in page


def test_the_page_depends_on_the_day_of_the_clock(client: Client) -> None:
    clock.shift_to(datetime(2024, 4, 7, 4, 30, tzinfo=UTC))
    assert "Administración Zonal La Delicia" in read(client, GUALEA_PAGE)
    clock.shift_to(datetime(2024, 4, 7, 5, 30, tzinfo=UTC))
    assert "Administración Zonal Chocó Andino" in read(client, GUALEA_PAGE)


@pytest.mark.parametrize("address", [LIST, GUALEA_PAGE, CHOCO_PAGE, f"{LIST}?mapa=limites"])
def test_pages_carry_no_session_no_inline_style_and_no_script(client: Client, address: str) -> None:
    import_two_boundaries()
    response = client.get(address)
    page = response.content.decode()
    assert dict(response.cookies) == {}
    assert re.findall(r' style="| on\w+="|<script(?! src)|csrfmiddlewaretoken', page) == []
