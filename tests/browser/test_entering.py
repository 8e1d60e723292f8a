"""It is true that staff enters with password and code, and a demonstration link opens its account once."""

from tests.browser.harness import axe_violations
from tests.browser.live_site import LiveSite
from tests.browser.staff import PASSWORD, enrol, new_adviser, shown_in
from tests.browser.visiting import Visitor


def test_a_link_of_the_demonstration_signs_in_once(visitor: Visitor, site: LiveSite) -> None:
    link = site.entrance("citizen")
    visitor.open(link)
    assert visitor.path == "/mi/"
    visitor.press("button", "Salir de mi cuenta")
    visitor.page.wait_for_url(f"{site.url}/")
    visitor.open(link)
    visitor.reads("ya se usó")
    visitor.open("/mi/")
    assert visitor.path == "/cuenta/entrar/?next=%2Fmi%2F"


def test_staff_enters_with_password_and_code(visitor: Visitor, site: LiveSite) -> None:
    username = new_adviser(site)
    secret = enrol(visitor, username)
    visitor.press("button", "Salir de mi cuenta")
    visitor.page.wait_for_url(f"{site.url}/")
    visitor.open("/despacho/")
    visitor.write("Usuario", username)
    visitor.write("Contraseña", PASSWORD)
    visitor.press("button", "Entrar")
    visitor.arrives("/cuenta/segundo-factor/entrar/**")
    if visitor.way.has_script:  # axe is one itself
        assert axe_violations(visitor.page) == []
    visitor.write("Código", "000000")
    visitor.press("button", "Entrar")
    assert "El código no es correcto" in visitor.page.locator(".error-summary").inner_text()
    visitor.write("Código", shown_in(secret, half_minutes=1))
    visitor.press("button", "Entrar")
    visitor.arrives("/despacho/")
    assert visitor.page.locator("h1").inner_text().endswith("te necesitan hoy")
