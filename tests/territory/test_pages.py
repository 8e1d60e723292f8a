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
from minga.territory.models import (
    ElectorFigure,
    Place,
    PopulationFigure,
    ServicesFigure,
    ZoneMembership,
)
from minga.territory.queries import parish_choices
from minga.territory.rules.figure_rows import figure_rows
from minga.territory.rules.places import PlaceKind
from minga.territory.rules.tables import read_table
from minga.territory.services.boundaries import BoundaryFile, import_boundaries
from minga.territory.services.populations import import_populations
from minga.website import panels
from minga.website.parts import Link, Turn
from tests.territory.drawings import CUMBAYA, GUALEA, collection, feature, square

LIST, GUALEA_PAGE = "/territorio/", "/territorio/parroquias/170161/"
CHOCO_PAGE = "/territorio/zonas/choco-andino/"
AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("facts")


def read(client: Client, address: str) -> str:
    """Return a page as text, its markup and blanks taken out."""
    response = client.get(address)
    assert response.status_code == 200
    return plain(response.content.decode())


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def import_two_boundaries() -> None:
    shapes = [
        feature(square(*GUALEA), codigo="170161"),
        feature(square(*CUMBAYA), codigo="170157"),
    ]
    import_boundaries(BoundaryFile(collection(shapes), "Capa de prueba", "CC0"), at=AT)


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


def test_a_parish_answers_what_it_is_and_how_it_stands(client: Client) -> None:
    page = read(client, GUALEA_PAGE)
    for sentence in (
        "Parroquia rural, al norte de la línea equinoccial",
        "Zona confirmada. Chocó Andino desde el 7 de abril de 2024. Antes, La Delicia.",
        "Aquí viven 1.704 personas, según el censo 2022: 84 por cada 100 que había en 2010. En el Distrito, 121 .",
        "Servicios básicos: sin dato publicado. No se sabe cuántas viviendas los tienen.",
        "Gualea está en el lugar 6 de 65, contando desde la que menos creció: Chavezpamba, 70 por cada 100.",
        "1.704 personas, censo 2022 2.018 personas, censo 2010 2.127 personas, censo 2001",
        "1.719 personas, padrón 2027, en 1 recinto Más electores que habitantes (1,01 por cada uno)",
        "Circunscripción sin fijar",
        "Administración Zonal Chocó Andino",
        "Falta confirmar el día exacto del cambio",
    ):
        assert sentence in page


@pytest.mark.usefixtures("services")
def test_a_parish_opens_with_services_where_they_were_loaded(client: Client) -> None:
    page = read(client, GUALEA_PAGE)
    for sentence in (
        "20 de cada 100 viviendas tienen servicios básicos. En el Distrito, 90 .",
        "20 con servicios básicos 70 para llegar al promedio del Distrito 10 faltan también",
        "Gualea es la segunda con menos; la primera es Nono, 10.",
        "Viviendas de ensayo",
    ):
        assert sentence in page
    assert "sin dato publicado. No se sabe cuántas" not in page


@pytest.mark.usefixtures("services")
def test_services_lead_the_comparison_once_they_were_loaded(client: Client) -> None:
    page = client.get(LIST).content.decode()
    first = re.search(r'<th scope="row"><a href="/territorio/parroquias/(\d+)/', page)
    assert first is not None
    assert first[1] == "170171"
    assert "90 de cada 100 viviendas tienen servicios básicos." in plain(page)
    zone = read(client, CHOCO_PAGE)
    assert "Aquí viven 19.239 personas" in zone
    assert "de cada 100 viviendas tienen servicios básicos. En el Distrito, 90 ." in zone


