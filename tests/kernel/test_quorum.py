"""It is true that quorum and majorities follow from the numbers and the parameters alone."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.quorum import (
    Decision,
    Majority,
    Outcome,
    QuorumCheck,
    QuorumOutcome,
    Tally,
    VoteEffect,
    VoteRefused,
    VoteRule,
    VoteValue,
    check_quorum,
    count_votes,
    decide,
    more_than_half,
    two_thirds,
)

SIMPLE = VoteRule(Majority.SIMPLE)
ABSOLUTE = VoteRule(Majority.ABSOLUTE)
TWO_THIRDS = VoteRule(Majority.TWO_THIRDS)
EFFECTS = st.sampled_from(VoteEffect)
COUNTS = st.integers(0, 30)


@pytest.mark.parametrize(
    ("present", "outcome", "missing"),
    [
        (12, QuorumOutcome.REACHED, 0),
        (11, QuorumOutcome.MISSING, 1),
        (22, QuorumOutcome.REACHED, 0),
    ],
)
def test_the_quorum_of_22_is_12(present, outcome, missing):
    assert check_quorum(22, present) == QuorumCheck(outcome, 22, present, 12, missing)


def test_a_quorum_set_by_the_law_outranks_the_half():
    assert check_quorum(22, 12, needed=15).missing == 3


@pytest.mark.parametrize(
    ("members", "half", "thirds"), [(22, 12, 15), (21, 11, 14), (1, 1, 1), (3, 2, 2)]
)
def test_majorities_of_members_are_whole_numbers(members, half, thirds):
    assert (more_than_half(members), two_thirds(members)) == (half, thirds)


def test_fifteen_to_seven_of_22_passes_with_twelve_needed():
    assert decide(Tally(15, 7), ABSOLUTE, 22) == Decision(
        Outcome.APPROVED, Majority.ABSOLUTE, 15, 7, base=22, needed=12, missing=0
    )


def test_fourteen_of_21_without_the_mayor_are_two_thirds():
    rule = VoteRule(Majority.TWO_THIRDS, abstention=VoteEffect.COUNTS_AS_PRESENT)
    assert decide(Tally(14, 5, abstention=2), rule, 21).outcome == Outcome.APPROVED
    assert decide(Tally(14, 7), TWO_THIRDS, 22) == Decision(
        Outcome.REJECTED, Majority.TWO_THIRDS, 14, 7, base=22, needed=15, missing=1
    )


def test_a_simple_majority_is_more_than_half_of_those_present():
    rule = VoteRule(Majority.SIMPLE, abstention=VoteEffect.COUNTS_AS_PRESENT)
    assert decide(Tally(7, 5), SIMPLE, 22).outcome == Outcome.APPROVED
    assert decide(Tally(6, 5, abstention=3, absent=8), rule, 22) == Decision(
        Outcome.REJECTED, Majority.SIMPLE, 6, 5, base=14, needed=8, missing=2
    )


@pytest.mark.parametrize(
    ("effect", "outcome", "base"),
    [
        (VoteEffect.ADDS_TO_MAJORITY, Outcome.APPROVED, 14),
        (VoteEffect.COUNTS_AS_PRESENT, Outcome.REJECTED, 14),
        (VoteEffect.NOT_COUNTED, Outcome.APPROVED, 11),
    ],
)
def test_the_effect_of_blank_and_abstention_is_a_parameter(effect, outcome, base):
    blank = decide(Tally(6, 5, blank=3), VoteRule(Majority.SIMPLE, blank=effect), 22)
    abstained = decide(Tally(6, 5, abstention=3), VoteRule(Majority.SIMPLE, abstention=effect), 22)
    assert blank == abstained
    assert (blank.outcome, blank.base) == (outcome, base)


def test_what_adds_to_the_majority_joins_the_side_with_more_votes():
    rule = VoteRule(Majority.ABSOLUTE, blank=VoteEffect.ADDS_TO_MAJORITY)
    for_it, against_it = (
        decide(Tally(10, 9, blank=3), rule, 22),
        decide(Tally(9, 10, blank=3), rule, 22),
    )
    assert (for_it.in_favour, for_it.against, for_it.outcome) == (13, 9, Outcome.APPROVED)
    assert (against_it.in_favour, against_it.against) == (9, 13)
    level = decide(Tally(9, 9, blank=3), rule, 22)
    assert (level.in_favour, level.against, level.outcome) == (9, 9, Outcome.REJECTED)


@pytest.mark.parametrize(
    ("casting_vote", "outcome"),
    [
        (None, Outcome.TIED),
        (VoteValue.IN_FAVOUR, Outcome.APPROVED_BY_CASTING_VOTE),
        (VoteValue.AGAINST, Outcome.REJECTED_BY_CASTING_VOTE),
    ],
)
def test_a_casting_vote_breaks_a_tie_and_adds_no_vote(casting_vote, outcome):
    assert decide(Tally(11, 11), SIMPLE, 22, casting_vote=casting_vote) == Decision(
        outcome, Majority.SIMPLE, 11, 11, base=22, needed=12, missing=1
    )


@pytest.mark.parametrize("rule", [ABSOLUTE, TWO_THIRDS])
def test_a_casting_vote_makes_no_majority_of_members(rule):
    decision = decide(Tally(11, 11), rule, 22, casting_vote=VoteValue.IN_FAVOUR)
    assert decision.outcome == Outcome.REJECTED


def test_a_casting_vote_changes_nothing_without_a_tie():
    assert (
        decide(Tally(5, 6), SIMPLE, 22, casting_vote=VoteValue.IN_FAVOUR).outcome
        == Outcome.REJECTED
    )
    assert (
        decide(Tally(0, 0), SIMPLE, 22, casting_vote=VoteValue.IN_FAVOUR).outcome
        == Outcome.REJECTED
    )


def test_the_empty_chair_counts_in_votes_and_not_in_quorum():
    decision = decide(Tally(12, 11), ABSOLUTE, 22, extra_votes=1)
    assert (decision.outcome, decision.base) == (Outcome.APPROVED, 22)
    assert check_quorum(22, 11).outcome == QuorumOutcome.MISSING


def test_votes_are_counted_by_what_each_member_did():
    votes = [VoteValue.IN_FAVOUR] * 3 + [VoteValue.ABSENT, VoteValue.BLANK, VoteValue.AGAINST]
    tally = count_votes(votes)
    assert tally == Tally(in_favour=3, against=1, abstention=0, blank=1, absent=1)
    assert tally.present == 5


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        (lambda: Tally(-1, 0), "negative-number"),
        (lambda: Tally(1, 0, absent=-1), "negative-number"),
        (lambda: check_quorum(22, -1), "negative-number"),
        (lambda: check_quorum(22, 23), "more-present-than-members"),
        (lambda: check_quorum(0, 0), "no-members"),
        (lambda: decide(Tally(0, 0), SIMPLE, 0), "no-members"),
        (lambda: decide(Tally(12, 11), SIMPLE, 22), "more-votes-than-members"),
        (lambda: decide(Tally(1, 1), SIMPLE, 22, extra_votes=-1), "negative-number"),
        (lambda: decide(Tally(6, 5, blank=1), SIMPLE, 22), "blank-effect-not-set"),
        (lambda: decide(Tally(6, 5, abstention=1), ABSOLUTE, 22), "abstention-effect-not-set"),
        (
            lambda: decide(Tally(5, 5), SIMPLE, 22, casting_vote=VoteValue.BLANK),
            "casting-vote-takes-no-side",
        ),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_a_code(attempt, code):
    with pytest.raises(VoteRefused) as refused:
        attempt()
    assert refused.value.code == code


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from(Majority), EFFECTS, EFFECTS)
def test_a_decision_is_approved_exactly_when_no_vote_is_missing(
    in_favour, against, abstention, blank, majority, blank_effect, abstention_effect
):
    tally = Tally(in_favour, against, abstention, blank)
    rule = VoteRule(majority, blank_effect, abstention_effect)
    decision = decide(tally, rule, 120)
    assert (decision.outcome is Outcome.APPROVED) == (decision.missing == 0)
    assert decision.in_favour + decision.against <= tally.present
    assert decision.needed * (3 if majority is Majority.TWO_THIRDS else 2) >= decision.base


@given(COUNTS, COUNTS, st.sampled_from(Majority))
def test_one_more_vote_in_favour_never_hurts(in_favour, against, majority):
    rule = VoteRule(majority)
    before = decide(Tally(in_favour, against), rule, 61)
    after = decide(Tally(in_favour + 1, against), rule, 61)
    assert before.outcome is not Outcome.APPROVED or after.outcome is Outcome.APPROVED


def test_a_decision_holds_every_number_its_sentence_needs():
    assert set(asdict(decide(Tally(1, 0), SIMPLE, 22))) == {
        "outcome", "majority", "in_favour", "against", "base", "needed", "missing",
    }  # fmt: skip
