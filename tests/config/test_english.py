"""It is true that who asks for English gets English: pages, their links and what is read aloud."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from minga.config.running.first_start import CONTEXTS, public_function
from minga.people.public import Body, demonstration_people
from minga.plan.models import PlanVersion, Programme
from minga.record.models import ActText
from tests.cast import signed_in
from tests.routes import route_name
from tests.website.catalogues import ENGLISH, said_and_translated

SPOKEN = {"title", "alt", "aria-label", "content", "data-label", "data-copied", "data-dark"}
STARTS = (
    *("/en/", "/en/mi/", "/en/despacho/", "/en/planes/comparar/", "/en/salud/", "/en/no-hay/"),
    *("/en/cuenta/contrasena/", "/en/cuenta/segundo-factor/", "/en/despacho/personas/"),
)
FILES = re.compile(r"\.(?:json|csv|atom|pdf)\b|/documentos/|/recuperacion/")
LETTERS_THAT_TELL = 12
# The pictures of the pieces are samples, written in Spanish where they stand.
SAMPLES = "/en/piezas/"
# No parish, plan or act has these words in its text.
WORDS = re.compile(
    r"\b(?:Prueba:|Responde|faltan|todavía|hechos|registrad[ao]s|Volver a|Descargar|sin dato|vence)\b"
)


class Page(HTMLParser):
    """Collects what a page says, written or read aloud, and where its links lead."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.said.append(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.said.extend(" ".join(found[name].split()) for name in SPOKEN & found.keys())
        if tag == "a" and "href" in found and "hreflang" not in found:
            self.links.append(found["href"])


@pytest.fixture
def world(db: None, settings: Settings) -> None:
    """What ships with the program, and the demonstration on top of it."""
    settings.DEMONSTRATION = True
    with override("es"):
        for context in CONTEXTS:
            if load := public_function(context, "load_reference"):
                load()
        import_module("minga.config.demonstration").load()


def walk(client: Client) -> Iterator[tuple[str, Page]]:
    """Give every page that links lead to from the starts, the first one of each route."""
    waiting, seen = list(STARTS), {""}
    while waiting:
        address = waiting.pop(0)
        with override("es"):  # the routes are asked for without a prefix
            name = route_name(address)
        if name in seen or FILES.search(address) or address.startswith(SAMPLES):
            continue
        seen.add(name)
        response = client.get(address, follow=True)
        page = Page(response.content.decode())
        waiting += [link for link in page.links if link.startswith("/en/")]
        yield name, page


def recorded() -> set[str]:
    """Return the texts that were recorded: they stay in the language in which they were."""
    wordings = ActText.objects.values_list("title", "text")
    names = Programme.objects.values_list("short_name", flat=True)
    return {text for pair in wordings for text in pair} | set(names)


def sentences() -> dict[str, re.Pattern[str]]:
    """Return what the interface says in Spanish and not in English, whatever fills its places."""
    found = {}
    for spanish, english in said_and_translated(ENGLISH):
        text = " ".join(re.sub(r"<\w+>.*|</\w+>", "", spanish).split())
        parts = re.split(r"%\(\w+\)s|\{\w+\}", text)
        letters = sum(sign.isalpha() for part in parts for sign in part)
        if spanish != english and (len(parts) == 1 or letters >= LETTERS_THAT_TELL):
            found[spanish] = re.compile(".+?".join(map(re.escape, parts)))
    return found


@pytest.mark.parametrize("part", [None, "councillor", "administrator"])
def test_english_pages(world: None, part: str | None) -> None:
    client = signed_in(Client(), demonstration_people().persons[part]) if part else Client()
    said = {(name, words) for name, page in walk(client) for words in page.said if words}
    print(len({n for n,_ in said}), len(said))
    spanish = sentences()
    whole = {s for s in spanish}
    kept = recorded()
    leaks = sorted((n,w) for n,w in said if w not in kept and (w in whole or any(p.fullmatch(w) for p in spanish.values())))
    for l in leaks: print('LEAK',l)
    for n,w in sorted(said):
        if WORDS.search(w) and w not in kept: print('WORD',n,w[:150])
    assert 0
