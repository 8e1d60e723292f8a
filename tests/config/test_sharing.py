"""It is true that every public page fits into a message, says what it is and shows nothing else."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client

from minga.people.models import Body, Person
from minga.record.labels import Visibility
from minga.website.sharing import page_words, shared_page
from tests.factories.plan import a_plan, activities_of
from tests.record.acts import add_note, open_case

pytestmark = pytest.mark.django_db


def message(client: Client, page: str) -> str:
    answer = client.get("/m/", {"de": page})
    assert answer.status_code == 200
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.content.decode(), re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_an_activity_says_what_it_is_its_state_and_where(
    client: Client, office: Body, adviser: Person
) -> None:
    plan = a_plan(office, adviser)
    text = message(client, "/planes/ensayo/actividades/1/")
    assert text.startswith("Hacer la cosa 1.")
    address = text.rpartition(" ")[2]
    assert len(address) < len("http://127.0.0.1:8000/planes/ensayo/actividades/1/")
    led = client.get(urlsplit(address).path).headers["Location"]
    assert led == "/planes/ensayo/actividades/1/"
    assert activities_of(plan)


def test_the_longest_page_still_fits(client: Client, office: Body, adviser: Person) -> None:
    case = open_case(office, title="ñandú " * 66)
    add_note(case, adviser)
    text = message(client, case.get_absolute_url())
    assert len(text) < 300
    assert re.search(r" http://127\.0\.0\.1:8000/c/[0-9A-Z]+/$", text)


def test_a_page_in_english_is_shared_in_english(client: Client, office: Body) -> None:
    case = open_case(office, title="Veredas")
    answer = client.get("/en/m/", {"de": f"/en{case.get_absolute_url()}"})
    assert b"http://127.0.0.1:8000/en/c/" in answer.content


def test_filters_stay_and_tracking_goes(client: Client) -> None:
    text = message(client, "/registro/?tipo=PLA&utm_source=x")
    assert text.endswith(" http://127.0.0.1:8000/registro/?tipo=PLA")
    assert "http://127.0.0.1:8000/registro/" in message(client, f"/registro/?tipo={'x' * 300}")


def test_a_demonstration_says_so(client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    assert message(client, "/registro/").startswith("Demostración. ")


def test_each_way_carries_the_same_words(client: Client) -> None:
    shown = client.get("/m/", {"de": "/registro/"}).content.decode()
    text = message(client, "/registro/")
    links = [unescape(link) for link in re.findall(r'<li><a href="([^"]+)">', shown)]
    by_host = {urlsplit(link).scheme + urlsplit(link).netloc: link for link in links}
    assert by_host["sms"] == f"sms:?&body={quote(text, safe='')}"
    assert parse_qs(urlsplit(by_host["httpswa.me"]).query) == {"text": [text]}
    chat = parse_qs(urlsplit(by_host["httpst.me"]).query)
    assert f"{chat['text'][0]} {chat['url'][0]}" == text
    assert parse_qs(urlsplit(by_host["mailto"]).query)["body"] == [text]


def test_nothing_is_asked_of_another_host(client: Client) -> None:
    shown = client.get("/m/", {"de": "/registro/"}).content.decode()
    asked = re.findall(r'(?:src|action)="([^"]+)"|<link[^>]+href="([^"]+)"', shown)
    hosts = {urlsplit(one or other).netloc for one, other in asked}
    assert hosts <= {"", "127.0.0.1:8000"}


@pytest.mark.parametrize(
    "page",
    [
        "/mi/",
        "/despacho/",
        "/cuenta/entrar/",
        "/seguir/",
        "/en/mi/",
        "/m/?de=/",
        "/nada/",
        "https://otro.ec/",
        "//otro.ec/",
        "/registro.json",
        "/registro.atom",
        "/%6di/",
        "/%00",
        "javascript:alert(1)",
        f"/{'x' * 600}",
    ],
)
def test_what_is_no_public_page_is_not_shared(client: Client, page: str) -> None:
    assert client.get("/m/", {"de": page}).status_code == 404


def test_a_hidden_case_is_shared_by_nobody(client: Client, office: Body) -> None:
    case = open_case(office, title="Reservado", visibility=Visibility.STAFF)
    answer = client.get("/m/", {"de": case.get_absolute_url()})
    assert answer.status_code == 404
    assert b"Reservado" not in answer.content


def test_every_page_offers_its_message(client: Client, office: Body) -> None:
    case = open_case(office, title="Veredas")
    shown = client.get(case.get_absolute_url()).content.decode()
    if "data-share" in shown:
        assert f'href="/m/?de={case.get_absolute_url()}"' in shown


def test_a_page_is_read_as_it_is_drawn() -> None:
    document = (
        "<html><head><title>T · Minga</title></head><body><main><h1>La  vereda</h1>"
        '<div class="head-state"><b>En marcha</b> desde ayer</div>'
        '<p class="say">Faltan <b>3</b> días</p></main></body></html>'
    )
    words = page_words(document.encode())
    assert (words.title, words.state, words.next) == (
        "La vereda",
        "En marcha desde ayer",
        "Faltan 3 días",
    )
    bare = page_words(b"<html><head><title>Solo</title></head><body><main></main></body></html>")
    assert (bare.title, bare.state, bare.next) == ("Solo", "", "")


def test_a_shared_page_ends_when_the_page_changes(client: Client) -> None:
    found = shared_page("/registro/")
    assert found is not None
    assert found[1] == ("record", "people")
