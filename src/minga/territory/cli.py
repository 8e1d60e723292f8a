"""What can an operator load into the territory? `minga territory import`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minga.kernel.given_files import readable_file

if TYPE_CHECKING:
    from minga.territory.services.report import ImportReport

REFUSED = 1

app = typer.Typer(help="Lugares, límites y poblaciones.", no_args_is_help=True)


@app.callback()
def territory() -> None:
    """Lugares, límites y poblaciones."""


@app.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="GeoJSON de límites; CSV, XLSX o JSON de lugares, poblaciones o servicios.",
            callback=readable_file,
        ),
    ],
    source: Annotated[str, typer.Option(help="De quién son estos datos.")] = "",
    licence: Annotated[str, typer.Option(help="Bajo qué licencia se pueden usar.")] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(help="Código de un lugar cuya cifra, lejos de la tabla, es correcta."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo mira qué haría.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")] = False,
) -> None:
    """Carga límites (GeoJSON), lugares, poblaciones o servicios básicos (CSV, XLSX, JSON).

    Los lugares se reconocen por código y después por nombre. Una cifra muy lejos de la tabla se
    pregunta, nunca reemplaza otra. Cargar lo mismo otra vez no cambia nada.
    """
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()
    from minga.kernel import clock  # noqa: PLC0415 - late: import cycle in Django app loading
    from minga.territory.services.files import import_territory_file  # noqa: PLC0415 - late: import cycle in Django app loading

    report = import_territory_file(
        file,
        at=clock.now(),
        source=source,
        licence=licence,
        accept=frozenset(accept or ()),
        dry_run=dry_run,
    )
    _tell(report, as_json=as_json)
    if report.refused:
        raise typer.Exit(REFUSED)


def _tell(report: "ImportReport", *, as_json: bool) -> None:
    """Write findings to stderr and what was done to stdout."""
    from minga.territory.labels import issue_sentence  # noqa: PLC0415 - late: import cycle in Django app loading

    for issue in report.issues:
        typer.echo(issue_sentence(issue), err=True)
    if as_json:
        typer.echo(json.dumps(report_document(report), ensure_ascii=False, indent=2))
    elif not report.refused:
        typer.echo(_sentence(report))


def _sentence(report: "ImportReport") -> str:
    from minga.territory.labels import WHAT_LABELS  # noqa: PLC0415 - late: import cycle in Django app loading

    tally = report.tally
    if not tally.written:
        return f"Sin diferencias: {tally.unchanged} ({WHAT_LABELS[report.what]})."
    verb = "Cargado" if report.written else "Se cargaría"
    return (
        f"{verb} ({WHAT_LABELS[report.what]}): {tally.created} nuevos, "
        f"{tally.changed} cambiados, {tally.unchanged} sin cambio."
    )


def report_document(report: "ImportReport") -> dict[str, object]:
    """Return the published form of what an import did."""
    return {
        "what": report.what,
        "written": report.written,
        "refused": report.refused,
        "created": report.tally.created,
        "changed": report.tally.changed,
        "unchanged": report.tally.unchanged,
        "issues": [
            {"code": issue.code.value, "where": issue.where, "values": dict(issue.values)}
            for issue in report.issues
        ],
    }
