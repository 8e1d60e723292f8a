"""It is true that whoever touches the record is found out, and that the sentence names what happened."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.record.rules.dump import Leaf, Withheld
from minga.record.rules.heads import Head
from minga.record.rules.leaf_check import out_of_order
from tests.record.sealed_record import (
    SealedRecord,
    changed,
    checked,
    dump_of,
    sealed_record,
    sentences,
)

# Order of sealing: 1/1 2/1 3/1 1/2 2/2 3/2 1/3 2/3 3/3 1/4 at the positions 0 to 9
KEPT = 1  # the head that a stranger kept: the second, over seven acts


def test_an_honest_record_holds(honest: SealedRecord):
    verdict = checked(honest.dump(), kept=honest.heads[KEPT])
    assert verdict.findings == ()
    assert (verdict.is_valid, verdict.tree_size, verdict.heads) == (True, 10, 3)
    assert (verdict.acts, verdict.withheld, verdict.words) == (10, 0, 10)
    assert (verdict.newest, verdict.key_changes) == (honest.heads[-1], ())
    assert verdict.is_demonstration


def test_an_empty_record_holds():
    verdict = checked(dump_of([]))
    assert (verdict.is_valid, verdict.tree_size, verdict.newest) == (True, 0, None)


def test_an_act_that_is_not_public_keeps_its_place_and_hides_its_form(honest: SealedRecord):
    hide_a_case(honest)
    verdict = checked(honest.dump())
    assert verdict.findings == ()
    assert (verdict.acts, verdict.withheld) == (6, 4)


def hide_a_case(record: SealedRecord) -> None:
    """Withhold the acts of the first case, at the positions 0, 3, 6 and 9."""
    for position in (0, 3, 6, 9):
        record.leaves[position] = Withheld(position)


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (lambda leaves: leaves.pop(3), "Falta un hecho sellado: el de la posición 3."),
        (lambda leaves: leaves.insert(4, Withheld(3)), "El hecho 3, sellado en la posición 3, aparece dos veces."),
        (lambda leaves: leaves.insert(0, leaves.pop(3)), "El hecho 3 cambió de lugar: se selló en la posición 3 y aparece el primero."),
        (lambda leaves: leaves.append(Withheld(10)), "El hecho 10 no está en el árbol de sellos (hechos sin sello: 1): se añadió después, o faltan sellos."),
    ],
)  # fmt: skip
def test_withheld_acts_are_watched_as_well(
    honest: SealedRecord, forge: Callable[[list[Leaf | Withheld]], None], sentence: str
):
    hide_a_case(honest)
    forge(honest.leaves)
    assert sentences(honest.dump()) == [sentence]


# Flipped bytes


def test_a_flipped_byte_is_found_and_its_act_named(honest: SealedRecord):
    dump = honest.dump()
    place = dump.rindex(b'"amount":3', 0, dump.index(b'"position":4'))
    flipped = dump[: place + 9] + b"7" + dump[place + 10 :]
    assert sentences(flipped) == [
        "El hecho SOL-2026-00002/2, en la posición 4, fue alterado: su contenido no es el que se selló."
    ]


def test_a_flipped_byte_that_breaks_the_line_is_found_and_its_act_named(honest: SealedRecord):
    dump = honest.dump()
    place = dump.rindex(b'"amount":3', 0, dump.index(b'"position":4'))
    broken = dump[:place] + b"!" + dump[place + 1 :]
    assert sentences(broken) == [
        "La línea 13, del hecho SOL-2026-00002/2, fue alterada y no se puede leer."
    ]


def test_a_word_changed_afterwards_is_found(honest: SealedRecord):
    dump = honest.dump().replace("Título de SOL-2026-00003/1".encode(), b"Otro titulo de su gusto")
    assert sentences(dump) == [
        "El texto del hecho SOL-2026-00003/1 no es el que se selló: alguien lo cambió después."
    ]


def test_a_changed_hash_in_the_list_is_found_at_its_act(honest: SealedRecord):
    honest.hashes[5] = honest.hashes[5][::-1]
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00003/2, en la posición 5, fue alterado: su contenido no es el que se selló.",
        "Los hechos de las posiciones 2 a 6 no son los que firmó la cabeza 2: alguno fue alterado, quitado o movido.",
    ]


def test_a_change_of_no_consequence_is_found_too(honest: SealedRecord):
    dump = honest.dump().replace(b"Concejo de Ensayo", b"Concejo de Engano")
    assert sentences(dump) == [
        "El archivo fue alterado después de exportarse: su suma SHA-256 no es la de su última línea."
    ]


# Removed acts


def test_a_removed_act_is_found_and_named(honest: SealedRecord):
    del honest.leaves[4]
    assert sentences(honest.dump()) == [
        "Falta el hecho SOL-2026-00002/2, sellado en la posición 4."
    ]


def test_a_removed_act_is_found_although_the_others_moved_up(honest: SealedRecord):
    rest = [leaf for leaf in honest.leaves if leaf.position != 4]
    honest.leaves = [replace(leaf, position=place) for place, leaf in enumerate(rest)]
    assert sentences(honest.dump()) == [
        "Falta el hecho SOL-2026-00002/2, sellado en la posición 4."
    ]


def test_the_last_act_of_a_case_is_missed_as_well(honest: SealedRecord):
    del honest.leaves[9]
    assert sentences(honest.dump()) == ["Falta un hecho sellado: el de la posición 9."]


def test_several_removed_acts_are_named_together(honest: SealedRecord):
    del honest.leaves[3:6]
    assert sentences(honest.dump()) == ["Faltan 3 hechos sellados: los de las posiciones 3 a 5."]


def test_a_removed_act_whose_hash_was_removed_too_is_found(honest: SealedRecord):
    del honest.leaves[9], honest.hashes[9]
    assert sentences(honest.dump()) == ["La cabeza 3 firmó 10 hechos y solo hay sellos de 9."]


def test_an_act_hidden_from_a_public_case_is_found(honest: SealedRecord):
    honest.leaves[4] = Withheld(4)
    assert sentences(honest.dump()) == ["En el expediente SOL-2026-00002 falta el hecho 2."]


def test_an_act_added_without_a_seal_is_found(honest: SealedRecord):
    honest.leaves.append(changed(honest.leaves[9], ordinal=5))
    honest.leaves[10] = replace(honest.leaves[10], position=10, words=None)
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00001/5 no está en el árbol de sellos (hechos sin sello: 1): se añadió después, o faltan sellos."
    ]


# Reordered acts


def test_two_lines_exchanged_are_found_and_named(honest: SealedRecord):
    honest.leaves[4], honest.leaves[7] = honest.leaves[7], honest.leaves[4]
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00002/3 cambió de lugar: se selló en la posición 7 y aparece después del de la posición 3.",
        "El hecho SOL-2026-00002/2 cambió de lugar: se selló en la posición 4 y aparece después del de la posición 6.",
    ]


def test_two_neighbours_exchanged_with_their_numbers_are_found_and_named(honest: SealedRecord):
    fourth, fifth = honest.leaves[4], honest.leaves[5]
    honest.leaves[4:6] = [replace(fifth, position=4), replace(fourth, position=5)]
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00003/2 cambió de lugar: se selló en la posición 5 y aparece después del de la posición 3."
    ]


def test_an_act_brought_to_the_front_is_found_and_named(honest: SealedRecord):
    honest.leaves.insert(0, honest.leaves.pop(4))
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00002/2 cambió de lugar: se selló en la posición 4 y aparece el primero."
    ]


@given(st.permutations(range(9)))
def test_the_fewest_acts_are_called_moved(places: list[int]):
    moved = out_of_order(places)
    rest = [place for index, place in enumerate(places) if index not in moved]
    assert rest == sorted(rest)
    longest = max(
        len(row)
        for length in range(10)
        for row in combinations(places, length)
        if list(row) == sorted(row)
    )
    assert len(rest) == longest


def test_an_act_shown_twice_is_found(honest: SealedRecord):
    honest.leaves.insert(5, honest.leaves[4])
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00002/2, sellado en la posición 4, aparece dos veces."
    ]


def test_a_wrong_position_is_found(honest: SealedRecord):
    honest.leaves[4] = replace(honest.leaves[4], position=5)
    assert sentences(honest.dump()) == [
        "El hecho SOL-2026-00002/2 dice estar en la posición 5, pero se selló en la 4."
    ]


def test_a_leaf_knows_its_name(honest: SealedRecord):
    leaf = honest.leaves[4]
    assert isinstance(leaf, Leaf)
    assert (leaf.name, leaf.case, leaf.ordinal) == ("SOL-2026-00002/2", "SOL-2026-00002", 2)


def test_heads_are_equal_by_their_facts(honest: SealedRecord):
    assert honest.heads == [head for head in sealed_record().heads if isinstance(head, Head)]
