"""It is true that people sign in and up without e-mail, and that limits do not lock an office out."""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from minga.people.models import Account, Identity, Person
from tests.cast import PASSWORD

SIGN_UP = {"username": "Nueva.Vecina", "password1": "cuatro palabras sueltas", "name": "Vecina"}
ATTEMPTS_AN_ACCOUNT = 8


def attempt(username: str, password: str, address: str = "10.0.0.1") -> str:
    """Try to sign in from an address; return the page's text, or nothing when it succeeds."""
    typed = {"login": username, "password": password}
    answer = Client(REMOTE_ADDR=address).post("/cuenta/entrar/", typed)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_username_and_password_open_the_account(client: Client, citizen: Person) -> None:
    answer = client.post("/cuenta/entrar/", {"login": " CLARA ", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/mi/")


def test_sign_in_returns_to_the_page_that_asked_and_never_elsewhere(
    client: Client, citizen: Person
) -> None:
    typed = {"login": "clara", "password": PASSWORD}
    inside = client.post("/cuenta/entrar/", typed | {"next": "/mi/datos/"})
    assert inside["Location"] == "/mi/datos/"
    outside = Client().post("/cuenta/entrar/", typed | {"next": "https://example.org/"})
    assert outside["Location"] == "/mi/"


def test_a_citizen_signs_up_without_address_and_is_a_person(client: Client, db: None) -> None:
    answer = client.post("/cuenta/crear/", SIGN_UP)
    assert answer["Location"] == "/mi/"
    account = Account.objects.get()
    assert (account.username, account.email) == ("nueva.vecina", "")
    assert (account.person.identity.name, account.person.identity.level) == ("Vecina", "ANONYMOUS")
    assert [event.kind for event in account.person.account_events.all()] == ["ACCOUNT_CREATED"]
    assert client.get("/mi/").status_code == 200


def test_a_name_is_not_asked_of_who_signs_up(client: Client, db: None) -> None:
    client.post("/cuenta/crear/", SIGN_UP | {"name": ""})
    assert Identity.objects.get().name == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"username": "clara"}, "Ese usuario ya existe"),
        ({"username": "CLARA"}, "Ese usuario ya existe"),
        ({"username": "ab"}, "Es demasiado corto."),
        ({"username": "con espacio"}, "El usuario solo puede llevar letras"),
        ({"password1": "corta"}, "corta"),
    ],
)
def test_a_refused_sign_up_says_why_and_leaves_nobody_behind(
    client: Client, citizen: Person, typed: dict[str, str], said: str
) -> None:
    page = client.post("/cuenta/crear/", SIGN_UP | typed)
    assert said in page.content.decode()
    assert Person.objects.count() == 1


def test_an_installation_may_close_sign_up(client: Client, db: None, settings: Settings) -> None:
    settings.SIGN_UP_OPEN = False
    assert "se abren con invitación" in client.get("/cuenta/crear/").content.decode()
    client.post("/cuenta/crear/", SIGN_UP)
    assert not Account.objects.exists()


def test_guessing_at_one_account_stops_and_the_right_password_waits_too(citizen: Person) -> None:
    for _ in range(ATTEMPTS_AN_ACCOUNT):
        assert "no son correctos" in attempt("clara", "otra cosa distinta")
    assert "demasiados intentos" in attempt("clara", "otra cosa distinta")
    assert "demasiados intentos" in attempt("clara", PASSWORD, address="10.9.9.9")


def test_guessing_at_one_account_does_not_lock_out_the_others_of_its_office(
    citizen: Person, leader: Person
) -> None:
    for _ in range(ATTEMPTS_AN_ACCOUNT + 1):
        attempt("clara", "otra cosa distinta")
    assert attempt("lucho", PASSWORD) == ""


def test_a_whole_office_signs_in_from_one_address_in_a_minute(citizen: Person) -> None:
    assert [attempt("clara", PASSWORD) for _ in range(25)] == [""] * 25


def test_right_passwords_do_not_count_as_attempts(citizen: Person) -> None:
    for _ in range(ATTEMPTS_AN_ACCOUNT - 1):
        attempt("clara", "otra cosa distinta")
    for _ in range(3):
        assert attempt("clara", PASSWORD) == ""
    assert "no son correctos" in attempt("clara", "otra cosa distinta")


def test_a_hall_signs_up_from_one_address(db: None) -> None:
    for number in range(40):
        answer = Client().post("/cuenta/crear/", SIGN_UP | {"username": f"vecina{number}"})
        assert answer.status_code == 302


def test_attempts_are_counted_in_the_database_for_all_processes(citizen: Person) -> None:
    attempt("clara", "otra cosa distinta")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM people_shared_cache WHERE cache_key LIKE '%login_failed%'"
        )
        (rows,) = cursor.fetchone()
    assert rows == 2  # one for the account, one for the address
    cache.clear()
    assert attempt("clara", PASSWORD) == ""


def test_without_mail_the_counter_is_offered_and_no_form(client: Client, db: None) -> None:
    page = client.get("/cuenta/contrasena/olvidada/").content.decode()
    assert "ventanilla" in page
    assert 'name="email"' not in page


def test_with_mail_a_confirmed_address_raises_the_level_and_recovers_the_password(
    client: Client, citizen: Person, settings: Settings
) -> None:
    settings.MAIL_LEAVES = True
    client.post("/cuenta/entrar/", {"login": "clara", "password": PASSWORD})
    client.post("/cuenta/correo/", {"email": "clara@example.org", "action_add": "1"})
    added = EmailAddress.objects.get()
    assert mail.outbox[0].to == ["clara@example.org"]
    client.post(f"/cuenta/correo/{EmailConfirmationHMAC(added).key}/")
    assert Identity.objects.get(person=citizen).level == "CONTACT_CONFIRMED"
    client.post("/cuenta/salir/")
    assert 'name="email"' in client.get("/cuenta/contrasena/olvidada/").content.decode()
    client.post("/cuenta/contrasena/olvidada/", {"email": "clara@example.org"})
    link = next(word for word in mail.outbox[1].body.split() if "olvidada" in word)
    form = client.get(link, follow=True)
    typed = {"password1": "cinco palabras muy nuevas", "password2": "cinco palabras muy nuevas"}
    client.post(form.redirect_chain[-1][0], typed)
    assert attempt("clara", typed["password1"]) == ""


def test_letters_speak_spanish(client: Client, citizen: Person, settings: Settings) -> None:
    client.post("/cuenta/entrar/", {"login": "clara", "password": PASSWORD})
    client.post("/cuenta/correo/", {"email": "clara@example.org", "action_add": "1"})
    assert mail.outbox[0].subject == "Confirma tu correo"
    assert "Si fuiste tú, abre este enlace" in mail.outbox[0].body
