"""It is true that a link of the demonstration opens its account once, and no other door stays open."""

from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor


def test_a_link_of_the_demonstration_signs_in_once(visitor: Visitor, site: LiveSite) -> None:
    link = site.entrance("citizen")
    visitor.open(link)
    assert visitor.path == "/mi/"
    visitor.press("button", "Salir de mi cuenta")
    visitor.page.wait_for_url(f"{site.url}/")
    visitor.open(link)
    assert "ya se usó" in visitor.text
    visitor.open("/mi/")
    assert visitor.path == "/cuenta/entrar/?next=%2Fmi%2F"
