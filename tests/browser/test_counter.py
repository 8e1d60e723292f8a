"""A clerk serves five people in a row with the keyboard alone; each follows their own request, and no other."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import axe_violations, html_errors_in
from tests.browser.live_site import LiveSite
from tests.browser.visiting import DESK, Visitor, Way, visiting

COUNTER = "/despacho/mostrador/"
WAYS = (
    Way("desk by keyboard", DESK, by_keyboard=True),
    Way("desk by keyboard without script", DESK, has_script=False, by_keyboard=True),
)
NUMBER = re.compile(r"[A-Z]{3}-\d{4}-\d{5}")
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
MOST_KEYS = 30  # besides what is typed: half a minute for whoever is used to it
LONGEST = 90  # seconds


@dataclass
class Window:
    """The clerk's keyboard: nothing is done with anything else."""

    clerk: Visitor
    keys: int = 0
    served: list[tuple[str, str]] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.clerk.page

    def type(self, words: str) -> None:
        """Type where the cursor is."""
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def enter(self, pattern: str) -> None:
        """Press Enter where the page put the cursor, and arrive at an address."""
        expect(self.page.locator("main :focus")).to_have_count(1)
        self.press("Enter")
        self.clerk.arrives(pattern)

    def look_for(self, words: str) -> None:
        """Look for somebody from the start of the counter, where the cursor waits."""
        expect(self.page.locator("main :focus")).to_have_count(1)
        self.type(words)
        self.press("Enter")
        self.clerk.reads("A quiénes encontramos")

    def register(self, name: str) -> None:
        """Look for a newcomer and register them with what was typed already."""
        self.look_for(name)
        self.clerk.reads("Nadie registrado con eso.")
        self.enter(f"{COUNTER}registrar/")
        assert self.focused("name") == name
        self.enter(f"{COUNTER}persona/*/")

    def ask_for(self, line: str) -> None:
        """Take the first act, ask for something in one line, and take the receipt."""
        self.enter("/pedido/")
        expect(self.page.locator("main :focus")).to_have_count(1)
        self.type(line)
        self.press("Enter")
        self.clerk.reads("Siguiente persona")

    def focused(self, name: str) -> str:
        """Return what stands in the field that has the cursor; it must be the one of this name."""
        at: dict[str, str] = self.page.evaluate(
            "({name: document.activeElement.name, value: document.activeElement.value})"
        )
        assert at["name"] == name
        return at["value"]

    def next_person(self) -> None:
        """Keep what the receipt says and turn to whoever comes next."""
        receipt = self.page.locator("article.receipt").inner_text()
        number, code = NUMBER.search(receipt), CODE.search(receipt)
        assert number is not None
        assert code is not None
        self.served.append((number[0], code[0]))
        self.enter(COUNTER)


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def window(request: pytest.FixtureRequest, chromium: Browser, site: LiveSite) -> Iterator[Window]:
    """A clerk of the demonstration at their counter."""
    with visiting(chromium, site, request.param) as clerk:
        clerk.open(site.entrance("clerk"))
        clerk.open(COUNTER)
        yield Window(clerk)


def serve_a_newcomer(window: Window, name: str, line: str) -> None:
    window.register(name)
    window.ask_for(line)
    window.next_person()


def serve_somebody_known(window: Window, name: str, line: str) -> None:
    """The first who is found has the keyboard."""
    window.look_for(name)
    window.enter(f"{COUNTER}persona/*/")
    window.ask_for(line)
    window.next_person()


def serve_without_a_name(window: Window, line: str) -> None:
    window.press("Tab", "Tab")
    window.enter(f"{COUNTER}sin-nombre/")
    window.ask_for(line)
    window.next_person()


def serve_in_kichwa(window: Window, name: str, line: str) -> None:
    """Mark at the first visit how the next clerk attends best; it stands on the card from then on."""
    window.look_for(name)
    window.enter(f"{COUNTER}registrar/")
    window.clerk.mark("Habla kichwa")
    window.enter(f"{COUNTER}persona/*/")
    window.clerk.reads("Habla kichwa")
    window.ask_for(line)
    window.next_person()


def renew(window: Window, name: str, number: str) -> None:
    """Hand out another code for a receipt that was lost; the clerk reads out what it is about."""
    window.look_for(name)
    window.enter(f"{COUNTER}persona/*/")
    window.clerk.press("link", "Dar un código de seguimiento nuevo")
    window.clerk.arrives("/renovar-codigo/")
    window.type(number)
    window.clerk.mark("Es su pedido")
    window.press("Enter")
    window.clerk.reads("el anterior dejó de servir")
    window.next_person()


