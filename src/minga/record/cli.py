"""What can anybody ask of the record at the command line? `minga record verify|export|key`.

A dump is checked without Django and without a database: a stranger needs nothing of ours but this.
"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from minga.kernel.given_files import readable_file
from minga.record.rules.dump_reading import read_dump
from minga.record.rules.findings import Finding, finding
from minga.record.rules.heads import Head, HeadUnreadable, read_head
from minga.record.rules.proofs import Proof, ProofUnreadable, read_proof
from minga.record.rules.report import (
    finding_document,
    finding_lines,
    proof_line,
    verdict_document,
    verdict_lines,
)
from minga.record.rules.verification import Verdict, verify

REFUSED = 1
LONGEST_PROOF = 1 << 20

app = typer.Typer(help="El registro y sus pruebas.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Escribe un documento JSON.")]
HeadFile = Annotated[
    Path | None,
    typer.Option(
        "--head",
        metavar="FILE",
        help="Una cabeza que guardaste (.json): ¿el registro la continúa?",
        callback=readable_file,
    ),
]


@app.callback()
def record() -> None:
    """El registro y sus pruebas."""


@app.command("verify")
def verify_record(
    dump: Annotated[
        Path | None,
        typer.Argument(
            metavar="DUMP",
            help="Un volcado del registro, o una prueba (.json). Sin él se comprueba la base de datos.",
            callback=readable_file,
        ),
    ] = None,
    head: HeadFile = None,
    as_json: AsJson = False,
) -> None:
    """Comprueba los sellos: nada alterado, quitado, movido ni reescrito.

    Con un volcado no hace falta red, base de datos ni confianza en quien lo entrega.
    """
    kept = _kept_head(head, as_json=as_json) if head else None
    proof = _proof_in(dump) if dump else None
    if proof:
        _tell_proof(proof, kept, as_json=as_json)
    else:
        verdict = _verify_dump(dump, kept) if dump else _verify_database(kept)
        _tell(verdict, kept, as_json=as_json)


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="El archivo que se escribe.")],
    as_json: AsJson = False,
) -> None:
    """Escribe el registro público en un archivo (JSON Lines) que cualquiera puede comprobar."""
    _load_django()
    from minga.kernel import clock  # noqa: PLC0415 - late: import cycle in Django app loading
    from minga.record.sealing.export import export_record  # noqa: PLC0415 - late: same

    try:
        size = export_record(out, clock.now())
    except OSError as error:
        typer.echo(f"No se pudo escribir {out}: {error.strerror}.", err=True)
        raise typer.Exit(REFUSED) from error
    if as_json:
        typer.echo(json.dumps({"file": str(out), "size": size}, ensure_ascii=False))
    typer.echo(f"Registro público escrito en {out} ({size} bytes).", err=True)


@app.command("key")
def key(
    new: Annotated[bool, typer.Option("--new", help="Crea una clave, si no hay ninguna.")] = False,
    as_json: AsJson = False,
) -> None:
    """Muestra la huella de la clave que firma; con --new crea otra cuando la anterior se perdió."""
    _load_django()
    from minga.record.sealing.signing_key import (  # noqa: PLC0415 - late: import cycle in Django app loading
        SigningKeyRefused,
        make_signing_key,
        signing_fingerprint,
    )

    made = make_signing_key() if new else False
    try:
        mark = signing_fingerprint()
    except SigningKeyRefused as refusal:
        typer.echo(refusal.sentence, err=True)
        raise typer.Exit(REFUSED) from refusal
    if as_json:
        typer.echo(json.dumps({"fingerprint": mark, "made": made}))
        return
    if new and not made:
        typer.echo("Ya hay una clave y no se tocó.", err=True)
    typer.echo(mark)


def _load_django() -> None:
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()


def _kept_head(file: Path, *, as_json: bool) -> Head:
    try:
        return read_head(file.read_bytes())
    except HeadUnreadable as refusal:
        _tell(Verdict((finding("kept-head-unreadable"),)), None, as_json=as_json)
        raise typer.Exit(REFUSED) from refusal


def _proof_in(file: Path) -> Proof | None:
    """Return the proof in a small file, or None: it is a dump, then."""
    if file.stat().st_size > LONGEST_PROOF:
        return None
    try:
        return read_proof(file.read_bytes())
    except ProofUnreadable:
        return None


def _verify_dump(file: Path, kept: Head | None) -> Verdict:
    import rich.progress  # noqa: PLC0415 - late: heavy (rich)
    from rich.console import Console  # noqa: PLC0415 - late: heavy (rich)

    with rich.progress.open(
        file,
        "rb",
        description="Comprobando",
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as stream:
        return verify(read_dump(stream), kept)


def _verify_database(kept: Head | None) -> Verdict:
    _load_django()
    from minga.kernel import clock  # noqa: PLC0415 - late: import cycle in Django app loading
    from minga.record.sealing.checking import verify_database  # noqa: PLC0415 - late: same

    return verify_database(clock.now(), kept)


def _tell(verdict: Verdict, kept: Head | None, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(verdict_document(verdict), ensure_ascii=False))
    for line in verdict_lines(verdict, kept):
        typer.echo(line, err=as_json or not verdict.is_valid)
    if not verdict.is_valid:
        raise typer.Exit(REFUSED)


def _tell_proof(proof: Proof, kept: Head | None, *, as_json: bool) -> None:
    findings = proof.findings() + _not_under(kept, proof)
    if as_json:
        document = {
            "valid": not findings,
            "proof": proof.published(),
            "findings": [finding_document(found) for found in findings],
        }
        typer.echo(json.dumps(document, ensure_ascii=False))
    lines = finding_lines(findings) if findings else [proof_line(proof)]
    for line in lines:
        typer.echo(line, err=as_json or bool(findings))
    if findings:
        raise typer.Exit(REFUSED)


def _not_under(kept: Head | None, proof: Proof) -> tuple[Finding, ...]:
    """Return what is wrong when the proof does not stand on the head that was kept."""
    if kept is None or kept in proof.heads():
        return ()
    return (finding("proof-of-another-head", head=kept.number),)
