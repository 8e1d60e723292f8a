"""A printed code is long, drawn from chance, and read however it is typed."""

from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.printed_codes import ALPHABET, GROUP, LENGTH, new_code, normal_code

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_is_printed_in_groups_and_never_twice() -> None:
    code = new_code()
    assert [len(part) for part in code.split("-")] == [GROUP] * (LENGTH // GROUP)
    assert set(normal_code(code)) <= set(ALPHABET)
    assert len({new_code() for _ in range(200)}) == 200


@given(CODES)
def test_a_code_is_the_same_with_hyphens_small_letters_and_misread_signs(code: str) -> None:
    typed = code.lower().replace("0", "o").replace("1", "l").replace("v", "u")
    assert normal_code(f" {typed[:5]} - {typed[5:]} ") == normal_code(code) == code