@pytest.mark.usefixtures("services")
def test_a_parish_without_services_among_others_that_have_them(client: Client) -> None:
    ServicesFigure.objects.filter(place__code="170161").delete()
    page = read(client, GUALEA_PAGE)
    assert "Aquí viven 1.704 personas" in page
    assert "Servicios básicos: sin dato publicado." in page
    assert "Gua: Gualea, sin dato publicado" in client.get(LIST).content.decode()
    nono = read(client, "/territorio/parroquias/170171/")
    assert (
        "10 de cada 100 viviendas tienen servicios básicos. En el Distrito, sin dato publicado ."
        in nono
    )
    assert "Nono es la que menos tiene." in nono
    cumbaya = read(client, "/territorio/parroquias/170157/")
    assert "Cumbayá es la segunda con menos; la primera es Nono, 10." in cumbaya
    ServicesFigure.objects.filter(place__code="170172").update(per_hundred="12.5")
    cumbaya = read(client, "/territorio/parroquias/170157/")
    assert "Cumbayá está en el lugar 3 de 64; la que menos tiene es Nono, 10." in cumbaya


def test_a_measure_that_nobody_loaded_is_said_to_be_unknown(client: Client) -> None:
    page = client.get(f"{LIST}?medida=servicios").content.decode()
    assert "Servicios básicos: sin dato publicado. Ninguna fuente cargada lo dice." in plain(page)
    assert page.count('class="tile q-none"') == 66  # every parish, and their row of the scale
    assert "sin dato publicado 65" in plain(page)


@pytest.mark.parametrize(
    ("census", "roll", "said"),
    [
        ([2022], True, "Aquí viven 1.704 personas, según el censo 2022."),
        ([], True, "Aquí votan 1.719 personas, según el padrón 2027."),
        ([], False, "No se sabe cuánta gente vive aquí: sin dato publicado."),
    ],
)
def test_the_big_sentence_says_what_is_known(
    client: Client, census: list[int], roll: bool, said: str
) -> None:
    PopulationFigure.objects.filter(place__code="170161").exclude(year__in=census).delete()
    if not roll:
        ElectorFigure.objects.filter(place__code="170161").delete()
    page = read(client, GUALEA_PAGE)
    assert said in page
    assert "Todas en un cordón" not in page


def test_censuses_and_projections_are_two_drawings(client: Client) -> None:
    rows = [f"170161,{year},proyeccion,{total}" for year, total in ((2030, 1600), (2031, 1590))]
    table = figure_rows(read_table("codigo,anio,serie,total\n" + "\n".join(rows)))
    import_populations(table.populations, source="Ensayo")
    page = client.get(GUALEA_PAGE).content.decode()
    charts = re.findall(
        r'<table class="bars"><caption>([^<]+)</caption>(.*?)</table>', page, re.DOTALL
    )
    years = {title: re.findall(r'<th scope="row">(\d{4})</th>', rows) for title, rows in charts}
    assert years == {
        "Cuántas parroquias hay en cada grupo": [],
        "Censos: personas contadas": ["2001", "2010", "2022"],
        "Proyecciones: personas calculadas. No siguen la línea de los censos": ["2030", "2031"],
    }


def test_the_chosen_parish_is_framed_on_the_map(client: Client) -> None:
    page = client.get(GUALEA_PAGE).content.decode()
    assert re.findall(r'href="([^"]+)"[^>]*aria-current="true"', page) == [GUALEA_PAGE]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("170155", ["contando desde la que menos creció", "165"]),
        ("170158", ["Chavezpamba es la que menos creció."]),
        (
            "170101",
            ["Las fuentes no coinciden", "otra fuente dice Eugenio Espejo", "faltan 4 para"],
        ),
        ("170163", ["otras fuentes dicen", "También se cita Calderón"]),
        ("170157", ["Zona por verificar"]),
        ("170106", ["3,10 por cada uno"]),
        ("170180", ["La línea equinoccial la cruza"]),
        ("170111", ["La prensa la puso por encima de 100.000 personas"]),
        ("170155", ["150.781 (otra fuente)"]),
    ],
)
def test_each_oddity_of_a_parish_is_said(
    client: Client, code: str, sentences: Sequence[str]
) -> None:
    page = read(client, f"/territorio/parroquias/{code}/")
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_a_southern_parish_is_not_called_northern(client: Client) -> None:
    assert "al norte de la línea" not in read(client, "/territorio/parroquias/170157/")


def test_the_zone_of_an_earlier_day_is_shown_on_that_day(client: Client) -> None:
    page = read(client, f"{GUALEA_PAGE}?al=2024-04-06")
    assert "Administración Zonal La Delicia" in page
    assert "Después, Chocó Andino, desde el 7 de abril de 2024" in page


