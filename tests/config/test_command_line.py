"""`minga` says what it can do, refuses with 1, is misused with 2, and loads only what a command needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from minga.config.context_commands import (
    COMMANDS,
    always,
    never,
    unless_a_dump_is_named,
    unless_dry_run,
)
from tests.config.running_site import SOURCES, Site

LOOK = """
import sys
from minga.config.cli import main
try:
    main()
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    print(sorted(loaded & {"django", "psycopg", "granian", "procrastinate"}), file=sys.stderr)
"""


def looked_at(*words: str) -> tuple[int, str, str]:
    """Run a command and return its exit code, its answer and which heavy parts it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *words],
        env={"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    [
        ("deadline", "2026-10-27", "10", "--kind", "termino", "--json"),
        ("id", "check", "1710034065", "--json"),
    ],
)
def test_what_needs_no_database_loads_neither_django_nor_a_driver(words: tuple[str, ...]) -> None:
    code, answer, loaded = looked_at(*words)
    assert (code, loaded) == (0, "[]")
    assert isinstance(json.loads(answer), dict)


def test_the_list_of_commands_loads_no_context() -> None:
    code, answer, loaded = looked_at("--help")
    assert (code, loaded) == (0, "[]")
    there = [command.name for command in COMMANDS if command.exists()]
    own = ["up", "demo", "stop", "check", "backup", "restore", "upgrade"]
    assert [name for name in own + there if f" {name} " not in answer] == []


@pytest.mark.parametrize(
    "words", [("nada",), ("up", "--port", "ocho"), ("demo", "--at", "ayer"), ("backup",)]
)
def test_misuse_ends_with_2(words: tuple[str, ...]) -> None:
    assert looked_at(*words)[::2] == (2, "[]")


def test_a_backup_that_is_not_there_is_refused_input(site: Site) -> None:
    missing = site.home / "no-hay.minga"
    done = site.minga("restore", str(missing))
    said = f"No existe el archivo {missing}: revisa el nombre y la carpeta.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_a_context_that_needs_the_database_asks_for_an_installation(site: Site) -> None:
    site.variables["MINGA_DATA"] = str(site.home / "nada")
    done = site.minga("territory", "import", __file__)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"No hay ninguna instalación de Minga en {site.home / 'nada'}.\n",
    )


def test_help_of_a_context_asks_for_nothing(site: Site) -> None:
    site.variables["MINGA_DATA"] = str(site.home / "nada")
    assert site.minga("territory", "import", "--help").returncode == 0


def test_a_setting_that_is_nonsense_is_said_in_one_sentence(site: Site) -> None:
    site.variables["MINGA_LEAST_FREE_MB"] = "muchos"
    assert site.refused_start() == (
        "MINGA_LEAST_FREE_MB: se esperaba un número entero, llegó «muchos»\n"
    )


def test_a_full_disk_is_said_in_one_sentence(site: Site) -> None:
    site.variables["MINGA_LEAST_FREE_MB"] = "1000000000"
    refusal = site.refused_start()
    assert refusal.startswith(f"Al disco de {site.data} le quedan ")
    assert refusal.endswith(" MB y hacen falta 1000000000: libera espacio.\n")


def test_nothing_is_stopped_or_examined_where_nothing_is(tmp_path: Path, site: Site) -> None:
    folder = str(site.home)
    assert site.minga("stop", "--data", folder).stderr == f"Minga no está en marcha en {folder}.\n"
    assert site.minga("check", "--data", folder).stderr == (
        f"No hay ninguna instalación de Minga en {folder}.\n"
    )


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["verify", "dump.json"], False),
        (["verify", "dump.json", "--head", "head.json"], False),
        (["verify", "--head", "head.json", "dump.json"], False),
        (["verify", "--head", "head.json"], True),
        (["verify"], True),
        (["export", "out"], True),
    ],
)
def test_a_dump_is_verified_without_a_database(words: list[str], needed: bool) -> None:
    assert unless_a_dump_is_named(words) is needed


def test_the_other_needs() -> None:
    assert (always([]), never([])) == (True, False)
    assert unless_dry_run(["import", "plan.docx", "--dry-run"]) is False
    assert unless_dry_run(["import", "plan.docx"]) is True
