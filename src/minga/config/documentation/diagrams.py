"""How does a procedure look as a drawing? A state diagram in Mermaid, from its table of moves."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minga.kernel.lifecycle import Transition

type Moves = Sequence[Transition[Any, Any]]


def state_diagram(moves: Moves) -> str:
    """Return the diagram: an arrow a move, and in a note the facts that leave the state as it is."""
    lines = ["stateDiagram-v2", *_arrows(moves), *_endings(moves)]
    for state in _states(moves):
        facts = [move.act for move in moves if move.source == move.target == state]
        lines += _note(state, facts) if facts else []
    return "\n".join(lines)


def _arrows(moves: Moves) -> Iterator[str]:
    for move in moves:
        if move.source != move.target:
            yield f"    {move.source or '[*]'} --> {move.target}: {move.act}"


def _endings(moves: Moves) -> Iterator[str]:
    """Give an arrow to the end for each state from which nothing leads on."""
    sources = {move.source for move in moves}
    for state in _states(moves):
        if state not in sources:
            yield f"    {state} --> [*]"


def _states(moves: Moves) -> Iterable[str]:
    return dict.fromkeys(str(move.target) for move in moves)


def _note(state: str, facts: Sequence[str]) -> list[str]:
    return [
        f"    note right of {state}",
        *(f"        {fact}" for fact in facts),
        "    end note",
    ]
