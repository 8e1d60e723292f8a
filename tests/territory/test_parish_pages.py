"""It is true that the page of a parish says what it is, how it stands, and what nobody knows."""

import re
from collections.abc import Sequence

import pytest
from django.test import Client

from minga.territory.models import (
    ElectorFigure,
    Place,
    PopulationFigure,
    ServicesFigure,
    ZoneMembership,
)
from minga.territory.rules.figure_rows import figure_rows
from minga.territory.rules.tables import read_table
from minga.territory.services.populations import import_populations
from tests.territory.visits import (
    CHOCO_PAGE,
    GUALEA_PAGE,
    LIST,
    plain,
    read,
)

pytestmark = pytest.mark.usefixtures("facts")


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
