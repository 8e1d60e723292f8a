"""It is true that each command, option and variable is documented, and that none is invented."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from django.conf import settings
from typer.core import TyperGroup

from minga.config.cli import app
from minga.config.context_commands import COMMANDS, join_contexts
from tests.architecture.documents import ROOT, documents, tables, text_of

OPERATIONS = "docs/operations.md"
SPOKEN = re.compile(r"(?:^    (?:[\w.$()/*=: -]*[ ])?|`|«)(minga [a-z][^`»\n#&]*)", re.MULTILINE)
MADE = re.compile(r"(?:^    |`)make ([a-z]+)", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:MINGA|DATABASE)_[A-Z_]+\b")
IN_CODE = re.compile(r"""["']((?:MINGA|DATABASE)_[A-Z_]+)["']""")
OURS = {"--help"}

type Command = Any  # a class of the command line that typer brings along, not ours to name


def commands() -> dict[str, Command]:
    """Every command by its words: `plan import`, `up`."""
    join = typer.Typer()
    join.registered_commands = list(app.registered_commands)
    found = dict(_leaves("", typer.main.get_command(join)))
    for command in COMMANDS:
        context = typer.Typer()
        context.callback()(lambda: None)
        assert join_contexts(context, [command.name]) == command
        found |= {
            words: leaf
            for words, leaf in _leaves("", typer.main.get_command(context))
            if words.split()[0] == command.name
        }
    return found


def _leaves(words: str, command: Command) -> Iterator[tuple[str, Command]]:
    if not isinstance(command, TyperGroup):
        yield words, command
        return
    for name, child in command.commands.items():
        yield from _leaves(f"{words} {name}".strip(), child)


def options(command: Command) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("--")} - OURS


def documented() -> dict[str, str]:
    """Rows of the table of commands: words → the whole row."""
    rows = tables(text_of(OPERATIONS).partition("## Commands")[2].partition("\n## ")[0])
    found = {}
    for row in rows:
        if words := re.match(r"`minga ([a-z ]+)`", row[0]):
            found[words[1]] = " | ".join(row)
    return found


def test_every_command_has_its_row() -> None:
    assert set(documented()) == set(commands())


@pytest.mark.parametrize("words", sorted(commands()))
def test_every_option_is_in_the_row_of_its_command(words: str) -> None:
    assert set(re.findall(r"--[a-z\-]+", documented()[words])) == options(commands()[words])


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_command_that_a_document_speaks_of_exists(document: str) -> None:
    known = commands()
    wrong = [
        spoken
        for spoken in SPOKEN.findall(text_of(document))
        if not any(_is_said(spoken, words, command) for words, command in known.items())
    ]
    assert wrong == []


def _is_said(spoken: str, words: str, command: Command) -> bool:
    """`minga demo --at DAY` is said of `demo` when it has the option."""
    said = spoken.removeprefix("minga ")
    if not f"{said} ".startswith(f"{words} "):
        return False
    return set(re.findall(r"--[a-z\-]+", said)) <= options(command) | OURS


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_make_target_that_a_document_speaks_of_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(MADE.findall(text_of(document))) - targets == set()


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert targets - set(MADE.findall(text_of(OPERATIONS))) == {"help"}


# Variables


def variables_in_code() -> set[str]:
    return {
        name.removesuffix("_FILE")
        for path in Path(settings.PACKAGE).rglob("*.py")
        for name in IN_CODE.findall(path.read_text(encoding="utf-8"))
    }


def variables_documented() -> set[str]:
    rows = tables(text_of(OPERATIONS).partition("## Environment")[2].partition("\n## ")[0])
    return {name for row in rows for name in VARIABLE.findall(row[0])} | {
        "DATABASE_URL" for row in rows if row[0] == "`DATABASE_URL`"
    }


def test_every_variable_has_its_row_and_no_other_is_promised() -> None:
    assert variables_documented() == variables_in_code()


@pytest.mark.parametrize("document", sorted(documents()))
def test_no_document_speaks_of_a_variable_that_is_not_read(document: str) -> None:
    spoken = {name.removesuffix("_FILE") for name in VARIABLE.findall(text_of(document))}
    unknown = spoken - variables_in_code()
    assert {name for name in unknown if not name.endswith("_")} == set()
