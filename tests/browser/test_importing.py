"""It is true that an office brings in a plan: it sees what was understood, confirms, and nothing doubles."""

from itertools import count

import pytest

from tests.browser.furnishing import document
from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor

_turns = count(2031)

ROWS = (
    'Agua,"Cuidar el agua",Limpiar las quebradas,x,x,,"12 quebradas",Mingas,Veeduría',
    'Agua,"Cuidar el agua",Sembrar junto a las vertientes,x,,,,Convenios,Veeduría',
)
ADDED = 'Agua,"Cuidar el agua",Medir el caudal cada mes,,x,,,Convenios,Veeduría'


@pytest.fixture
def adviser(visitor: Visitor, site: LiveSite) -> Visitor:
    """The visitor, signed in as the adviser of the demonstration."""
    visitor.open(site.entrance("adviser"))
    return visitor


def hand_in(adviser: Visitor, content: bytes) -> None:
    """Read a document at the desk; the page of what was understood follows."""
    adviser.open("/despacho/")
    adviser.press("link", "Registrar un hecho")
    adviser.press("link", "Un plan de trabajo, desde su documento")
    adviser.choose("Quién promete", "Despacho de demostración")
    adviser.hand_over("El documento del plan", "plan.csv", "text/csv", content)
    adviser.press("button", "Leer el documento")
    adviser.arrives("/despacho/planes/importar/*/")


def test_a_plan_is_read_confirmed_and_not_doubled(adviser: Visitor) -> None:
    year = next(_turns)
    hand_in(adviser, document(year, ROWS))
    adviser.reads("1 programa, 2 actividades.")
    adviser.reads("Es un plan nuevo de Despacho de demostración.")
    adviser.press("button", "Registrar el plan")
    adviser.arrives("/planes/*/")
    adviser.reads("Limpiar las quebradas")
    address = adviser.path

    hand_in(adviser, document(year, ROWS))
    adviser.reads("Sin diferencias con")
    assert adviser.page.get_by_role("button", name="Registrar el plan").count() == 0

    hand_in(adviser, document(year, (*ROWS, ADDED)))
    adviser.reads("Será otra versión de")
    assert "Medir el caudal cada mes" in adviser.page.locator("main section").first.inner_text()
    adviser.press("button", "Registrar el plan")
    adviser.arrives(address)
    adviser.reads("Medir el caudal cada mes")
    adviser.reads("Versión 2 del documento")


def test_what_is_no_plan_is_refused_with_a_reason(adviser: Visitor) -> None:
    adviser.open("/despacho/planes/importar/")
    adviser.choose("Quién promete", "Despacho de demostración")
    adviser.hand_over("El documento del plan", "carta.txt", "text/plain", b"Estimada vecina:\n")
    adviser.press("button", "Leer el documento")
    summary = adviser.page.locator(".error-summary")
    summary.wait_for()
    assert "El documento del plan" in summary.inner_text()
    assert adviser.path == "/despacho/planes/importar/"
