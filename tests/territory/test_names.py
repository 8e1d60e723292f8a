"""It is true that a place is known by its name however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.territory.rules.names import fold_name, fold_names, slug_of
from minga.territory.rules.places import parish_code


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Itchimbia", "Itchimbía"),
        ("ZAMBIZA", "Zámbiza"),
        ("Inaquito", "Iñaquito"),
        ("IÑAQUITO", "Iñaquito"),
        ("  san  isidro del   inca ", "San Isidro del Inca"),
        ("Pi\u0301ntag", "Píntag"),
    ],
)
def test_case_accents_and_blanks_do_not_count(written: str, official: str) -> None:
    assert fold_name(written) == fold_name(official)


def test_different_places_stay_different() -> None:
    names = ("Cumbayá", "Cutuglagua", "La Merced", "La Mena", "San Juan", "San José de Minas")
    assert len({fold_name(name) for name in names}) == len(names)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text())
def test_what_is_folded_holds_letters_digits_and_single_blanks(name: str) -> None:
    folded = fold_name(name)
    assert folded == " ".join(folded.split())
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(alphabet="aábcdeéíñóúü ", min_size=1))
def test_capitals_never_matter(name: str) -> None:
    assert fold_name(name.upper()) == fold_name(name.lower())


def test_a_list_of_names_is_folded_without_blanks_and_repetitions() -> None:
    assert fold_names("Atahualpa / Habaspamba|Habaspamba||HABASPAMBA") == [
        "atahualpa habaspamba",
        "habaspamba",
    ]


def test_a_slug_is_a_folded_name_with_hyphens() -> None:
    assert slug_of("Manuela Sáenz") == "manuela-saenz"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("170151", "170151"),
        ("170151.0", "170151"),
        (" 170151 ", "170151"),
        ("17015", ""),
        ("1701511", ""),
        ("17015a", ""),
        ("١٧٠١٥١", ""),
        ("", ""),
    ],
)
def test_a_code_is_six_digits_also_after_a_spreadsheet(written: str, code: str) -> None:
    assert parish_code(written) == code
