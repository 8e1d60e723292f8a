"""It is true that a message fits and its address is whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.short_texts import LONGEST_ADDRESS, MESSAGE, short_message, shortened

ADDRESSES = st.text(alphabet="abcxyz/", min_size=1, max_size=LONGEST_ADDRESS - 10).map(
    lambda path: f"https://x/{path}"
)


@given(st.lists(st.text(max_size=500), max_size=6), ADDRESSES)
def test_a_message_has_less_than_300_signs_and_ends_with_its_whole_address(
    sentences: list[str], address: str
) -> None:
    text = short_message(*sentences, address=address)
    assert len(text) <= MESSAGE < 300
    assert text.endswith(address)
    assert text.removesuffix(address).strip() == text.removesuffix(address).rstrip()


@given(st.text(max_size=400), st.integers(1, 300))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


@given(st.text(max_size=80))
def test_what_fits_is_only_put_on_one_line(text: str) -> None:
    assert shortened(text, 80) == " ".join(text.split())


def test_words_stay_whole_where_they_can() -> None:
    assert shortened("Se envió la carta a la empresa", 20) == "Se envió la carta a…"
    assert shortened("Otorrinolaringología", 8) == "Otorrin…"


def test_what_comes_first_counts_more() -> None:
    text = short_message("Parque.", "x" * 400, "Después.", address="https://x/c/1/")
    assert text.startswith("Parque. xxx")
    assert "Después" not in text
    assert len(text) == MESSAGE


def test_an_address_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="address-too-long"):
        short_message("Parque.", address="h" * (LONGEST_ADDRESS + 1))
