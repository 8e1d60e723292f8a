"""A neighbour without e-mail asks at the counter; the office pursues it; everybody reads it but who asked."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.live_site import LiveSite
from tests.browser.staff import enrol, new_adviser
from tests.browser.visiting import DESK, PHONE, WAYS, Visitor, Way, visiting
from tests.browser.walking import Reader

NUMBER = re.compile(r"GES-\d{4}-\d{5}")
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
NAME = "Zoila Vecina De Ensayo"
SAID = "Mi hija casi se cae en esa grada"
ACTIVITY = "/planes/demostracion/actividades/1/"
PUBLIC = (
    ACTIVITY,
    "/gestiones/",
    "/gestiones.csv",
    "/gestiones.json",
    "/gestiones.atom",
    "/registro/",
    "/planes/demostracion/actividades/1/hechos.atom",
    "/planes/demostracion/hechos.csv",
)


def asked_at_the_counter(chromium: Browser, site: LiveSite, line: str) -> tuple[str, str]:
    """Let the clerk register a newcomer and what they ask; return the number and the code."""
    with visiting(chromium, site, Way("desk", DESK)) as clerk:
        clerk.open(site.entrance("clerk"))
        clerk.open("/despacho/mostrador/registrar/")
        clerk.write("Nombre y apellido", NAME)
        clerk.press("button", "Registrar y atender")
        clerk.arrives("/despacho/mostrador/persona/*/")
        clerk.press("link", "Pedir algo a un despacho")
        clerk.write("Qué se pide, en una línea", line)
        clerk.write("Lo que dijo, en sus palabras", SAID)
        activity = clerk.field("Actividad del plan a la que sirve")
        activity.select_option(label="1. Abrir casas barriales con horario fijo")
        clerk.press("button", "Registrar y dar el recibo")
        clerk.reads("Siguiente persona")
        receipt = clerk.page.locator("article.receipt").inner_text()
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    assert number is not None
    assert code is not None
    return number[0], code[0]


def record(adviser: Visitor, number: str, step: str, title: str) -> None:
    """Record a step from the page of the gestión, and come back to it."""
    adviser.open(f"/despacho/gestiones/{number}/")
    adviser.press("link", step)
    adviser.write("Qué pasó", title)
    adviser.press("button", "Registrar")
    adviser.arrives(f"/despacho/gestiones/{number}/")


def test_a_need_from_the_counter_is_pursued_followed_and_public_without_who_asked(
    chromium: Browser, site: LiveSite
) -> None:
    line = "Arreglar la grada de la casa barrial"
    number, code = asked_at_the_counter(chromium, site, line)
    with visiting(chromium, site, Way("phone", PHONE)) as adviser:
        enrol(adviser, new_adviser(site))
        adviser.open(f"/despacho/gestiones/{number}/")
        adviser.reads(SAID)
        record(adviser, number, "Se visitó el lugar", "Visita a la grada con el comité")
        record(adviser, number, "Se envió una carta", "Carta a la empresa de obras")
    with visiting(chromium, site, Way("phone without script", PHONE, has_script=False)) as one:
        one.open(f"/seguimiento/?numero={number}")
        one.write("Código", code)
        one.press("button", "Ver mi pedido")
        one.reads("Visita a la grada con el comité")
        one.reads("Carta a la empresa de obras")
        one.open(ACTIVITY)
        one.reads(line)
    for path in (*PUBLIC, f"/gestiones/{number}/", f"/gestiones/{number}.json"):
        text = Reader(site.url).get(path).text
        assert (NAME in text, "Zoila" in text, SAID in text) == (False, False, False), path


def test_an_adviser_s_friday_seven_things_three_done_from_a_phone_one_without_network(
    chromium: Browser, site: LiveSite
) -> None:
    with visiting(chromium, site, WAYS[0]) as adviser:
        enrol(adviser, new_adviser(site))
        adviser.open("/despacho/")
        page = adviser.page
        owed = page.locator("section.owed, ul.owed-rows > li")
        before = owed.count()
        assert before >= 7
        waiting = page.get_by_role("link", name="Registrar la respuesta")
        answers = waiting.count()

        adviser.press_it(waiting.first)
        adviser.write("Qué pasó", "Contestaron que sí")
        adviser.press("button", "Registrar")
        number = page.url.rstrip("/").rpartition("/")[2]

        adviser.press("link", "Cómo terminó")
        adviser.mark("Se logró en parte")
        adviser.write("En una línea, para quien lo pidió", "La mitad quedó lista")
        adviser.press("button", "Registrar")
        adviser.reads("Lograda en parte")

        adviser.open("/despacho/gestiones/?estado=REQUESTED")
        adviser.press_it(page.locator("main ul.rows a.title").first)
        adviser.press("link", "Se llamó")
        adviser.write("Qué pasó", "Llamada a la entidad")
        adviser.press("button", "Registrar")

        adviser.open("/despacho/gestiones/en-la-calle/")
        page.evaluate("navigator.serviceWorker.ready")
        adviser.open("/despacho/gestiones/en-la-calle/")
        page.context.set_offline(True)
        page.reload()
        visited = page.get_by_label("De qué gestión").input_value()
        page.get_by_label("Qué pasó").fill("Visita de viernes")
        page.get_by_role("button", name="Registrar").click()
        expect(page.get_by_text("Espera la red. Se envía solo.")).to_be_visible()
        adviser.trouble.clear()  # the browser says itself that it had no network
        page.context.set_offline(False)
        expect(page.get_by_text("Registrado.")).to_be_visible()

        adviser.open("/despacho/")
        assert page.get_by_role("link", name="Registrar la respuesta").count() == answers - 1
        adviser.open(f"/gestiones/{visited}/")
        adviser.reads("Visita de viernes")
        adviser.open(f"/gestiones/{number}/")
        adviser.reads("La mitad quedó lista")
