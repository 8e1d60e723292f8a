"""It is true that what the program writes about itself is current: rules, drawings, pictures."""

import io
import re
import socket
from collections.abc import Iterator
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from PIL.Image import effect_noise

from minga.config.documentation import album
from minga.config.documentation.diagrams import state_diagram
from minga.config.documentation.legal_rules import legal_rules, table
from minga.config.documentation.named_tests import NamedTests, refusal_codes
from minga.config.documentation.pictures import PICTURES, Picture
from minga.kernel.lifecycle import Transition
from tests.architecture.documents import DOCS, ROOT, documents

IMAGE = re.compile(r"!\[([^\]]+)\]\(([^)\s]+\.png)\)")
QUOTED = re.compile(r"«([^»]+)»")
SOURCES = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.html")]


class Light(StrEnum):
    """The states of a procedure that only these tests have."""

    RED = "RED"
    GREEN = "GREEN"
    OFF = "OFF"


def test_the_page_of_legal_rules_is_current() -> None:
    committed = (DOCS / "legal-rules.md").read_text(encoding="utf-8")
    assert committed == legal_rules(ROOT / "tests"), "ejecuta «make docs»"


def test_a_procedure_is_drawn_with_its_facts_and_its_end() -> None:
    moves = (
        Transition("light", None, Light.RED),
        Transition("blink", Light.RED, Light.RED),
        Transition("go", Light.RED, Light.GREEN),
        Transition("break_down", Light.GREEN, Light.OFF),
    )
    assert state_diagram(moves).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> RED: light",
        "    RED --> GREEN: go",
        "    GREEN --> OFF: break_down",
        "    OFF --> [*]",
        "    note right of RED",
        "        blink",
        "    end note",
    ]


def test_a_cell_never_breaks_its_table() -> None:
    assert table(("a", "b"), [("one\ntwo", "x|y")]).splitlines()[2] == "| one two | x\\|y |"


# Which tests speak of a rule


@pytest.fixture
def index(tmp_path: Path) -> NamedTests:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_one.py").write_text(
        'from minga.kernel.quorum import needed\n\n@mark("council.quorum")\n'
        'def test_a(): assert needed(22) == 12\n\ndef test_b(): assert code == "too-few"\n\n'
        "SHARED = majority\n",
        encoding="utf-8",
    )
    return NamedTests(folder)


def test_a_test_is_found_by_what_it_names(index: NamedTests) -> None:
    assert index.naming("needed") == ("tests/test_one.py::test_a",)
    assert index.naming("council.quorum") == ("tests/test_one.py::test_a",)
    assert index.naming("too-few") == ("tests/test_one.py::test_b",)
    assert index.naming("needed", "too-few") == (
        "tests/test_one.py::test_a",
        "tests/test_one.py::test_b",
    )


def test_a_file_is_named_where_no_single_test_is(index: NamedTests) -> None:
    assert index.naming("majority") == ("tests/test_one.py",)
    assert index.naming("nothing") == ()
    assert index.importing("minga.kernel.quorum") == ("tests/test_one.py",)
    assert index.importing("minga.kernel.quorum.needed") == ("tests/test_one.py",)


def test_a_requirement_is_found_by_the_codes_it_answers_with() -> None:
    source = (
        'def late(facts):\n    """Not after the day."""\n    return "too-late" if facts else None'
    )
    assert refusal_codes(source) == ("too-late",)


# The command


def test_the_command_writes_the_rules_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    out = io.StringIO()
    call_command("write_docs", "--without-pictures", root=tmp_path, stdout=out)
    written = tmp_path / "docs" / "legal-rules.md"
    assert out.getvalue() == f"{written}\n"
    assert written.read_text(encoding="utf-8") == legal_rules(tmp_path / "tests")


def test_outside_of_a_checkout_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no existe"):
        call_command("write_docs", "--without-pictures", root=tmp_path)
    assert list(tmp_path.iterdir()) == []


# Pictures


def shown() -> Iterator[tuple[str, str, Path]]:
    """Each picture of a document: the document, the words for who cannot see it, the file."""
    for name, text in documents().items():
        for words, path in IMAGE.findall(text):
            yield name, words, (ROOT / name).parent / path


def test_every_picture_shown_is_one_the_program_takes_and_the_other_way_round() -> None:
    taken = {DOCS / picture.file for picture in PICTURES}
    assert {path.resolve() for _, _, path in shown()} == taken


def test_every_picture_has_words_for_who_cannot_see_it() -> None:
    assert [path for _, words, path in shown() if len(words) < 5] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)
def test_a_picture_is_small_and_as_wide_as_promised(picture: Picture) -> None:
    path = DOCS / picture.file
    assert path.stat().st_size <= album.MOST_BYTES
    with Image.open(path) as image:
        assert image.size == (picture.width, picture.height)


def test_a_picture_gives_up_colours_until_it_is_small() -> None:
    noise = Image.merge("RGB", [effect_noise((400, 300), 60) for _ in range(3)])
    assert len(album.small(_png(noise))) <= album.MOST_BYTES
    with pytest.raises(CommandError, match="pasa de"):
        album.small(_png(noise.resize((2000, 1500), Image.Resampling.NEAREST).effect_spread(40)))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.browser
def test_every_picture_can_be_taken_anew(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    out = io.StringIO()
    call_command("write_docs", root=tmp_path, port=_free_port(), stdout=out)
    taken = [docs / picture.file for picture in PICTURES]
    assert out.getvalue().splitlines() == [str(path) for path in (docs / "legal-rules.md", *taken)]
    assert [path for path in taken if path.stat().st_size < 2000] == []


@pytest.mark.browser
def test_a_page_that_fails_is_named(tmp_path: Path) -> None:
    with (
        HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server,
        album.chromium() as browser,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        site = album.Site(f"http://127.0.0.1:{server.server_port}", {})
        with pytest.raises(CommandError, match="/nada: respondió 501"):
            list(album.take([Picture("x.png", "/nada")], site, browser, tmp_path))
        server.shutdown()


def test_a_missing_browser_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="Falta Chromium"), album.chromium():
        pass


def test_a_demonstration_that_does_not_start_is_said() -> None:
    with pytest.raises(CommandError, match="no arrancó"), album.demonstration(0):
        pass


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


# Words of the site in the handbook


def test_the_handbook_quotes_the_site_word_for_word() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    words = {
        (name, quoted)
        for name, text in documents().items()
        if name.startswith("docs/handbook/")
        for quoted in QUOTED.findall(" ".join(text.split()))
    }
    assert sorted((name, quoted) for name, quoted in words if f'"{quoted}' not in said) == []
