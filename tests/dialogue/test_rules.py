"""It is true of the rules of the dialogue: states, openings, limits, words and differences."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.dialogue.rules.difference import Change, difference
from minga.dialogue.rules.limits import Limit, is_reached
from minga.dialogue.rules.openings import LEVELS, QUESTIONS_ONLY, DialogueRules, Opening, Part
from minga.dialogue.rules.procedure import (
    QUESTION_MOVES,
    WAITING_STATES,
    QuestionFacts,
    QuestionState,
)
from minga.dialogue.rules.words import commitment, fingerprint, folded
from minga.kernel.lifecycle import (
    TransitionRefused,
    allowed_moves,
    check_transition,
    unreachable_states,
)
from minga.people.labels import IdentityLevel

S = QuestionState
REAL = QuestionFacts(is_demonstration=False, actor_is_demonstration=False)
FOLLOWED = QuestionFacts(False, False, was_followed_up=True)
MIXED = QuestionFacts(is_demonstration=True, actor_is_demonstration=False)
ACTS = sorted({move.act for move in QUESTION_MOVES})


def test_every_state_is_reached() -> None:
    assert unreachable_states(QUESTION_MOVES) == frozenset()


def test_what_is_merged_or_withdrawn_is_over() -> None:
    assert allowed_moves(QUESTION_MOVES, S.MERGED, REAL) == ()
    assert allowed_moves(QUESTION_MOVES, S.WITHDRAWN, REAL) == ()


@pytest.mark.parametrize("act", ACTS)
def test_fictional_and_real_people_never_meet(act: str) -> None:
    sources = [move.source for move in QUESTION_MOVES if move.act == act]
    for source in sources:
        with pytest.raises(TransitionRefused, match="demonstration-mixed"):
            check_transition(QUESTION_MOVES, act, source, MIXED)


def test_a_question_is_asked_again_once() -> None:
    move = check_transition(QUESTION_MOVES, "follow_up_question", S.ANSWERED, REAL)
    assert move.target == S.REOPENED
    with pytest.raises(TransitionRefused, match="already-followed-up"):
        check_transition(QUESTION_MOVES, "follow_up_question", S.ANSWERED, FOLLOWED)


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_nothing_is_answered_that_was_not_asked_and_no_waiting_question_is_forgotten(
    attempts: list[str],
) -> None:
    state: QuestionState | None = None
    done = []
    for act in attempts:
        try:
            state = check_transition(QUESTION_MOVES, act, state, REAL).target
        except TransitionRefused:
            continue
        done.append(act)
    assert not done or done[0] == "ask_question"
    assert state not in WAITING_STATES or done[-1] not in {"answer_question", "complete_answer"}


def test_an_opening_is_open_on_its_first_and_its_last_day_and_on_no_other() -> None:
    first, last = date(2026, 5, 1), date(2026, 5, 9)
    opening = Opening(from_on=first, until_on=last)
    day = timedelta(days=1)
    found = [opening.refusal("", on) for on in (first - day, first, last, last + day)]
    assert found == ["not-open-yet", None, None, "closed-by-date"]


def test_an_opening_names_its_states() -> None:
    opening = Opening(states=frozenset({"OPEN"}))
    assert opening.refusal("OPEN", date(2026, 5, 1)) is None
    assert opening.refusal("DONE", date(2026, 5, 1)) == "closed-by-state"


def test_levels_are_those_of_people_in_their_order() -> None:
    assert tuple(IdentityLevel) == LEVELS


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_an_opening_admits_its_level_and_those_above(needed: str, held: str) -> None:
    assert Opening(level=needed).admits(held) == (LEVELS.index(held) >= LEVELS.index(needed))


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="FRIEND"):
        Opening(level="FRIEND")


def test_a_kind_that_declares_nothing_can_be_asked_about_and_no_more() -> None:
    assert [part for part in Part if QUESTIONS_ONLY.opening(part)] == [Part.QUESTIONS]
    assert [part for part in Part if DialogueRules().opening(part)] == []


@pytest.mark.parametrize(("done", "reached"), [(0, False), (9, False), (10, True), (11, True)])
def test_a_limit_is_reached_with_its_last_one(done: int, *, reached: bool) -> None:
    assert is_reached(Limit(10, timedelta(hours=1)), done) is reached


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("¡Compra YA!!", "compra ya"),
        ("compra   ya", "compra ya"),
        ("Cómprá — yá…", "compra ya"),
        ("¿Ñañas?", "nanas"),
        ("…", ""),
    ],
)
def test_a_flood_is_seen_through_its_disguises(text: str, same: str) -> None:
    assert folded(text) == same
    assert fingerprint(text) == fingerprint(same)


@given(st.text(), st.text())
def test_texts_have_one_fingerprint_exactly_when_they_say_the_same(one: str, other: str) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (folded(one) == folded(other))


@given(st.binary(min_size=32, max_size=32), st.text(), st.text())
def test_a_commitment_changes_with_any_word_and_with_its_salt(
    salt: bytes, text: str, more: str
) -> None:
    first = commitment(salt, text, more, "es")
    assert first == commitment(salt, text, more, "es")
    assert first != commitment(salt, text + ".", more, "es")
    assert first != commitment(salt, text, more, "qu")
    assert first != commitment(bytes([salt[0] ^ 1]) + salt[1:], text, more, "es")


@given(st.text(), st.text())
def test_a_difference_holds_both_wordings(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.change != Change.ADDED) == before
    assert "".join(run.text for run in runs if run.change != Change.REMOVED) == after


def test_a_difference_marks_only_what_changes() -> None:
    runs = difference("no pagará durante el primer año", "no pagará durante los dos primeros años")
    assert next(run.text for run in runs if run.change == Change.SAME) == "no pagará durante "
    assert difference("igual", "igual") == [runs[0].__class__(Change.SAME, "igual")]
