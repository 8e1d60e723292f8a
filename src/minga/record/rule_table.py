"""Which article is kept by which rule, and which test proves it? Rows for the documentation.

Nothing is written down twice: articles are read from the moves of the installed procedures, from
the table of legal parameters that ships with the program, and from the docstrings of the rules.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from minga.record.case_kinds import CaseKind, case_kinds
from minga.record.parameters import reference_rows

PACKAGE = Path(__file__).resolve().parents[1]
_ARTICLE = re.compile(
    r"\b(?:COA|COOTAD|LOTAIP|LOPC|LOPDP|LOEPS|Const\.|Código de la Democracia)\s\d+(?:\s(?:ff\.|lit\.))?"
    r"|\b(?:[Ll]aw|Ley) (?:of|de) \d\d-\d\d-\d{4}"
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]+")


@dataclass(frozen=True, order=True)
class RuleRow:
    """One article, the rule that keeps it by its dotted name, and the tests that name the rule."""

    article: str
    rule: str
    tests: tuple[str, ...] = ()


def rule_rows(tests: Path) -> Sequence[RuleRow]:
    """Return every rule with an article, by article; `tests` is the folder where tests are sought."""
    named = _tests_by_name(tests)
    rows = {*_moves(case_kinds(), named), *_parameters(named), *_documented(PACKAGE, named)}
    return tuple(sorted(rows))


def _moves(kinds: Sequence[CaseKind], named: Mapping[str, tuple[str, ...]]) -> Iterator[RuleRow]:
    for kind in kinds:
        for move in kind.moves:
            if move.legal_basis:
                yield RuleRow(move.legal_basis, f"{kind.code}: {move.act}", named.get(move.act, ()))
            for requirement in move.requires:
                name = f"{requirement.__module__}.{requirement.__name__}"
                tests = named.get(requirement.__name__, ())
                yield RuleRow(move.legal_basis or "—", name, tests)


def _parameters(named: Mapping[str, tuple[str, ...]]) -> Iterator[RuleRow]:
    for row in reference_rows():
        if row.legal_basis:
            yield RuleRow(row.legal_basis, f"parameter {row.key}", named.get(row.key, ()))


def _documented(package: Path, named: Mapping[str, tuple[str, ...]]) -> Iterator[RuleRow]:
    """Give the functions of the kernel and of every `rules/` whose docstring cites an article."""
    for path in sorted((*package.glob("kernel/*.py"), *package.glob("*/rules/*.py"))):
        module = ".".join(("minga", *path.relative_to(package).with_suffix("").parts))
        for name, text in _docstrings(path):
            rule = f"{module}.{name}" if name else module
            last = name.rpartition(".")[2] or path.stem
            for article in sorted({found.group() for found in _ARTICLE.finditer(text)}):
                yield RuleRow(article, rule, named.get(last, ()))


def _docstrings(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield "", ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, ast.get_docstring(node) or ""


def _tests_by_name(tests: Path) -> Mapping[str, tuple[str, ...]]:
    """Return each name or key that a test file speaks of, with the files, relative to the folder."""
    found: dict[str, set[str]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        keys = re.findall(r'"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"', text)
        for name in {*_NAME.findall(text), *keys}:
            found.setdefault(name, set()).add(str(path.relative_to(tests)))
    return {name: tuple(sorted(files)) for name, files in found.items()}
