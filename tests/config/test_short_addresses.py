"""It is true that a short address leads back to its page, and a misread one nowhere."""

import re

import pytest
from django.test import Client
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from minga.config.short_addresses import SHORT_FORMS
from minga.kernel.printed_codes import ALPHABET
from minga.website.short_addresses import (
    ShortForm,
    case_of,
    long_path,
    number_of,
    short_case,
    short_number,
    short_path,
)

CASES = st.builds(
    "{}-{:04d}-{:05d}".format,
    st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3),
    st.integers(2000, 2999),
    st.integers(0, 10**9 - 1),
)
SLUGS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?", fullmatch=True)


@given(st.integers(0, 10**20))
def test_a_number_comes_back(number: int) -> None:
    assert number_of(short_number(number)) == number


@given(CASES)
def test_a_case_comes_back(case: str) -> None:
    short = short_case(case)
    assert short is not None
    assert case_of(short) == case
    assert case_of(short.lower().replace("1", "i").replace("0", "o")) == case


@given(CASES, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_misread_sign_never_leads_to_another_case(case: str, place: int, sign: str) -> None:
    short = short_case(case) or ""
    at = place % len(short)
    if short[at] != sign:
        assert case_of(short[:at] + sign + short[at + 1 :]) is None


def test_the_first_cases_of_a_kind_are_very_short() -> None:
    assert len(short_case("GES-2026-00001") or "") <= 7
    assert len(short_case("GES-2026-09999") or "") <= 10


@pytest.mark.parametrize(
    "text", ["", "ges-2026-00001", "GES-1999-00001", "GES-2026-1", "GES-2026-000001"]
)
def test_what_is_no_case_number_has_no_short_form(text: str) -> None:
    assert short_case(text) is None


@given(st.text(max_size=20))
def test_what_was_typed_by_chance_is_a_case_or_nothing(code: str) -> None:
    case = case_of(code)
    assert case is None or re.fullmatch(r"[A-Z]{3}-2[0-9]{3}-[0-9]{5,9}", case)


@given(st.sampled_from(SHORT_FORMS), CASES, SLUGS, st.integers(0, 10**17))
def test_every_page_with_a_short_address_comes_back(
    form: ShortForm, case: str, slug: str, number: int
) -> None:
    page = form.page.format(case=case, slug=slug, number=number)
    parts = short_path(page).strip("/").split("/")
    letter, code = parts[0], parts[-1]
    assert long_path(letter, code, parts[1] if len(parts) == 3 else "") == page


@pytest.mark.parametrize("form", SHORT_FORMS, ids=lambda form: form.page)
def test_every_short_form_leads_to_a_page_that_exists(form: ShortForm) -> None:
    page = form.page.format(case="GES-2026-00001", slug="ensayo", number=170155)
    assert resolve(page).view_name


def test_other_pages_keep_their_address() -> None:
    assert short_path("/registro/") == "/registro/"
    assert long_path("c", "cualquiera") is None
    assert long_path("a", short_number(3), "ensayo") == "/planes/ensayo/actividades/3/"
    assert long_path("p", short_number(3), "ensayo") is None


def test_a_short_address_leads_on_in_the_language_it_was_asked_in(client: Client) -> None:
    short = short_path("/registro/PLA-2026-00001/")
    assert client.get(short).headers["Location"] == "/registro/PLA-2026-00001/"
    assert client.get(f"/en{short}").headers["Location"] == "/en/registro/PLA-2026-00001/"
    assert client.get("/c/0000/").status_code == 404
