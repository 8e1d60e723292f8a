"""It is true that a history that was rewritten, and a head that does not hold, are found and named."""

from dataclasses import replace

import pytest

from minga.record.rules.heads import sign
from tests.record.sealed_record import (
    KEY,
    OTHER_KEY,
    SealedRecord,
    changed,
    checked,
    sealed_record,
    sentences,
)

# Order of sealing: 1/1 2/1 3/1 1/2 2/2 3/2 1/3 2/3 3/3 1/4 at the positions 0 to 9
KEPT = 1  # the head that a stranger kept: the second, over seven acts


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
