"""It is true that who asks for English gets English: pages, their links and what is read aloud."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module

import pytest
from django.conf.locale import LANG_INFO
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from minga.config.running.first_start import CONTEXTS, public_function
from minga.people.models import Body
from minga.people.public import demonstration_people
from minga.plan.models import ActivityText, PlanVersion, Programme
from minga.plan.queries.letters import shipped_templates
from minga.record.models import ActText, Case
from minga.territory.models import Place
from tests.cast import signed_in
from tests.routes import route_name
from tests.website.catalogues import ENGLISH, said_and_translated

STARTS = (
    *("/en/", "/en/mi/", "/en/despacho/", "/en/planes/comparar/", "/en/salud/", "/en/no-hay/"),
    *("/en/cuenta/contrasena/", "/en/cuenta/segundo-factor/", "/en/despacho/personas/"),
)
FILES = re.compile(r"\.(?:json|csv|atom|pdf)\b|/documentos/|/recuperacion/")
# The pieces are shown with sample texts, written in Spanish where they stand.
SAMPLES = "/en/piezas/"
READ_ALOUD = {"title", "alt", "aria-label", "content", "data-label", "data-copied", "data-dark"}
LETTERS_THAT_TELL = 12
# Words of the interface that no parish, plan or act of the demonstration has.
WORDS = re.compile(
    r"\b(?:Prueba:|Responde|faltan|todavía|registrad[ao]s|Volver a|Descargar|sin dato|vence)\b"
)


class Page(HTMLParser):
    """Collects what a page says, written or read aloud, and where its links lead."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.links: list[str] = []
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.said.add(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.said |= {" ".join(found[name].split()) for name in READ_ALOUD & found.keys()}
        if tag == "a" and "href" in found and "hreflang" not in found:
            self.links.append(found["href"])


@pytest.fixture
def world(db: None, settings: Settings) -> None:
    """What ships with the program, and the demonstration on top of it."""
    settings.DEMONSTRATION = True
    for context in CONTEXTS:
        if load := public_function(context, "load_reference"):
            load()
    import_module("minga.config.demonstration").load()


def walk(client: Client) -> Iterator[tuple[str, Page]]:
    """Give every page that links lead to from the starts: the first one of each route."""
    waiting, seen = list(STARTS), set()
    while waiting:
        address = waiting.pop(0)
        with override("es"):  # a route is asked for without its prefix
            name = route_name(address) or address
        if name in seen or FILES.search(address) or address.startswith(SAMPLES):
            continue
        seen.add(name)
        page = Page(client.get(address, follow=True).content.decode())
        waiting += [link for link in page.links if link.startswith("/en/")]
        yield name, page


def recorded() -> set[str]:
    """Return names and texts that were recorded: they stay in the language in which they were."""
    wordings = ActText.objects.values_list("title", "text")
    systems = PlanVersion.objects.values_list("systems", flat=True)
    return {
        *(text for pair in wordings for text in pair),
        *(system for several in systems for system in several),
        *(programme.short_name for programme in Programme.objects.all()),
        *Body.objects.values_list("name", flat=True),
        *Case.objects.values_list("title", flat=True),
        *(template.name for template in shipped_templates()),
        *(word for text in ActivityText.objects.all() for word in text.reading.split()),
        *(LANG_INFO[code]["name_local"].capitalize() for code in ("es", "en")),
        *Place.objects.values_list("short", flat=True),
    }


def spanish() -> re.Pattern[str]:
    """Match what the interface says otherwise in English, whatever fills its places."""
    found = []
    for said, english in said_and_translated(ENGLISH):
        parts = re.split(r"%\(\w+\)s|\{\w+\}", " ".join(said.split()))
        letters = sum(sign.isalpha() for part in parts for sign in part)
        if said != english and (len(parts) == 1 or letters >= LETTERS_THAT_TELL):
            found.append(".+?".join(map(re.escape, parts)))
    return re.compile("|".join(found))


@pytest.mark.parametrize("part", [None, "councillor", "administrator"])
def test_no_english_page_speaks_spanish_or_leads_out_of_english(
    world: None, part: str | None
) -> None:
    client = signed_in(Client(), demonstration_people().persons[part]) if part else Client()
    kept, sentence = recorded(), spanish()
    visited, leaks, ways_out = set(), set(), set()
    for name, page in walk(client):
        visited.add(name)
        said = page.said - kept
        leaks |= {(name, one) for one in said if sentence.fullmatch(one) or WORDS.search(one)}
        ways_out |= {(name, one) for one in page.links if re.match(r"/(?!en/)", one)}
    assert len(visited) >= 30
    assert sorted(leaks) == []
    assert sorted(ways_out) == []
