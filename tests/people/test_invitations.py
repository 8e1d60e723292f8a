"""It is true that staff joins by invitation only, once, with a password of their own."""

from datetime import UTC, date, datetime, timedelta

from django.test import Client

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.models import Account, Body, Identity, OneTimeCode, Person
from minga.people.services.erasure import erase_person
from minga.people.services.invitations import (
    Invitation,
    accept_invitation,
    invite_staff,
    renew_invitation,
)
from minga.people.services.recovery import issue_password_code, reset_password
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
PASSWORD = "cuatro palabras de prueba"


def invite(body: Body, by: Person | None = None, at: datetime = MONDAY) -> Invitation:
    return invite_staff(
        name="Rosa Telar", body=body, role=Role.CLERK, starts_on=date(2024, 3, 4), at=at, by=by
    )


def test_an_invitation_gives_the_role_and_no_account(office: Body, administrator: Person) -> None:
    invited = invite(office, administrator)
    held = invited.person.appointments.get()
    assert (held.role, held.body, held.granted_by) == (Role.CLERK, office, administrator)
    assert not Account.objects.filter(person=invited.person).exists()


def test_accepting_opens_an_account_once(office: Body) -> None:
    invited = invite(office)
    joining = {"code": invited.issued.code, "password": PASSWORD, "at": MONDAY}
    account = accept_invitation(username="Rosa", **joining)
    assert (account.person, account.username) == (invited.person, "rosa")
    with refused("code-used"):
        accept_invitation(username="otra", **joining)


def test_a_weak_password_or_taken_name_does_not_use_the_invitation_up(
    office: Body, citizen: Person
) -> None:
    code = invite(office).issued.code
    with refused("password-too-weak"):
        accept_invitation(code=code, username="rosa", password="corta", at=MONDAY)
    with refused("username-unique"):
        accept_invitation(code=code, username="clara", password=PASSWORD, at=MONDAY)
    assert accept_invitation(code=code, username="rosa", password=PASSWORD, at=MONDAY).pk


def test_an_invitation_without_a_name_is_refused(office: Body) -> None:
    with refused("name-missing"):
        invite_staff(
            name=" ", body=office, role=Role.CLERK, starts_on=MONDAY.date(), at=MONDAY, by=None
        )
    assert not Person.objects.exists()


def test_a_lost_invitation_is_replaced_until_there_is_an_account(office: Body) -> None:
    invited = invite(office)
    renewed = renew_invitation(person=invited.person, at=MONDAY, by=None)
    with refused("code-unknown"):
        accept_invitation(code=invited.issued.code, username="rosa", password=PASSWORD, at=MONDAY)
    accept_invitation(code=renewed.code, username="rosa", password=PASSWORD, at=MONDAY)
    with refused("account-exists"):
        renew_invitation(person=invited.person, at=MONDAY, by=None)


def test_an_erased_person_is_not_invited_again(citizen: Person) -> None:
    erase_person(person=citizen, at=MONDAY, by=None)
    citizen.refresh_from_db()
    with refused("person-erased"):
        renew_invitation(person=citizen, at=MONDAY, by=None)


def test_the_page_opens_the_account_and_says_what_is_wrong(client: Client, office: Body) -> None:
    code = invite(office, at=clock.now()).issued.code
    typed = {"code": code.lower(), "username": "rosa", "password": "corta"}
    page = client.post("/cuenta/invitacion/", typed)
    assert page.status_code == 422
    assert "se adivina fácil" in page.content.decode()
    answer = client.post("/cuenta/invitacion/", typed | {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/cuenta/entrar/")
    assert Account.objects.get(username="rosa").check_password(PASSWORD)


def test_the_link_fills_the_code_in(client: Client, db: None) -> None:
    page = client.get("/cuenta/invitacion/", {"codigo": "ABCD-1234", "usuario": "rosa"})
    text = page.content.decode()
    assert 'value="ABCD-1234"' in text
    assert 'value="rosa"' in text


def test_a_used_invitation_is_refused_on_the_page(client: Client, office: Body) -> None:
    code = invite(office, at=clock.now()).issued.code
    typed = {"code": code, "username": "rosa", "password": PASSWORD}
    client.post("/cuenta/invitacion/", typed)
    page = client.post("/cuenta/invitacion/", typed | {"username": "otra"})
    assert page.status_code == 422
    assert "ya se usó" in page.content.decode()


def test_a_code_of_the_counter_sets_a_password_and_ends_sessions(
    client: Client, citizen: Person, clerk: Person
) -> None:
    client.post("/cuenta/entrar/", {"login": "clara", "password": "siete cuerdas de lana"})
    assert client.get("/mi/").status_code == 200
    code = issue_password_code(person=citizen, at=clock.now(), by=clerk).code
    answer = Client().post("/cuenta/codigo/", {"code": code, "password": PASSWORD})
    assert answer["Location"] == "/cuenta/entrar/"
    citizen.account.refresh_from_db()
    assert citizen.account.check_password(PASSWORD)
    assert client.get("/mi/").status_code == 302


def test_a_code_of_the_counter_works_once_and_in_time(citizen: Person, clerk: Person) -> None:
    code = issue_password_code(person=citizen, at=MONDAY, by=clerk).code
    with refused("code-expired"):
        reset_password(code=code, password=PASSWORD, at=MONDAY + timedelta(days=1))
    reset_password(code=code, password=PASSWORD, at=MONDAY)
    with refused("code-used"):
        reset_password(code=code, password=PASSWORD, at=MONDAY)


def test_the_page_refuses_an_unknown_code(client: Client, db: None) -> None:
    page = client.post("/cuenta/codigo/", {"code": "AAAA-BBBB", "password": PASSWORD})
    assert page.status_code == 422
    assert "No reconocemos ese código" in page.content.decode()


def test_nobody_without_account_gets_a_password_code(office: Body, clerk: Person) -> None:
    with refused("no-account"):
        issue_password_code(person=invite(office).person, at=MONDAY, by=clerk)


def test_a_code_does_not_open_a_closed_account(citizen: Person, clerk: Person) -> None:
    code = issue_password_code(person=citizen, at=MONDAY, by=clerk).code
    Account.objects.update(is_active=False)
    with refused("no-account"):
        reset_password(code=code, password=PASSWORD, at=MONDAY)
    assert OneTimeCode.objects.get().used_at is None


def test_an_invited_clerk_is_no_public_figure(office: Body) -> None:
    assert not Identity.objects.get(person=invite(office).person).is_public_figure
