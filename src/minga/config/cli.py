"""What can be asked at the command line? `minga`: each command calls one service."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from minga.config.context_commands import join_contexts, surroundings
from minga.config.environment import BadSetting
from minga.config.running.backup import back_up
from minga.config.running.checks import examine
from minga.config.running.folders import default_folder
from minga.config.running.installation import find_installation
from minga.config.running.locks import stop_holder
from minga.config.running.refusal import OperationRefused
from minga.config.running.restore import restore
from minga.config.running.supervisor import Order, become
from minga.config.running.upgrade import upgrade
from minga.kernel.given_files import readable_file

app = typer.Typer(
    help="Minga: el concejo promete, legisla, construye y responde a la vista de todos.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Port = Annotated[int, typer.Option(help="El puerto de la web.")]
FolderOption = Annotated[Path | None, typer.Option("--data", help="La carpeta de la instalación.")]
UserOption = Annotated[str | None, typer.Option("--user", help="Como root: quién corre todo.")]
AsJson = Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")]
Day = Annotated[
    datetime | None, typer.Option("--at", formats=["%Y-%m-%d"], help="Mueve el reloj a este día.")
]


class Size(StrEnum):
    """How big the demonstration world is."""

    NORMAL = "normal"
    LARGE = "large"


@app.command()
def up(port: Port = 8000, data: FolderOption = None, user: UserOption = None) -> None:
    """Arranca todo: base de datos, web y trabajos de fondo."""
    become(Order(demonstration=False, port=port, data=_text(data), user=user))


@app.command()
def demo(
    port: Port = 8000,
    data: FolderOption = None,
    user: UserOption = None,
    size: Annotated[Size, typer.Option(help="Cuánto contiene.")] = Size.NORMAL,
    at: Day = None,
) -> None:
    """Arranca todo con el mundo de demostración, ficticio y marcado como tal."""
    day = at.date().isoformat() if at else None
    become(Order(demonstration=True, port=port, data=_text(data), user=user, size=size, at=day))


@app.command()
def stop(data: FolderOption = None) -> None:
    """Detén en orden lo que arrancó «minga up» o «minga demo»."""
    holder = stop_holder((data or default_folder()).absolute())
    typer.echo(f"Minga se detuvo (proceso {holder.pid}).")


@app.command()
def check(data: FolderOption = None, as_json: AsJson = False) -> None:
    """Mira si todo está bien: configuración, base de datos, disco, reloj, copias, certificado."""
    found = examine(find_installation(data), datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(one.line() for one in found))
    if not all(one.is_well for one in found):
        raise typer.Exit(1)


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="El archivo que se escribe.")],
    data: FolderOption = None,
    as_json: AsJson = False,
) -> None:
    """Guarda base de datos, documentos y claves en un solo archivo, también en marcha."""
    manifest = back_up(find_installation(data), out.absolute())
    if as_json:
        typer.echo(json.dumps(asdict(manifest), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"Copia escrita en {out}: {len(manifest.files)} archivos. Guárdala bajo llave.")


@app.command("restore")
def restore_backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Una copia de «minga backup».", callback=readable_file),
    ],
    replace: Annotated[bool, typer.Option("--replace", help="En lugar de lo que hay.")] = False,
    data: FolderOption = None,
    user: UserOption = None,
) -> None:
    """Pon una copia en su lugar; se comprueba entera antes de tocar nada."""
    manifest = restore(file.absolute(), data, user, replace=replace)
    typer.echo(f"Copia del {manifest.created_at} puesta en su lugar.")


@app.command("upgrade")
def upgrade_database(
    rehearse: Annotated[bool, typer.Option("--rehearse", help="Solo en una copia.")] = False,
    data: FolderOption = None,
) -> None:
    """Lleva la base de datos a la versión de este programa, primero en una copia."""
    done = upgrade(find_installation(data), rehearse=rehearse)
    where = "En la copia" if done.rehearsed_only else "En la base de datos"
    applied = [f"  {name}" for name in done.migrations] or ["  nada: ya estaba al día"]
    typer.echo("\n".join([f"{where}:", *applied]))


def _text(path: Path | None) -> str | None:
    return str(path.absolute()) if path else None


def main() -> None:
    """Run the command that `sys.argv` asks for; exit 1 with the reason when it is refused."""
    words = sys.argv[1:]
    try:
        with surroundings(join_contexts(app, words), words[1:]):
            app()
    except (OperationRefused, BadSetting) as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