def follow(visitor: Visitor, number: str, code: str) -> None:
    """Send number and code at the page of follow-up."""
    visitor.open("/seguimiento/")
    visitor.write("Número", number)
    visitor.write("Código", code)
    visitor.press("button", "Ver mi pedido")


def opens(visitor: Visitor, number: str, code: str) -> bool:
    """Try number and code at the page of follow-up; say whether they open the case of that number."""
    follow(visitor, number, code)
    visitor.reads(number if "expediente" in visitor.path else "no abren nada juntos")
    is_open = visitor.path == "/seguimiento/expediente/"
    if is_open:
        visitor.press("button", "Cerrar en este aparato")
        visitor.arrives("/seguimiento/")
    return is_open


def test_a_clerk_serves_five_people_in_a_row_by_keyboard(
    window: Window, chromium: Browser, site: LiveSite
) -> None:
    tag = "sin guion" if not window.clerk.way.has_script else "con guion"
    rosa = f"Rosa De Ensayo {tag}"
    turns = (
        lambda: serve_a_newcomer(window, rosa, "Una luminaria en la escalinata"),
        lambda: serve_somebody_known(window, rosa, "Limpieza del sumidero"),
        lambda: serve_without_a_name(window, "Bacheo frente a la escuela"),
        lambda: serve_in_kichwa(window, f"Sami De Ensayo {tag}", "Visita a la casa barrial"),
        lambda: renew(window, rosa, window.served[0][0]),
    )
    for turn in turns:
        window.keys, began = 0, time.monotonic()
        turn()
        assert window.keys <= MOST_KEYS
        assert time.monotonic() - began < LONGEST
    lost, *others = window.served
    with visiting(chromium, site, Way("phone", 360)) as neighbour:
        assert [opens(neighbour, *receipt) for receipt in others] == [True] * 4
        assert not opens(neighbour, *lost)
        assert not opens(neighbour, others[0][0], others[1][1])


# How the browser writes out what it read, whatever was sent
WRITTEN_OUT = ("doctype-style", "attribute-boolean-style")


@dataclass
class Looked:
    """Pages as the browser holds them, and what axe and html-validate find on each."""

    page: Page
    html: dict[str, str] = field(default_factory=dict)
    axe: dict[str, list[object]] = field(default_factory=dict)

    def look(self, name: str) -> None:
        """Keep the page as it stands, and look at it."""
        self.html[name] = self.page.content()
        self.axe[name] = [*axe_violations(self.page)]

    def faults(self) -> list[tuple[str, object]]:
        """Return what is wrong, page by page."""
        errors = [
            (name, line)
            for name, lines in html_errors_in(self.html).items()
            for line in lines
            if not any(rule in line for rule in WRITTEN_OUT)
        ]
        return [*errors, *((name, fault) for name, found in self.axe.items() for fault in found)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_receipt_card_and_followed_case_are_open_to_everyone(
    chromium: Browser, site: LiveSite, scheme: str
) -> None:
    with visiting(chromium, site, WAYS[0]) as clerk:
        looked, window = Looked(clerk.page), Window(clerk)
        clerk.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        clerk.open(site.entrance("clerk"))
        clerk.open(COUNTER)
        window.register(f"Ana De Ensayo {scheme}")
        looked.look("card")
        window.ask_for("Una banca en la parada")
        looked.look("receipt")
        window.next_person()
        follow(clerk, *window.served[0])
        clerk.arrives("/seguimiento/expediente/")
        looked.look("followed")
    assert looked.faults() == []


def test_the_receipt_fits_its_paper(chromium: Browser, site: LiveSite) -> None:
    """The browser prints it on a sheet and, at a counter with a roll, on 80 mm."""
    with visiting(chromium, site, WAYS[0]) as clerk:
        clerk.open(site.entrance("clerk"))
        widths = []
        for paper in ("Hoja A4", "Rollo de 80 mm"):
            clerk.open(f"{COUNTER}donde/")
            clerk.mark(paper)
            clerk.press("button", "Guardar")
            window = Window(clerk)
            clerk.arrives(COUNTER)
            clerk.open(f"{COUNTER}sin-nombre/")
            window.ask_for("Una banca en la parada")
            widths.append(printed(clerk.page.pdf(prefer_css_page_size=True)))
    assert widths == [(1, 210), (1, 80)]


def printed(pdf: bytes) -> tuple[int, int]:
    """Return how many pages a document has, and how wide the first is in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    return len(document), round(document[0].get_width() / 72 * 25.4)
