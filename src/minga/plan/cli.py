"""What can an operator do with plans at the command line? `minga plan import|verify`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minga.plan.reading import ReadPlan, Unreadable, read_plan, to_json
from minga.plan.reading.labels import refusal_sentence

if TYPE_CHECKING:
    from minga.plan.services.importing import Outcome

REFUSED = 1

app = typer.Typer(help="Planes de trabajo.", no_args_is_help=True)


@app.callback()
def plan() -> None:
    """Planes de trabajo."""


@app.command("import")
def import_plan(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="El plan: .txt .md .csv .tsv .xlsx .docx .html .pdf",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo lee; no escribe nada.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")] = False,
    slug: Annotated[str, typer.Option("--plan", help="De qué plan es otra versión.")] = "",
    body: Annotated[str, typer.Option(help="Qué órgano promete, si el plan es nuevo.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="No preguntes antes de escribir.")] = False,
) -> None:
    """Lee un plan de trabajo, muestra lo que entendió y lo registra.

    El mismo documento otra vez no cambia nada; uno cambiado es otra versión del mismo plan.
    """
    read = _read(file)
    if as_json and dry_run:
        typer.echo(json.dumps(to_json(read), ensure_ascii=False, indent=1))
    else:
        _tell(read)
    if not dry_run:
        _register(read, file, slug=slug, body=body, yes=yes, as_json=as_json)


@app.command("verify")
def verify_plans(
    as_json: Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")] = False,
) -> None:
    """Comprueba que cada dato de los planes dice lo que se selló en su hecho.

    `minga record verify` comprueba los hechos; esto, lo que las páginas leen de ellos.
    """
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()
    from minga.plan.services.agreement import disagreements  # noqa: PLC0415 - late: same

    found = list(disagreements())
    if as_json:
        typer.echo(json.dumps({"valid": not found, "findings": [one._asdict() for one in found]}))
    for one in found:
        typer.echo(f"El hecho {one.act} no dice lo mismo que su dato: {one.part}.", err=True)
    if found:
        raise typer.Exit(REFUSED)
    typer.echo("Los planes dicen lo que se selló.", err=as_json)


def _read(file: Path) -> ReadPlan:
    try:
        return read_plan(file)
    except Unreadable as refusal:
        typer.echo(refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal


def _tell(read: ReadPlan) -> None:
    """Write to stderr what was understood and what a person should look at."""
    count = sum(1 for _ in read.activities())
    period = f"{read.period.start or '?'}–{read.period.end or '?'}"
    typer.echo(f"{read.title} · {read.jurisdiction or 'sin jurisdicción'} · {period}", err=True)
    typer.echo(f"Programas: {len(read.programmes)}. Actividades: {count}.", err=True)
    for issue in read.issues:
        where = f"fila {issue.row}: " if issue.row else ""
        typer.echo(f"  {issue.code} · {where}{issue.message}", err=True)


def _register(
    read: ReadPlan, file: Path, *, slug: str, body: str, yes: bool, as_json: bool
) -> None:
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()
    from minga.plan.services.importing import (  # noqa: PLC0415 - late: import cycle in Django app loading
        ImportRefused,
        import_read_plan,
    )

    if not yes and sys.stdin.isatty() and not typer.confirm("¿Registrar?", err=True):
        raise typer.Exit(REFUSED)
    try:
        outcome = import_read_plan(
            read=read, name=file.name, content=file.read_bytes(), slug=slug, body_slug=body
        )
    except ImportRefused as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal
    _say(outcome, as_json=as_json)


def _say(outcome: "Outcome", *, as_json: bool) -> None:
    if as_json:
        facts = {
            "plan": outcome.plan,
            "version": outcome.version,
            "changed": outcome.changed,
            "differences": [str(line) for line in outcome.differences],
        }
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    if not outcome.changed:
        typer.echo(f"{outcome.plan}: sin diferencias")
        return
    typer.echo(f"{outcome.plan}: versión {outcome.version}")
    for line in outcome.differences:
        typer.echo(f"  {line}")
