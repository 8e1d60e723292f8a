"""It is true that the front page tells what was promised, done and is missing, and nothing private."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from minga.config.demonstration import load
from minga.kernel import clock
from minga.people.models import Body, Person, Term
from minga.plan.models import WorkPlan
from minga.plan.public import load_reference as load_plan
from minga.plan.public import record_fact
from minga.plan.services.acts import Record
from minga.record.public import Words
from minga.territory.public import load_reference as load_territory
from minga.website.page_cache.marking import CONTEXTS_HEADER
from tests.plan.written_plan import activity, registered

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quito() -> WorkPlan:
    council = Body.objects.create(
        slug="concejo-metropolitano-de-quito", kind="COUNCIL", name="Concejo Metropolitano de Quito"
    )
    Term.objects.create(body=council, starts_on=date(2019, 5, 14), ends_on=date(2023, 5, 13))
    load_plan()
    return WorkPlan.objects.get(slug="quito-2019-2023")


def home(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_plan_it_says_so(client: Client) -> None:
    assert "Todavía no se ha registrado ningún plan." in home(client)


def test_the_real_plan_alone_is_shown_as_closed_and_missing_everything(
    client: Client, quito: WorkPlan
) -> None:
    clock.shift_to(AT)
    page = home(client)
    assert "El período del plan se cerró el" in page
    assert page.count("29 de 29") == 3


def test_the_living_plan_leads_and_the_real_one_is_one_click_away(
    client: Client, quito: WorkPlan
) -> None:
    clock.shift_to(AT)
    load(at=AT)
    page = home(client)
    assert "Al plan le quedan 536 días" in page
    assert "/planes/quito-2019-2023/" in page
    assert "Es un plan de demostración" in page
    assert "Hecho en noviembre" in page


def test_what_was_done_this_month_is_newest_first(
    client: Client, office: Body, adviser: Person
) -> None:
    plan = registered(office, adviser)
    clock.shift_to(AT)
    for day, title in ((3, "La primera mesa"), (20, "La segunda mesa")):
        at = datetime(2026, 11, day, 15, tzinfo=UTC)
        record_fact(activities=[activity(plan)], record=Record(adviser, at, words=Words(title)))
    page = home(client)
    assert page.index("La segunda mesa") < page.index("La primera mesa")


def test_the_way_to_ones_parish_is_named_once(client: Client) -> None:
    assert home(client).count("Cerca de ti") == 1


def test_the_footer_leads_to_what_is_done_with_personal_data(client: Client) -> None:
    footer = home(client).partition("<footer")[2]
    assert '<a href="/privacidad/">Privacidad</a>' in footer


def test_it_is_kept_and_reads_no_session(client: Client) -> None:
    answer = client.get("/")
    assert answer[CONTEXTS_HEADER] == "plan record territory"
    assert answer.cookies == {}


def test_a_fixed_number_of_queries(
    client: Client, quito: WorkPlan, django_assert_max_num_queries: object
) -> None:
    clock.shift_to(AT)
    load_territory()
    load(at=AT)
    with django_assert_max_num_queries(18):  # type: ignore[operator]  # pytest-django's fixture
        home(client)


def test_search_engines_find_public_pages_only(client: Client, quito: WorkPlan) -> None:
    load_territory()
    found = client.get("/sitemap.xml").content.decode()
    assert found.count("<url>") == 1 + 1 + 1 + 29 + 1 + 65 + 1 + 1 + 3 + 1
    assert "/despacho/" not in found
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /despacho/" in robots
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots


def test_a_demonstration_asks_not_to_be_found(client: Client, settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # Django's settings
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_weaknesses_have_an_address_when_the_operator_named_one(
    client: Client, settings: object
) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:seguridad@example.org"  # type: ignore[attr-defined]  # Django's settings
    clock.shift_to(AT)
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:seguridad@example.org\n" in text
    assert "Expires: 2027-05-23T15:00:00Z\n" in text
