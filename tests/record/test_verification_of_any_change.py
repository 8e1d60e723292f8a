"""It is true that no single change of a dump passes, whether clumsy or made by one who knows the format."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from minga.record.rules.dump import Leaf
from tests.record.sealed_record import SealedRecord, changed, checked, sealed_record

HONEST = sealed_record()
DUMP = HONEST.dump()
LINES = DUMP.splitlines(keepends=True)
LEAVES = st.integers(0, len(HONEST.leaves) - 1)


@given(place=st.integers(0, len(DUMP) - 1), new=st.integers(0, 255))
def test_any_changed_byte_is_found(place: int, new: int):
    mutated = DUMP[:place] + bytes([new]) + DUMP[place + 1 :]
    assert checked(mutated).is_valid == (mutated == DUMP)


@given(place=st.integers(0, len(DUMP)), inserted=st.binary(min_size=1, max_size=3))
def test_anything_inserted_is_found(place: int, inserted: bytes):
    mutated = DUMP[:place] + inserted + DUMP[place:]
    assert not checked(mutated).is_valid


@given(start=st.integers(0, len(DUMP) - 1), length=st.integers(1, 3000))
def test_anything_cut_out_is_found(start: int, length: int):
    assert not checked(DUMP[:start] + DUMP[start + length :]).is_valid


@given(one=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1))
def test_any_two_lines_exchanged_are_found(one: int, other: int):
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    assert checked(b"".join(lines)).is_valid == (one == other)


def forged() -> SealedRecord:
    """Return a copy to work on; its dump gets an ending that fits."""
    return SealedRecord(
        list(HONEST.leaves), HONEST.heads_at, hashes=list(HONEST.hashes), heads=list(HONEST.heads)
    )


VALUES = st.one_of(st.text(max_size=5), st.integers(0, 9), st.booleans(), st.none())


@given(position=LEAVES, data=st.data())
def test_any_fact_of_any_act_changed_by_a_forger_is_found(position: int, data):
    forgery = forged()
    leaf = forgery.leaves[position]
    assert isinstance(leaf, Leaf)
    name = data.draw(st.sampled_from(sorted(leaf.form)))
    value = data.draw(VALUES.filter(lambda value: value != leaf.form[name]))
    forgery.leaves[position] = changed(leaf, **{name: value})
    assert not checked(forgery.dump()).is_valid


@given(position=LEAVES, renumber=st.booleans(), with_hash=st.booleans())
def test_any_act_removed_by_a_forger_is_found(position: int, renumber: bool, with_hash: bool):
    forgery = forged()
    del forgery.leaves[position]
    if with_hash:
        del forgery.hashes[position]
    if renumber:
        forgery.leaves = [replace(leaf, position=at) for at, leaf in enumerate(forgery.leaves)]
    assert not checked(forgery.dump()).is_valid


@given(one=LEAVES, other=LEAVES, renumber=st.booleans(), with_hash=st.booleans())
def test_any_acts_exchanged_by_a_forger_are_found(
    one: int, other: int, renumber: bool, with_hash: bool
):
    forgery = forged()
    swapped = [forgery.leaves] + ([forgery.hashes] if with_hash else [])
    for rows in swapped:
        rows[one], rows[other] = rows[other], rows[one]
    if renumber:
        forgery.leaves = [replace(leaf, position=at) for at, leaf in enumerate(forgery.leaves)]
    assert checked(forgery.dump()).is_valid == (one == other)


@given(number=st.integers(0, 2))
def test_any_head_removed_by_a_forger_is_found(number: int):
    forgery = forged()
    del forgery.heads[number]
    assert not checked(forgery.dump()).is_valid


@given(position=LEAVES, text=st.text(max_size=8))
def test_any_word_changed_by_a_forger_is_found(position: int, text: str):
    forgery = forged()
    leaf = forgery.leaves[position]
    assert isinstance(leaf, Leaf)
    assert leaf.words
    forgery.leaves[position] = replace(leaf, words=replace(leaf.words, text=text))
    assert checked(forgery.dump()).is_valid == (text == leaf.words.text)
