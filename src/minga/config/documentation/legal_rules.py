"""Which article is kept by which rule, and which tests prove it? The whole of docs/legal-rules.md.

Nothing is typed twice: procedures, docstrings and the table of legal parameters are the source.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import override

from minga.config.documentation.diagrams import state_diagram
from minga.config.documentation.named_tests import MOST, NamedTests, refusal_codes
from minga.kernel.lifecycle import Transition
from minga.record.public import (
    CaseKind,
    LegalParameter,
    RuleRow,
    act_label,
    case_kinds,
    parameter_names,
    reference_rows,
    rule_rows,
)

HEAD = """# Legal rules

Written by `make docs` (`minga.config.documentation.legal_rules`): change the code, not this page. A test says
when this page is older than the code.

- **Article**: the norm as the rule cites it. "—" is a rule of this program, not of a law.
- **Tests**: up to two that name the rule (its function, act, key or refusal); "…" when there are more, "—" when
  there is none yet.
- **por verificar**: nobody competent has confirmed the number. Its clocks warn and take no effect; it is confirmed in
  the site under `/despacho/parametros/`, as an act with article, date and source.
"""
DASH = "—"

type Requirement = Callable[[Any], str | None]


def legal_rules(tests: Path) -> str:
    """Return the page; `tests` is the folder of the tests."""
    index = NamedTests(tests)
    with override("es"):
        parts = [HEAD, *_procedures(index), *_plain_rules(tests, index), *_numbers(index)]
    return "\n".join(parts).rstrip() + "\n"


# Procedures


def _procedures(index: NamedTests) -> Iterator[str]:
    yield "## Procedures\n"
    for kind in case_kinds():
        yield f"### {kind.code}: {kind.label}\n"
        yield f"```mermaid\n{state_diagram(kind.moves)}\n```\n"
        head = ("act", "in words", "from → to", "who", "requires", "clocks", "article", "tests")
        yield table(head, (_move_row(kind, move, index) for move in kind.moves))
        if required := dict.fromkeys(one for move in kind.moves for one in move.requires):
            yield table(
                ("requirement", "in words", "tests"), (_row(one, index) for one in required)
            )


def _move_row(kind: CaseKind, move: Transition[Any, Any], index: NamedTests) -> Sequence[str]:
    return (
        f"`{move.act}`",
        str(act_label(kind.code, move.act).label),
        f"{move.source or 'new'} → {move.target}",
        ", ".join(move.who) or DASH,
        _joined(f"`{requirement.__name__}`" for requirement in move.requires),
        _joined(f"`{key}`" for key in move.starts),
        move.legal_basis or DASH,
        _tests(index.naming(move.act)),
    )


def _row(requirement: Requirement, index: NamedTests) -> Sequence[str]:
    codes = refusal_codes(inspect.getsource(requirement))
    return (
        f"`{requirement.__module__}.{requirement.__name__}`",
        (inspect.getdoc(requirement) or DASH).partition("\n\n")[0],
        _tests(index.naming(requirement.__name__, *codes)),
    )


# Rules in plain Python


def _plain_rules(tests: Path, index: NamedTests) -> Iterator[str]:
    yield "## Rules in plain Python\n"
    rows = (row for row in rule_rows(tests) if row.rule.startswith("minga."))
    cited = (row for row in rows if row.article != DASH)
    yield table(
        ("article", "rule", "tests"),
        ((row.article, f"`{row.rule}`", _tests(_proofs(row, index))) for row in cited),
    )


def _proofs(row: RuleRow, index: NamedTests) -> Sequence[str]:
    """Return the tests of a function; for a module or what only its module uses, the importing files."""
    owner, _, name = row.rule.rpartition(".")
    if named := index.naming(name) if row.tests and index.importing(owner) else ():
        return named
    return index.importing(row.rule) or index.importing(owner)


# Numbers of the law


def _numbers(index: NamedTests) -> Iterator[str]:
    rows = tuple(reference_rows())
    doubtful = sum(not row.is_verified for row in rows)
    yield "## Numbers of the law\n"
    yield f"""{len(rows)} rows, {doubtful} **por verificar**. The source is `minga/record/data/legal_parameters.csv`. \
Most belong to procedures that later releases bring; those named by no test are only shown and confirmed.
"""
    names = parameter_names()
    head = ("key", "in words", "number", "in force", "article", "how sure", "tests")
    ordered = sorted(rows, key=lambda row: (row.key, str(row.effective_from or "")))
    yield table(head, (_number_row(row, names[row.key][0], index) for row in ordered))


def _number_row(row: LegalParameter, name: str, index: NamedTests) -> Sequence[str]:
    return (
        f"`{row.key}`",
        name,
        f"{row.value} {row.unit}" if row.value else "not set",
        _days(row),
        row.legal_basis or DASH,
        str(row.get_evidence_display()) if row.is_verified else "**por verificar**",
        _tests(index.naming(row.key)),
    )


def _days(row: LegalParameter) -> str:
    start, end = row.effective_from, row.effective_to
    return f"{start or '?'} – {end}" if end else f"from {start}" if start else DASH


# Writing


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, followed by an empty line."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, cells))} |" for cells in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts) or DASH


def _tests(names: Sequence[str]) -> str:
    shown = _joined(f"`{name}`" for name in names[:MOST])
    return f"{shown} …" if len(names) > MOST else shown
