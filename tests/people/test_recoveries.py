"""It is true that no administrator opens an account anew alone, and that its person can say no."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from minga.config import reactions
from minga.kernel import clock, events
from minga.people.events import RecoveryAsked
from minga.people.labels import RecoveryKind, Role, refusal_text
from minga.people.models import OneTimeCode, Person, Recovery
from minga.people.rules.recovery import LIFETIME, WAITING
from minga.people.services.bodies import appoint
from minga.people.services.letters import tell_by_mail
from minga.people.services.recoveries import ask_recovery, cancel_recovery, carry_out_recovery
from minga.people.services.retention import apply_retention
from minga.people.services.saving import PeopleRefused
from tests.cast import Cast, join_as, signed_in
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
DESK = "/despacho/personas/"
FACTOR, PASSWORD_KIND = RecoveryKind.SECOND_FACTOR, RecoveryKind.PASSWORD


@pytest.fixture
def second(bodies: Cast) -> Person:
    """Another administrator, in office for years."""
    return join_as("berta", "Berta Rueca Ensayo", bodies.council, Role.ADMINISTRATOR)


@pytest.fixture
def locked_out(adviser: Person) -> Person:
    """The adviser, who lost the telephone with the codes."""
    TOTP.activate(adviser.account, "JBSWY3DPEHPK3PXP")
    return adviser


@pytest.fixture
def told() -> Iterator[list[RecoveryAsked]]:
    """What was announced."""
    heard: list[RecoveryAsked] = []
    events.on(RecoveryAsked, heard.append)
    yield heard
    reactions.install()


def asking(person: Person, by: Person, kind: RecoveryKind = FACTOR) -> Recovery:
    return ask_recovery(person=person, kind=kind, at=MONDAY, by=by)


def has_factor(person: Person) -> bool:
    return Authenticator.objects.filter(user_id=person.account.pk).exists()


def kinds_of(person: Person) -> list[str]:
    return list(person.account_events.order_by("pk").values_list("kind", flat=True))


def test_a_second_administrator_carries_it_out_at_once(
    locked_out: Person, administrator: Person, second: Person, told: list[RecoveryAsked]
) -> None:
    asked = asking(locked_out, administrator)
    assert told == [RecoveryAsked(recovery_id=asked.pk)]
    with refused("recovery-needs-another"):
        carry_out_recovery(recovery_id=asked.pk, at=MONDAY + WAITING, by=administrator)
    assert has_factor(locked_out)
    assert carry_out_recovery(recovery_id=asked.pk, at=MONDAY, by=second) is None
    assert not has_factor(locked_out)
    asked.refresh_from_db()
    assert (asked.closed_by, asked.closed_at, asked.is_done) == (second, MONDAY, True)
    assert kinds_of(locked_out)[-2:] == ["RECOVERY_ASKED", "SECOND_FACTOR_REMOVED"]
    with refused("recovery-closed"):
        carry_out_recovery(recovery_id=asked.pk, at=MONDAY, by=second)


def test_a_single_administrator_waits_three_days(locked_out: Person, administrator: Person) -> None:
    asked = asking(locked_out, administrator)
    early = MONDAY + WAITING - timedelta(seconds=1)
    with pytest.raises(PeopleRefused) as refusal:
        carry_out_recovery(recovery_id=asked.pk, at=early, by=administrator)
    assert refusal_text(refusal.value) == (
        "No hay otra persona que lo confirme: se puede desde el jueves 7 de marzo de 2024, 10:00."
    )
    assert has_factor(locked_out)
    carry_out_recovery(recovery_id=asked.pk, at=MONDAY + WAITING, by=administrator)
    assert not has_factor(locked_out)


def test_somebody_appointed_for_the_occasion_confirms_nothing(
    locked_out: Person, administrator: Person, citizen: Person, bodies: Cast
) -> None:
    appoint(
        person=citizen,
        body=bodies.council,
        role=Role.ADMINISTRATOR,
        starts_on=date(2024, 3, 1),
        at=MONDAY,
        granted_by=administrator,
    )
    asked = asking(locked_out, administrator)
    with refused("recovery-too-early"):
        carry_out_recovery(recovery_id=asked.pk, at=MONDAY, by=citizen)


def test_an_administrator_who_lost_the_factor_counts_for_neither(
    administrator: Person, second: Person
) -> None:
    asked = asking(second, administrator)
    with refused("recovery-of-oneself"):
        carry_out_recovery(recovery_id=asked.pk, at=MONDAY + WAITING, by=second)
    with refused("recovery-of-oneself"):
        asking(second, second, PASSWORD_KIND)
    assert carry_out_recovery(recovery_id=asked.pk, at=MONDAY + WAITING, by=administrator) is None


def test_a_code_is_issued_only_when_it_is_carried_out(
    adviser: Person, administrator: Person, second: Person
) -> None:
    asked = asking(adviser, administrator, PASSWORD_KIND)
    assert not OneTimeCode.objects.exists()
    issued = carry_out_recovery(recovery_id=asked.pk, at=MONDAY, by=second)
    assert issued is not None
    assert OneTimeCode.objects.get().issued_by == second


def test_the_same_thing_is_asked_once_until_it_is_stale(
    adviser: Person, administrator: Person, second: Person
) -> None:
    first = asking(adviser, administrator)
    asking(adviser, administrator, PASSWORD_KIND)
    with refused("recovery-already-asked"):
        asking(adviser, second)
    with refused("recovery-expired"):
        carry_out_recovery(recovery_id=first.pk, at=MONDAY + LIFETIME, by=second)
    again = ask_recovery(person=adviser, kind=FACTOR, at=MONDAY + LIFETIME, by=second)
    first.refresh_from_db()
    assert (first.closed_by, first.is_done) == (second, False)
    assert again.closed_at is None


def test_a_request_that_was_cancelled_opens_nothing(
    locked_out: Person, administrator: Person, second: Person
) -> None:
    asked = asking(locked_out, administrator)
    cancel_recovery(recovery_id=asked.pk, at=MONDAY, by=locked_out)
    for act in (carry_out_recovery, cancel_recovery):
        with refused("recovery-closed"):
            act(recovery_id=asked.pk, at=MONDAY, by=second)
    assert has_factor(locked_out)
    assert kinds_of(locked_out)[-1] == "RECOVERY_CANCELLED"


def test_nobody_without_account_is_opened_anew(
    administrator: Person, bodies: Cast, leader: Person
) -> None:
    leader.account.is_active = False
    leader.account.save()
    with refused("no-account"):
        asking(leader, administrator)


def test_closed_requests_go_after_two_years(adviser: Person, administrator: Person) -> None:
    asked = asking(adviser, administrator)
    two_years = timedelta(days=730, seconds=1)
    assert apply_retention(at=MONDAY + two_years)["recoveries"] == 0
    cancel_recovery(recovery_id=asked.pk, at=MONDAY, by=administrator)
    assert apply_retention(at=MONDAY + two_years)["recoveries"] == 1


def test_a_letter_leaves_to_a_confirmed_address_only(
    adviser: Person, administrator: Person, settings: Settings
) -> None:
    settings.MAIL_LEAVES = True
    asked = asking(adviser, administrator)
    EmailAddress.objects.create(user=adviser.account, email="otra@example.org", verified=False)
    assert tell_by_mail(recovery_id=asked.pk) == 0
    EmailAddress.objects.create(user=adviser.account, email="andres@example.org", verified=True)
    assert tell_by_mail(recovery_id=asked.pk) == 1
    (letter,) = mail.outbox
    assert letter.to == ["andres@example.org"]
    assert "quitar el segundo factor" in letter.body
    assert "/mi/" in letter.body
    settings.MAIL_LEAVES = False
    assert tell_by_mail(recovery_id=asked.pk) == 0
    cancel_recovery(recovery_id=asked.pk, at=MONDAY, by=adviser)
    settings.MAIL_LEAVES = True
    assert tell_by_mail(recovery_id=asked.pk) == 0


def page_of(person: Person) -> str:
    return f"{DESK}{person.public_id}/"


def test_the_desk_leads_through_it_with_two(
    client: Client, locked_out: Person, administrator: Person, second: Person
) -> None:
    signed_in(client, administrator)
    assert client.post(f"{page_of(locked_out)}pedir/segundo-factor/").status_code == 302
    asked = Recovery.objects.get()
    own = client.get(page_of(locked_out)).content.decode()
    assert "Falta que lo confirme otra persona que administra." in own
    assert "Confirmar:" not in own
    assert "Pedir que se quite su segundo factor" not in own
    assert "Pedir código para contraseña nueva" in own
    assert client.post(f"{DESK}pedidos/{asked.pk}/cumplir/").status_code == 409
    other = signed_in(Client(), second)
    assert "Quitar el segundo factor" in other.get(DESK).content.decode()
    assert (
        "1 pedido de abrir una cuenta de nuevo espera." in other.get("/despacho/").content.decode()
    )
    assert "Confirmar: Quitar el segundo factor" in other.get(page_of(locked_out)).content.decode()
    assert other.post(f"{DESK}pedidos/{asked.pk}/cumplir/").status_code == 302
    assert not has_factor(locked_out)


def test_the_second_administrator_prints_the_code(
    client: Client, adviser: Person, administrator: Person, second: Person
) -> None:
    signed_in(client, administrator).post(f"{page_of(adviser)}pedir/contrasena/")
    asked = Recovery.objects.get()
    printed = signed_in(Client(), second).post(f"{DESK}pedidos/{asked.pk}/cumplir/")
    assert printed.status_code == 200
    assert re.search(r"<b>[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}</b>", printed.content.decode())
    assert "no-store" in printed["Cache-Control"]


def test_the_person_reads_of_it_and_stops_it(
    client: Client, adviser: Person, administrator: Person, citizen: Person
) -> None:
    asked = ask_recovery(person=adviser, kind=FACTOR, at=clock.now(), by=administrator)
    stop = f"/mi/pedidos/{asked.pk}/anular/"
    assert signed_in(Client(), citizen).post(stop).status_code == 404
    signed_in(client, adviser)
    page = client.get("/mi/").content.decode()
    assert "La administración pidió abrir tu cuenta de nuevo: quitar el segundo factor." in page
    assert "Adela Huso Ensayo" in page
    after = client.post(stop, follow=True).content.decode()
    assert "El pedido quedó anulado." in after
    assert "La administración pidió abrir tu cuenta de nuevo: quitar" not in after
    assert "Ese pedido ya se cumplió o se anuló." in client.post(stop, follow=True).content.decode()


def test_the_desk_takes_it_back(client: Client, adviser: Person, administrator: Person) -> None:
    asked = asking(adviser, administrator)
    signed_in(client, administrator)
    assert client.post(f"{DESK}pedidos/{asked.pk}/anular/").status_code == 302
    assert client.post(f"{DESK}pedidos/{asked.pk}/anular/").status_code == 409


def test_nobody_else_asks_and_nobody_for_themselves(
    client: Client, adviser: Person, administrator: Person, clerk: Person, auditor: Person
) -> None:
    ask = f"{page_of(adviser)}pedir/segundo-factor/"
    for somebody in (clerk, auditor, adviser):
        assert signed_in(Client(), somebody).post(ask).status_code == 403
    signed_in(client, administrator)
    assert client.post(f"{page_of(administrator)}pedir/segundo-factor/").status_code == 403
    assert "Pedir que se quite" not in client.get(page_of(administrator)).content.decode()
    assert client.post(f"{page_of(adviser)}pedir/otra-cosa/").status_code == 404
    assert not Recovery.objects.exists()
