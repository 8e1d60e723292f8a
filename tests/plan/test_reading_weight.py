"""The reader loads nothing heavy until a file needs it, and large files cost little."""

import subprocess
import sys

import pytest

from minga.plan.reading import Unreadable, limits, read_plan_bytes
from tests.plan.reading_files import CAYAMBE, COVER, HEADINGS, Page, as_docx, as_txt, marked, tabbed

HEAVY = ("lxml", "openpyxl", "docx", "pypdfium2", "numpy", "django")


def test_importing_the_reader_and_reading_text_loads_nothing_heavy():
    program = (
        "import sys; from minga.plan.reading import read_plan_bytes; "
        "read_plan_bytes('plan.txt', sys.stdin.buffer.read()); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=as_txt(CAYAMBE), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"


def rows(count: int) -> list[tuple[str, ...]]:
    return [
        ("6", "Llevar agua" if n == 0 else "", f"Ampliar la red del barrio {n}", "10%", "80 %", *marked(1, 2), "Minga, crédito", "Acta")
        for n in range(count)
    ]  # fmt: skip


def test_thousands_of_activities_are_read_and_numbered():
    plan = read_plan_bytes("plan.txt", tabbed(HEADINGS, *rows(5_000)))
    assert [a.row for a in plan.activities()] == list(range(1, 5_001))
    assert plan.issues == ()


def test_a_hundred_thousand_rows_are_refused_at_once():
    data = tabbed(HEADINGS, *rows(1)) + b"\nx\ty\tz" * 100_000
    with pytest.raises(Unreadable, match="too_many_rows"):
        read_plan_bytes("plan.txt", data)


def test_fifty_megabytes_are_refused_before_they_are_decoded():
    with pytest.raises(Unreadable, match="too_large"):
        read_plan_bytes("plan.txt", b"a" * (limits.LARGEST_FILE + 1))


def test_a_long_word_document_is_read_whole():
    page = Page(COVER, tuple((f"Eje {n}", [HEADINGS, *rows(20)]) for n in range(3)))
    plan = read_plan_bytes("plan.docx", as_docx(page))
    assert [len(p.activities) for p in plan.programmes] == [20, 20, 20]
