"""In which years of the term is an activity planned, from marks or from words?"""

import re
from dataclasses import dataclass

from minga.plan.reading.document import Period
from minga.plan.reading.wording import fold, is_empty, is_unreadable

LEGAL_TERM = 4  # years of local authorities (Constitución, art. 114; Código de la Democracia, 90)
_LONGEST_TERM = 6
_ORDINAL_WORDS = {
    "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3,
    "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5,
    "sexto": 6, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}  # fmt: skip
_WORDS = "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True))
_CALENDAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_NUMBER = re.compile(
    rf"\b(?:anos?|a|year)\s?(?:n |no |nro )?([1-9]|{_WORDS})(?:o|er|ro|do|to|a)?\b"
)
_NUMBER_YEAR = re.compile(rf"\b(?:([1-9])\s?(?:er|ro|do|to|era|ra|da|ta|o|a)?|({_WORDS})) ano\b")
_SUBPERIOD = re.compile(
    r"^(?:(?:t|q|trim|s|sem|c|cuat)\s?[1-4]|(?:[1-4]\w{0,2}|[iv]{1,3}|primer|segundo|tercer|cuarto)?"
    r"\s?(?:t|q|trim|trimestre|sem|semestre|cuatrimestre|bimestre)(?:\s?(?:[1-6]|[iv]{1,3}))?"
    r"|ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo?|jun(?:io)?|jul(?:io)?|ago(?:sto)?"
    r"|se[pt]t?(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?"
    r"|i|ii|iii|iv|[1-4])$"
)


@dataclass(frozen=True, slots=True)
class YearLabel:
    """What a column heading says about its year: an ordinal of the term or a calendar year."""

    number: int


def year_label(text: str) -> YearLabel | None:
    """The year a column heading names ("Año 1", "1er año", "2024", "T2 2024"); else null."""
    folded = fold(text)
    if len(folded) > 40:
        return None
    if calendars := [int(year) for year in _CALENDAR.findall(folded)]:
        rest = _CALENDAR.sub(" ", folded).strip()
        names_one = calendars[-1] - calendars[0] in {0, 1} and _is_period_word(rest)
        return YearLabel(calendars[0]) if names_one else None
    return _ordinal_label(folded)


_PERIOD_WORDS = frozenset(
    {"ano", "anos", "meta", "metas", "periodo", "gestion", "ejercicio", "de", "a", "al", "del"}
)


def _is_period_word(rest: str) -> bool:
    """Whether what stands beside a year only says which year or part of it is meant."""
    return is_subperiod(rest) or all(
        word in _PERIOD_WORDS or is_subperiod(word) or bare_ordinal(word) is not None
        for word in rest.split()
    )


def _ordinal_label(folded: str) -> YearLabel | None:
    whole = re.sub(r"^(?:metas?|periodo|tiempo|plazo|cronograma|del|al)\s+", "", folded)
    for pattern in (_YEAR_NUMBER, _NUMBER_YEAR):
        if match := pattern.search(whole):
            rest = (whole[: match.start()] + " " + whole[match.end() :]).strip()
            word = next(group for group in match.groups() if group)
            if _is_period_word(rest):
                return YearLabel(_ORDINAL_WORDS.get(word) or int(word))
    return None


def bare_ordinal(text: str) -> int | None:
    """The number of a heading that is only "1", "II" or "Uno": a year where the group says so."""
    folded = fold(text)
    if folded in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[folded]
    return int(folded) if re.fullmatch(r"[1-9]", folded) else None


def is_subperiod(text: str) -> bool:
    """Whether a heading names a part of a year: a quarter, a semester, a month."""
    return bool(_SUBPERIOD.match(fold(text)))


