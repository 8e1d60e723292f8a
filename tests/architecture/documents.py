"""What is written in the documents of the project? Read once, for the tests that hold it to the code."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DOTTED = re.compile(r"`(minga(?:\.\w+)+)`")
FILES = {"json", "lock", "env", "service", "backup"}  # endings of files that begin with our name
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def documents() -> dict[str, str]:
    """Return every document by its path in the project, the license apart."""
    paths = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(paths)
    }


def text_of(name: str) -> str:
    return documents()[name]


def dotted_names(text: str) -> Iterator[str]:
    for name in DOTTED.findall(text):
        if name.rpartition(".")[2] not in FILES:
            yield name


def exists(name: str) -> bool:
    """Say whether a dotted name leads to something in the code, a function's field included."""
    parts = name.split(".")
    for depth in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:depth]))
        except ModuleNotFoundError:
            continue
        return _has(found, parts[depth:])
    return False


def _has(found: object, names: list[str]) -> bool:
    for name in names:
        fields = getattr(found, "__dataclass_fields__", {}) | getattr(found, "__annotations__", {})
        if not hasattr(found, name):
            return name in fields
        found = getattr(found, name)
    return True


def anchors(text: str) -> set[str]:
    """Return the anchors that headings have on a forge: lower case, words joined by hyphens."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def tables(text: str) -> Iterator[list[str]]:
    """Give the cells of each row of the tables in a text, headings and rulers included."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
