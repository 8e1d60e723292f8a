"""It is true of the main pages: they can be printed, and read in the colours a reader has chosen."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.harness import axe_violations
from tests.browser.live_site import LiveSite

MAIN = (
    "/",
    "/planes/demostracion/",
    "/planes/demostracion/actividades/1/",
    "/planes/demostracion/actividades/",
    "/plan/actividades/4/",
    "/registro/",
    "/registro/PLA-2026-00001/1/",
    "/territorio/",
    "/territorio/parroquias/170155/",
)
A4 = 794  # pixels of 210 mm
NOT_PRINTED = "nav:not(.path), .tool, .foot, .share, .filters, .data-links, main .btn, main button"
INK_OF_DRAWINGS = """
['--ink', '--dye-1', '--dye-7', '--late'].map(
    name => getComputedStyle(document.documentElement).getPropertyValue(name))
"""


@pytest.fixture
def page(chromium: Browser, site: LiveSite) -> Iterator[Page]:
    """A sheet of paper, or the screen of somebody who chooses the colours."""
    context = chromium.new_context(viewport={"width": A4, "height": 1123}, base_url=site.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", MAIN)
def test_a_page_on_paper_says_its_address_and_leads_nowhere(page: Page, path: str) -> None:
    page.emulate_media(media="print")
    page.goto(path)
    assert page.locator("h1").is_visible()
    assert page.locator(".print-address").inner_text().endswith(path)
    assert page.locator(".demonstration").is_visible()
    shown = [one.evaluate("at => at.outerHTML") for one in page.locator(NOT_PRINTED).all()
             if one.is_visible()]  # fmt: skip
    assert shown == []
    assert page.evaluate("document.documentElement.scrollWidth") == A4


@pytest.mark.parametrize("path", MAIN)
def test_a_page_is_open_in_the_colours_of_its_reader(page: Page, path: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(path)
    assert axe_violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_take_the_colours_of_their_reader(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto("/")
    assert page.evaluate(INK_OF_DRAWINGS) == ["CanvasText"] * 4
