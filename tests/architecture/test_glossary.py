"""It is true that the glossary and the code have the same words."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings

from tests.architecture.documents import dotted_names, exists, tables, text_of
from tests.architecture.test_ladder import LADDER

GLOSSARY = "docs/glossary.md"
HEADS = {"in Spanish", "---", "name"}


def part(title: str) -> str:
    """Return what stands under a heading of the glossary."""
    return text_of(GLOSSARY).partition(f"## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    return [row for row in tables(text) if row[0] not in HEADS]


IN_USE = text_of(GLOSSARY).partition("## Later\n")[0]
LATER = part("Later")
LEFT_OUT = part("Not in the glossary, and why")


def models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model._meta.app_label in LADDER}


def left_out() -> set[str]:
    return {name for row in rows(LEFT_OUT) for name in re.findall(r"`(\w+)`", row[0])}


def words_in_use() -> set[str]:
    """Return every English word of the code names: `ActivityText` gives `activity` and `text`."""
    found: set[str] = set()
    for name in dotted_names(IN_USE):
        last = name.rpartition(".")[2]
        found |= {word.lower() for word in re.findall(r"[A-Z][a-z]+|[a-z]+|[A-Z]+(?![a-z])", last)}
        found |= {word.lower() for word in last.split("_")}
    return found


def test_every_code_name_exists() -> None:
    assert [name for name in dotted_names(IN_USE) if not exists(name)] == []


def test_every_row_says_what_it_means_and_where_it_comes_from() -> None:
    wrong = [row for row in rows(IN_USE) + rows(LATER) if len(row) != 4 or not all(row)]
    assert wrong == []


def test_every_table_of_the_program_has_its_term() -> None:
    named = {name.rpartition(".")[2] for name in dotted_names(IN_USE)}
    assert models() - named - left_out() == set()


def test_one_term_in_spanish_means_one_thing() -> None:
    terms = [row[0] for row in rows(IN_USE) + rows(LATER)]
    assert sorted(terms) == sorted(set(terms))


def test_nothing_is_called_later_that_exists() -> None:
    assert {row[1] for row in rows(LATER)} & models() == set()


def service_nouns() -> Iterator[str]:
    """The nouns by which contexts divide their services: `plan/services/indicators.py`."""
    for path in Path(settings.PACKAGE).glob("*/services/*.py"):
        if path.stem != "__init__":
            yield path.stem


def singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def test_every_noun_of_a_context_is_a_term_or_left_out_with_a_reason() -> None:
    known = words_in_use() | left_out() | {"people", "record", "territory", "plan"}
    nouns = {*LADDER, *service_nouns()}
    assert {noun for noun in nouns if {noun, singular(noun)}.isdisjoint(known)} == set()


def test_nothing_is_left_out_that_is_gone() -> None:
    nouns = {*LADDER, *service_nouns(), *models()}
    assert left_out() - nouns == set()
