"""What can an operator do for messages? `minga mail test`: does mail leave?"""

import json
from typing import Annotated

import django
import typer

REFUSED = 1

mail_app = typer.Typer(help="El correo de esta instalación.", no_args_is_help=True)


@mail_app.callback()
def mail() -> None:
    """El correo de esta instalación."""


@mail_app.command("test")
def try_mail(
    address: Annotated[str, typer.Argument(help="A qué correo se envía el mensaje de prueba.")],
    as_json: Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")] = False,
) -> None:
    """Envía un mensaje a un correo y di qué pasó: si salió, o con qué código lo rechazó el servidor."""
    django.setup()
    from minga.dialogue.services.mail_test import send_test_mail  # noqa: PLC0415  # late: import cycle in Django app loading

    answer = send_test_mail(address)
    if as_json:
        typer.echo(json.dumps(answer.document(), ensure_ascii=False))
    else:
        typer.echo(answer.sentence, err=not answer.left)
    if not answer.left:
        raise typer.Exit(REFUSED)
