"""`minga plan import --dry-run` answers from any folder, with nothing but Python and the file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = (
    "PLAN DE TRABAJO\n2023 - 2027\n\nEje social\n\n"
    "Objetivo\tActividades\tMetas\tAño 1\tAño 2\nSalud\tAbrir un centro\t1\tx\t\n"
)
SOURCES = Path(__file__).parents[2] / "src"


def minga(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program with the poorest environment there is."""
    return subprocess.run(
        [sys.executable, "-c", "from minga.config.cli import main; main()", *words],
        env={"PYTHONPATH": str(SOURCES), "LC_ALL": "C", "HOME": "/nowhere"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "el plan de Ñusta.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_standard_output_is_one_document(plan: Path, tmp_path: Path) -> None:
    done = minga("plan", "import", plan.name, "--dry-run", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["programmes"][0]["objectives"][0]["activities"][0] == {
        "text": "Abrir un centro", "sdg": [], "baseline": None, "target": "1", "years": [1],
        "strategies": [], "evaluation": None,
    }  # fmt: skip


def test_without_json_the_account_goes_to_the_error_channel(plan: Path, tmp_path: Path) -> None:
    done = minga("plan", "import", str(plan), "--dry-run", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "PLAN DE TRABAJO · sin jurisdicción · 2023–2027",
        "Programas: 1. Actividades: 1.",
        "  missing_baseline · fila 1: La actividad no declara línea base.",
        "  missing_sdg · fila 1: La actividad no declara Objetivos de Desarrollo Sostenible.",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("plan", "import", "nada.txt", "--dry-run", "--json"), 1, "No existe el archivo «nada.txt»."),
        (("plan", "import", ".", "--dry-run", "--json"), 1, "No se puede abrir el archivo «.»: revisa sus permisos."),
        (("deadline", "2026-10-26", "-5", "--kind", "termino"), 1, "La cantidad debe ser 1 o más, y es -5."),
    ],
)  # fmt: skip
def test_a_refusal_is_one_sentence(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    done = minga(*words, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"{said}\n")


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "import", "--dry-run"),
        ("plan", "import", "a.txt", "--dry-run", "--nada"),
        ("deadline", "2026-10-26", "5", "--clase", "termino"),
    ],
)
def test_misuse_ends_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    assert minga(*words, folder=tmp_path).returncode == 2
