"""It is true that the secretary confirms a number of the law, and the page of that number says so."""

import pytest

from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor


@pytest.fixture
def secretary(visitor: Visitor, site: LiveSite) -> Visitor:
    """The visitor, signed in as the secretary of the demonstration's council."""
    visitor.open(site.entrance("secretary"))
    return visitor


def test_the_secretary_confirms_a_number_of_the_law(secretary: Visitor) -> None:
    secretary.open("/despacho/")
    secretary.press("link", "Registrar un hecho")
    secretary.press("link", "Un número de la ley")
    known = secretary.page.locator("main ul.owed-rows li", has_text="Número de trabajo")
    waiting = known.first.locator("a.title")
    name = waiting.inner_text()
    secretary.press_it(waiting)
    assert secretary.page.locator("h1").inner_text() == name
    secretary.write("Rige desde", "2024-01-01")
    secretary.write("Artículo", "COOTAD 322")
    secretary.press("button", "Confirmar y publicar")
    assert "Dónde lo leíste" in secretary.page.locator(".error-summary").inner_text()
    secretary.write("Dónde lo leíste", "Registro Oficial ficticio 12, 3 de enero de 2024")
    secretary.press("button", "Confirmar y publicar")
    secretary.arrives("/registro/parametros/*/")
    assert secretary.page.locator("h1").inner_text() == name
    secretary.reads("Lo confirmó una persona ficticia: no es una regla vigente.")
    secretary.reads("1 hecho lo confirma.")
    secretary.open("/despacho/parametros/")
    assert name not in secretary.page.locator("main ul.owed-rows a.title").all_inner_texts()
