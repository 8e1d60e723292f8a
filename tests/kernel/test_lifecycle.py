"""It is true that a procedure moves only along its table, and says which requirement stopped it."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.lifecycle import (
    Transition,
    TransitionRefused,
    allowed_moves,
    check_transition,
    unreachable_states,
)


class LampState(StrEnum):
    OFF = "OFF"
    ON = "ON"
    BROKEN = "BROKEN"


@dataclass(frozen=True)
class LampFacts:
    plugged: bool = True
    bulb: bool = True


def plugged(facts: LampFacts) -> str | None:
    return None if facts.plugged else "not-plugged"


def has_bulb(facts: LampFacts) -> str | None:
    return None if facts.bulb else "no-bulb"


OPEN = Transition[LampState, LampFacts]("install", None, LampState.OFF)
LIGHT = Transition(
    "light", LampState.OFF, LampState.ON, requires=(plugged, has_bulb), legal_basis="Norma 1"
)
PUT_OUT = Transition[LampState, LampFacts]("put out", LampState.ON, LampState.OFF)
TABLE = (OPEN, LIGHT, PUT_OUT)


def test_an_act_of_the_table_gives_its_row():
    assert check_transition(TABLE, "install", None, LampFacts()) is OPEN
    assert check_transition(TABLE, "light", LampState.OFF, LampFacts()) is LIGHT


@pytest.mark.parametrize(
    ("act", "source", "facts", "code", "legal_basis"),
    [
        ("light", LampState.OFF, LampFacts(plugged=False, bulb=False), "not-plugged", "Norma 1"),
        ("light", LampState.OFF, LampFacts(bulb=False), "no-bulb", "Norma 1"),
        ("light", LampState.ON, LampFacts(), "no-such-transition", ""),
        ("light", None, LampFacts(), "no-such-transition", ""),
        ("smash", LampState.ON, LampFacts(), "no-such-transition", ""),
    ],
)
def test_any_other_act_is_refused_with_its_reason(act, source, facts, code, legal_basis):
    with pytest.raises(TransitionRefused) as refused:
        check_transition(TABLE, act, source, facts)
    assert (refused.value.code, refused.value.legal_basis) == (code, legal_basis)


def test_the_moves_offered_are_those_that_would_be_accepted():
    assert allowed_moves(TABLE, LampState.OFF, LampFacts()) == (LIGHT,)
    assert allowed_moves(TABLE, LampState.OFF, LampFacts(bulb=False)) == ()
    assert allowed_moves(TABLE, None, LampFacts()) == (OPEN,)


def test_states_that_no_act_reaches_are_found():
    repair = Transition[LampState, LampFacts]("repair", LampState.BROKEN, LampState.OFF)
    assert unreachable_states(TABLE) == frozenset()
    assert unreachable_states((*TABLE, repair)) == {LampState.BROKEN}
    assert unreachable_states((LIGHT, PUT_OUT)) == {LampState.OFF, LampState.ON}


@given(st.sampled_from([None, *LampState]), st.builds(LampFacts, st.booleans(), st.booleans()))
def test_every_move_offered_is_accepted(source, facts):
    for move in allowed_moves(TABLE, source, facts):
        assert check_transition(TABLE, move.act, source, facts) is move
