"""Is it true that a gestión moves only as its table says, and that public words point to nobody?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.lifecycle import TransitionRefused, check_transition, unreachable_states
from minga.plan.rules.casework import (
    CASEWORK_MOVES,
    OPEN,
    RESULTS,
    STEPS,
    CaseworkFacts,
    CaseworkState,
    is_open,
    worlds_stay_apart,
)
from minga.plan.rules.public_words import personal_number

REAL = CaseworkFacts(is_demonstration=False, actor_is_demonstration=False)
ACTS = sorted({move.act for move in CASEWORK_MOVES})


def test_every_state_is_reached() -> None:
    assert unreachable_states(CASEWORK_MOVES) == frozenset()


def test_real_and_fictional_stay_apart() -> None:
    assert worlds_stay_apart(REAL) is None
    assert worlds_stay_apart(CaseworkFacts(True, False)) == "demonstration-mixed"


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_what_has_ended_moves_only_when_it_is_taken_up_again(acts: list[str]) -> None:
    state = CaseworkState.REQUESTED
    for act in acts:
        try:
            moved = check_transition(CASEWORK_MOVES, act, state, REAL).target
        except TransitionRefused:
            continue
        if not is_open(state):
            assert act == "take_up_again" or moved == state
        if act in RESULTS:
            assert moved == RESULTS[act]
        elif act in STEPS:
            assert moved == CaseworkState.IN_PROGRESS
        state = moved
    assert state in {*OPEN, *RESULTS.values()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Escribir a rosa@correo.ec por la vereda", "rosa@correo.ec"),
        ("Llamar al 0991234567", "0991234567"),
        ("Llamar al 02 234-5678 de tarde", "02 234-5678"),
        ("Cédula 171003406-5", "171003406-5"),
        ("Con +593 99 123 4567", "+593 99 123 4567"),
        ("Reunión el 2024-03-04 con 14 vecinos", None),
        ("Reunión el 04.03.2024", None),
        ("Cuesta 1.250.000 dólares", None),
        ("Cuesta 12 345 678 dólares", None),
        ("Oficio GES-2026-00012", None),
        ("Calle 33 y avenida 12 de Octubre", None),
        ("", None),
    ],
)
def test_a_number_that_points_to_one_person_is_found(text: str, found: str | None) -> None:
    assert personal_number(text) == found


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = personal_number(text)
    assert found is None or found in text
