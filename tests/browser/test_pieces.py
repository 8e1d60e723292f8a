"""Is every piece open to everyone? Each in a real browser, by day, by night, large, on paper, without script."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.harness import axe_violations, forget_drawings, html_errors
from tests.website.colours import STATIC
from tests.website.urls import no_panels

pytestmark = pytest.mark.browser

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LARGER_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""

type Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The website alone, without any other context and without a database."""
    alone = override_settings(
        ROOT_URLCONF="tests.website.urls",
        STORAGES=PLAIN,
        STATIC_ROOT=str(STATIC.parent),
        ALLOWED_HOSTS=["localhost"],
        DEMONSTRATION=True,
    )
    forget_drawings()
    with alone, no_panels():
        server = LiveServer("localhost")
        yield server.url
        server.stop()
    forget_drawings()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """Open an address as a visitor of one's own; closed when the test ends."""
    contexts = []

    def open_page(path: str = "/piezas/", width: int = 360, **visitor: Any) -> Page:
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(viewport=viewport, **visitor)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("visitor", [
    {"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"},
])  # fmt: skip
def test_axe_finds_nothing_in_any_piece(visit: Visit, width: int, visitor: dict[str, str]) -> None:
    assert axe_violations(visit(width=width, **visitor)) == []


@pytest.mark.parametrize("path", ["/en/piezas/", "/no-hay/"])
def test_axe_finds_nothing_in_english_and_in_failures(visit: Visit, path: str) -> None:
    assert axe_violations(visit(path)) == []


@pytest.mark.parametrize("path", ["/piezas/", "/en/piezas/", "/no-hay/"])
def test_every_page_is_valid_html(visit: Visit, site: str, path: str) -> None:
    page = visit()
    assert html_errors(page.request.get(f"{site}{path}").text()) == []


@pytest.mark.parametrize("width", [320, 360, 599, 899, 900, 1280])
def test_nothing_is_wider_than_the_window(visit: Visit, width: int) -> None:
    assert visit(width=width).evaluate("document.documentElement.scrollWidth") == width


def test_nothing_breaks_when_the_reader_spreads_the_text(visit: Visit) -> None:
    page = visit(width=320, bypass_csp=True)
    page.add_style_tag(content=LARGER_SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_is_asked_of_another_host_and_nothing_is_refused(
    chromium: Browser, site: str
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site}/piezas/")
    page.close()
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert said == []


def test_the_first_key_leads_past_the_masthead(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenido"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_drawn_around_a_button(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    page.locator("main .btn").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = page.evaluate(
        "(({outlineStyle, outlineWidth, boxShadow}) => [outlineStyle, outlineWidth, boxShadow])"
        "(getComputedStyle(document.activeElement))"
    )
    assert style == ["solid", "3px", "rgb(255, 203, 31) 0px 0px 0px 5px"]


def test_the_switch_of_colours_is_kept_by_the_browser(visit: Visit) -> None:
    page = visit(color_scheme="light")
    page.get_by_role("button", name="Ver en oscuro").click()
    page.reload()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(19, 18, 30)"
    page.get_by_role("button", name="Ver en claro").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme ?? null") is None


def test_without_script_nothing_promises_what_it_cannot_do(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("[data-needs-script]:visible, [data-theme-switch]:visible").count() == 0
    assert page.get_by_role("link", name="Seguir").count() == 1


def test_with_script_sharing_and_printing_appear(visit: Visit) -> None:
    names = visit().locator(".share li:visible").all_inner_texts()
    expected = ["Seguir", "Por mensaje", "Compartir", "Descargar CSV", "Imprimir"]
    assert [name.strip() for name in names] == expected


def test_a_chosen_file_says_its_name_and_size(visit: Visit) -> None:
    page = visit()
    files = {"name": "acta.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 340_000}
    page.locator("input[type=file]").set_input_files(files)
    assert page.locator("output").inner_text() == "acta.jpg, 340 kB"


def test_on_paper_there_is_the_address_and_no_navigation(visit: Visit) -> None:
    page = visit()
    page.emulate_media(media="print")
    shown = page.locator(".print-address").inner_text()
    assert shown == "http://127.0.0.1:8000/piezas/"
    hidden = page.locator(".tool:visible, .foot:visible, .share:visible, main .btn:visible")
    assert hidden.count() == 0


def test_a_turn_is_framed_on_paper_and_named_with_its_sign(visit: Visit) -> None:
    page = visit()
    page.emulate_media(media="print")
    frame = page.locator(".turn").first.evaluate(
        "one => [getComputedStyle(one).borderStyle, "
        "getComputedStyle(one.querySelector('h2'), '::before').content]"
    )
    assert frame == ["solid", '"▶"']


def test_paper_is_white_also_for_who_reads_by_night(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "(({backgroundColor, color}) => [backgroundColor, color])(getComputedStyle(document.body))"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