_MARK = re.compile(
    r"^(?:x+|✓|✔|✗|✘|☑|☒|√|●|•|■|▪|█|\*+|\+|s[ií]|ok|"
    r"(?:us)?\$?\s?\d[\d.,]*\s?(?:%|usd|\$)?|%)$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"^(?:x+|✓|✔|✗|✘|☑|☒|√|●|•|■|▪|█|\*+|\uf0fc|\uf0fe|\uf050)$", re.IGNORECASE)
_QUANTITY = re.compile(r"^\d[\d.,]*\s?%?(?:\s\w+){0,2}$")
_ZERO = re.compile(r"^(?:us)?\$?\s?0+(?:[.,]0+)?\s?(?:%|usd|\$)?$", re.IGNORECASE)
_ALWAYS = re.compile(
    r"^(?:de forma |de manera |actividad |accion )?(?:permanente(?:mente)?|continu[oa](?:mente)?)$"
    r"|^(?:durante )?tod[oa]s? (?:el |la |los )?(?:periodo|anos|gestion|mandato|administracion|"
    r"tiempo|plazo)(?: (?:de|del|la|el|los|gestion|gobierno|mandato|administracion|4|cuatro|anos))*$"
    r"|^(?:los )?(?:4|cuatro) anos(?: de (?:gestion|gobierno|administracion|mandato))?$"
    r"|^cada ano$|^anos? (?:todos|permanente)$|^(?:durante )?(?:el|la) (?:periodo|gestion|mandato)$"
)

_OPENS_ALWAYS = re.compile(r"(?:permanente(?:mente)?|continu[oa]) ")


def is_symbol(text: str) -> bool:
    """A bare sign (x, ✓) that can only mean "in this year"."""
    return bool(_SYMBOL.match(text.strip()))


def is_mark(text: str) -> bool:
    """A cell that looks like a mark of a year: sign, percentage, number, quantity, "permanente"."""
    bare = text.strip()
    return bool(_MARK.match(bare) or _QUANTITY.match(bare)) or is_always(bare) or is_subperiod(bare)


def marks_year(text: str) -> bool:
    """Whether a cell under a year says that something is planned in it.

    Anything written counts; blanks, dashes, a bare "no" and a zero (nothing planned) do not.
    """
    bare = text.strip()
    return not (
        is_empty(bare) or is_unreadable(bare) or _ZERO.match(bare) or fold(bare) in {"no", "n a"}
    )


def is_always(text: str) -> bool:
    """Every year: "permanente", "todo el período", unless a year is named beside it."""
    folded = fold(text)
    if _ALWAYS.match(folded):
        return True
    return bool(_OPENS_ALWAYS.match(folded)) and not re.search(r"\d", folded)


def term_length(period: Period) -> int:
    """Years of the term: what the period states (2019-2023 is four), else the legal term."""
    if period.start and period.end and 1 <= period.end - period.start <= _LONGEST_TERM:
        return period.end - period.start
    return LEGAL_TERM


def years_in_words(text: str, period: Period) -> tuple[int, ...]:
    """The years a text names, counted from the start of the period; empty when it does not say.

    The last calendar year of a term that ends in it belongs to the term's last year.
    """
    folded = fold(text)
    if is_always(text):
        return tuple(range(1, term_length(period) + 1))
    if _CALENDAR.search(folded):
        spread = _calendar_years(fold(_LISTED.sub(" y ", text)), period)
        return _open_ended(folded, spread, term_length(period))
    return _ordinal_years(fold(_HYPHEN.sub(" al ", text)), term_length(period))


def _calendar_years(folded: str, period: Period) -> tuple[int, ...]:
    if period.start is None:
        return ()
    named = sorted(_spread(_CALENDAR.findall(folded), folded))
    longest = max(term_length(period), 1)
    last = period.end or period.start + longest
    return tuple(
        sorted({min(y - period.start + 1, longest) for y in named if period.start <= y <= last})
    )


_BETWEEN = re.compile(r"^(?:a|al|hasta|hasta el|y el|)(?: (?:ano|mes|de|del|[a-z]{3,10}))*$")
_DISTINCT = re.compile(r"\b(?:y|e|o)\b")


def _spread(found: list[str], folded: str) -> set[int]:
    numbers = [int(y) for y in found]
    joined = folded.split(found[0], 1)[1].rsplit(found[-1], 1)[0].strip() if len(found) > 1 else ""
    if len(found) == 2 and not _DISTINCT.search(joined):
        low, high = sorted(numbers)
        return set(range(low, high + 1))
    return set(numbers)


_SPAN = re.compile(
    rf"\b(?:anos? )?([1-9]|{_WORDS})(?: ?(?:er|ro|do|to))?(?: ano)? (?:a|al|hasta)(?: el)? (?:ano )?([1-9]|{_WORDS})\b"
)
_LISTED = re.compile(r"[,;&+]")  # "2023, 2025" names two years, not the span between them
_HYPHEN = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_ANY_ORDINAL = re.compile(rf"\b([1-9]|{_WORDS})(?:er|ro|do|to|ra|da|ta)?\b")
# "4 años" says all years when the term has four; a shorter span does not say which.
_DURATION = re.compile(r"\b([1-9]|uno|dos|tres|cuatro|cinco|seis) anos?\b")
_FROM = re.compile(r"(?:desde|a partir)\b")


def _ordinal_years(folded: str, longest: int) -> tuple[int, ...]:
    if "ano" not in folded and not re.fullmatch(r"(?:[1-9]|[iv]+|y|e|a|al|\s)+", folded):
        return ()
    if match := _SPAN.search(folded):
        low, high = sorted((_ordinal(match[1]), _ordinal(match[2])))
        return tuple(n for n in range(low, high + 1) if n <= longest)
    if duration := _DURATION.search(folded):
        return tuple(range(1, longest + 1)) if _ordinal(duration[1]) == longest else ()
    named = {n for n in map(_ordinal, _ANY_ORDINAL.findall(folded)) if n <= longest}
    return _open_ended(folded, tuple(sorted(named)), longest)


def _open_ended(folded: str, years: tuple[int, ...], longest: int) -> tuple[int, ...]:
    """ "Desde el año 2": that year and all that follow in the term."""
    if len(years) == 1 and _FROM.match(folded):
        return tuple(range(years[0], longest + 1))
    return years


def _ordinal(word: str) -> int:
    return _ORDINAL_WORDS.get(word) or int(word)
