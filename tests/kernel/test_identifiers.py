"""It is true that cédulas and RUC are told apart, with warnings where the registries were odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.identifiers import IdCheck, IdFault, IdKind, IdWarning, check_id

# Made up, with the check digit computed; none is known to be anybody's.
CEDULA = "1710034065"
WEIGHTS = (2, 1, 2, 1, 2, 1, 2, 1, 2)


def cedula_of(nine: str) -> str:
    """Return nine digits with the check digit of the published rule."""
    products = [weight * int(digit) for weight, digit in zip(WEIGHTS, nine, strict=True)]
    return nine + str((10 - sum(n - 9 if n >= 10 else n for n in products) % 10) % 10)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("1710034065", IdKind.CEDULA),
        ("1713175071", IdKind.CEDULA),
        ("1710034065001", IdKind.RUC_NATURAL),
        ("1790011674001", IdKind.RUC_PRIVATE),
        ("1760001550001", IdKind.RUC_PUBLIC),
    ],
)
def test_the_vectors_of_the_legal_reference_are_valid(number, kind):
    assert check_id(number) == IdCheck(number, True, kind)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("1710034066", IdFault.CHECK_DIGIT),
        ("1710034066001", IdFault.CHECK_DIGIT),
        ("1760001551001", IdFault.CHECK_DIGIT),  # public, modulus 11 fails
        ("0010034065", IdFault.PROVINCE),
        ("2510034065", IdFault.PROVINCE),
        ("5010034065", IdFault.PROVINCE),
        ("9990011674001", IdFault.PROVINCE),
        ("1770034065", IdFault.THIRD_DIGIT),
        ("1790034065", IdFault.THIRD_DIGIT),
        ("1780034065001", IdFault.THIRD_DIGIT),
        ("1710034065002", IdFault.ENDING),
        ("1710034065000", IdFault.ENDING),
        ("1790011674000", IdFault.ENDING),
        ("171003406", IdFault.LENGTH),
        ("171003406500", IdFault.LENGTH),
        ("1" * 10_000, IdFault.LENGTH),
        ("", IdFault.EMPTY),
        ("   ", IdFault.EMPTY),
        ("-", IdFault.EMPTY),
        ("None", IdFault.NOT_DIGITS),
        ("x" * 10_000, IdFault.NOT_DIGITS),
        ("171003406A", IdFault.NOT_DIGITS),
        ("+710034065", IdFault.NOT_DIGITS),
        ("1.71E+09", IdFault.NOT_DIGITS),
        ("١٧١٠٠٣٤٠٦٥", IdFault.NOT_DIGITS),
        ("１７１００３４０６５", IdFault.NOT_DIGITS),
        ("171003406²", IdFault.NOT_DIGITS),
        ("17100340\x0065", IdFault.NOT_DIGITS),
    ],
)
def test_what_is_neither_says_why(number, fault):
    verdict = check_id(number)
    assert (verdict.valid, verdict.kind, verdict.fault) == (False, None, fault)


@pytest.mark.parametrize(
    "written",
    ["171003406-5", " 1710034065 ", "17 1003 4065", "171003406–5", "1710034065\n", "1710034065 "],
)
def test_spaces_and_hyphens_are_ignored(written):
    assert check_id(written) == IdCheck(CEDULA, True, IdKind.CEDULA)


@pytest.mark.parametrize(
    ("number", "kind", "warnings"),
    [
        (cedula_of("176003406"), IdKind.CEDULA, [IdWarning.THIRD_DIGIT_SIX]),
        (cedula_of("301003406"), IdKind.CEDULA, [IdWarning.PROVINCE_ABROAD]),
        (
            cedula_of("306003406"),
            IdKind.CEDULA,
            [IdWarning.PROVINCE_ABROAD, IdWarning.THIRD_DIGIT_SIX],
        ),
        (cedula_of("176003406") + "001", IdKind.RUC_NATURAL, [IdWarning.THIRD_DIGIT_SIX]),
        (cedula_of("301003406") + "001", IdKind.RUC_NATURAL, [IdWarning.PROVINCE_ABROAD]),
        ("1790011675001", IdKind.RUC_PRIVATE, [IdWarning.COMPANY_CHECK_DIGIT]),
        ("1790011674002", IdKind.RUC_PRIVATE, [IdWarning.ESTABLISHMENT]),
        (
            "3090011674002",
            IdKind.RUC_PRIVATE,
            [IdWarning.PROVINCE_ABROAD, IdWarning.COMPANY_CHECK_DIGIT, IdWarning.ESTABLISHMENT],
        ),
    ],
)
def test_odd_numbers_of_the_registries_warn_and_are_not_refused(number, kind, warnings):
    verdict = check_id(number)
    assert (verdict.valid, verdict.kind, list(verdict.warnings)) == (True, kind, warnings)


def test_a_lost_leading_zero_is_hinted_at_and_not_mended():
    cedula = cedula_of("010234567")
    hint = (IdWarning.LEADING_ZERO_LOST,)
    assert check_id(cedula[1:]) == IdCheck(cedula[1:], False, None, hint, IdFault.LENGTH)
    assert check_id(f"{cedula[1:]}001").warnings == hint
    assert check_id("171003406").warnings == ()


@given(st.integers(1, 24), st.integers(0, 5), st.text("0123456789", min_size=6, max_size=6))
def test_the_check_digit_of_the_published_rule_is_the_only_valid_one(province, third, rest):
    nine = f"{province:02}{third}{rest}"
    valid = [nine + digit for digit in "0123456789" if check_id(nine + digit).valid]
    assert valid == [cedula_of(nine)]


@given(st.integers(1, 24), st.integers(0, 5), st.text("0123456789", min_size=6, max_size=6))
def test_a_natural_ruc_is_a_cedula_and_001(province, third, rest):
    cedula = cedula_of(f"{province:02}{third}{rest}")
    assert check_id(f"{cedula}001") == IdCheck(f"{cedula}001", True, IdKind.RUC_NATURAL)


@given(st.text() | st.text("0123456789 -", max_size=20))
def test_any_text_gets_an_answer(text):
    verdict = check_id(text)
    assert verdict.valid == (verdict.kind is not None) == (verdict.fault is None)
    assert check_id(verdict.number) == verdict
