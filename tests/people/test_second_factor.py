"""It is true that staff works only after a second factor, and that enrolling it is enough once."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.models import Account, Appointment, Person
from minga.people.services.bodies import end_appointment
from minga.people.services.recovery import remove_second_factor
from minga.people.signing_in import staff_required, viewer_of
from tests.cast import PASSWORD, signed_in, signed_in_by_password_only
from tests.people.expecting import refused

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    """Return the code of this moment: it holds for half a minute more, however slow the machine is."""
    _before, counter, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def enrol(person: Person) -> None:
    """Give the account an application of codes with SECRET, and recovery codes."""
    TOTP.activate(person.account, SECRET)
    RecoveryCodes.activate(person.account)


def enter(client: Client, person: Person, following: str = "") -> HttpResponse:
    typed = {"login": person.account.username, "password": PASSWORD}
    return client.post("/cuenta/entrar/", typed | ({"next": following} if following else {}))


def test_a_citizen_needs_no_second_factor(client: Client, citizen: Person) -> None:
    enter(client, citizen)
    assert client.get("/mi/").status_code == 200


def test_staff_without_second_factor_is_sent_to_enrol_from_every_private_room(
    client: Client, adviser: Person
) -> None:
    enter(client, adviser)
    for room in ("/mi/", "/mi/datos/", "/mi/borrar/", "/cuenta/sesiones/", "/cuenta/contrasena/",
                 "/despacho/personas/", "/cuenta/no-existe/", "/en/mi/"):  # fmt: skip
        assert client.get(room).headers.get("Location", "").endswith("/cuenta/segundo-factor/"), (
            room
        )
    for room in ("/cuenta/segundo-factor/", "/cuenta/segundo-factor/aplicacion/",
                 "/cuenta/segundo-factor/llaves/nueva/"):  # fmt: skip
        assert client.get(room).status_code == 200, room


def test_staff_may_always_leave(client: Client, adviser: Person) -> None:
    enter(client, adviser)
    assert client.post("/cuenta/salir/")["Location"] == "/"
    assert client.get("/mi/")["Location"] == "/cuenta/entrar/?next=%2Fmi%2F"


def test_public_pages_do_not_ask_staff_for_anything(client: Client, adviser: Person) -> None:
    enter(client, adviser)
    assert client.get("/privacidad/").status_code == 200


def test_enrolling_a_code_application_opens_the_rooms_at_once(
    client: Client, adviser: Person
) -> None:
    enter(client, adviser)
    page = client.get("/cuenta/segundo-factor/aplicacion/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)
    assert secret is not None
    answer = client.post("/cuenta/segundo-factor/aplicacion/", {"code": code_now(secret[1])})
    assert answer["Location"] == "/cuenta/segundo-factor/recuperacion/"
    assert "Te quedan 10 códigos" in client.get(answer["Location"]).content.decode()
    assert client.get("/mi/").status_code == 200


def test_a_wrong_code_enrols_nothing(client: Client, adviser: Person) -> None:
    enter(client, adviser)
    client.get("/cuenta/segundo-factor/aplicacion/")
    page = client.post("/cuenta/segundo-factor/aplicacion/", {"code": "000000"})
    assert "El código no es correcto" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(
    client: Client, adviser: Person
) -> None:
    enrol(adviser)
    assert enter(client, adviser)["Location"].startswith("/cuenta/segundo-factor/entrar/")
    assert client.get("/mi/")["Location"].startswith("/cuenta/entrar/")
    assert client.post("/cuenta/segundo-factor/entrar/", {"code": code_now()})["Location"] == "/mi/"
    assert client.get("/mi/").status_code == 200


def test_the_second_factor_leads_on_to_the_page_that_was_asked_for(
    client: Client, administrator: Person
) -> None:
    enrol(administrator)
    enter(client, administrator, following="/despacho/personas/")
    answer = client.post("/cuenta/segundo-factor/entrar/", {"code": code_now()})
    assert answer["Location"] == "/despacho/personas/"


def test_a_recovery_code_works_once(client: Client, adviser: Person) -> None:
    enrol(adviser)
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = kept.get_unused_codes()[0]
    for expected in (302, 200):
        enter(client, adviser)
        answer = client.post("/cuenta/segundo-factor/entrar/", {"code": code})
        assert answer.status_code == expected
        client.post("/cuenta/salir/")


def test_a_session_from_before_the_role_shows_its_factor_and_cannot_remove_it(
    client: Client, adviser: Person
) -> None:
    enrol(adviser)
    signed_in_by_password_only(client, adviser)
    shown = "/cuenta/segundo-factor/confirmar/"
    for room in ("/mi/", "/cuenta/segundo-factor/aplicacion/quitar/", "/cuenta/segundo-factor/"):
        assert client.get(room)["Location"] == shown
    assert client.post(shown, {"code": code_now(), "next": "/mi/"})["Location"] == "/mi/"
    assert client.get("/mi/").status_code == 200


def test_staff_cannot_remove_its_last_factor_and_a_citizen_can(
    client: Client, adviser: Person, citizen: Person
) -> None:
    remove = "/cuenta/segundo-factor/aplicacion/quitar/"
    enrol(adviser)
    enter(client, adviser)
    client.post("/cuenta/segundo-factor/entrar/", {"code": code_now()})
    assert "pon otro antes de quitar este" in client.post(remove).content.decode()
    client.post("/cuenta/salir/")
    enrol(citizen)
    enter(client, citizen)
    client.post("/cuenta/segundo-factor/entrar/", {"code": code_now()})
    assert client.post(remove)["Location"] == "/cuenta/segundo-factor/"
    assert {auth.user_id for auth in Authenticator.objects.all()} == {adviser.account.pk}


def test_secrets_of_codes_are_locked_in_the_database(adviser: Person) -> None:
    enrol(adviser)
    held = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert SECRET not in str(held.data)
    assert held.wrap().validate_code(code_now())


def test_a_viewer_without_second_factor_is_a_visitor_to_every_predicate(
    client: Client, adviser: Person
) -> None:
    signed_in_by_password_only(client, adviser)
    waiting = viewer_of(request_of(client))
    assert (waiting.person, waiting.appointments, waiting.awaits_second_factor) == (
        adviser,
        (),
        True,
    )
    signed_in(client, adviser)
    shown = viewer_of(request_of(client))
    assert shown.appointments == tuple(adviser.appointments.all())
    assert not shown.awaits_second_factor


def test_a_viewer_is_built_once_a_request(
    client: Client, adviser: Person, django_assert_num_queries: object
) -> None:
    signed_in(client, adviser)
    request = request_of(client)
    with django_assert_num_queries(3):  # type: ignore[operator]  # session, person, appointments
        assert viewer_of(request) is viewer_of(request)


def test_a_visitor_costs_no_query(
    db: None, rf: RequestFactory, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert viewer_of(rf.get("/")).account is None


@pytest.mark.parametrize(
    ("roles", "passes"),
    [((), True), ((Role.ADVISER,), True), ((Role.ADMINISTRATOR, Role.AUDITOR), False)],
)
def test_a_page_asks_for_its_roles(
    client: Client, adviser: Person, roles: tuple[Role, ...], passes: bool
) -> None:
    signed_in(client, adviser)
    assert answers(staff_page(roles), request_of(client)) is passes


def test_a_role_that_ended_yesterday_opens_nothing(
    client: Client, adviser: Person, administrator: Person
) -> None:
    signed_in(client, adviser)
    assert answers(staff_page(()), request_of(client))
    yesterday = clock.today() - timedelta(days=1)
    held = Appointment.objects.get(person=adviser)
    end_appointment(appointment_id=held.pk, ends_on=yesterday, at=clock.now(), by=administrator)
    assert not answers(staff_page(()), request_of(client))


def test_a_closed_account_is_a_visitor(client: Client, adviser: Person) -> None:
    signed_in(client, adviser)
    Account.objects.update(is_active=False)
    assert viewer_of(request_of(client)).account is None


def test_a_lost_factor_is_removed(adviser: Person, administrator: Person) -> None:
    enrol(adviser)
    # the application of codes and the recovery codes that come with it
    assert remove_second_factor(person=adviser, at=clock.now(), by=administrator) >= 1
    assert not Authenticator.objects.exists()
    last = adviser.account_events.first()
    assert last is not None
    assert (last.kind, last.by) == ("SECOND_FACTOR_REMOVED", administrator)


def test_nobody_without_account_has_a_factor_to_lose(leader: Person, administrator: Person) -> None:
    Account.objects.filter(person=leader).delete()
    with refused("no-account"):
        remove_second_factor(person=leader, at=clock.now(), by=administrator)


def request_of(client: Client) -> HttpRequest:
    """Return a request with the session and account of the client."""
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = Account.objects.get(pk=client.session["_auth_user_id"])
    return request


def staff_page(roles: tuple[Role, ...]) -> object:
    @staff_required(roles=roles)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("dentro")

    return page


def answers(page: object, request: HttpRequest) -> bool:
    """Say whether the page opens; a refusal is 403."""
    try:
        return page(request).content == b"dentro"  # type: ignore[operator]
    except PermissionDenied:
        return False
