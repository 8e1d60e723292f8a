"""It is true that nothing points upwards: foreign keys, migrations, templates, addresses."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import minga

SOURCE = Path(minga.__file__).parent
LADDER = (
    *("kernel", "website", "territory", "people", "record"),
    *("dialogue", "plan", "openness", "config"),
)
TABLES = tuple(name for name in LADDER if name != "kernel")
URL = re.compile(r"""{%\s*url\s+['"](\w+):""")
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+['"](\w+)/""")


def height(context: str) -> int:
    """How high a context stands; what is not ours stands below everything."""
    return LADDER.index(context) if context in LADDER else -1


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Each relation of our models: context, field, context it points to."""
    for model in apps.get_models():
        context = model._meta.app_label
        if context in LADDER:
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey | models.ManyToManyField):
                    target = field.related_model._meta.app_label
                    yield context, f"{model.__name__}.{field.name}", target


def test_no_foreign_key_points_upwards() -> None:
    wrong = [row for row in foreign_keys() if height(row[2]) > height(row[0])]
    assert wrong == []


@pytest.mark.parametrize("context", TABLES)
def test_no_migration_depends_upwards(context: str) -> None:
    pattern = re.compile(r"""\(\s*["'](\w+)["']\s*,\s*["']\w+["']\s*\)""")
    wrong = [
        (path.name, found)
        for path in (SOURCE / context / "migrations").glob("0*.py")
        for found in pattern.findall(_dependencies(path.read_text(encoding="utf-8")))
        if height(found) > height(context)
    ]
    assert wrong == []


def _dependencies(text: str) -> str:
    start = text.find("dependencies")
    return text[start : text.find("]", start)]


@pytest.mark.parametrize("context", [name for name in TABLES if name != "config"])
def test_no_template_names_something_above(context: str) -> None:
    wrong = [
        (path.name, found)
        for path in (SOURCE / context).rglob("*.html")
        for pattern in (URL, INCLUDE)
        for found in pattern.findall(path.read_text(encoding="utf-8"))
        if height(found) > height(context)
    ]
    assert wrong == []


def test_every_context_has_a_place_on_the_ladder_and_a_sentence() -> None:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(LADDER)
    for name in folders:
        first = (SOURCE / name / "__init__.py").read_text(encoding="utf-8")
        assert first.startswith('"""')


def test_every_context_with_tables_has_a_door_contract() -> None:
    contracts = (SOURCE.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    missing = [
        name
        for name in TABLES
        if name not in {"config"} and f'protected_modules = ["minga.{name}"]' not in contracts
    ]
    assert missing == []


FORBIDDEN = {"utils", "misc", "common", "manager", "handler", "helpers", "data", "info"}


def test_no_module_is_a_junk_drawer() -> None:
    wrong = [str(path) for path in SOURCE.rglob("*.py") if path.stem in FORBIDDEN]
    assert wrong == []


def test_public_doors_only_list_names() -> None:
    for context in ("territory", "people", "record", "dialogue", "plan"):
        text = (SOURCE / context / "public.py").read_text(encoding="utf-8")
        assert "__all__" in text
        assert "\ndef " not in text
        assert "\nclass " not in text
