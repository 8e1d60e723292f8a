"""How do days and quantities read, in Ecuadorian Spanish and in English?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from minga.website.dates import (
    capitalized,
    day_of,
    days_left,
    long_date,
    plain_date,
    short_date,
    weekday_date,
    weekday_names,
)
from minga.website.numbers import exact, file_size, money, number, percent, share

DEBATE = datetime(2022, 11, 10, 15, tzinfo=UTC)  # ten in the morning in Quito
DAY = date(2022, 11, 10)
TODAY = date(2022, 10, 28)


@pytest.mark.parametrize(
    ("say", "spanish", "english"),
    [
        (long_date, "jueves 10 de noviembre de 2022", "Thursday 10 November 2022"),
        (weekday_date, "jueves 10 de noviembre", "Thursday 10 November"),
        (plain_date, "10 de noviembre de 2022", "10 November 2022"),
        (short_date, "10 nov 2022", "10 Nov 2022"),
    ],
)
def test_a_day_in_words(say: object, spanish: str, english: str) -> None:
    assert callable(say)
    with override("es"):
        assert say(DAY) == spanish
    with override("en"):
        assert say(DAY) == english


def test_an_instant_says_the_hour_of_quito() -> None:
    assert long_date(DEBATE) == "jueves 10 de noviembre de 2022, 10:00"
    assert weekday_date(DEBATE) == "jueves 10 de noviembre, 10:00"


def test_a_short_date_never_says_the_hour() -> None:
    assert short_date(DEBATE) == "10 nov 2022"


def test_late_at_night_it_is_still_the_day_of_quito() -> None:
    assert day_of(datetime(2022, 11, 11, 4, 59, tzinfo=UTC)) == DAY


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2022, 11, 9), "faltan 12 días"),
        (date(2022, 10, 29), "falta 1 día"),
        (date(2022, 10, 28), "vence hoy"),
        (date(2022, 10, 27), "venció ayer"),
        (date(2022, 10, 25), "venció hace 3 días"),
    ],
)
def test_the_days_left_in_words(due: date, words: str) -> None:
    assert days_left(due, TODAY) == words


def test_the_week_begins_on_monday() -> None:
    assert weekday_names() == ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"]


def test_a_sentence_begins_with_a_capital() -> None:
    assert [capitalized("jueves"), capitalized("")] == ["Jueves", ""]


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (2_318_533, "2.318.533", "2,318,533"),
        (Decimal("18.60"), "18,60", "18.60"),
        (Decimal("-1234.5"), "-1.234,5", "-1,234.5"),
        (0, "0", "0"),
    ],
)
def test_a_number_keeps_exactly_its_decimals(
    value: int | Decimal, spanish: str, english: str
) -> None:
    with override("es"):
        assert number(value) == spanish
    with override("en"):
        assert number(value) == english


def test_money_has_its_currency_first_and_two_decimals() -> None:
    assert money(Decimal("2318533")) == "USD\N{NO-BREAK SPACE}2.318.533,00"


def test_a_percentage_is_parted_from_its_sign() -> None:
    assert percent(Decimal("18.6")) == "18,6\N{NO-BREAK SPACE}%"
    assert percent(Decimal("18.64"), 1) == "18,6\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("octets", "words"),
    [(340_000, "340 kB"), (12, "1 kB"), (2_400_000, "2,4 MB"), (999_999, "1000 kB")],
)
def test_a_size_reads_as_beside_a_document(octets: int, words: str) -> None:
    assert file_size(octets).replace("\N{NO-BREAK SPACE}", " ") == words


@given(st.integers(-(10**15), 10**15))
def test_a_number_without_its_dots_is_the_number(value: int) -> None:
    assert int(number(value).replace(".", "")) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("0.400000"), "0,4"),
        (Decimal("1234.500000"), "1.234,5"),
        (Decimal(1) / Decimal(3), "0,3333"),
        (Decimal(100) / Decimal(3), "33,33"),
        (Decimal(200), "200"),
        (Decimal("1E+3"), "1.000"),
        (7, "7"),
    ],
)
def test_an_exact_value_says_no_zeros_that_say_nothing(value: int | Decimal, words: str) -> None:
    assert exact(value) == words


def test_a_share_of_one_reads_as_a_percentage() -> None:
    shares = [share(Decimal(value)) for value in ("0.83333", "1", "-0.05")]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in shares] == ["83,3 %", "100 %", "-5 %"]
