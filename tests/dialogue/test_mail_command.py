"""It is true that `minga mail test` sends one message and says what happened."""

import json

import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from minga.dialogue.cli import mail_app
from tests.dialogue.smtp_sink import Sink


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(mail_app, ["test", *words])
    return result.exit_code, result.output.strip()


def test_a_mail_that_left_is_named(mail: Sink) -> None:
    code, said = run("clara@ejemplo.ec")
    assert code == 0
    assert said == f"Salió: el servidor lo recibió. Su nombre es {mail.ids()[0]}."
    assert mail.mails[0]["To"] == "clara@ejemplo.ec"


def test_the_same_for_programs(mail: Sink) -> None:
    code, said = run("clara@ejemplo.ec", "--json")
    assert code == 0
    assert json.loads(said) == {"left": True, "code": "250", "message_id": mail.ids()[0]}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("clara", "Ese correo no está bien escrito."),
        ("nadie@ejemplo.ec", "No salió: el servidor lo rechazó (550)."),
        ("lleno@ejemplo.ec", "No salió: el servidor pide probar más tarde (452)."),
    ],
)
def test_a_mail_that_did_not_leave_says_why(mail: Sink, address: str, said: str) -> None:
    assert run(address) == (1, said)
    assert mail.mails == []


def test_without_a_server_it_says_what_is_missing(settings: LazySettings) -> None:
    settings.MAIL_LEAVES = False
    assert run("clara@ejemplo.ec") == (1, "Aquí no sale correo: falta MINGA_MAIL_HOST.")


def test_a_server_that_is_away_is_said(mail: Sink, settings: LazySettings) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    code, said = run("clara@ejemplo.ec")
    assert code == 1
    assert said.startswith("No salió: no hubo conexión")