def test_missing_figures_are_said_and_never_zero(client: Client) -> None:
    for model in (PopulationFigure, ElectorFigure, ZoneMembership):
        model.objects.filter(place__code="170161").delete()
    page = read(client, GUALEA_PAGE)
    for sentence in (
        "Sin zona.",
        "No se sabe cuánta gente vive aquí: sin dato publicado.",
        "Servicios básicos: sin dato publicado.",
        "Viven aquí sin dato publicado",
        "Votan aquí sin dato publicado",
        "Zona sin dato publicado",
        "Censos: sin dato publicado.",
    ):
        assert sentence in page
    assert "Gua: Gualea, sin dato publicado" in client.get(LIST).content.decode()
    assert "sin dato publicado 1" in read(client, LIST)


def test_what_is_missing_is_null_for_programs_too(client: Client) -> None:
    bare = {"latitude": None, "longitude": None}
    bare |= {"population_latitude": None, "population_longitude": None}
    Place.objects.filter(code="170161").update(**bare)
    for model in (PopulationFigure, ElectorFigure, ZoneMembership):
        model.objects.filter(place__code="170161").delete()
    document = client.get("/territorio/parroquias/170161.json").json()
    empty = {key: value for key, value in document.items() if not value}
    assert empty == {
        "circumscription": None,
        "zone": None,
        "earlier_zones": [],
        "other_sources": [],
        "census": {},
        "rolls": [],
        "services": None,
        "centre": None,
        "population_centre": None,
        "north_of_equator": None,
        "populations": [],
        "places": [],
    }
    row = client.get("/territorio.csv").content.decode().splitlines()[43]
    assert row == f"170161,Gualea,RURAL{',' * 21}http://127.0.0.1:8000{GUALEA_PAGE}"


def test_a_zone_frames_its_parishes_on_the_map_of_boundaries(client: Client) -> None:
    import_two_boundaries()
    page = client.get(f"{LIST}?mapa=limites&zona=choco-andino").content.decode()
    assert page.count('stroke="var(--grana)"') == 1


def test_places_inside_are_counted_by_kind_or_said_to_be_unknown(client: Client) -> None:
    assert "Todavía no se han cargado." in read(client, GUALEA_PAGE)
    gualea = Place.objects.get(code="170161")
    Place.objects.bulk_create(
        Place(kind=PlaceKind.BARRIO, code=f"b{n}", name=f"B{n}", folded=f"b{n:03}", parent=gualea)
        for n in range(30)
    )
    page = read(client, GUALEA_PAGE)
    assert "Barrio: 30 B0, B1, B2" in page
    assert "B24 y más, en la tabla" in page
    assert "B25" not in page


def test_a_zone_tells_its_days_parishes_and_doubts(client: Client) -> None:
    page = read(client, CHOCO_PAGE)
    assert "Vigente. Existe desde el 7 de abril de 2024." in page
    assert "Aquí viven 19.239 personas, según el censo 2022" in page
    assert "Falta confirmar el día exacto" in page
    before = read(client, f"{CHOCO_PAGE}?al=2024-04-06")
    assert "Todavía no existía." in before
    assert "Ese día no tenía parroquias." in before


def test_a_zone_names_who_is_disputed_claimed_and_gone(client: Client) -> None:
    page = read(client, "/territorio/zonas/la-delicia/")
    assert "Nono : estuvo aquí; hoy, en Chocó Andino" in page
    assert "Perucho : otra fuente la pone aquí; se cuenta en Eugenio Espejo" in page
    other = read(client, "/territorio/zonas/eugenio-espejo/")
    assert "Perucho : otra fuente la pone en La Delicia" in other


def test_a_zone_that_ended_says_so(client: Client) -> None:
    Place.objects.filter(code="la-mariscal").update(ends_on="2025-12-31")
    page = read(client, "/territorio/zonas/la-mariscal/?al=2026-01-01")
    assert "Ya no existe. Existió hasta el 31 de diciembre de 2025." in page


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
