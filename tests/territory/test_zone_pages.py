"""It is true that the page of a zone says its days, its parishes and its doubts."""

import pytest
from django.test import Client

from minga.territory.models import Place
from minga.territory.rules.places import PlaceKind
from tests.territory.visits import CHOCO_PAGE, GUALEA_PAGE, LIST, import_two_boundaries, read

pytestmark = pytest.mark.usefixtures("facts")


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
