"""Which pictures of the site do handbook and README show? One list: address, visitor, size, steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

type Steps = Callable[[Page], None]

PHONE, DESK = 360, 1000
PLAN = "/planes/demostracion/"
ACT = "/registro/PLA-2024-00001/40/"

ADVISER = "Asesoría"
SECRETARY = "Secretaría"
ADMINISTRATOR = "Administración"
PROTECTION = "Protección"

SMALL_PLAN = """Plan de trabajo 2027 - 2031
Cantón: Distrito de demostración
Programa: Barrios que conviven
Objetivos;Actividades;ODS;Línea base;Meta;Año 1;Año 2;Año 3;Año 4;Estrategias;Mecanismos de evaluación
Plazas vivas;Arreglar las plazas con quienes las usan;11;;;x;x;;;Convenios;Informe anual
;Abrir talleres de oficios en cada parroquia;4;12;40;;x;x;x;Ordenanzas;Informe anual
"""


@dataclass(frozen=True)
class Picture:
    """One picture: its file under docs/, the address it shows, who looks, and what they do first."""

    file: str
    path: str
    width: int = PHONE
    height: int = 740
    who: str = ""
    steps: Steps | None = None


def _search(page: Page) -> None:
    page.get_by_label("Palabras").fill("mercado")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**?*mercado*")
    _scroll_to(page, "main form button[type=submit]")


def _to_the_map(page: Page) -> None:
    _scroll_to(page, "main form")


def _scroll_to(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("one => one.scrollIntoView()")


def _upload_a_plan(page: Page) -> None:
    plan: FilePayload = {"name": "plan.csv", "mimeType": "text/csv", "buffer": SMALL_PLAN.encode()}
    page.locator("input[type=file]").set_input_files(plan)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/importar/*/")


def _open_the_first_number(page: Page) -> None:
    page.locator("main a[href*='/despacho/parametros/']").first.click()
    page.wait_for_load_state()


def _invite_somebody(page: Page) -> None:
    page.get_by_label("Nombre y apellido").fill("Rosa De Ejemplo")
    page.get_by_label("Cuerpo").select_option(label="Despacho de demostración")
    page.get_by_label("Cargo").select_option(label="Asesor(a) del despacho")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def _book(name: str) -> str:
    return f"handbook/pictures/{name}.png"


PICTURES: tuple[Picture, ...] = (
    Picture("picture.png", "/", DESK, 700),
    # la vecina
    Picture(_book("portada"), "/"),
    Picture(_book("actividades"), f"{PLAN}actividades/", steps=_search),
    Picture(_book("actividad"), f"{PLAN}actividades/1/", height=900),
    Picture(_book("territorio"), "/territorio/", DESK, 900, steps=_to_the_map),
    # quien verifica
    Picture(_book("registro"), "/registro/", DESK, 800),
    Picture(_book("hecho"), ACT, DESK, 700),
    Picture(_book("comprobar"), f"{ACT}comprobar/", DESK, 700),
    Picture(_book("cabezas"), "/registro/cabezas/", DESK, 520),
    # el despacho
    Picture(_book("entrar"), "/cuenta/entrar/"),
    Picture(_book("segundo-factor"), "/cuenta/segundo-factor/aplicacion/", who=ADVISER),
    Picture(_book("despacho"), "/despacho/", who=ADVISER),
    Picture(_book("medicion"), f"/despacho{PLAN}actividades/1/medicion/", height=900, who=ADVISER),
    Picture(_book("importar"), "/despacho/planes/importar/", DESK, 900, ADVISER, _upload_a_plan),
    Picture(_book("numeros"), "/despacho/parametros/", DESK, 620, SECRETARY),
    Picture(
        _book("numero"), "/despacho/parametros/", DESK, 1000, SECRETARY, _open_the_first_number
    ),
    Picture(_book("feriado"), "/despacho/feriados/", DESK, 720, SECRETARY),
    Picture(_book("datos-personales"), "/despacho/privacidad/", DESK, 900, PROTECTION),
    # quien administra
    Picture(_book("personas"), "/despacho/personas/", DESK, 720, ADMINISTRATOR),
    Picture(
        _book("invitacion"), "/despacho/personas/invitar/", DESK, 620, ADMINISTRATOR, _invite_somebody
    ),
)  # fmt: skip
