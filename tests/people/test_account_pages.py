"""It is true that every page of an account is in our design, in Spanish, and safe under the policy."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from pytest_django.fixtures import Settings

from minga.people.models import Person
from tests.cast import PASSWORD
from tests.people.test_second_factor import code_now, enrol

OPEN = (
    "/cuenta/entrar/",
    "/cuenta/crear/",
    "/cuenta/cerrada/",
    "/cuenta/contrasena/olvidada/",
    "/cuenta/contrasena/olvidada/enviado/",
    "/cuenta/contrasena/olvidada/lista/",
    "/cuenta/contrasena/olvidada/1-roto/",
    "/cuenta/correo/enviado/",
    "/cuenta/correo/roto/",
    "/cuenta/invitacion/",
    "/cuenta/codigo/",
    "/privacidad/",
)
OWN = (
    "/mi/",
    "/mi/datos/",
    "/mi/cedula/",
    "/mi/borrar/",
    "/cuenta/salir/",
    "/cuenta/confirmar/",
    "/cuenta/correo/",
    "/cuenta/contrasena/",
    "/cuenta/sesiones/",
    "/cuenta/segundo-factor/",
    "/cuenta/segundo-factor/confirmar/",
    "/cuenta/segundo-factor/aplicacion/quitar/",
    "/cuenta/segundo-factor/recuperacion/",
    "/cuenta/segundo-factor/recuperacion/nuevos/",
    "/cuenta/segundo-factor/llaves/",
    "/cuenta/segundo-factor/llaves/nueva/",
)
ENGLISH = re.compile(
    r"\b(sign in|sign up|password|email|username|your|the|security key|authenticator app|log ?out)\b",
    re.IGNORECASE,
)


def words_of(page: str) -> str:
    """Return what a person reads in the page: no tags, scripts or form attributes."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", main, flags=re.DOTALL))


def check(page: str) -> None:
    """The page is ours, speaks Spanish, and has nothing that the policy would stop."""
    assert '<main id="contenido"' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<link rel="canonical" href="http://' in page
    assert ENGLISH.findall(words_of(page)) == []
    assert re.findall(r"""\s(on\w+|style)=["']""", page) == []
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script


@pytest.fixture
def citizens_own(client: Client, citizen: Person) -> Client:
    """A client signed in with password and second factor, so that every page opens."""
    enrol(citizen)
    client.post("/cuenta/entrar/", {"login": "clara", "password": PASSWORD})
    client.post("/cuenta/segundo-factor/entrar/", {"code": code_now()})
    return client


@pytest.mark.parametrize("room", OPEN)
def test_a_page_for_everybody(client: Client, db: None, room: str) -> None:
    page = client.get(room, follow=True)
    assert page.status_code == 200
    check(page.content.decode())


@pytest.mark.parametrize("room", OWN)
def test_a_page_of_ones_own(citizens_own: Client, room: str) -> None:
    page = citizens_own.get(room)
    assert page.status_code == 200
    check(page.content.decode())


def test_pages_that_a_fresh_account_sees(client: Client, citizen: Person) -> None:
    client.post("/cuenta/entrar/", {"login": "clara", "password": PASSWORD})
    for room in ("/cuenta/segundo-factor/", "/cuenta/segundo-factor/aplicacion/",
                 "/cuenta/segundo-factor/llaves/"):  # fmt: skip
        check(client.get(room).content.decode())


def test_the_second_step_of_signing_in(client: Client, citizen: Person) -> None:
    enrol(citizen)
    client.post("/cuenta/entrar/", {"login": "clara", "password": PASSWORD})
    page = client.get("/cuenta/segundo-factor/entrar/").content.decode()
    check(page)
    assert "request_options" in page


def test_a_passkey_has_pages_of_its_own(citizens_own: Client, citizen: Person) -> None:
    key = Authenticator.objects.create(
        user=citizen.account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Mi teléfono", "credential": {"clientExtensionResults": {}}},
    )
    for room in ("", f"{key.pk}/", f"{key.pk}/quitar/"):
        page = citizens_own.get(f"/cuenta/segundo-factor/llaves/{room}").content.decode()
        check(page)
        assert "Mi teléfono" in page
    answer = citizens_own.post(f"/cuenta/segundo-factor/llaves/{key.pk}/", {"name": "Otro"})
    assert answer["Location"] == "/cuenta/segundo-factor/llaves/"
    assert citizens_own.post(f"/cuenta/segundo-factor/llaves/{key.pk}/quitar/").status_code == 302
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_an_account_without_password_may_set_one(client: Client, citizen: Person) -> None:
    client.force_login(
        citizen.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    citizen.account.set_unusable_password()
    citizen.account.save()
    client.force_login(
        citizen.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    check(client.get("/cuenta/contrasena/poner/").content.decode())


def test_recovery_codes_are_downloaded_as_text(citizens_own: Client) -> None:
    file = citizens_own.get("/cuenta/segundo-factor/recuperacion/descargar/")
    assert file["Content-Type"].startswith("text/plain")
    assert len(file.content.decode().split()) == 10


def test_other_sessions_are_closed(citizens_own: Client, citizen: Person) -> None:
    other = Client()
    other.force_login(
        citizen.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    other.get("/mi/")
    citizens_own.post("/cuenta/sesiones/")
    check(citizens_own.get("/cuenta/sesiones/").content.decode())


def test_changing_the_password_keeps_the_account_open(
    citizens_own: Client, citizen: Person
) -> None:
    typed = {
        "oldpassword": PASSWORD,
        "password1": "cinco palabras muy nuevas",
        "password2": "cinco palabras muy nuevas",
    }
    answer = citizens_own.post("/cuenta/contrasena/", typed)
    assert (answer.status_code, answer["Location"]) == (302, "/mi/")
    citizen.account.refresh_from_db()
    assert citizen.account.check_password(typed["password1"])


def test_too_many_requests_get_our_page(client: Client, db: None, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/h/ip"}
    for expected in (200, 429):
        page = client.post("/cuenta/crear/", {"username": "x"})
        assert page.status_code == expected
    check(page.content.decode())


def test_the_passkey_entrance_gives_its_options_to_the_script(client: Client, db: None) -> None:
    answer = client.get(
        "/cuenta/segundo-factor/llaves/entrar/", headers={"Accept": "application/json"}
    )
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"
    assert client.get("/cuenta/segundo-factor/llaves/entrar/")["Location"] == "/cuenta/entrar/"


def test_no_address_of_allauth_is_open_that_is_not_on_our_list() -> None:
    ours = {str(pattern.pattern) for pattern in get_resolver("minga.people.urls").url_patterns}
    assert ours == {"", "cuenta/"}
