"""It is true that whoever touches the record is found out, and that the sentence names what happened."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.record.rules.dump import Leaf, Withheld
from minga.record.rules.dump_reading import LONGEST_LINE
from minga.record.rules.heads import Head, sign
from minga.record.rules.leaf_check import out_of_order
from minga.record.rules.sealed_form import canonical
from tests.record.sealed_record import (
    KEY,
    OTHER_KEY,
    SealedRecord,
    changed,
    checked,
    dump_of,
    edited,
    sealed_record,
    sentences,
)

# Order of sealing: 1/1 2/1 3/1 1/2 2/2 3/2 1/3 2/3 3/3 1/4 at the positions 0 to 9
KEPT = 1  # the head that a stranger kept: the second, over seven acts


@pytest.fixture
def honest() -> SealedRecord:
    return sealed_record()


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


# Rewritten history


def rewritten(honest: SealedRecord, **how: object) -> SealedRecord:
    """Return the record with act 4 changed, and everything sealed again."""
    leaves = list(honest.leaves)
    leaves[4] = replace(changed(leaves[4], payload={"amount": 9000}), words=None)
    return SealedRecord(leaves, **({"heads_at": honest.heads_at} | how)).seal()


def test_a_rewritten_history_does_not_contradict_itself(honest: SealedRecord):
    assert checked(rewritten(honest).dump()).is_valid


def test_a_history_rewritten_with_the_same_key_breaks_on_the_head_a_stranger_kept(
    honest: SealedRecord,
):
    assert sentences(rewritten(honest).dump(), kept=honest.heads[KEPT]) == [
        "La historia fue reescrita y firmada de nuevo con la misma clave: los primeros 7 hechos no son los que cubre la cabeza 2 que guardaste."
    ]


def test_a_history_rewritten_with_another_key_breaks_on_the_head_a_stranger_kept(
    honest: SealedRecord,
):
    dump = rewritten(honest, key=OTHER_KEY).dump()
    assert sentences(dump, kept=honest.heads[KEPT]) == [
        "La historia fue reescrita y firmada de nuevo con otra clave: los primeros 7 hechos no son los que cubre la cabeza 2 que guardaste."
    ]


def test_a_history_rewritten_under_fewer_heads_breaks_as_well(honest: SealedRecord):
    dump = rewritten(honest, heads_at=(10,)).dump()
    assert sentences(dump, kept=honest.heads[KEPT]) == [
        "La historia fue reescrita y firmada de nuevo con la misma clave: los primeros 7 hechos no son los que cubre la cabeza 2 que guardaste."
    ]


def test_a_history_made_shorter_and_signed_anew_breaks_as_well(honest: SealedRecord):
    dump = SealedRecord(honest.leaves[:6], (2, 6)).seal().dump()
    assert sentences(dump, kept=honest.heads[KEPT]) == [
        "La historia fue reescrita y firmada de nuevo con la misma clave: los primeros 7 hechos no son los que cubre la cabeza 2 que guardaste."
    ]


@pytest.mark.parametrize(("key", "which"), [(KEY, "la misma"), (OTHER_KEY, "otra")])
def test_the_same_acts_signed_anew_are_told_apart(honest: SealedRecord, key, which: str):
    moved = sign(replace(honest.heads[KEPT], sealed_at=honest.heads[2].sealed_at), KEY)
    dump = SealedRecord(honest.leaves, honest.heads_at, key).seal().dump()
    assert sentences(dump, kept=moved) == [
        f"La cabeza 2 fue firmada de nuevo con {which} clave: cubre los mismos hechos, pero no es la que guardaste."
    ]


def test_a_record_older_than_the_head_kept_is_told(honest: SealedRecord):
    dump = SealedRecord(honest.leaves[:7], honest.heads_at).seal().dump()
    assert sentences(dump, kept=honest.heads[2]) == [
        "El registro tiene 7 hechos y la cabeza 3 que guardaste ya cubría 10: se quitaron hechos, o este volcado es anterior a ella."
    ]


def test_a_record_that_lost_the_head_kept_is_told(honest: SealedRecord):
    kept = honest.heads.pop()
    assert sentences(honest.dump(), kept=kept) == [
        "La cabeza 3 que guardaste no está: se quitaron cabezas, o este volcado es anterior a ella.",
        "Hay sellos de 10 hechos y la última cabeza solo firmó 7: sobran hechos o falta una cabeza.",
    ]


def test_a_kept_head_that_was_altered_is_no_measure(honest: SealedRecord):
    kept = replace(honest.heads[KEPT], tree_size=8)
    assert sentences(honest.dump(), kept=kept) == [
        "La firma de la cabeza que guardaste no es válida: ese archivo fue alterado y no sirve para comparar."
    ]


def test_another_key_from_some_head_on_is_noted_and_no_fault(honest: SealedRecord):
    third = honest.heads[2]
    honest.heads[2] = sign(third, OTHER_KEY)
    verdict = checked(honest.dump())
    assert (verdict.findings, verdict.key_changes) == ((), (3,))


# Heads


def head_faults(honest: SealedRecord, number: int, **facts: object) -> list[str]:
    """Return what is wrong when a head says something else, signed with the key."""
    honest.heads[number - 1] = sign(replace(honest.heads[number - 1], **facts), KEY)
    return sentences(honest.dump())


def test_an_unsigned_head_is_found(honest: SealedRecord):
    honest.heads[2] = replace(honest.heads[2], signature=honest.heads[1].signature)
    assert sentences(honest.dump()) == ["La firma de la cabeza 3 no es válida."]


def test_a_head_that_names_another_before_it_is_found(honest: SealedRecord):
    assert head_faults(honest, 3, previous=bytes(32)) == [
        "La cabeza 3 no continúa a la anterior: la cadena de cabezas está rota."
    ]
    assert head_faults(sealed_record(), 1, previous=bytes(31) + b"1") == [
        "La cabeza 1 no continúa a la anterior: la cadena de cabezas está rota.",
        "La cabeza 2 no continúa a la anterior: la cadena de cabezas está rota.",
    ]


def test_a_removed_head_is_found(honest: SealedRecord):
    del honest.heads[1]
    assert sentences(honest.dump()) == ["Falta la cabeza 2."]


def test_a_removed_last_head_is_found(honest: SealedRecord):
    del honest.heads[2]
    assert sentences(honest.dump()) == [
        "Hay sellos de 10 hechos y la última cabeza solo firmó 7: sobran hechos o falta una cabeza."
    ]


def test_a_head_that_goes_back_in_time_is_found(honest: SealedRecord):
    assert head_faults(honest, 3, sealed_at=honest.heads[0].sealed_at) == [
        "La cabeza 3 retrocede: tiene menos hechos o es más antigua que la anterior."
    ]


def test_a_head_over_other_acts_is_found(honest: SealedRecord):
    assert head_faults(honest, 3, root=honest.heads[0].root) == [
        "Los hechos de las posiciones 7 a 9 no son los que firmó la cabeza 3: alguno fue alterado, quitado o movido."
    ]


def test_heads_in_another_order_are_found(honest: SealedRecord):
    honest.heads[1:] = honest.heads[:0:-1]
    assert "La cabeza 2 retrocede: tiene menos hechos o es más antigua que la anterior." in (
        sentences(honest.dump())
    )


# Files


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"hola\n", b"{}\n", bytes(range(256)), b"[1]\n", b'{"type":"end"}\n']
)
def test_garbage_is_no_dump(content: bytes):
    assert sentences(content) == [
        "Este archivo no es un volcado del registro: la primera línea no dice que lo sea. Un volcado se hace con «minga record export»."
    ]


@pytest.mark.parametrize("missing", [1, 100, 200])
def test_a_dump_cut_at_its_end_is_found(honest: SealedRecord, missing: int):
    dump = honest.dump()[:-missing]
    line = 18 if missing < 150 else 17
    assert sentences(dump) == [
        f"El archivo está cortado después de la línea {line}: le falta el final. Vuelve a descargarlo."
    ]


@pytest.mark.parametrize("lines", [1, 3, 6, 12])
def test_a_dump_cut_anywhere_is_told_as_cut_first(honest: SealedRecord, lines: int):
    dump = b"".join(honest.dump().splitlines(keepends=True)[:lines])
    assert sentences(dump)[0] == (
        f"El archivo está cortado después de la línea {lines}: le falta el final. Vuelve a descargarlo."
    )


def swap(lines: list[bytes], one: int, other: int) -> None:
    lines[one], lines[other] = lines[other], lines[one]


@pytest.mark.parametrize(
    ("edit", "first"),
    [
        (lambda lines: swap(lines, 3, 4), "La línea 5 está fuera de su lugar en el archivo."),
        (lambda lines: swap(lines, 4, 5), "Faltan sellos de hechos a partir de la posición 0."),
        (lambda lines: lines.pop(5), "Faltan sellos de hechos a partir de la posición 3."),
        (lambda lines: lines.insert(1, lines[0]), "La línea 2 está fuera de su lugar en el archivo."),
        (lambda lines: lines.insert(1, b"\n"), "La línea 2 fue alterada y no se puede leer."),
    ],
)  # fmt: skip
def test_lines_that_are_not_acts_are_watched_too(
    honest: SealedRecord, edit: Callable[[list[bytes]], None], first: str
):
    assert sentences(edited(honest.dump(), edit))[0] == first


@pytest.mark.parametrize(
    ("field", "value"), [("format", "minga-dump/9"), ("demonstration", 1), ("institution", None)]
)
def test_an_opening_of_another_shape_is_no_dump(honest: SealedRecord, field: str, value: object):
    first, *rest = honest.dump().splitlines(keepends=True)
    opening = canonical(json.loads(first) | {field: value}) + b"\n"
    assert sentences(b"".join([opening, *rest]))[0].startswith("Este archivo no es un volcado")


def test_an_ending_that_says_more_is_unreadable(honest: SealedRecord):
    *lines, last = honest.dump().splitlines(keepends=True)
    ending = canonical(json.loads(last) | {"note": 1}) + b"\n"
    assert sentences(b"".join([*lines, ending])) == ["La línea 19 fue alterada y no se puede leer."]


def test_a_line_longer_than_any_of_ours_ends_the_reading(honest: SealedRecord):
    dump = honest.dump()
    endless = dump[: dump.index(b"\n") + 1] + b"x" * (LONGEST_LINE + 5)
    assert sentences(endless)[0] == "La línea 2 fue alterada y no se puede leer."


def test_a_line_after_the_end_is_found(honest: SealedRecord):
    dump = honest.dump()
    again = dump.splitlines(keepends=True)[-2]
    assert sentences(dump + again) == ["La línea 20 se añadió después del final del archivo."]
    assert sentences(dump + b"?\n") == ["La línea 20 fue alterada y no se puede leer."]


def test_many_findings_are_kept(honest: SealedRecord):
    honest.leaves.clear()
    assert [found.code for found in checked(honest.dump()).findings] == ["removed-range"]


def test_a_hash_list_that_begins_beyond_any_size_is_refused(honest: SealedRecord):
    dump = edited(
        honest.dump(),
        lambda lines: lines.__setitem__(5, lines[5].replace(b'"from":3', b'"from":9999999999')),
    )
    assert sentences(dump)[0] == "Faltan sellos de hechos a partir de la posición 3."


def test_a_leaf_knows_its_name(honest: SealedRecord):
    leaf = honest.leaves[4]
    assert isinstance(leaf, Leaf)
    assert (leaf.name, leaf.case, leaf.ordinal) == ("SOL-2026-00002/2", "SOL-2026-00002", 2)


def test_heads_are_equal_by_their_facts(honest: SealedRecord):
    assert honest.heads == [head for head in sealed_record().heads if isinstance(head, Head)]
