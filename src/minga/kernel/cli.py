"""What can the kernel answer at the command line? `minga deadline` and `minga id check`, without a database.

A file is answered whole or not at all: a row of a term that cannot be counted refuses it, with its
line; a number that is not a cédula or RUC is an answer like any other.
"""

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from minga.kernel import labels
from minga.kernel.csv_rows import Row, Table, TableRefused, open_table
from minga.kernel.deadline_texts import TermTexts, due_of_texts
from minga.kernel.deadlines import Deadline, TermKind, TermUnit
from minga.kernel.explanation import deadline_document, due_text
from minga.kernel.holidays import Place
from minga.kernel.identifiers import IdCheck, check_id
from minga.kernel.refusal import Refused

if TYPE_CHECKING:
    from _csv import Writer

TERM_COLUMNS = ("start_date", "kind", "amount", "unit", "place")
ID_COLUMNS = ("value",)
REFUSED = 1
# With these settings `deadline` answers "-5" with a sentence instead of taking it for an option.
DEADLINE_SETTINGS: dict[str, bool] = {"ignore_unknown_options": True}
# Answers of a file wait here until its last row is known to be good; beyond this size on disk.
_IN_MEMORY = 1 << 22

id_app = typer.Typer(help="Números de identificación.", no_args_is_help=True)

CsvFile = Annotated[
    Path | None, typer.Option("--csv", help="Un archivo con muchas filas en vez de una sola.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")]


def app_deadline(
    start: Annotated[
        str | None, typer.Argument(metavar="START", help="Fecha del hecho: AAAA-MM-DD.")
    ] = None,
    amount: Annotated[
        str | None, typer.Argument(metavar="AMOUNT", help="Cuántas unidades se cuentan.")
    ] = None,
    kind: Annotated[TermKind | None, typer.Option(help="Días hábiles o del calendario.")] = None,
    unit: Annotated[TermUnit, typer.Option(help="En qué se cuenta.")] = TermUnit.DAYS,
    place: Annotated[Place, typer.Option(help="De dónde son los feriados.")] = Place.QUITO,
    csv_file: CsvFile = None,
    as_json: AsJson = False,
) -> None:
    """Di cuándo vence un término o plazo, y por qué ese día.

    Cuenta con los feriados de la ley; los días declarados después están en el sitio. Con --csv lee
    las columnas start_date, kind, amount, unit, place y añade due.
    """
    if csv_file:
        _refuse_mixture(start, amount, kind, as_json)
        _answer_file(csv_file, TERM_COLUMNS, ("due",), _due_cells)
    elif start is None or amount is None or kind is None:
        raise typer.BadParameter("faltan START, AMOUNT y --kind, o --csv ARCHIVO")
    else:
        with _refusals_told():
            deadline = due_of_texts(TermTexts(start, amount, kind, unit, place))
        _print_deadline(deadline, as_json)


@id_app.callback()
def id_numbers() -> None:
    """Números de identificación: cédula y RUC."""


@id_app.command("check")
def check(
    number: Annotated[str | None, typer.Argument(metavar="NUMBER", help="Cédula o RUC.")] = None,
    csv_file: CsvFile = None,
    as_json: AsJson = False,
) -> None:
    """Di si un número es una cédula o un RUC bien formado, y de qué clase.

    Que lo sea no prueba que la persona exista. Con --csv lee la columna value y añade valid y kind.
    """
    if csv_file:
        _refuse_mixture(number, as_json)
        _answer_file(csv_file, ID_COLUMNS, ("valid", "kind"), _id_cells)
    elif number is None:
        raise typer.BadParameter("falta NUMBER, o --csv ARCHIVO")
    else:
        _print_id(check_id(number), as_json)


def id_document(verdict: IdCheck) -> dict[str, str | bool | list[str] | None]:
    """Return the published form of a verdict."""
    return {
        "number": verdict.number,
        "valid": verdict.valid,
        "kind": verdict.kind,
        "warnings": list(verdict.warnings),
    }


def _refuse_mixture(*others: object) -> None:
    if any(others):
        raise typer.BadParameter("--csv no se combina con un solo dato ni con --json")


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Tell on stderr why something was refused, and end with exit code 1."""
    try:
        yield
    except Refused as refusal:
        typer.echo(labels.refusal_sentence(refusal), err=True)
        raise typer.Exit(REFUSED) from None


def _print_deadline(deadline: Deadline, as_json: bool) -> None:
    document = deadline_document(deadline)
    if as_json:
        _print_json(document)
        return
    for line in (document["due"], document["explanation"], *_grounds(deadline)):
        typer.echo(line)


def _grounds(deadline: Deadline) -> list[str]:
    lines = [f"Por verificar: {labels.COUNTING_RULES[rule]}." for rule in deadline.unverified]
    if deadline.legal_basis:
        lines.insert(0, f"Base legal: {', '.join(deadline.legal_basis)}.")
    return lines


def _print_id(verdict: IdCheck, as_json: bool) -> None:
    if as_json:
        _print_json(id_document(verdict))
        return
    if verdict.fault:
        typer.echo(f"No es válido. {labels.ID_FAULTS[verdict.fault]}")
    if verdict.kind:
        typer.echo(f"Número bien formado: {labels.ID_KINDS[verdict.kind]} {verdict.number}.")
    for warning in verdict.warnings:
        typer.echo(labels.ID_WARNINGS[warning])


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _due_cells(row: Row) -> Sequence[str]:
    cells = row.named
    texts = TermTexts(
        cells["start_date"], cells["amount"], cells["kind"], cells["unit"], cells["place"]
    )
    return [due_text(due_of_texts(texts))]


def _id_cells(row: Row) -> Sequence[str]:
    verdict = check_id(row.named["value"])
    return ["true" if verdict.valid else "false", verdict.kind or ""]


def _answer_file(
    path: Path,
    columns: Sequence[str],
    added: Sequence[str],
    answer: Callable[[Row], Sequence[str]],
) -> None:
    """Write the rows of `path` with their answers to stdout, in UTF-8 with commas, once all are known."""

    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as answers:
        with _refusals_told(), open_table(path, columns) as table:
            _write_answers(table, added, answer, csv.writer(answers, lineterminator="\n"))
        answers.seek(0)
        shutil.copyfileobj(answers, sys.stdout)


def _write_answers(
    table: Table,
    added: Sequence[str],
    answer: Callable[[Row], Sequence[str]],
    out: "Writer",
) -> None:
    out.writerow([*table.header, *added])
    hidden = not sys.stderr.isatty()
    with typer.progressbar(table.rows, label="Filas", file=sys.stderr, hidden=hidden) as rows:
        for row in rows:
            out.writerow([*row.cells, *_answer_row(row, answer)])


def _answer_row(row: Row, answer: Callable[[Row], Sequence[str]]) -> Sequence[str]:
    try:
        return answer(row)
    except Refused as refusal:
        reason = labels.refusal_sentence(refusal)
        raise TableRefused("row-refused", line=row.line, reason=reason) from None
