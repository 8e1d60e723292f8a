"""It is true that a stranger checks the record with one command, without a database and without us."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minga.people.public import Body, Person
from minga.record.cli import app
from minga.record.rules.dump import Withheld
from minga.record.rules.heads import sign
from minga.record.rules.report import verdict_lines
from minga.record.rules.sealed_form import canonical
from minga.record.rules.verification import Verdict
from minga.record.sealing.sealing import head_of, seal_pending
from tests.record.acts import AT, add_note, open_case
from tests.record.sealed_record import OTHER_KEY, SealedRecord, checked, sealed_record

runner = CliRunner()


@pytest.fixture
def dump(honest: SealedRecord, tmp_path: Path) -> Path:
    file = tmp_path / "registro.jsonl"
    file.write_bytes(honest.dump())
    return file


@pytest.fixture
def kept(honest: SealedRecord, tmp_path: Path) -> Path:
    file = tmp_path / "cabeza-2.json"
    file.write_bytes(canonical(honest.heads[1].published()))
    return file


def test_a_dump_is_checked_without_django_and_without_a_database(dump: Path, kept: Path):
    program = (
        "import sys\n"
        "from minga.record.cli import app\n"
        f"app(['verify', {str(dump)!r}, '--head', {str(kept)!r}], standalone_mode=False)\n"
        "assert 'django' not in sys.modules\n"
    )
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql:///nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "El registro se sostiene: 10 hechos bajo 3 cabezas firmadas.",
        "Última cabeza: 3, del 2026-03-02T17:00:00.000000Z.",
        "Huella de la clave: a050837d 85070582 ccf7394b 0988847c c312cb88 259b8948 99f6f239 cf1791a5",
        "Continúa el registro de la cabeza 2 que guardaste.",
    ]


def test_one_act_is_counted_as_one():
    head = sealed_record().heads[0]
    lines = list(verdict_lines(Verdict((), tree_size=1, heads=1, withheld=1, newest=head)))
    assert lines[:2] == [
        "El registro se sostiene: 1 hecho bajo 1 cabeza firmada.",
        "De 1 hecho solo está el sello: su expediente no es público.",
    ]


@pytest.mark.parametrize("option", [[], ["--head"]])
def test_a_file_that_cannot_be_read_is_refused_input(dump: Path, tmp_path: Path, option: list[str]):
    missing = tmp_path / "no-hay.jsonl"
    for file, said in (
        (missing, f"No existe el archivo {missing}: revisa el nombre y la carpeta.\n"),
        (
            tmp_path,
            f"No se puede leer {tmp_path}: revisa que sea un archivo y que tengas permiso.\n",
        ),
    ):
        asked = ["verify", str(dump), *option, str(file)] if option else ["verify", str(file)]
        done = runner.invoke(app, asked)
        assert (done.exit_code, done.stdout, done.stderr) == (1, "", said)


def test_without_a_kept_head_it_says_what_is_not_proven(dump: Path):
    done = runner.invoke(app, ["verify", str(dump)])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].startswith("Esto muestra que el archivo no se contradice.")


def test_what_is_wrong_is_said_on_stderr_and_refused(dump: Path):
    dump.write_bytes(dump.read_bytes()[:-10])
    done = runner.invoke(app, ["verify", str(dump)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "El archivo está cortado después de la línea 18: le falta el final. Vuelve a descargarlo.\n"
    )


def test_the_verdict_is_one_json_document(dump: Path, honest: SealedRecord):
    done = runner.invoke(app, ["verify", str(dump), "--json"])
    assert json.loads(done.stdout) == {
        "valid": True,
        "tree_size": 10,
        "heads": 3,
        "newest_head": honest.heads[2].published(),
        "acts": 10,
        "withheld": 0,
        "words": 10,
        "key_changes": [],
        "demonstration": True,
        "findings": [],
    }


def test_a_finding_in_json_has_code_sentence_and_facts(dump: Path, honest: SealedRecord):
    del honest.leaves[4]
    dump.write_bytes(honest.dump())
    done = runner.invoke(app, ["verify", str(dump), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["findings"] == [
        {
            "code": "removed-act",
            "message": "Falta el hecho SOL-2026-00002/2, sellado en la posición 4.",
            "facts": {"act": "SOL-2026-00002/2", "position": 4},
        }
    ]


def test_only_the_first_of_many_findings_are_told(dump: Path, honest: SealedRecord):
    record = sealed_record(cases=(60,), heads_at=(60,))
    record.leaves = [leaf for leaf in record.leaves if leaf.position % 2]
    dump.write_bytes(record.dump())
    lines = runner.invoke(app, ["verify", str(dump)]).stderr.splitlines()
    assert (len(lines), lines[-1]) == (21, "… y 10 más.")


def test_acts_that_are_not_public_and_another_key_are_told(dump: Path, honest: SealedRecord):
    honest.leaves[:] = [Withheld(position) for position in range(10)]
    honest.heads[2] = sign(honest.heads[2], OTHER_KEY)
    dump.write_bytes(honest.dump())
    lines = runner.invoke(app, ["verify", str(dump)]).stdout.splitlines()
    assert lines[1] == "De 10 hechos solo está el sello: su expediente no es público."
    assert lines[4] == "Desde la cabeza 3 firma otra clave: pregunta por qué."


def test_an_empty_record_is_said_to_be_empty(dump: Path):
    dump.write_bytes(SealedRecord([], ()).seal().dump())
    done = runner.invoke(app, ["verify", str(dump)])
    assert done.stdout == "El registro está vacío: todavía no hay ningún hecho sellado.\n"


@pytest.mark.parametrize("content", [b"", b"hola", b"[]", b"{}", b'{"number": 1}'])
def test_a_file_that_is_no_head_is_refused(dump: Path, kept: Path, content: bytes):
    kept.write_bytes(content)
    done = runner.invoke(app, ["verify", str(dump), "--head", str(kept)])
    assert (done.exit_code, done.stderr) == (
        1,
        "El archivo de la cabeza que guardaste no se puede leer: debe ser el .json que se descarga en /registro/cabezas/.\n",
    )


# Proofs


def proof_said(folder: Path, proof: dict[str, object], *more: str) -> tuple[int, str]:
    """Return the exit code and what the command says of a proof."""
    file = folder / "prueba.json"
    file.write_text(json.dumps(proof, indent=1))  # however a stranger's program lays it out
    done = runner.invoke(app, ["verify", str(file), *more])
    return done.exit_code, done.output.strip()


def test_a_proof_of_one_act_holds(honest: SealedRecord, tmp_path: Path, kept: Path):
    proof = honest.prove(4, head=2).published()
    assert proof_said(tmp_path, proof, "--head", str(kept)) == (
        0,
        "La prueba se sostiene: el hecho SOL-2026-00002/2 está en la posición 4 del registro que firmó la cabeza 2.",
    )


def test_a_proof_that_the_record_only_grew_holds(honest: SealedRecord, tmp_path: Path):
    assert proof_said(tmp_path, honest.prove_growth(1, 3).published()) == (
        0,
        "La prueba se sostiene: la cabeza 3 solo añadió hechos al registro de la cabeza 1.",
    )


def test_a_proof_under_another_head_than_the_kept_one_is_told(
    honest: SealedRecord, tmp_path: Path, kept: Path
):
    said = proof_said(tmp_path, honest.prove(4, head=3).published(), "--head", str(kept))
    assert said == (
        1,
        "La prueba no se apoya en la cabeza 2 que guardaste: descárgala otra vez añadiendo «?cabeza=2» a su dirección.",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"position": 5},
            "La prueba no se sostiene: el hecho SOL-2026-00002/2 no está en el registro que firmó la cabeza 3.",
        ),
        ({"head": {"tree_size": 9}}, "La firma de la cabeza 3 no es válida."),
    ],
)
def test_a_proof_that_was_altered_fails(
    honest: SealedRecord, tmp_path: Path, change: dict[str, object], sentence: str
):
    proof = honest.prove(4, head=3).published()
    head = change.get("head")
    altered = proof | (change if head is None else {"head": {**proof["head"], **head}})  # type: ignore[dict-item]
    assert proof_said(tmp_path, altered) == (1, sentence)


def test_a_rewritten_past_has_no_proof_of_growth(honest: SealedRecord, tmp_path: Path):
    proof = honest.prove_growth(1, 3).published()
    proof["path"] = proof["path"][::-1]  # type: ignore[index]
    assert proof_said(tmp_path, proof) == (
        1,
        "La prueba no se sostiene: la cabeza 3 no continúa el registro de la cabeza 1.",
    )
    later = {**proof["later"], "number": 4}  # type: ignore[dict-item]
    assert (
        proof_said(tmp_path, proof | {"later": later})[1] == "La firma de la cabeza 4 no es válida."
    )


def test_proofs_say_in_json_whether_they_hold(honest: SealedRecord, tmp_path: Path):
    proof = honest.prove(4, head=3).published()
    file = tmp_path / "prueba.json"
    file.write_text(json.dumps(proof))
    done = runner.invoke(app, ["verify", str(file), "--json"])
    assert json.loads(done.stdout) == {"valid": True, "proof": proof, "findings": []}


@pytest.mark.parametrize(
    "change",
    [{"path": "x"}, {"path": ["zz"]}, {"act": 1}, {"leaf_hash": "0"}, {"format": "otra"}, {"head": {}}],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_proof_is_taken_for_a_dump_and_refused(
    honest: SealedRecord, tmp_path: Path, change: dict[str, object]
):
    said = proof_said(tmp_path, honest.prove(4, head=3).published() | change)
    assert said[0] == 1
    assert said[1].startswith("Este archivo no es un volcado")


# With the database


@pytest.mark.django_db
def test_without_a_dump_the_database_is_checked(
    office: Body, adviser: Person, keys: Path, tmp_path: Path
):
    case = open_case(office)
    add_note(case, adviser)
    head = seal_pending(AT)
    assert head
    done = runner.invoke(app, ["verify", "--json"])
    assert (done.exit_code, json.loads(done.stdout)["tree_size"]) == (0, 1)
    out = tmp_path / "registro.jsonl"
    exported = runner.invoke(app, ["export", str(out), "--json"])
    assert json.loads(exported.stdout) == {"file": str(out), "size": out.stat().st_size}
    assert checked(out.read_bytes(), head_of(head)).is_valid


@pytest.mark.django_db
def test_an_export_that_cannot_be_written_says_why(tmp_path: Path):
    done = runner.invoke(app, ["export", str(tmp_path / "no" / "registro.jsonl")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"No se pudo escribir {tmp_path}/no/registro.jsonl: No such file or directory.\n"
    )


@pytest.mark.django_db
def test_the_key_is_shown_and_a_new_one_made_only_when_there_is_none(keys: Path):
    made = runner.invoke(app, ["key", "--new", "--json"])
    first = json.loads(made.stdout)
    assert first["made"] is True
    again = runner.invoke(app, ["key", "--new"])
    assert again.stdout.strip() == first["fingerprint"]
    assert again.stderr == "Ya hay una clave y no se tocó.\n"
    (keys / "seal-ed25519.pem").chmod(0o644)
    refused = runner.invoke(app, ["key"])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Otros pueden leer la clave")
