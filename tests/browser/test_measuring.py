"""It is true that a measurement with its photo, recorded on a phone, is public at once and then sealed."""

from io import BytesIO
from itertools import count

from PIL import Image

from tests.browser.live_site import LiveSite
from tests.browser.staff import enrol, new_adviser
from tests.browser.visiting import Visitor
from tests.browser.walking import Reader

ACTIVITY = "/planes/demostracion/actividades/1/"
FEED = "/planes/demostracion/actividades/1/hechos.atom"
MOST_ACTS = 8  # presses and fields, from the desk to the public page

_turns = count(1)


def photo() -> bytes:
    """A picture as a telephone takes it."""
    file, turn = BytesIO(), next(_turns)
    Image.new("RGB", (640, 480), (turn, 90, 140)).save(file, "JPEG")
    return file.getvalue()


def public(site: LiveSite, path: str) -> str:
    """What anybody reads now, through the page cache."""
    return Reader(site.url).get(path).text


def test_an_adviser_records_a_measurement_and_everybody_sees_it(
    visitor: Visitor, site: LiveSite
) -> None:
    enrol(visitor, new_adviser(site))
    picture = f"casa-{next(_turns)}.jpg"
    before = [public(site, ACTIVITY), public(site, FEED)]
    assert picture not in "".join(before)

    visitor.open("/despacho/")
    visitor.acts = 0
    visitor.press("link", "Registrar un hecho")
    plan = visitor.page.locator("main li", has_text="Plan del Concejo de demostración")
    visitor.press_it(plan.get_by_role("link"))
    visitor.press("link", "1. Abrir casas barriales con horario fijo")
    visitor.press("link", "Registrar una medición")
    visitor.write("Cuánto dio", "2")
    visitor.hand_over("La prueba", picture, "image/jpeg", photo())
    visitor.press("button", "Registrar")
    visitor.arrives(ACTIVITY)
    assert visitor.acts <= MOST_ACTS

    newest = visitor.page.locator("ol.cord li.past").first
    assert "Medición: Casas abiertas" in newest.inner_text()
    act = newest.locator("a.title").get_attribute("href") or ""
    assert picture in newest.inner_text()
    assert picture in public(site, ACTIVITY)
    assert act in public(site, FEED)

    visitor.open(f"{act}comprobar/")
    visitor.reads("Todavía no tiene sello")
    site.seal()
    visitor.press("link", "Volver al hecho")
    visitor.reads("Sellado")
    visitor.press("link", "Comprobar ahora")
    visitor.reads("Sí. Nadie lo ha cambiado desde que se selló.")
