"""What can an operator do for people? `minga admin create`."""

import json
from typing import Annotated
from urllib.parse import urlencode

import django
import typer

REFUSED = 1

admin_app = typer.Typer(help="Quien administra.", no_args_is_help=True)


@admin_app.callback()
def admin() -> None:
    """Quien administra."""


@admin_app.command("create")
def create(
    name: Annotated[
        str,
        typer.Option(help="Nombre y apellido de quien administrará.", prompt="Nombre y apellido"),
    ],
    username: Annotated[str, typer.Option(help="Usuario que se le propone.")] = "",
    body: Annotated[str, typer.Option(help="De qué cuerpo; sin decirlo, el concejo.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")] = False,
) -> None:
    """Invita a quien va a administrar: imprime un código de un solo uso, nunca una contraseña.

    Con el código abre su cuenta en el sitio, escoge su contraseña y pone su segundo factor.
    """
    django.setup()
    from minga.kernel import clock  # noqa: PLC0415  # late: import cycle in Django app loading
    from minga.people.labels import refusal_text  # noqa: PLC0415  # late: import cycle in Django app loading
    from minga.people.services.administration import (  # noqa: PLC0415  # late: import cycle in Django app loading
        invite_administrator,
    )
    from minga.people.services.saving import PeopleRefused  # noqa: PLC0415  # late: import cycle in Django app loading

    try:
        invited = invite_administrator(name=name, at=clock.now(), body_slug=body)
    except PeopleRefused as refusal:
        typer.echo(refusal_text(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal
    code, until = invited.issued.code, invited.issued.expires_at
    answer = {"address": _address(code, username), "code": code, "expires_at": until.isoformat()}
    _tell(answer, as_json=as_json)


def _address(code: str, username: str) -> str:
    """Return the link that opens the invitation with the code filled in."""
    from django.conf import settings  # noqa: PLC0415  # late: import cycle in Django app loading
    from django.urls import reverse  # noqa: PLC0415  # late: import cycle in Django app loading

    words = {"codigo": code} | ({"usuario": username} if username else {})
    return f"{settings.SITE_ADDRESS}{reverse('people:invitation')}?{urlencode(words)}"


def _tell(answer: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    typer.echo("Invitación lista. Abre esta dirección una sola vez, en los próximos siete días:")
    typer.echo(f"  {answer['address']}")
    typer.echo(f"  Código: {answer['code']}")
