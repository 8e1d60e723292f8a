"""Is this number a well-formed cédula or RUC, and of which kind?

A right check digit does not prove that the person exists or votes here: only the CNE can say that.
Cédulas are checked by `python-stdnum`. RUC are not: it takes establishments other than 001 for the
taxpayer's own number and refuses companies whose number the tax office issued against modulus 11.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.ec import ci

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_CEDULA = re.compile(r"[0-9]{10}")
_RUC = re.compile(r"[0-9]{13}")
_ABROAD = "30"  # registered abroad
_LAST_PROVINCE = 24

_COMPANY_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_PUBLIC_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)


class IdKind(StrEnum):
    """What a number identifies: a person, or a taxpayer of one of three kinds."""

    CEDULA = "cedula"
    RUC_NATURAL = "ruc_natural"
    RUC_PRIVATE = "ruc_private"
    RUC_PUBLIC = "ruc_public"


class IdWarning(StrEnum):
    """Odd but accepted, because the registries themselves issued such numbers; or a hint to mend."""

    THIRD_DIGIT_SIX = "third-digit-6"
    PROVINCE_ABROAD = "province-30"
    COMPANY_CHECK_DIGIT = "company-check-digit"
    ESTABLISHMENT = "establishment-not-001"
    LEADING_ZERO_LOST = "leading-zero-lost"


class IdFault(StrEnum):
    """Why a number is neither a cédula nor a RUC."""

    EMPTY = "empty"
    NOT_DIGITS = "not-digits"
    LENGTH = "wrong-length"
    PROVINCE = "unknown-province"
    THIRD_DIGIT = "wrong-third-digit"
    ENDING = "wrong-ending"
    CHECK_DIGIT = "wrong-check-digit"


@dataclass(frozen=True)
class IdCheck:
    """The verdict on a number, written without spaces and hyphens; `fault` says why it is invalid."""

    number: str
    valid: bool
    kind: IdKind | None
    warnings: tuple[IdWarning, ...] = ()
    fault: IdFault | None = None


def check_id(number: str) -> IdCheck:
    """Say whether `number` is a cédula or a RUC; any text gets an answer, none is refused.

    Spaces and hyphens are ignored; digits of other scripts are not digits here.
    """
    compact = _SEPARATORS.sub("", number)
    if _CEDULA.fullmatch(compact):
        return _check_cedula(compact)
    if _RUC.fullmatch(compact):
        return _check_ruc(compact)
    return _neither(compact)


def _check_cedula(number: str) -> IdCheck:
    if fault := _cedula_fault(number):
        return _invalid(number, fault)
    return IdCheck(number, True, IdKind.CEDULA, _oddities(number))


def _cedula_fault(number: str) -> IdFault | None:
    if not _is_province(number):
        return IdFault.PROVINCE
    if number[2] > "6":
        return IdFault.THIRD_DIGIT
    return None if ci.is_valid(number) else IdFault.CHECK_DIGIT


def _check_ruc(number: str) -> IdCheck:
    if not _is_province(number):
        return _invalid(number, IdFault.PROVINCE)
    if number[2] == "9":
        return _check_company(number)
    if number[2] == "6" and _is_public(number):
        return IdCheck(number, True, IdKind.RUC_PUBLIC, _abroad(number))
    return _check_natural(number)


def _check_natural(number: str) -> IdCheck:
    if fault := _cedula_fault(number[:10]):
        return _invalid(number, fault)
    if number[10:] != "001":
        return _invalid(number, IdFault.ENDING)
    return IdCheck(number, True, IdKind.RUC_NATURAL, _oddities(number))


def _check_company(number: str) -> IdCheck:
    establishment = number[10:]
    if establishment == "000":
        return _invalid(number, IdFault.ENDING)
    warnings = _abroad(number)
    if not _passes(number, _COMPANY_WEIGHTS):
        warnings += (IdWarning.COMPANY_CHECK_DIGIT,)
    if establishment != "001":
        warnings += (IdWarning.ESTABLISHMENT,)
    return IdCheck(number, True, IdKind.RUC_PRIVATE, warnings)


def _is_public(number: str) -> bool:
    return number.endswith("0001") and _passes(number, _PUBLIC_WEIGHTS)


def _passes(number: str, weights: tuple[int, ...]) -> bool:
    """Say whether the digits, check digit included, pass modulus 11."""
    pairs = zip(weights, number, strict=False)  # the establishment has no weight
    return sum(weight * int(digit) for weight, digit in pairs) % 11 == 0


def _is_province(number: str) -> bool:
    return 1 <= int(number[:2]) <= _LAST_PROVINCE or number.startswith(_ABROAD)


def _oddities(number: str) -> tuple[IdWarning, ...]:
    third = (IdWarning.THIRD_DIGIT_SIX,) if number[2] == "6" else ()
    return _abroad(number) + third


def _abroad(number: str) -> tuple[IdWarning, ...]:
    return (IdWarning.PROVINCE_ABROAD,) if number.startswith(_ABROAD) else ()


def _neither(compact: str) -> IdCheck:
    if not compact:
        return _invalid(compact, IdFault.EMPTY)
    if not (compact.isascii() and compact.isdigit()):
        return _invalid(compact, IdFault.NOT_DIGITS)
    # A spreadsheet that took the number for a quantity drops the zero of provinces 01 to 09.
    mended = len(compact) in {9, 12} and check_id(f"0{compact}").valid
    hint = (IdWarning.LEADING_ZERO_LOST,) if mended else ()
    return IdCheck(compact, False, None, hint, IdFault.LENGTH)


def _invalid(number: str, fault: IdFault) -> IdCheck:
    return IdCheck(number, False, None, (), fault)
