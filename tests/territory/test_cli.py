"""It is true that an operator loads the territory with one command that tells what it did."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minga.territory.cli import app
from minga.territory.models import Boundary
from tests.territory.drawings import GUALEA, collection, feature, square

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def boundaries(tmp_path: Path) -> str:
    path = tmp_path / "limites.geojson"
    path.write_bytes(collection([feature(square(*GUALEA), codigo="170161", poblacion=17040)]))
    return str(path)


def run(*words: str) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of `minga territory import`."""
    result = CliRunner().invoke(app, ["import", *words])
    return result.exit_code, result.stdout, result.stderr


def test_a_doubt_is_asked_with_the_way_to_answer_it(boundaries: str) -> None:
    code, said, told = run(boundaries)
    assert (code, said) == (1, "")
    assert told == (
        "elemento 1: Para Gualea dice 17040 personas y la tabla dice 1704. "
        "Si es correcto, repite con --accept 170161; si no, corrige el archivo.\n"
    )
    assert not Boundary.objects.exists()


def test_what_was_answered_for_is_loaded_once(boundaries: str) -> None:
    words = (boundaries, "--accept", "170161", "--source", "Municipio", "--licence", "CC BY 4.0")
    first, second = run(*words), run(*words)
    assert first[:2] == (0, "Cargado (límites): 1 nuevos, 0 cambiados, 0 sin cambio.\n")
    assert second[:2] == (0, "Sin diferencias: 1 (límites).\n")
    kept = Boundary.objects.get()
    assert (kept.source, kept.licence) == ("Municipio", "CC BY 4.0")


def test_a_file_that_does_not_exist_is_refused_input(tmp_path: Path) -> None:
    missing = tmp_path / "no-hay.csv"
    said = f"No existe el archivo {missing}: revisa el nombre y la carpeta.\n"
    assert run(str(missing)) == (1, "", said)


def test_a_preview_says_what_would_be_done(boundaries: str) -> None:
    code, said, _told = run(boundaries, "--accept", "170161", "--dry-run")
    assert (code, said) == (0, "Se cargaría (límites): 1 nuevos, 0 cambiados, 0 sin cambio.\n")
    assert not Boundary.objects.exists()


def test_json_is_one_document_on_stdout(boundaries: str) -> None:
    code, said, _told = run(boundaries, "--json")
    assert code == 1
    assert json.loads(said) == {
        "what": "boundaries",
        "written": False,
        "refused": True,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "issues": [
            {
                "code": "suspect_population",
                "where": "elemento 1",
                "values": {"name": "Gualea", "code": "170161", "known": "1704", "stated": "17040"},
            }
        ],
    }
