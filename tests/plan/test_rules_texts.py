"""It is true that words are corrected only where it is sure, numbers stay, and titles read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minga.kernel.lifecycle import TransitionRefused, check_transition, unreachable_states
from minga.plan.rules.codes import PlanState
from minga.plan.rules.numbering import Filed, Numbered, first_with_same_text, keep_numbers
from minga.plan.rules.procedure import PLAN_MOVES, PlanFacts
from minga.plan.rules.readings import VOCABULARY, corrected, folded, is_near, term_of
from minga.plan.rules.titles import plan_title, short_programme_name

letters = some.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("filed", "term"),
    [
        ("Ordenanzaz", "ordenanzas"),
        ("Odenanzas", "ordenanzas"),
        ("Ordenanza", "ordenanzas"),
        ("resoluciones.", "resoluciones"),
        ("Resolución", "resoluciones"),
        ("convenio", "convenios"),
        ("Recursos propios", "recursos propios"),
        ("Mingas del barrio", "mingas del barrio"),
        ("ordenación", "ordenacion"),
    ],
)
def test_spellings_of_one_thing_have_one_term(filed: str, term: str) -> None:
    assert term_of(filed) == term


@pytest.mark.parametrize(
    ("filed", "reading"),
    [
        ("Plan de ordeamiento territorial", "Plan de ordenamiento territorial"),
        ("cosntrucción de nuevos polos", "construcción de nuevos polos"),
        ("Odenanzas y veredas", "Ordenanzas y veredas"),
        ("La construccion sigue", "La construccion sigue"),
        ("Mercados", "Mercados"),
        ("convenioz", "convenios"),
    ],
)
def test_only_surely_misspelt_words_are_put_right(filed: str, reading: str) -> None:
    assert corrected(filed) == reading


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("casa", "casa", True),
        ("casa", "cas", True),
        ("cas", "casa", True),
        ("casa", "caza", True),
        ("casa", "csaa", True),
        ("casa", "caso", True),
        ("casa", "c", False),
        ("casa", "cosas", False),
        ("casa", "saca", False),
    ],
)
def test_near_is_one_letter_away(left: str, right: str, *, near: bool) -> None:
    assert is_near(left, right) == near


@given(left=letters, right=letters)
def test_nearness_has_no_direction(left: str, right: str) -> None:
    assert is_near(left, right) == is_near(right, left)


@given(some.sampled_from(VOCABULARY))
def test_a_word_of_the_vocabulary_is_never_touched(word: str) -> None:
    assert corrected(word) == word
    assert folded(term_of(word)) == folded(term_of(term_of(word)))


@given(some.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


OLD = (
    Numbered(1, "Mercados", "Renovar mercados"),
    Numbered(2, "Mercados", "Abrir ferias"),
    Numbered(3, "Calles", "Renovar mercados"),
)


def test_the_same_text_keeps_its_number_in_its_own_programme_first() -> None:
    new = (Filed(1, "Calles", "RENOVAR mercados"), Filed(2, "Mercados", "Renovar mercados"))
    assert keep_numbers(OLD, new) == {1: 3, 2: 1}


def test_a_text_that_moved_keeps_its_number() -> None:
    assert keep_numbers(OLD, (Filed(1, "Nuevo", "Abrir ferias"),)) == {1: 2}


def test_a_reworded_text_keeps_its_number_and_a_new_one_takes_the_next() -> None:
    new = (
        Filed(1, "Mercados", "Abrir las ferias"),
        Filed(2, "Mercados", "Sembrar árboles"),
        Filed(3, "Calles", "Abrir ferias nuevas"),
    )
    assert keep_numbers(OLD, new) == {1: 2, 2: 4, 3: 5}


def test_of_two_alike_only_the_most_alike_keeps_the_number() -> None:
    new = (Filed(1, "Mercados", "Abrir las ferias"), Filed(2, "Mercados", "Abrir feria"))
    assert keep_numbers(OLD, new) == {2: 2, 1: 4}


def test_a_first_document_counts_from_one() -> None:
    assert keep_numbers((), (Filed(1, "A", "x"), Filed(2, "A", "x"))) == {1: 1, 2: 2}


texts = some.lists(some.sampled_from(["a", "b", "c", "d"]), max_size=8)


@given(old=texts, new=texts)
def test_numbers_are_never_shared_and_never_reused(old: list[str], new: list[str]) -> None:
    before = [Numbered(number, "P", text) for number, text in enumerate(old, start=1)]
    after = [Filed(row, "P", text) for row, text in enumerate(new, start=1)]
    numbers = keep_numbers(before, after)
    assert sorted(numbers) == [item.row for item in after]
    assert len(set(numbers.values())) == len(after)
    known = {item.number: item.text for item in before}
    for item in after:
        assert known.get(numbers[item.row], item.text) == item.text


@given(texts)
def test_filing_the_same_again_keeps_every_number(found: list[str]) -> None:
    before = [Numbered(number, "P", text) for number, text in enumerate(found, start=1)]
    after = [Filed(row, "P", text) for row, text in enumerate(found, start=1)]
    assert keep_numbers(before, after) == {row: row for row in range(1, len(found) + 1)}


def test_repetitions_point_to_the_first() -> None:
    numbered = [(1, "Uno"), (2, "dos"), (3, "UNO"), (4, "uno ")]
    assert first_with_same_text(numbered) == {3: 1, 4: 1}


@pytest.mark.parametrize(
    ("title", "start", "end", "shown"),
    [
        ("PLAN DE TRABAJO", 2019, 2023, "Plan de trabajo 2019 – 2023"),
        ("Plan 2019-2023", 2019, 2023, "Plan 2019-2023"),
        ("  Plan   de Ana ", 2019, None, "Plan de Ana 2019"),
        ("Plan de Ana", None, None, "Plan de Ana"),
        ("", 2019, 2023, "Plan de trabajo 2019 – 2023"),
    ],
)
def test_a_plan_is_called_by_its_own_readable_title(
    title: str, start: int | None, end: int | None, shown: str
) -> None:
    assert plan_title(title, start, end) == shown


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Desarrollo social - cultural", "Social - cultural"),
        ("Desarrollo de asentamientos humanos", "Asentamientos humanos"),
        ("Programa de movilidad", "Movilidad"),
        ("Desarrollo", "Desarrollo"),
        ("inclusión", "Inclusión"),
    ],
)
def test_a_programme_drops_the_word_they_all_begin_with(name: str, short: str) -> None:
    assert short_programme_name(name) == short


@pytest.mark.parametrize(
    ("plan", "person", "refusal"),
    [
        (True, True, None),
        (False, False, None),
        (True, False, "demonstration-mixed"),
        (False, True, "demonstration-mixed"),
    ],
)
@pytest.mark.parametrize("act", [move.act for move in PLAN_MOVES])
def test_real_and_fictional_worlds_stay_apart_in_every_act(
    act: str, refusal: str | None, *, plan: bool, person: bool
) -> None:
    source = None if act == "register_plan" else PlanState.REGISTERED
    facts = PlanFacts(plan, person)
    if refusal is None:
        assert check_transition(PLAN_MOVES, act, source, facts).target == PlanState.REGISTERED
    else:
        with pytest.raises(TransitionRefused, match=refusal):
            check_transition(PLAN_MOVES, act, source, facts)


def test_a_plan_has_no_state_that_cannot_be_reached() -> None:
    assert unreachable_states(PLAN_MOVES) == frozenset()
