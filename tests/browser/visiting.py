"""How does a person use a page? By hand or by keyboard alone, on a phone or a desk, with script or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.live_site import LiveSite

MOST_TABS = 400
PATIENCE = 8_000  # milliseconds for anything to happen
PHONE, DESK = 360, 1280

# Does the browser draw where the focus is, on the thing itself or on the label that holds it?
FOCUS_IS_DRAWN = """
at => [at, at.closest('label')].filter(one => one).map(one => getComputedStyle(one)).some(
    style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== 'none')
"""
FOCUS_IS_SEEN = """
at => {
    const {top, bottom, left, right} = (at.closest('label') ?? at).getBoundingClientRect();
    return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
}
"""
# How many stops are surely left before the thing: groups of choices count for none here
STOPS_BEFORE = """
at => {
    const stops = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    )].filter(one => !one.disabled && one.type !== 'radio' && one.type !== 'hidden'
        && one.checkVisibility());
    const isAfter = (one, other) => one.compareDocumentPosition(other) & 4;
    const here = document.activeElement;
    return stops.filter(one => isAfter(here, one) && one !== here && isAfter(one, at)).length;
}
"""
# Which key leads on to the thing: none when the focus is there, an arrow within one group of choices
KEY_TO = """
at => at === document.activeElement ? ''
    : document.activeElement.type === 'radio' && document.activeElement.name === at.name
    ? 'ArrowDown' : 'Tab'
"""


@dataclass(frozen=True)
class Way:
    """One way of using the site."""

    name: str
    width: int
    has_script: bool = True
    by_keyboard: bool = False


WAYS = (
    Way("phone", PHONE),
    Way("desk", DESK),
    Way("phone without script", PHONE, has_script=False),
    Way("desk without script", DESK, has_script=False),
    Way("phone by keyboard", PHONE, by_keyboard=True),
    Way("desk by keyboard", DESK, by_keyboard=True),
)


class Visitor:
    """Somebody before a page. Every act is done in this visitor's way."""

    def __init__(self, site: LiveSite, page: Page, way: Way) -> None:
        self.site, self.page, self.way = site, page, way
        self.trouble: list[str] = []
        self.acts = 0
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("response", self._see)

    def _hear(self, said: ConsoleMessage) -> None:
        is_answer = said.text.startswith("Failed to load resource")  # a status, and those are seen
        if said.type in {"error", "warning"} and not is_answer:
            self.trouble.append(said.text)

    def _see(self, response: Response) -> None:
        is_part = response.request.resource_type != "document"
        failed = response.status >= (400 if is_part else 500)
        if failed or not response.url.startswith((self.site.url, "data:")):
            self.trouble.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(path if path.startswith("http") else self.site.url + path)

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return self.page.url.removeprefix(self.site.url)

    def arrives(self, pattern: str) -> None:
        """Wait until the visitor is at an address of the site; `*` stands for any word."""
        self.page.wait_for_url(f"**{pattern}")

    def reads(self, words: str) -> None:
        """Wait until the page says some words, as they are drawn."""
        main = self.page.locator("main")
        expect(main).to_contain_text(words, use_inner_text=True, timeout=PATIENCE)

    def press(self, role: Any, name: str, *, within: str = "main") -> None:
        """Follow a link or press a button with exactly this name."""
        self.press_it(self.page.locator(within).get_by_role(role, name=name, exact=True).first)

    def press_it(self, target: Locator) -> None:
        """Click the thing, or walk to it and press Enter."""
        self.acts += 1
        if not self.way.by_keyboard:
            target.click()
            return
        self.walk_to(target)
        self.page.keyboard.press("Enter")

    def unfold(self, words: str) -> None:
        """Open what is folded behind some words."""
        fold = self.page.locator("main summary", has_text=words).first
        if fold.evaluate("at => !at.parentElement.open"):
            self.press_it(fold)

    def write(self, label: str, text: str) -> None:
        """Write into a field, over what stood there."""
        self.acts += 1
        field = self.field(label)
        if not self.way.by_keyboard or field.get_attribute("type") == "date":
            field.fill(text)
            return
        self.walk_to(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list of options."""
        self.acts += 1
        field = self.field(label)
        if self.way.by_keyboard:
            self.walk_to(field)
        field.select_option(label=option)

    def mark(self, label: str) -> None:
        """Mark one of several choices."""
        self.acts += 1
        choice = self.field(label)
        if not self.way.by_keyboard:
            choice.check()
            return
        self.walk_to(choice)
        self.page.keyboard.press("Space")
        assert choice.is_checked()

    def hand_over(self, label: str, name: str, kind: str, content: bytes) -> None:
        """Choose a file; the window of the system that asks for it is not ours."""
        self.acts += 1
        field = self.field(label)
        if self.way.by_keyboard:
            self.walk_to(field)
        field.set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def field(self, label: str) -> Locator:
        """Return the field with this label."""
        return self.page.locator("main").get_by_label(label).first

    def walk_to(self, target: Locator) -> None:
        """Press Tab until the focus is on the thing; it must be drawn there, and be in the window."""
        for _stop in range(target.evaluate(STOPS_BEFORE)):
            self.page.keyboard.press("Tab")
        for _step in range(MOST_TABS):
            key = target.evaluate(KEY_TO)  # found anew: a list may have been exchanged meanwhile
            if not key:
                break
            self.page.keyboard.press(key)
        assert not key, f"no se llega con el teclado a {target}"
        assert target.evaluate(FOCUS_IS_DRAWN), f"no se ve el foco en {target}"
        assert target.evaluate(FOCUS_IS_SEEN), f"el foco queda fuera de la ventana en {target}"

    def download(self, target: Locator, into: Path) -> Path:
        """Press a link that is saved, and return the file."""
        with self.page.expect_download() as started:
            self.press_it(target)
        path = into / started.value.suggested_filename
        started.value.save_as(path)
        return path


@contextmanager
def visiting(browser: Browser, site: LiveSite, way: Way) -> Iterator[Visitor]:
    """Let a visitor in; at the end nothing may have gone wrong on the way."""
    context = browser.new_context(
        viewport={"width": way.width, "height": 800},
        java_script_enabled=way.has_script,
        locale="es-EC",
        accept_downloads=True,
    )
    try:
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(site, context.new_page(), way)
        yield visitor
        assert not visitor.trouble, visitor.trouble
    finally:
        context.close()
