"""What stands around every page? The same for every reader, in the language of its address."""

from collections.abc import Mapping, Sequence

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy, override
from pytest_django import Settings

from minga.website import panels
from minga.website.context import LanguageLink, MenuEntry, MenuLink, site, site_for


def main_menu(ids: Sequence[str]) -> Mapping[str, Sequence[MenuEntry]]:
    entry = MenuEntry(gettext_lazy("Piezas"), "website:pieces", ("/piezas/", "/pieza/"))  # type: ignore[arg-type]  # lazy text is text
    return {panels.SITE: [entry]}


@pytest.fixture(autouse=True)
def _one_word_of_menu(_alone: None) -> None:
    panels.install({"main_menu": (main_menu,)})


def test_a_word_of_the_menu_is_current_on_all_its_addresses() -> None:
    assert [site_for(path).menu for path in ("/piezas/", "/pieza/3/", "/planes/")] == [
        (MenuLink("Piezas", "/piezas/", current=True),),
        (MenuLink("Piezas", "/piezas/", current=True),),
        (MenuLink("Piezas", "/piezas/", current=False),),
    ]


def test_the_menu_of_an_english_page_leads_to_english_pages() -> None:
    with override("en"):
        assert site_for("/en/piezas/").menu == (MenuLink("Pieces", "/en/piezas/", current=True),)


def test_each_page_leads_to_itself_in_the_other_language() -> None:
    assert site_for("/piezas/").languages == (LanguageLink("en", "English", "/en/piezas/"),)
    with override("en"):
        assert site_for("/en/piezas/").languages == (LanguageLink("es", "Español", "/piezas/"),)


def test_a_page_that_does_not_exist_leads_to_the_front_page_of_the_other_language() -> None:
    assert site_for("/no-hay/").languages == (LanguageLink("en", "English", "/en/"),)


def test_the_address_of_a_page_is_that_of_the_installation_and_not_of_the_request(
    settings: Settings,
) -> None:
    settings.SITE_ADDRESS = "https://minga.example"
    assert site_for("/piezas/").page_address == "https://minga.example/piezas/"


def test_a_context_without_a_room_has_no_word_in_the_menu() -> None:
    panels.install({})
    assert (site_for("/").menu, site_for("/").search, site_for("/").footer) == ((), (), ())


def test_what_surrounds_a_page_reads_no_session_and_no_database(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/piezas/")
    assert not hasattr(request, "session")
    assert list(site(request)) == ["site"]
