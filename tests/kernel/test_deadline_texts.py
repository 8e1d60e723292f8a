"""It is true that a term typed by a person is read exactly or refused with a sentence."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.deadline_texts import TermTexts, due_of_texts, read_amount, read_start
from minga.kernel.deadlines import DeadlineRefused
from minga.kernel.explanation import explain
from minga.kernel.labels import refusal_sentence
from minga.kernel.refusal import Refused


def test_a_term_is_counted_from_its_texts_whatever_their_case_and_accent():
    deadline = due_of_texts(TermTexts(" 2026-10-26 ", " 10 ", "Término", "DAYS", " Quito"))
    assert deadline.due == date(2026, 11, 11)
    assert due_of_texts(TermTexts("2026-10-26", "10", "TÉRMINO", "days", "national")) != deadline


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026-10-26", date(2026, 10, 26)),
        (" 2026-10-26\n", date(2026, 10, 26)),
        ("2026-10-26T10:30", datetime(2026, 10, 26, 10, 30)),  # noqa: DTZ001 - Quito's is added later
        ("2026-10-26 10:30:15", datetime(2026, 10, 26, 10, 30, 15)),  # noqa: DTZ001
        ("2026-10-26T10:30Z", datetime(2026, 10, 26, 10, 30, tzinfo=UTC)),
        ("2026-10-26T10:30+00:00", datetime(2026, 10, 26, 10, 30, tzinfo=UTC)),
    ],
)
def test_dates_and_moments_are_read(text, start):
    assert read_start(text) == start


@pytest.mark.parametrize(
    "text",
    ["", "hoy", "26/10/2026", "2026-02-30", "20261026", "2026-W44", "2026-10-26T25:00", "٢٠٢٦-١٠-٢٦", "x" * 10_000],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(DeadlineRefused) as refused:
        read_start(text)
    assert (refused.value.code, refused.value.facts) == ("start-unreadable", {"text": text})


def test_whole_numbers_are_read():
    assert [read_amount(text) for text in ("10", " +7 ", "-3", "0000000000000000012")] == [
        10,
        7,
        -3,
        12,
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount-unreadable"),
        ("diez", "amount-unreadable"),
        ("1.5", "amount-unreadable"),
        ("1_000", "amount-unreadable"),
        ("١", "amount-unreadable"),
        ("9" * 10_000, "amount-too-large"),
        ("-99999999", "amount-too-large"),
    ],
)
def test_what_is_not_an_amount_is_refused(text, code):
    with pytest.raises(DeadlineRefused) as refused:
        read_amount(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("kind", "unit", "place", "code", "known"),
    [
        ("días", "days", "quito", "unknown-kind", "termino, plazo"),
        ("plazo", "días", "quito", "unknown-unit", "hours, days, months, years"),
        ("plazo", "days", "guayaquil", "unknown-place", "national, quito"),
        ("plazo", "days", "", "unknown-place", "national, quito"),
    ],
)
def test_unknown_codes_are_refused_and_the_known_ones_named(kind, unit, place, code, known):
    with pytest.raises(DeadlineRefused) as refused:
        due_of_texts(TermTexts("2026-10-26", "10", kind, unit, place))
    assert (refused.value.code, refused.value.facts["known"]) == (code, known)


def answer_to(texts: TermTexts) -> str:
    """Return the sentence of the refusal, or of the deadline."""
    try:
        return explain(due_of_texts(texts))
    except Refused as refused:
        return refusal_sentence(refused)


SOME_TEXT = st.text() | st.sampled_from(
    ["2026-10-26", "0001-01-01T00:00Z", "10", "plazo", "days", "quito"]
)


@given(st.builds(TermTexts, SOME_TEXT, SOME_TEXT, SOME_TEXT, SOME_TEXT, SOME_TEXT))
def test_any_texts_get_a_sentence(texts):
    assert len(answer_to(texts)) > len("vence el 1 de mayo de 2026")
