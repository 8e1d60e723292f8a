"""How short can a stable address be? A rule of letters and numbers, no table: it can be computed both ways.

Numbers are written in Crockford's alphabet (no I, L, O, U) with two signs at the end that show when
one was misread. `/c/…` stands for a case: its sequence, year and kind become one number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minga.kernel.printed_codes import ALPHABET, normal_code

_CHECK = 1021  # the greatest prime that two signs can write: one misread sign always shows
_LETTERS = 26
_KINDS = _LETTERS**3
_YEARS = 1000
_FIRST_YEAR = 2000
_CASE = re.compile(r"([A-Z])([A-Z])([A-Z])-([0-9]{4})-([0-9]{5,9})")
MOST_SIGNS = 16


def short_number(number: int) -> str:
    """Return a whole number, zero or more, as short signs with two check signs at the end."""
    high, low = divmod(number % _CHECK, len(ALPHABET))
    return _signs(number) + ALPHABET[high] + ALPHABET[low]


def _signs(number: int) -> str:
    signs = ""
    while number or not signs:
        number, sign = divmod(number, len(ALPHABET))
        signs = ALPHABET[sign] + signs
    return signs


def number_of(code: str) -> int | None:
    """Return the number behind short signs, however typed; None for what is none of ours."""
    signs = normal_code(code)
    if not 3 <= len(signs) <= MOST_SIGNS or any(sign not in ALPHABET for sign in signs):
        return None
    number = 0
    for sign in signs[:-2]:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return number if short_number(number) == signs else None


def short_case(number: str) -> str | None:
    """Return the short form of a case number (`SOL-2026-00012`); None when it is none."""
    found = _CASE.fullmatch(number)
    if found is None:
        return None
    kind = 0
    for letter in found.group(1, 2, 3):
        kind = kind * _LETTERS + ord(letter) - ord("A")
    year, sequence = int(found[4]) - _FIRST_YEAR, int(found[5])
    if not 0 <= year < _YEARS or number != _case(kind, year, sequence):
        return None
    return short_number((sequence * _YEARS + year) * _KINDS + kind)


def case_of(code: str) -> str | None:
    """Return the case number behind a short form; None when there can be no such case."""
    found = number_of(code)
    if found is None:
        return None
    rest, kind = divmod(found, _KINDS)
    sequence, year = divmod(rest, _YEARS)
    return _case(kind, year, sequence) if sequence < 10**9 else None


def _case(kind: int, year: int, sequence: int) -> str:
    letters = ""
    for _place in range(3):
        kind, letter = divmod(kind, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}-{year + _FIRST_YEAR}-{sequence:05d}"


@dataclass(frozen=True)
class ShortForm:
    """One kind of page with short addresses: its letter, and the address of its pages.

    `page` holds `{case}` (a case number), `{number}` (a whole number) or `{slug}/…/{number}`.
    """

    letter: str
    page: str

    def shorten(self, path: str) -> str | None:
        """Return the short path of a page of this kind; None for any other."""
        pattern = re.escape(self.page).replace(
            r"\{case\}", r"(?P<case>[A-Z]{3}-[0-9]{4}-[0-9]{5,9})"
        )
        pattern = pattern.replace(r"\{number\}", r"(?P<number>0|[1-9][0-9]{0,17})")
        found = re.fullmatch(pattern.replace(r"\{slug\}", r"(?P<slug>[a-z0-9-]{1,80})"), path)
        if found is None:
            return None
        named = found.groupdict()
        code = short_case(named["case"]) if "case" in named else short_number(int(named["number"]))
        slug = f"{named['slug']}/" if "slug" in named else ""
        return f"/{self.letter}/{slug}{code}/" if code else None

    def expand(self, code: str, slug: str = "") -> str | None:
        """Return the page behind a short code of this kind; None when there can be none."""
        if bool(slug) != ("{slug}" in self.page):
            return None
        if "{case}" in self.page:
            case = case_of(code)
            return self.page.format(case=case) if case else None
        number = number_of(code)
        return None if number is None else self.page.format(number=number, slug=slug)


_forms: list[ShortForm] = []


def install_short_forms(forms: Sequence[ShortForm]) -> None:
    """Put the table in force; called once, by `config.short_addresses`."""
    _forms[:] = forms


def short_path(path: str) -> str:
    """Return the short path of a page, or the path itself where it has none."""
    found = (short for form in _forms if (short := form.shorten(path)))
    return next(found, path)


def long_path(letter: str, code: str, slug: str = "") -> str | None:
    """Return the path behind a short one; None when there can be none."""
    found = (form.expand(code, slug) for form in _forms if form.letter == letter)
    return next((path for path in found if path), None)
