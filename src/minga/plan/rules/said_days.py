"""Which days does a text name, and by which is an answer due? Spanish dates, read by plain rules.

A day is read relative to the day of the letter: «en 15 días», «el próximo viernes». Whoever reads
confirms: nothing here decides.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from minga.kernel.refusal import Refused

MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
COUNTS = {
    **{"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7},
    **{"ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30},
    **{"cuarenta y ocho": 48, "setenta y dos": 72, "sesenta": 60, "noventa": 90},
}
YEARS = range(1990, 2101)
LONGEST_WAIT = 400
CUE_REACH = 48
HEAD = 400
HALF_A_YEAR = 183
MOST = 40

type WorkingDays = Callable[[date, int], date]
"""Adds working days to a day; raises Refused outside the years of its calendar."""


class DueReason(StrEnum):
    """Why a day looks like the last one to answer."""

    UNTIL = "UNTIL"
    BEFORE = "BEFORE"
    TERM = "TERM"
    ANSWER = "ANSWER"


@dataclass(frozen=True)
class SaidDay:
    """A day that a text names, as it says it; `reason` is why it looks like the last to answer."""

    day: date
    said: str
    at: int
    reason: DueReason | None = None


_MONTH = "|".join((*MONTHS, "setiembre"))
_SHORT = "|".join(month[:3] for month in MONTHS)
_COUNT = rf"\d{{1,3}}|{'|'.join(COUNTS)}"
_WEEKDAY = "|".join(WEEKDAYS)
_LONG = re.compile(
    rf"\b(?P<day>\d{{1,2}}|primero)(?:ro|er|\.?[°º]|\.)? (?:dias? )?(?:del? (?:mes de )?)?"
    rf"(?P<month>{_MONTH})(?:,? (?:del? (?:ano )?)?(?P<year>\d{{4}}))?\b"
)
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>\d{4}|\d{2})(?![\d/-]|\.\d)"
)
_SHORT_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})[ /.-](?P<month>{_SHORT})[ /.-]{{1,2}}(?P<year>\d{{4}}|\d{{2}})\b"
)
_ISO = re.compile(r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_WAIT = re.compile(
    rf"\b(?:en|dentro de|a mas tardar en|(?:plazo|termino)(?: maximo| no mayor)? (?:de|a)|"
    rf"maximo(?: de| en)?)"
    rf" (?:el (?:plazo|termino)(?: maximo)? de |l[oa]s proxim[oa]s |un[oa]s )?"
    rf"(?P<count>{_COUNT})(?: ?\(\d{{1,3}}\))? (?P<unit>horas?|dias?|semanas?|mes|meses)"
    rf"(?P<working> (?:habiles|laborables))?\b"
)
_WEEKDAY_SAID = re.compile(
    rf"\b(?P<next>proximo |este |el )?(?P<weekday>{_WEEKDAY})\b"
    rf"(?P<after> proximo| que viene| siguiente)?(?!,? \d)"
)
_NEAR = re.compile(r"\b(?<!la )(?P<word>pasado manana|manana|fin(?:es)? de mes)\b")
_HEAD_DAY = re.compile(r"\b(?:quito|fecha)\b[^\n]{0,12}\Z")
# Before a day without year: else it is an avenue, as 10 de Agosto
_SAID_AS_A_DAY = re.compile(rf"\b(?:el|al|del|hasta|desde|dia|para|antes de|{_WEEKDAY}),? ?\Z")
_TERM = re.compile(r"plazo|termino|maximo|a mas tardar")
_DAY_ARTICLE = re.compile(rf"\bel(?: dia)?(?: (?:{_WEEKDAY}),?)? \Z|\b(?:{_WEEKDAY}),? \Z")

# What stands before a day that is the last one; the strongest word wins
_CUES: tuple[tuple[DueReason, re.Pattern[str]], ...] = (
    (DueReason.BEFORE, re.compile(r"\bantes del?(?: dia)? ?\Z")),
    (
        DueReason.UNTIL,
        re.compile(
            r"\b(?:hasta|a mas tardar|como maximo|maximo|fecha limite|fecha tope|vence|"
            r"vencimiento)\b[^.;\n]{0,24}\Z"
        ),
    ),
    (DueReason.TERM, re.compile(r"\b(?:plazo|termino)\b[^.;\n]{0,40}\Z")),
    (
        DueReason.ANSWER,
        re.compile(
            r"\b(?:respond\w+|respuesta|contest\w+|entreg\w+|remit\w+|envi\w+)\b[^.;\n]{0,40}\Z"
        ),
    ),
)


def plain(text: str) -> str:
    """Return a text in small letters without accents, sign for sign: places in it stay the same."""
    return text.lower().translate(_PLAIN) if len(text.lower()) == len(text) else _slowly(text)


_PLAIN = str.maketrans("áéíóúüñàèìòù\xa0\t", "aeiouunaeiou  ")


def _slowly(text: str) -> str:
    """A few signs have two small ones: those stay as they are."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text).translate(
        _PLAIN
    )


