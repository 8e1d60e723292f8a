"""It is true that a file is known by what it holds, and that its size is limited while reading."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minga.territory.labels import ISSUE_SENTENCES, issue_sentence
from minga.territory.models import Boundary, Place
from minga.territory.rules.issues import FileRefused, IssueCode, note
from minga.territory.services.files import import_territory_file, read_limited
from minga.territory.services.report import ImportReport
from tests.territory.drawings import GUALEA, collection, feature, square

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def importing(folder: Path, content: bytes, name: str = "archivo") -> ImportReport:
    path = folder / name
    path.write_bytes(content)
    return import_territory_file(path, at=AT)


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_boundaries_are_known_by_their_first_sign(tmp_path: Path, mark: bytes) -> None:
    content = mark + collection([feature(square(*GUALEA), codigo="170161")])
    assert importing(tmp_path, content, "limites.csv").written
    assert Boundary.objects.get().source == "limites.csv"


@pytest.mark.usefixtures("facts")
def test_places_in_windows_letters_are_read_and_said(tmp_path: Path) -> None:
    content = "tipo;nombre;parroquia\nbarrio;Peñón;Gualea\n".encode("cp1252")
    report = importing(tmp_path, content)
    assert [issue.code for issue in report.issues] == [IssueCode.ENCODING_GUESSED]
    assert Place.objects.get(kind="BARRIO").name == "Peñón"


@pytest.mark.usefixtures("facts")
def test_populations_are_known_by_their_columns(tmp_path: Path) -> None:
    content = b"codigo,anio,serie,total\n170161,2032,censo,1700\n"
    assert importing(tmp_path, content).what == "populations"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", IssueCode.EMPTY_FILE),
        (b" \n ", IssueCode.EMPTY_FILE),
        (b"PK\x03\x04\x00\x00", IssueCode.UNKNOWN_FORMAT),
        (b"codigo\x00,anio\n", IssueCode.UNKNOWN_FORMAT),
        (b"{nada", IssueCode.NOT_JSON),
        (b"a,b\n1,2\n", IssueCode.MISSING_COLUMN),
        (b"[1, 2]", IssueCode.NOT_FEATURES),
    ],
)
def test_what_is_no_file_of_ours_is_refused(
    tmp_path: Path, content: bytes, code: IssueCode
) -> None:
    report = importing(tmp_path, content)
    assert [issue.code for issue in report.issues] == [code]
    assert (report.refused, report.written) == (True, False)


def test_no_more_than_the_limit_is_ever_read(tmp_path: Path) -> None:
    path = tmp_path / "grande"
    path.write_bytes(b"x" * 11)
    assert read_limited(path, limit=11) == b"x" * 11
    with pytest.raises(FileRefused, match="file_too_large"):
        read_limited(path, limit=10)


def test_every_code_has_its_sentence() -> None:
    assert set(ISSUE_SENTENCES) == set(IssueCode)


def test_a_sentence_says_where_what_and_how_to_mend_it() -> None:
    said = issue_sentence(note(IssueCode.BAD_NUMBER, "fila 3", written="mil"))
    assert said == "fila 3: «mil» no es un número. Ejemplo: 50663."
    whole = issue_sentence(note(IssueCode.EMPTY_FILE))
    assert whole == "El archivo está vacío."


def test_a_refusal_carries_the_facts_of_its_sentence() -> None:
    refusal = FileRefused(note(IssueCode.BAD_NUMBER, "fila 3", written="mil"))
    assert (refusal.code, refusal.facts) == ("bad_number", {"written": "mil", "where": "fila 3"})
    assert json.dumps(refusal.facts)
