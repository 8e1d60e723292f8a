"""It is true that what was recorded in Spanish says so on pages in English, and only there."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from minga.config.demonstration import load
from minga.kernel import clock
from minga.plan.models import ActivityText, Objective, Programme, WorkPlan
from minga.plan.rules.titles import short_programme_name
from minga.record.models import Act

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
EMPTY = ("br", "img", "input", "link", "meta", "use", "rect", "path")
HERE = "/planes/demostracion/"

pytestmark = pytest.mark.django_db


class Spoken(HTMLParser):
    """Collects the words of a page by the language in which they are to be said."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = []
        self.words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            inherited = self.languages[-1] if self.languages else ""
            self.languages.append(dict(attrs).get("lang") or inherited)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        language = self.languages[-1] if self.languages else ""
        self.words[language] = f"{self.words.get(language, '')} {data}"


def spoken(client: Client, address: str) -> dict[str, str]:
    """Return the words of the main part of a page by language."""
    page = client.get(address).content.decode()
    reader = Spoken()
    reader.feed(page[page.index("<main") : page.index("</main>")])
    return {language: re.sub(r"\s+", " ", words) for language, words in reader.words.items()}


@pytest.fixture
def plan() -> WorkPlan:
    clock.shift_to(AT)
    load(at=AT)
    return WorkPlan.objects.get(slug="demostracion")


def recorded_on(plan: WorkPlan) -> dict[str, list[str]]:
    """Return what was recorded in Spanish and stands on each page."""
    first = ActivityText.objects.get(version__number=2, activity__number=1)
    acts = Act.objects.filter(case=plan.case, kind="record_fact")
    act = acts.exclude(wording__title="").exclude(wording__text="").latest("pk")
    programmes = Programme.objects.filter(plan=plan).values_list("name", flat=True)
    texts = ActivityText.objects.filter(version__number=2).values_list("reading", flat=True)
    latest = Act.objects.order_by("-happened_at", "-pk").values_list("wording__title", flat=True)
    objective = Objective.objects.filter(version__number=2).values_list("text", flat=True)[0]
    return {
        HERE: [*texts, *map(short_programme_name, programmes), plan.title],
        f"{HERE}barrios-que-conviven/": [objective, first.reading],
        f"{HERE}actividades/": [first.reading],
        f"{HERE}actividades/1/": [first.reading, objective, first.evaluation or "", plan.title],
        f"{HERE}versiones/1/2/": ["Una función al año en cada barrio", "y guardar"],
        f"{HERE}cambios/?desde=2026-09-01": [act.wording.title],
        "/planes/": [plan.title],
        "/registro/": [title for title in latest[:5] if title],
        act.get_absolute_url(): [act.wording.title, act.wording.text],
        plan.case.get_absolute_url(): [plan.title],
    }


def test_an_english_page_says_in_which_language_things_were_recorded(
    client: Client, plan: WorkPlan
) -> None:
    for address, recorded in recorded_on(plan).items():
        said = spoken(client, f"/en{address}")
        assert [text for text in recorded if text not in said["es"]] == [], address
        assert [text for text in recorded if text in said[""]] == [], address


def test_a_spanish_page_gains_nothing(client: Client, plan: WorkPlan) -> None:
    for address in recorded_on(plan):
        page = client.get(address).content.decode()
        assert page.count('<span lang="') == 0, address
        assert list(spoken(client, address)) == [""], address
