"""It is true that every code of the kernel has its sentence."""

import ast
from dataclasses import asdict
from pathlib import Path

import pytest

from minga.kernel import labels
from minga.kernel.calendar import Calendar
from minga.kernel.deadline_texts import read_start
from minga.kernel.deadlines import CountingRule, DeadlineRefused, TermKind, TermUnit
from minga.kernel.holidays import Place
from minga.kernel.identifiers import IdFault, IdKind, IdWarning
from minga.kernel.quorum import (
    Majority,
    Outcome,
    QuorumOutcome,
    Tally,
    VoteRule,
    VoteValue,
    check_quorum,
    decide,
)

KERNEL = Path(labels.__file__).parent
# Refusals that take their code from an argument.
PASSED_ON = {"unknown-kind", "unknown-unit", "unknown-place"}
# Domain refusals whose sentences are written by the context that owns the table.
OF_OTHERS = {"TransitionRefused"}


def refusals_raised() -> set[str]:
    """Return each code that a module of the kernel raises as a literal."""
    calls = [
        node
        for module in KERNEL.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id.endswith("Refused") and node.func.id not in OF_OTHERS
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert refusals_raised() | PASSED_ON == set(labels.REFUSALS)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (TermKind, labels.KINDS),
        (TermUnit, labels.UNITS),
        (CountingRule, labels.COUNTING_RULES),
        (IdKind, labels.ID_KINDS),
        (IdWarning, labels.ID_WARNINGS),
        (IdFault, labels.ID_FAULTS),
        (VoteValue, labels.VOTES),
        (Majority, labels.MAJORITIES),
        (Outcome, labels.OUTCOMES),
        (QuorumOutcome, labels.QUORUM_OUTCOMES),
    ],
)
def test_every_code_has_its_words(codes, words):
    assert list(words) == list(codes)


def test_every_holiday_of_the_rules_is_in_the_catalogue():
    named = {day.name for year in (2016, 2026) for day in Calendar(Place.QUITO).holidays_of(year)}
    assert named == set(labels.HOLIDAYS)


def test_a_refusal_says_what_was_typed():
    with pytest.raises(DeadlineRefused) as refused:
        read_start("ayer {x}")
    assert labels.refusal_sentence(refused.value) == (
        "“ayer {x}” no es una fecha: escríbela como AAAA-MM-DD, por ejemplo 2026-10-26."
    )


def test_a_vote_and_a_quorum_say_their_numbers():
    decision = decide(Tally(15, 7), VoteRule(Majority.ABSOLUTE), 22)
    assert labels.OUTCOMES[decision.outcome].format(**asdict(decision)) == (
        "Aprobada: 15 a favor y 7 en contra; hacían falta 12 votos de 22."
    )
    quorum = check_quorum(22, 11)
    assert labels.QUORUM_OUTCOMES[quorum.outcome].format(**asdict(quorum)) == (
        "No hay quórum: 11 presentes de 22; hacen falta 12 y faltan 1."
    )


def test_every_sentence_of_a_vote_can_be_filled():
    decision = asdict(decide(Tally(1, 0), VoteRule(Majority.SIMPLE), 3))
    filled = [sentence.format(**decision) for sentence in labels.OUTCOMES.values()]
    assert [sentence for sentence in filled if "{" in sentence] == []