def days_said(text: str, on: date, working_days: WorkingDays) -> list[SaidDay]:
    """Return the days that a text of a day names, in its order; the first forty of each form."""
    words = plain(text)
    taken = bytearray(len(words))
    found: list[SaidDay] = []
    for pattern, read in _READERS:
        for match in islice(pattern.finditer(words), MOST):
            start, end = match.span()
            if not any(taken[start:end]) and (day := read(match, on, working_days)):
                taken[start:end] = b"\x01" * (end - start)
                found.append(_said(text, match, day, on))
    return sorted(found, key=lambda one: one.at)


def due_day(days: Sequence[SaidDay], on: date) -> SaidDay | None:
    """Return the day that looks most like the last one to answer: the first said with a reason."""
    waiting = [one for one in days if one.reason and one.day >= on]
    return min(waiting, key=lambda one: (one.reason is DueReason.ANSWER, one.at), default=None)


def letter_day(text: str, today: date, working_days: WorkingDays) -> date | None:
    """Return the day that a letter bears at its head: «Quito, 3 de noviembre de 2026»."""
    head = text[:HEAD]
    words = plain(head)
    for one in days_said(head, today, working_days):
        if one.day <= today and _HEAD_DAY.search(words[: one.at]):
            return one.day
    return None


def _said(text: str, match: re.Match[str], day: date, on: date) -> SaidDay:
    start, end = match.span()
    before = match.string[max(0, start - CUE_REACH) : start]
    reason = _reason(_DAY_ARTICLE.sub("", before), match)
    if reason is DueReason.BEFORE:
        day -= timedelta(days=1)
    return SaidDay(day, " ".join(text[start:end].split()), start, reason if day >= on else None)


def _reason(before: str, match: re.Match[str]) -> DueReason | None:
    if match.re is _WAIT and _TERM.search(match.group()):
        return DueReason.TERM
    return next((reason for reason, cue in _CUES if cue.search(before)), None)


def _long(match: re.Match[str], on: date, _working: WorkingDays) -> date | None:
    day = 1 if match["day"] == "primero" else int(match["day"])
    month = _month(match["month"])
    if match["year"]:
        return _day(int(match["year"]), month, day)
    before = match.string[max(0, match.start() - CUE_REACH) : match.start()]
    return _nearest(month, day, on) if _SAID_AS_A_DAY.search(before) else None


def _month(word: str) -> int:
    word = "septiembre" if word == "setiembre" else word
    return next(turn for turn, month in enumerate(MONTHS, 1) if month.startswith(word[:3]))


def _nearest(month: int, day: int, on: date) -> date | None:
    """A day without year is the one of the half year around the letter."""
    years = (_day(on.year + turn, month, day) for turn in (-1, 0, 1))
    known = [one for one in years if one]
    near = [one for one in known if -HALF_A_YEAR < (one - on).days <= 366 - HALF_A_YEAR]
    return near[0] if near else None


def _numbers(match: re.Match[str], _on: date, _working: WorkingDays) -> date | None:
    return _day(_year(match["year"]), int(match["month"]), int(match["day"]))


def _short(match: re.Match[str], _on: date, _working: WorkingDays) -> date | None:
    return _day(_year(match["year"]), _month(match["month"]), int(match["day"]))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _wait(match: re.Match[str], on: date, working_days: WorkingDays) -> date | None:
    said = match["count"]
    count = int(said) if said.isdigit() else COUNTS[said]
    unit = match["unit"]
    if unit.startswith("hora"):
        return _after(on, -(-count // 24))
    if unit.startswith("semana"):
        return _after(on, 7 * count)
    if unit.startswith("mes"):
        return _months_after(on, count)
    if match["working"] or "termino" in match.group():
        return _working_days_after(on, count, working_days)
    return _after(on, count)


def _after(on: date, days: int) -> date | None:
    return on + timedelta(days=days) if 0 < days <= LONGEST_WAIT else None


def _working_days_after(on: date, count: int, working_days: WorkingDays) -> date | None:
    if not 0 < count <= LONGEST_WAIT // 2:
        return None
    try:
        return working_days(on, count)
    except Refused:
        return None


def _months_after(on: date, count: int) -> date | None:
    if not 0 < count <= 12:
        return None
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    days = (_day(year, month + 1, min(on.day, last)) for last in (31, 30, 29, 28))
    return next((day for day in days if day), None)


def _weekday(match: re.Match[str], on: date, _working: WorkingDays) -> date | None:
    """A weekday alone names none; «el viernes», «el próximo viernes» the first one after."""
    if not (match["next"] or match["after"]):
        return None
    ahead = (WEEKDAYS.index(match["weekday"]) - on.weekday()) % 7
    return on + timedelta(days=ahead or 7)


def _near(match: re.Match[str], on: date, _working: WorkingDays) -> date | None:
    word = match["word"]
    if word.endswith("mes"):
        first = _months_after(on.replace(day=1), 1)
        return first - timedelta(days=1) if first else None
    return on + timedelta(days=1 if word == "manana" else 2)


_READERS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], date, WorkingDays], date | None]], ...
] = (
    (_LONG, _long),
    (_ISO, _numbers),
    (_NUMBERS, _numbers),
    (_SHORT_MONTH, _short),
    (_WAIT, _wait),
    (_WEEKDAY_SAID, _weekday),
    (_NEAR, _near),
)
