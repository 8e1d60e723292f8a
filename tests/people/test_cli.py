"""It is true that the first administrator comes by an invitation and never with a password."""

import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from typer.testing import CliRunner

from minga.kernel import clock
from minga.people.cli import admin_app
from minga.people.models import Account, Appointment, Body
from minga.people.services.administration import invite_administrator
from tests.people.expecting import refused


def run(*words: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(admin_app, ["create", *words], input=typed)
    return result.exit_code, result.stdout


def test_the_command_prints_a_link_that_opens_the_account(client: Client, db: None) -> None:
    code, out = run("--name", "Rosa Telar", "--username", "rosa", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["address"].startswith("http://127.0.0.1:8000/cuenta/invitacion/?codigo=")
    assert not Account.objects.exists()
    typed = {"code": answer["code"], "username": "rosa", "password": "cuatro palabras de prueba"}
    assert client.post("/cuenta/invitacion/", typed).status_code == 302
    held = Appointment.objects.get()
    assert (held.role, held.body.name) == ("ADMINISTRATOR", "Concejo Metropolitano de Quito")


def test_the_name_is_asked_when_it_is_not_given(db: None) -> None:
    code, out = run(typed="Rosa Telar\n")
    assert code == 0
    assert "Código: " in out


def test_an_unknown_body_is_refused_with_a_sentence(db: None) -> None:
    result = CliRunner().invoke(admin_app, ["create", "--name", "Rosa", "--body", "no-existe"])
    assert (result.exit_code, result.stderr) == (1, "No hay un cuerpo con esa dirección.\n")
    assert not Appointment.objects.exists()


def test_the_body_may_be_named(office: Body) -> None:
    assert run("--name", "Rosa", "--body", office.slug)[0] == 0
    assert Appointment.objects.get().body == office


@pytest.mark.parametrize("found_before", [True, False])
def test_without_a_body_it_is_the_council_of_the_installation(
    request: pytest.FixtureRequest, db: None, found_before: bool
) -> None:
    council = request.getfixturevalue("council") if found_before else None
    invite_administrator(name="Rosa", at=clock.now())
    held = Appointment.objects.get().body
    assert held == council if council else held.slug == "concejo-metropolitano-de-quito"


def test_in_a_demonstration_it_is_the_fictional_council(council: Body, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    Body.objects.filter(pk=council.pk).update(is_demonstration=True)
    invite_administrator(name="Rosa", at=clock.now())
    assert Appointment.objects.get().body == council


def test_an_administrator_has_a_name(db: None) -> None:
    with refused("name-missing"):
        invite_administrator(name="  ", at=clock.now())
