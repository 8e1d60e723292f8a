"""A neighbour asks about her data at the counter; who answers corrects them, and she reads it without account."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from tests.browser.harness import Violation, axe_violations
from tests.browser.live_site import LiveSite
from tests.browser.visiting import DESK, PHONE, Visitor, Way, visiting

COUNTER = "/despacho/mostrador/"
NUMBER = re.compile(r"DAT-\d{4}-\d{5}")
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
WAYS = (
    Way("phone", PHONE),
    Way("desk without script", DESK, has_script=False),
    Way("desk by keyboard", DESK, by_keyboard=True),
)


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """One way of using the site, for the three of them."""
    found: Way = request.param
    return found


@pytest.fixture
def clerk(chromium: Browser, site: LiveSite, way: Way) -> Iterator[Visitor]:
    with visiting(chromium, site, way) as visitor:
        visitor.open(site.entrance("clerk"))
        yield visitor


@pytest.fixture
def officer(chromium: Browser, site: LiveSite, way: Way) -> Iterator[Visitor]:
    with visiting(chromium, site, way) as visitor:
        visitor.open(site.entrance("protection_officer"))
        yield visitor


@pytest.fixture
def neighbour(chromium: Browser, site: LiveSite, way: Way) -> Iterator[Visitor]:
    with visiting(chromium, site, way) as visitor:
        yield visitor


def faults(visitor: Visitor) -> Sequence[Violation]:
    """Return what axe finds on the page; it is a script, and needs a browser that runs one."""
    return axe_violations(visitor.page) if visitor.way.has_script else []


def ask_at_the_counter(clerk: Visitor, name: str) -> tuple[str, str]:
    """Register a newcomer, take her request with her document seen; return number and code."""
    clerk.open(f"{COUNTER}registrar/")
    clerk.write("Nombre", name)
    clerk.page.locator("main form button[type=submit]").first.click()
    clerk.arrives(f"{COUNTER}persona/*/")
    clerk.press("link", "Pedir algo sobre sus datos personales")
    clerk.mark("Corregir mis datos (rectificación)")
    clerk.write("Con sus palabras", "Mi nombre está mal escrito: es Zoila Rosa.")
    clerk.mark("Vi su documento y es la persona de los datos")
    assert faults(clerk) == []
    clerk.press("button", "Registrar y dar el recibo")
    clerk.reads("Siguiente persona")
    receipt = clerk.page.locator("article.receipt").inner_text()
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    assert number is not None
    assert code is not None
    return number[0], code[0]


def answer_it(officer: Visitor, number: str) -> None:
    """Find the request in the queue, correct the name, and see the letter."""
    officer.open("/despacho/")
    officer.reads("Responder: rectificación de datos")
    officer.press("link", "Abrir datos personales")
    officer.press_it(officer.page.locator(f"main a[href*='{number}']"))
    officer.reads("Mi nombre está mal escrito: es Zoila Rosa.")
    officer.press("link", "Responder")
    officer.mark("Concederla")
    officer.write("Nombre, como debe quedar", "Zoila Rosa De Ensayo")
    officer.press("button", "Responder y hacerlo")
    officer.reads("Respuesta en palabras sencillas")
    officer.write("Respuesta en palabras sencillas", "Corregimos tu nombre.")
    officer.press("button", "Responder y hacerlo")
    officer.arrives(f"/{number}/carta/")
    officer.reads("Corregimos tu nombre.")
    officer.reads("Superintendencia de Protección de Datos Personales")
    officer.reads("Zoila Rosa De Ensayo")
    assert faults(officer) == []


def test_a_request_goes_from_the_counter_to_its_answer(
    clerk: Visitor, officer: Visitor, neighbour: Visitor
) -> None:
    number, code = ask_at_the_counter(clerk, "Zoila De Ensayo")
    answer_it(officer, number)
    neighbour.open("/seguimiento/")
    neighbour.write("Número", number)
    neighbour.write("Código", code)
    neighbour.page.locator("main form button[type=submit]").first.click()
    neighbour.reads("Concedida")
    said = neighbour.page.locator("main").inner_text()
    assert [word for word in ("Zoila", "Corregimos") if word in said] == []
    neighbour.open("/registro/")
    assert number not in neighbour.page.content()
