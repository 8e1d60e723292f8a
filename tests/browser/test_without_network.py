"""It is true that a step written without network waits on the phone and is recorded once there is one."""

from playwright.sync_api import Browser, expect

from tests.browser.live_site import LiveSite
from tests.browser.staff import enrol, new_adviser
from tests.browser.visiting import WAYS, visiting

FIELD = "/despacho/gestiones/en-la-calle/"


def test_a_step_written_without_network_is_sent_later_once(
    chromium: Browser, site: LiveSite
) -> None:
    with visiting(chromium, site, WAYS[0]) as adviser:
        enrol(adviser, new_adviser(site))
        adviser.open(FIELD)
        page = adviser.page
        page.evaluate("navigator.serviceWorker.ready")
        adviser.open(FIELD)  # now through the worker, which keeps what the page looks like
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrar un paso en la calle")
        number = page.get_by_label("De qué gestión").input_value()
        page.get_by_label("Qué pasó").fill("Visita hecha sin red")
        page.get_by_role("button", name="Registrar").click()
        expect(page.get_by_text("Espera la red. Se envía solo.")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Visita hecha sin red")).to_be_visible()
        adviser.trouble.clear()  # the browser says itself that it had no network
        page.context.set_offline(False)
        expect(page.get_by_text("Registrado.")).to_be_visible()
        adviser.open(f"/gestiones/{number}/")
        assert page.get_by_role("link", name="Visita hecha sin red").count() == 1
