"""It is true that a passkey is enrolled, opens the account alone, and serves as second factor."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.services.invitations import invite_staff
from tests.browser.harness import axe_violations, launch
from tests.cast import Cast

PASSWORD = "cuatro palabras de prueba"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A phone with a fingerprint reader; what the page's policy stops fails the test."""
    # the browser's loop runs in this thread: Django would take the test for asynchronous code
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    stopped: list[str] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 360, "height": 800})
        one = context.new_page()
        one.on("console", lambda said: stopped.append(said.text) if said.type == "error" else None)
        wire = context.new_cdp_session(one)
        wire.send("WebAuthn.enable")
        wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield one
        connection.close()  # the one of this loop: the test database is dropped at the end
        browser.close()
    assert stopped == []


@pytest.mark.browser
def test_a_passkey_from_invitation_to_signing_in(
    transactional_db: None, live_server: LiveServer, page: Page, bodies: Cast
) -> None:
    invited = invite_staff(name="Rosa Telar", body=bodies.office, role=Role.ADVISER,
                           starts_on=clock.today(), at=clock.now(), by=None)  # fmt: skip
    page.goto(f"{live_server.url}/cuenta/invitacion/?codigo={invited.issued.code}")
    page.get_by_label("Usuario").fill("rosa")
    page.get_by_label("Contraseña nueva").fill(PASSWORD)
    page.get_by_role("button", name="Abrir mi cuenta").click()
    enter_with_password(page)
    page.wait_for_url("**/cuenta/segundo-factor/")
    enrol(page)
    assert Authenticator.objects.filter(type="webauthn", user__person=invited.person).count() == 1
    leave(page, live_server)
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.wait_for_url("**/mi/")
    leave(page, live_server)
    enter_with_password(page)
    page.wait_for_url("**/segundo-factor/entrar/")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Usar una llave de acceso").click()
    page.wait_for_url("**/mi/")
    assert page.get_by_role("heading", level=1).inner_text() == "Rosa Telar"


def enter_with_password(page: Page) -> None:
    page.get_by_label("Usuario").fill("rosa")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()


def enrol(page: Page) -> None:
    page.get_by_role("link", name="Poner una llave de acceso").click()
    assert axe_violations(page) == []
    page.get_by_label("Entrar solo con esta llave").check()
    page.get_by_role("button", name="Poner la llave").click()
    page.wait_for_url("**/recuperacion/")
    page.get_by_role("link", name="Ya los guardé").click()
    page.wait_for_url("**/mi/")


def leave(page: Page, live_server: LiveServer) -> None:
    page.get_by_role("button", name="Salir de mi cuenta").click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/cuenta/entrar/")


@pytest.mark.browser
def test_a_key_that_does_not_answer_is_said_on_the_page(
    transactional_db: None, live_server: LiveServer, page: Page
) -> None:
    page.goto(f"{live_server.url}/cuenta/entrar/")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.get_by_text("La llave no respondió").wait_for()
