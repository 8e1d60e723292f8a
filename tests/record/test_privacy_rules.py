"""Rules of requests about data, of breaches and of the register: no path around what the law asks."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.lifecycle import (
    Transition,
    TransitionRefused,
    check_transition,
    unreachable_states,
)
from minga.record.rules import breaches as breach_rules
from minga.record.rules.breaches import (
    AUTHORITY_NOTICE,
    BREACH_MOVES,
    SUBJECT_NOTICE,
    BreachFacts,
    BreachState,
    NoticePart,
    missing_parts,
)
from minga.record.rules.data_requests import (
    CAUSES,
    CLOCKS,
    CLOSED,
    COPIED,
    DATA_REQUEST_MOVES,
    OPEN,
    RIGHTS,
    DataRequestFacts,
    DataRequestState,
    DataRight,
    RefusalCause,
    answer_is_written,
    cause_fits_the_identity,
    cause_is_stated,
    copy_was_handed_over,
    only_the_person_withdraws,
    right_gives_a_copy,
    right_is_erasure,
    rule_of,
)
from minga.record.rules.processing import LegalBasis, is_verified

S = DataRequestState
ACCESS = DataRequestFacts(DataRight.ACCESS)


def code_of(table: Sequence[Transition[Any, Any]], act: str, source: StrEnum, facts: object) -> str:
    """Return why an act is refused; empty when it is not."""
    try:
        check_transition(table, act, source, facts)
    except TransitionRefused as refusal:
        return refusal.code
    return ""


# Requests


def test_every_right_has_its_clock_and_its_article() -> None:
    assert [(rule.right, rule.act, rule.clock, rule.article) for rule in RIGHTS] == [
        (DataRight.ACCESS, "ask_access", "dp.access", "LOPDP 13"),
        (DataRight.RECTIFICATION, "ask_rectification", "dp.rectify", "LOPDP 14"),
        (DataRight.ERASURE, "ask_erasure", "dp.erase", "LOPDP 15"),
        (DataRight.OBJECTION, "ask_objection", "dp.object", "LOPDP 16"),
        (DataRight.PORTABILITY, "ask_portability", "dp.portability", "LOPDP 17"),
    ]
    assert [rule_of(right) for right in DataRight] == list(RIGHTS)


def test_every_state_is_reached_and_none_is_left_once_closed() -> None:
    assert unreachable_states(DATA_REQUEST_MOVES) == frozenset()
    assert {move.source for move in DATA_REQUEST_MOVES if move.source in CLOSED} == set()
    assert set(OPEN) | set(CLOSED) == set(S)


def test_whatever_ends_a_request_ends_its_clock() -> None:
    ending = [move for move in DATA_REQUEST_MOVES if move.target in CLOSED]
    assert {move.stops for move in ending} == {CLOCKS}
    assert {move.starts for move in ending} == {()}


@pytest.mark.parametrize("right", DataRight)
def test_only_access_and_portability_give_a_copy(right: DataRight) -> None:
    facts = DataRequestFacts(right)
    gives = right in {DataRight.ACCESS, DataRight.PORTABILITY}
    assert right_gives_a_copy(facts) == (None if gives else "right-gives-no-copy")
    assert copy_was_handed_over(facts) == ("copy-not-handed-over" if gives else None)
    assert copy_was_handed_over(replace(facts, is_copy_given=True)) is None
    assert (right in COPIED) is gives


def test_an_answer_is_written_and_only_the_person_withdraws() -> None:
    assert answer_is_written(ACCESS) == "answer-missing"
    assert answer_is_written(replace(ACCESS, is_answer_written=True)) is None
    assert only_the_person_withdraws(ACCESS) == "not-the-person"
    assert only_the_person_withdraws(replace(ACCESS, is_asked_by_the_person=True)) is None


def test_own_erasure_answers_only_a_request_of_erasure() -> None:
    assert right_is_erasure(ACCESS) == "right-is-not-erasure"
    assert right_is_erasure(DataRequestFacts(DataRight.ERASURE)) is None


def test_a_refusal_names_a_cause_that_belongs_to_the_right() -> None:
    assert cause_is_stated(ACCESS) == "refusal-cause-missing"
    for right in DataRight:
        said = {
            cause: cause_is_stated(DataRequestFacts(right, cause=cause)) for cause in RefusalCause
        }
        assert {cause for cause, code in said.items() if code is None} == CAUSES[right]
        assert set(said.values()) <= {None, "refusal-cause-of-another-right"}


def test_nobody_is_refused_access_because_the_law_says_to_keep() -> None:
    keeping = {RefusalCause.LEGAL_DUTY_TO_KEEP, RefusalCause.RECORD_IN_PROCESS}
    assert CAUSES[DataRight.ACCESS] & keeping == frozenset()
    assert CAUSES[DataRight.ERASURE] >= keeping


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("cause", RefusalCause)
def test_identity_is_the_cause_exactly_when_it_was_not_proven(
    cause: RefusalCause, is_known: bool
) -> None:
    facts = replace(ACCESS, cause=cause, is_identity_known=is_known)
    fits = (cause is RefusalCause.IDENTITY_NOT_PROVEN) is not is_known
    assert cause_fits_the_identity(facts) == (None if fits else "refusal-cause-against-identity")


facts_of_requests = st.builds(
    DataRequestFacts,
    right=st.sampled_from(DataRight),
    is_identity_known=st.booleans(),
    is_copy_given=st.booleans(),
    is_answer_written=st.booleans(),
    is_asked_by_the_person=st.booleans(),
    cause=st.sampled_from([None, *RefusalCause]),
)
attempts = st.lists(
    st.tuples(st.sampled_from(sorted({move.act for move in DATA_REQUEST_MOVES})), facts_of_requests)
)


@given(attempts)
def test_no_path_answers_a_request_without_words_nor_refuses_it_without_cause(
    tried: list[tuple[str, DataRequestFacts]],
) -> None:
    state: DataRequestState | None = None
    taken: list[str] = []
    for act, facts in tried:
        try:
            move = check_transition(DATA_REQUEST_MOVES, act, state, facts)
        except TransitionRefused:
            continue
        if act in {"grant", "grant_partly", "refuse"}:
            assert facts.is_answer_written
        if act in {"grant_partly", "refuse"}:
            assert facts.cause in CAUSES[facts.right]
        state = move.target
        taken.append(act)
    if state in {S.GRANTED, S.PARTLY_GRANTED} and taken[-1] != "grant_by_own_erasure":
        assert "confirm_identity" in taken
    assert state not in CLOSED or sum(taken.count(act) for act in ENDS) == 1


ENDS = {move.act for move in DATA_REQUEST_MOVES if move.target in CLOSED}


# Breaches


def test_every_state_of_a_breach_is_reached_and_closing_is_the_end() -> None:
    assert unreachable_states(BREACH_MOVES) == frozenset()
    assert [move for move in BREACH_MOVES if move.source is BreachState.CLOSED] == []


def test_a_breach_with_risk_is_closed_only_after_both_notices() -> None:
    risky = BreachFacts(has_risk=True, is_reason_written=True)
    told = replace(risky, is_authority_told=True, are_subjects_told=True)

    def closing(facts: BreachFacts) -> str:
        return code_of(BREACH_MOVES, "close_breach", BreachState.ASSESSED, facts)

    assert closing(risky) == "risk-not-answered"
    assert closing(replace(told, are_subjects_told=False)) == "risk-not-answered"
    assert closing(told) == ""
    assert closing(replace(told, is_reason_written=False)) == "reason-missing"
    assert closing(BreachFacts(has_risk=False, is_reason_written=True)) == ""


def test_risk_is_found_once() -> None:
    found = BreachFacts(has_risk=True)
    assert code_of(BREACH_MOVES, "find_risk", BreachState.ASSESSED, found) == "risk-found-already"
    assert code_of(BREACH_MOVES, "find_risk", BreachState.ASSESSED, BreachFacts()) == ""


def test_a_notice_tells_everything_on_its_list() -> None:
    facts = BreachFacts(missing=(NoticePart.DATA,))
    source = BreachState.ASSESSED
    assert code_of(BREACH_MOVES, "notify_authority", source, facts) == "notice-incomplete"
    assert code_of(BREACH_MOVES, "notify_subjects", source, BreachFacts()) == ""


def test_data_of_another_are_told_to_them_and_to_nobody_else() -> None:
    ours, theirs = BreachFacts(), BreachFacts(are_data_ours=False)
    start = BreachState.DETECTED
    assert code_of(BREACH_MOVES, "tell_controller", start, ours) == "data-are-ours"
    assert code_of(BREACH_MOVES, "tell_controller", start, theirs) == ""
    assert code_of(BREACH_MOVES, "find_risk", start, theirs) == "data-of-another"
    assert code_of(BREACH_MOVES, "find_no_risk", start, theirs) == "data-of-another"
    assert code_of(BREACH_MOVES, "notify_authority", BreachState.ASSESSED, theirs) == (
        "data-of-another"
    )


@given(st.sets(st.sampled_from(NoticePart)))
def test_what_a_notice_lacks_is_what_was_not_said_in_the_order_of_the_list(
    said: set[NoticePart],
) -> None:
    for needed in (AUTHORITY_NOTICE, SUBJECT_NOTICE):
        missing = missing_parts(needed, said)
        assert set(missing) == set(needed) - said
        assert [part for part in needed if part in missing] == list(missing)


def test_the_three_clocks_of_a_breach_are_started_and_stopped() -> None:
    started = {clock for move in BREACH_MOVES for clock in move.starts}
    stopped = {clock for move in BREACH_MOVES for clock in move.stops}
    assert started == stopped == set(breach_rules.CLOCKS)


# The register


def test_only_consent_is_a_verified_basis() -> None:
    assert [basis for basis in LegalBasis if is_verified(basis)] == [LegalBasis.CONSENT]
