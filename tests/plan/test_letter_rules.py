"""Is it true that a letter is filled with what is known, and with nothing else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.plan.queries.letters import shipped_templates
from minga.plan.rules.letters import (
    WRITTEN_LAST,
    Placeholder,
    fill,
    is_prefix,
    left_open,
    letter_number,
    still_missing,
    unknown_placeholders,
)

P = Placeholder
VALUES = st.dictionaries(
    st.sampled_from(P), st.sampled_from(["", "Nono", "{lugar}", "}{"]) | st.text(max_size=6)
)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("En {lugar}.", "En la parroquia Nono."),
        ("En { LUGAR }.", "En la parroquia Nono."),
        ("{Número} y {número}", "{Número} y {número}"),
        ("En {cargo}.", "En {cargo}."),
        ("{pedido}", "(lugar)"),
        ("Nada que llenar", "Nada que llenar"),
        ("{lugar}{lugar}", "la parroquia Nonola parroquia Nono"),
        ("{{lugar}}", "{la parroquia Nono}"),
    ],
)
def test_what_is_known_is_filled_and_the_rest_stays(text: str, filled: str) -> None:
    known = {P.PLACE: "la parroquia Nono", P.NEED: "{lugar}", P.POSITION: ""}
    assert fill(text, known) == filled


@given(VALUES)
def test_no_value_is_read_as_a_placeholder(values: dict[Placeholder, str]) -> None:
    filled = fill("".join(f"{{{one}}}" for one in P), values)
    known = {one for one, value in values.items() if value}
    assert set(left_open(filled)) == set(P) - known
    assert fill(filled, values) == filled


@given(VALUES)
def test_a_text_without_braces_stays(values: dict[Placeholder, str]) -> None:
    assert fill("De mi consideración:", values) == "De mi consideración:"


@given(st.text(max_size=300))
def test_any_text_is_either_known_or_refused(text: str) -> None:
    slips = unknown_placeholders(text)
    assert bool(slips) == (
        "{" in fill(text, dict.fromkeys(P, "x")).translate(str.maketrans("}", "{"))
    )
    assert len(slips) == len(set(slips))


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("En {lugar}", []),
        ("En {ciudad} y {ciudad}", ["{ciudad}"]),
        ("{}", ["{}"]),
        ("Se abre {lugar y no se cierra", ["{lugar y no se cierra"]),
        ("Se cierra lugar} sin abrir", ["} sin abrir"]),
        ("{una línea\nque sigue}", ["{una línea\nque sigue}"]),
    ],
)
def test_what_means_nothing_is_named(text: str, slips: list[str]) -> None:
    assert unknown_placeholders(text) == slips


def test_what_is_filled_at_the_end_is_not_missing() -> None:
    text = "{numero} {fecha} {respuesta_hasta} {lugar} {cargo} {lugar}"
    assert still_missing(text) == [P.PLACE, P.POSITION]
    assert left_open(text) == [P.NUMBER, P.WRITTEN_ON, P.ANSWER_BY, P.PLACE, P.POSITION]


@pytest.mark.parametrize(
    ("prefix", "good"),
    [
        *(("OF", True), ("GADDMQ-DC-AB", True), ("A1-2", True), ("A" * 30, True)),
        *(("", False), ("of", False), ("OF-", False), ("-OF", False), ("O F", False)),
        *(("1A", False), ("OF\n", False), ("OFÑ", False), ("A" * 31, False), ("OF/1", False)),
    ],
)
def test_a_number_begins_with_capitals(prefix: str, good: bool) -> None:
    assert is_prefix(prefix) is good


def test_a_number_says_year_and_order() -> None:
    assert letter_number("OF", 2026, 12) == "OF-2026-00012"


def test_the_shipped_letters_use_only_what_exists_and_each_its_own_code() -> None:
    templates = shipped_templates()
    assert [one.kind for one in templates] == ["REQUEST", "REMINDER", "REPLY", "INVITATION"]
    assert len({one.code for one in templates}) == len(templates)
    assert [unknown_placeholders(one.subject + one.text) for one in templates] == [[]] * 4
    assert all(one not in WRITTEN_LAST for t in templates for one in left_open(t.subject))
