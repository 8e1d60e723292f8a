"""Is a page light enough for a cheap phone on a slow line? Every file, compressed."""

import gzip
from pathlib import Path

import django_htmx
import pytest
from django.test import Client

from tests.website.colours import STATIC

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def weight(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    ("names", "budget"),
    [
        (["minga.css"], 14_000),
        (["sprite.svg"], 4_000),
        (["mark.svg"], 1_000),
        (["theme.js", "minga.js"], 3_000),
    ],
)
def test_a_file_keeps_its_budget(names: list[str], budget: int) -> None:
    assert weight(*(STATIC / name for name in names)) <= budget


def test_the_scripts_of_a_page_that_asks_for_htmx_keep_the_budget() -> None:
    assert weight(STATIC / "theme.js", STATIC / "minga.js", HTMX) <= 20_000


def test_a_page_with_every_piece_keeps_the_budget_of_a_page(client: Client) -> None:
    page = client.get("/piezas/").content
    assert len(gzip.compress(page, 9)) <= 16_000


def test_nothing_else_is_served_to_a_reader() -> None:
    assert sorted(file.name for file in STATIC.iterdir()) == [
        "mark.svg",
        "minga.css",
        "minga.js",
        "sprite.svg",
        "theme.js",
    ]
