"""It is true of every page a person can reach: open to everyone, light, valid, and alone on its host."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.utils.csp import build_policy
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.furnishing import SLUG, furnish, private_addresses
from tests.browser.harness import COLOURS_ONLY, axe_violations, html_errors_in
from tests.browser.live_site import LiveSite
from tests.browser.walking import Answer, Reader, Walk, walk
from tests.routes import all_routes, in_spanish, route_name

HEAVIEST = 60 * 1024
MANY = 60  # pages that are kept: fewer would mean that the walk went astray
FICTIONAL = "Demostración: personas y hechos ficticios"
REAL_PLAN, REAL_CASE = (
    "Plan real, solo con hechos reales y con fuente",
    "Expediente real, sin hechos inventados",
)
PAGES_OF_THE_REAL_PLAN = ("/plan/", "/planes/quito-2019-2023/")
CASE = re.compile(r"/registro/([A-Z]{3}-\d{4}-\d{5})/")
WIDTHS = (320, 640, 1000)  # a phone; a desk at 200 % and at 128 %
LANGUAGE = {"es": "es-EC", "en": "en"}
PRIVATE = ("/despacho/", "/mi/", "/cuenta/")
STAFF = ("adviser", "secretary", "administrator", "clerk", "auditor", "councillor", "moderator")

# Addresses that people type, keep or are sent: no page leads there
TYPED = (
    "/",
    "/plan/",
    "/plan.json",
    "/piezas/",
    "/salud",
    "/salud/metricas",
    "/planes/comparar/?" + urlencode({"planes": f"{SLUG},demostracion", "tema": "barrio"}),
    f"/planes/{SLUG}/versiones/",
    f"/planes/{SLUG}/hechos.csv",
    f"/planes/{SLUG}/",
    "/registro/consistencia/1/2.json",
    "/territorio/parroquias/170155/lugares.csv",
    f"/planes/{SLUG}/actividades/1/mediciones.csv",
    "/privacidad/",
    "/cuenta/entrar/",
    "/cuenta/crear/",
    "/cuenta/invitacion/",
    "/cuenta/contrasena/olvidada/",
    "/cuenta/cerrada/",
    "/cuenta/codigo/",
    "/cuenta/contrasena/olvidada/enviado/",
    "/cuenta/contrasena/olvidada/lista/",
    "/cuenta/correo/enviado/",
)

# One for the whole site, without a language
MACHINES = ("/robots.txt", "/sitemap.xml")

# Routes that the walk does not reach, each with its reason
NOT_WALKED = {
    "plan:main-version-comparison": "the main plan of the demonstration has one version",
    "plan:main-comparison-json": "the main plan of the demonstration has one version",
    "security": "no contact is named in the tests; tests/openness asks for it with one",
    "dialogue:proposal-new": "no kind of thing takes proposals yet; tests/dialogue opens it",
    "dialogue:followed-question": "needs the code of a receipt; tests/dialogue/test_telling.py",
    "plan:casework-field-worker": "a script; tests/browser/test_without_network.py runs it",
    "website:short": "an address for messages; tests/config/test_sharing.py follows it",
    "website:short-of-plan": "an address for messages; tests/config/test_sharing.py follows it",
    **dict.fromkeys(
        (
            "dialogue:appeal-decide",
            "dialogue:contribution-answer",
            "dialogue:contribution-reply",
            "dialogue:contribution-support",
            "dialogue:desk-questions",
            "dialogue:question-follow-up",
            "dialogue:question-merge",
            "dialogue:question-opinion",
        ),
        "not on the first example of its kind; tests/browser/test_talking.py goes there",
    ),
    **dict.fromkeys(
        (
            "dialogue:digest-stop",
            "dialogue:follow-code",
            "dialogue:follow-confirm",
            "dialogue:follow-list",
            "dialogue:follow-number",
            "dialogue:follow-opened",
            "dialogue:follow-stop",
        ),
        "opened by a link in a message or by a code; tests/dialogue/test_follow_pages.py",
    ),
    **dict.fromkeys(
        (
            "plan:letter-change",
            "plan:letter-docx",
            "plan:letter-pdf",
            "plan:letter-sent",
            "plan:letter-void",
        ),
        "the first letter was sent; tests/plan/test_pages_letters.py writes one",
    ),
    **dict.fromkeys(
        ("record:data-request-answer", "record:data-request-letter"),
        "not on the first request; tests/browser/test_answering.py goes there",
    ),
    "mfa_authenticate": "the second step of signing in; tests/browser/test_entering.py takes it",
    **dict.fromkeys(
        (
            "people:desk-ask",
            "people:desk-cancel",
            "people:desk-carry-out",
            "people:desk-new-code",
            "people:desk-new-invitation",
            "people:export",
            "people:object-to",
            "people:withdraw-consent",
            "plan:template-retire",
            "record:data-request-copy",
            "record:own-data-request-withdraw",
            "record:processing-end",
            "dialogue:flood-apply",
            "record:follow-stop",
            "record:counter-print",
            "record:counter-receipt",
            "record:counter-log",
        ),
        "answers only to a form",
    ),
    **dict.fromkeys(
        ("record:followed-case", "record:follow-give-up"),
        "opened by a code; tests/browser/test_counter.py has one",
    ),
}
# Whom the counter served today stands on its first page: only after a journey that served somebody
AFTER_SOMEBODY_CAME = {"record:counter-person", "record:counter-needs", "record:counter-act"}


@dataclass
class Visits:
    """Who reached what: a walk for each reader, in the order of the walks."""

    walks: dict[str, Walk] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)

    def html(self) -> Iterator[tuple[str, Answer]]:
        """Every page for people with who reads it; a private page once, for its first reader."""
        seen: set[str] = set()
        for who, found in self.walks.items():
            for route, answer in found.pages.items():
                if answer.is_page and (route not in seen or who in LANGUAGE or answer.path == HALL):
                    yield who, answer
            seen |= found.pages.keys()

    def routes(self) -> set[str]:
        """The routes that anybody reached."""
        walks = self.walks.values()
        return {route for found in walks for route in found.pages.keys() | found.led_on}


HALL = "/despacho/"


@pytest.fixture(scope="module")
def visits(site: LiveSite) -> Visits:
    """Walk as a stranger in both languages, as a citizen, and as each member of staff."""
    site.run(furnish)
    more, made = site.run(private_addresses), Visits()
    for language, prefix in (("es", ""), ("en", "/en")):
        made.readers[language] = reader = Reader(site.url)
        addresses = [*TYPED, *main_plan(reader), *more.get(language, ())]
        typed = [prefix + path for path in addresses if language == "es" or not is_data(path)]
        made.walks[language] = walk(reader, [*MACHINES, *typed], public_in(language))
    for part in ("citizen", *STAFF):
        made.readers[part] = reader = Reader(site.url)
        link = site.entrance(part).removeprefix(site.url)
        halls = ("/mi/", HALL) if part in STAFF else ("/mi/",)
        made.walks[part] = walk(reader, [link, *halls, *more.get(part, ())], rooms_of(part))
    return made


def main_plan(reader: Reader) -> list[str]:
    """Return the addresses under /plan/: pages of the main plan link to its own address."""
    page = reader.get("/plan/").links()
    programme = next(one for one in page if route_name(one) == "plan:programme-detail")
    word = programme.rstrip("/").rpartition("/")[2]
    patterns = [route.pattern for route in all_routes() if route.pattern.startswith("plan/")]
    filled = [
        one.replace("<int:number>", "4").replace("<slug:programme>", word) for one in patterns
    ]
    return [f"/{one}" for one in filled if "<" not in one]


def public_in(language: str) -> Callable[[str], bool]:
    """Stay in one language and out of the private rooms; in English read pages, the data are the same."""

    def may_enter(path: str) -> bool:
        is_english = path.startswith("/en/")
        is_wanted = not (is_english and is_data(path))
        return is_english == (language == "en") and is_wanted and not is_private(path)

    return may_enter


def is_data(path: str) -> bool:
    """Does the address name a file for programs?"""
    return "." in urlsplit(path).path


def is_private(path: str) -> bool:
    """Is the address one of the rooms behind the door?"""
    return in_spanish(path).startswith(PRIVATE)


def rooms_of(part: str) -> Callable[[str], bool]:
    """Stay in the private rooms; a citizen has no desk."""
    return lambda path: is_private(path) and (part in STAFF or not path.startswith(HALL))


def test_every_route_is_walked_or_has_its_reason(visits: Visits) -> None:
    known = {route.name for route in all_routes()}
    assert sorted(known - visits.routes() - NOT_WALKED.keys() - AFTER_SOMEBODY_CAME) == []
    assert sorted(NOT_WALKED.keys() & visits.routes()) == []


def test_no_link_leads_nowhere(visits: Visits) -> None:
    assert {who: found.broken for who, found in visits.walks.items() if found.broken} == {}


def test_every_page_says_what_it_is(visits: Visits) -> None:
    fictional = fictional_cases(visits)
    assert set(fictional.values()) == {True, False}
    faults = {
        (who, answer.path): unsaid(who, answer, strip_over(answer.path, fictional))
        for who, answer in visits.html()
    }
    assert {page: found for page, found in faults.items() if found} == {}


def fictional_cases(visits: Visits) -> dict[str, bool]:
    """Return of every case with a page whether it is of the demonstration, as its data say."""
    reader = visits.readers["es"]
    found = (CASE.match(in_spanish(answer.path)) for _who, answer in visits.html())
    numbers = {case.group(1) for case in found if case}
    return {one: json.loads(reader.get(f"/registro/{one}.json").text)["demo"] for one in numbers}


def strip_over(path: str, fictional: dict[str, bool]) -> str:
    """Return what the strip over a page must say: only what is real is spared the loud one."""
    path = in_spanish(path)
    case = CASE.match(path)
    if path.startswith(PAGES_OF_THE_REAL_PLAN):
        return REAL_PLAN
    return REAL_CASE if case and not fictional[case.group(1)] else FICTIONAL


def strip_in(language: str, said: str) -> str:
    """Return the strip as a page in a language shows it."""
    with override(language):
        if said == FICTIONAL:
            return f'<p class="demonstration">{gettext(said)}</p>'
        real = gettext("%(real)s · sitio de demostración") % {"real": gettext(said)}
        return f'<p class="demonstration real">{real}</p>'


def unsaid(who: str, answer: Answer, strip: str) -> list[str]:
    """Return what a page does not say of itself."""
    language, text = "en" if who == "en" else "es", answer.text
    said = {
        "language": f'<html lang="{LANGUAGE[language]}"' in text,
        "title": len(re.findall(r"<title>[^<]{3,} · [^<]+</title>", text)) == 1,
        "heading": len(re.findall(r"<h1\b", text)) == 1,
        "demonstration": strip_in(language, strip) in text,
        "policy": answer.headers.get("content-security-policy") == POLICY,
    }
    return [name for name, is_said in said.items() if not is_said]


POLICY = build_policy(cast("dict[str, list[str]]", settings.SECURE_CSP))


def test_every_page_is_light(visits: Visits) -> None:
    weights = {
        (who, answer.path): weight(visits.readers[who], answer) for who, answer in visits.html()
    }
    assert {page: octets for page, octets in weights.items() if octets > HEAVIEST} == {}


def weight(reader: Reader, answer: Answer) -> int:
    """Return the octets of a page with all its files, as they travel."""
    return answer.weight + sum(reader.get(path).weight for path in answer.files())


def test_nobody_is_given_a_cookie_by_a_page_that_is_kept(visits: Visits) -> None:
    kept = [
        answer
        for who in LANGUAGE
        for answer in visits.walks[who].pages.values()
        if "public" in answer.headers.get("cache-control", "")
    ]
    assert len(kept) > MANY
    assert [answer.path for answer in kept if "set-cookie" in answer.headers] == []


def test_every_page_is_valid_html(visits: Visits) -> None:
    pages = {f"{who} {answer.path}": answer.text for who, answer in visits.html()}
    assert html_errors_in(pages) == {}


def test_every_page_is_open_to_everyone_by_day_and_by_night(
    chromium: Browser, site: LiveSite, visits: Visits
) -> None:
    faults = {}
    for who, addresses in by_reader(visits).items():
        with_context = chromium.new_context(viewport={"width": 360, "height": 800})
        keep_session(with_context, visits.readers[who], site)
        page = with_context.new_page()
        trouble = listen(page, site)
        for path in addresses:
            page.goto(site.url + path)
            faults[who, path] = found_on(page, is_english=who == "en") + trouble
            trouble.clear()
        with_context.close()
    assert {page: found for page, found in faults.items() if found} == {}


def by_reader(visits: Visits) -> dict[str, list[str]]:
    """Return the addresses of the pages to look at, by who looks."""
    found: dict[str, list[str]] = {}
    for who, answer in visits.html():
        found.setdefault(who, []).append(answer.path)
    return found


def keep_session(context: BrowserContext, reader: Reader, site: LiveSite) -> None:
    """Let the browser go on with the session of a reader."""
    for name, kept in reader.cookies.items():
        context.add_cookies([{"name": name, "value": kept.value, "url": site.url}])


def listen(page: Page, site: LiveSite) -> list[str]:
    """Return a list that grows with what the page asks of others and with what it complains of."""
    trouble: list[str] = []
    page.on("request", lambda one: trouble.extend(
        [f"asks {one.url}"] if not one.url.startswith((site.url, "data:")) else []
    ))  # fmt: skip
    page.on("console", lambda one: trouble.append(f"says {one.text}"))
    page.on("pageerror", lambda one: trouble.append(f"fails {one}"))
    return trouble


def found_on(page: Page, *, is_english: bool) -> list[str]:
    """Return what is wrong with a page: by day, by night, on the narrowest telephone and enlarged."""
    faults = [f"day: {one}" for one in axe_violations(page)]
    if not is_english:
        page.emulate_media(color_scheme="dark")
        faults += [f"night: {one}" for one in axe_violations(page, COLOURS_ONLY)]
        page.emulate_media(color_scheme="light")
    for room in WIDTHS:
        page.set_viewport_size({"width": room, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{width} wide in {room}"] if width > room else []
    page.set_viewport_size({"width": 360, "height": 800})
    return faults
