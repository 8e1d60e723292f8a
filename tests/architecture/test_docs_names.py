"""It is true that what the documents name exists: code, tests, files, links, dependencies."""

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.documents import (
    DOCS,
    LINK,
    ROOT,
    anchors,
    documents,
    dotted_names,
    exists,
    tables,
    text_of,
)

NAMES = sorted(documents())
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
FILE = re.compile(r"`((?:src|docs|scripts|tests|benchmarks)/[\w./\-]*)`")
PACKAGE = re.compile(r"^[A-Za-z0-9_.\-]+")


def test_what_leads_nowhere_is_noticed() -> None:
    assert exists("minga.plan.models.Indicator.name")
    assert not exists("minga.plan.models.Indikator")
    assert not exists("minga.nowhere")


@pytest.mark.parametrize("document", NAMES)
def test_every_dotted_name_exists(document: str) -> None:
    assert [name for name in dotted_names(text_of(document)) if not exists(name)] == []


@pytest.mark.parametrize("document", NAMES)
def test_every_named_test_exists(document: str) -> None:
    missing = [
        f"{path}::{name}"
        for path, name in TEST.findall(text_of(document))
        if not _has_test(path, name)
    ]
    assert missing == []


@cache
def _tests_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _has_test(path: str, name: str) -> bool:
    file = ROOT / path
    return file.is_file() and (not name or name in _tests_in(file))


# Names of what a how-to or a pattern stands for, not of a file of today.
EXAMPLES = {"src/minga/norms/__init__.py", "tests/norms/", "src/minga/territory/facts/NAME.csv"}


@pytest.mark.parametrize("document", NAMES)
def test_every_path_exists(document: str) -> None:
    named = set(FILE.findall(text_of(document))) - EXAMPLES
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", NAMES)
def test_every_link_leads_somewhere_inside(document: str) -> None:
    folder = (ROOT / document).parent
    wrong = [
        link
        for link in LINK.findall(text_of(document))
        if "://" not in link and not _leads(folder, document, link)
    ]
    assert wrong == []


def _leads(folder: Path, document: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (folder / path).resolve() if path else ROOT / document
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def test_every_document_can_be_found_from_the_readme_or_its_folder() -> None:
    linked = {
        (ROOT / name).parent.joinpath(link.partition("#")[0]).resolve()
        for name, text in documents().items()
        for link in LINK.findall(text)
        if "://" not in link
    }
    folders = {path for path in linked if path.is_dir()}
    named = {path for text in documents().values() for path in FILE.findall(text)}
    lost = [
        name
        for name in NAMES
        if (ROOT / name) not in linked
        and (ROOT / name).parent not in folders
        and name not in named
        and name not in {"README.md", "SECURITY.md"}
    ]
    assert lost == []


# Architecture


def test_the_parts_of_the_architecture_page_are_the_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {_package(line) for line in project["project"]["dependencies"]}
    rows = tables(text_of("docs/architecture.md").partition("## Chosen parts")[2])
    described = {row[0].strip("`") for row in rows if row[0].startswith("`")}
    assert described == wanted


def test_the_tools_of_development_are_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = {_package(line) for line in project["dependency-groups"]["dev"]}
    stubs = {name for name in tools if name.startswith("types-") or name.endswith("-stubs")}
    text = text_of("docs/architecture.md")
    assert {tool for tool in tools - stubs if f"`{tool}`" not in text} == set()


def _package(requirement: str) -> str:
    found = PACKAGE.match(requirement)
    assert found is not None
    return found.group()


def test_every_context_has_its_row_on_the_ladder() -> None:
    text = text_of("docs/architecture.md")
    rows = tables(text.partition("## The ladder")[2].partition("\n## ")[0])
    described = [row[0].strip("`") for row in rows if row[0].startswith("`minga.")]
    contexts = {
        f"minga.{path.name}"
        for path in settings.PACKAGE.iterdir()
        if (path / "__init__.py").exists()
    }
    assert Counter(described) == Counter(contexts)


# Decisions, changes


def test_decisions_are_numbered_without_gap_and_named_in_their_heading() -> None:
    paths = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    assert numbers == list(range(1, len(paths) + 1))
    heads = [path.read_text(encoding="utf-8").partition(".")[0] for path in paths]
    assert heads == [f"# {number}" for number in numbers]


def test_a_decision_says_why_what_and_what_follows() -> None:
    wrong = [
        path.name
        for path in (DOCS / "decisions").glob("*.md")
        for part in ("**Why.**", "**Decision.**", "**Consequences.**")
        if part not in path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_each_how_to_ends_with_the_tests_that_will_tell() -> None:
    wrong = [
        path.name
        for path in (DOCS / "how-to").glob("*.md")
        if "**The tests that will tell you:**" not in _last_paragraph(path)
    ]
    assert wrong == []


def _last_paragraph(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip().rpartition("\n\n")[2]


def test_the_changelog_has_a_place_for_what_is_not_published() -> None:
    assert text_of("CHANGELOG.md").count("\n## Sin publicar\n") == 1
