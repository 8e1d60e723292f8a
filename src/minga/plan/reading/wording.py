"""What does this piece of text say once markup, blanks and spelling of marks are set aside?"""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_BLOCK_TAG = re.compile(
    r"<\s*/?\s*(?:br|p|li|ul|ol|div|tr|td|th|table|tbody|thead|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    r"<\s*/?\s*(?:span|b|i|u|strong|em|font|a|sup|sub|small|center|o:p)\b[^<>]*>", re.IGNORECASE
)
_SOFT_HYPHEN = re.compile("(?<!Ã)\u00ad")  # after Ã it is half of a damaged "í", mended later
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_UNTIDY = re.compile(r"[^\S ]|\s\s|[\x00-\x1f\x7f\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_BULLET = re.compile(
    r"^\s*(?:[-–—•·▪■●○◦‣*✓✔➢➤►\uf0b7\uf0a7\uf0d8\uf0fc]\s+|[•▪■●◦‣➢➤►\uf0b7\uf0a7\uf0d8\uf0fc]\s*)"
)
_NUMBERING = re.compile(
    r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)\-–]+|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[a-zA-Z]\)|"
    r"[ivxIVX]{1,5}\s*[.)\-–])\s+"
)
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
_EMPTY_MARKS = frozenset({"", "-", "--", "---", "–", "—", "―", "_", "−", "☐", "□"})
_ERRORS_TEXT = """
#ref! #n/a #n/d #value! #¡valor! #valor! #name? #¿nombre? #nombre? #div/0! #¡div/0! #null!
#¡nulo! #nulo! #num! #¡num! #¡ref! #spill! #calc! #getting_data #field! ########
"""
_ERRORS = frozenset(_ERRORS_TEXT.split())
_SHORT = 200
RESTATED = re.compile(r"\[resumen\]\s*", re.IGNORECASE)


def clean(text: str) -> str:
    """Text without tags, entities, invisible characters or runs of blanks; line breaks stay."""
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = _without_tags(html.unescape(text))
    if _UNTIDY.search(text):
        text = _tidied(text)
    return unicodedata.normalize("NFC", text).strip()


def _tidied(text: str) -> str:
    text = _SOFT_HYPHEN.sub("", text.replace("Â\u00a0", " "))
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\v", "\n").replace("\u2028", "\n")
    return _LINES.sub("\n", _SPACES.sub(" ", text))


def _without_tags(text: str) -> str:
    return _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", text))


def one_line(text: str) -> str:
    """Cleaned text on a single line."""
    return clean(text).replace("\n", " ")


def fold(text: str) -> str:
    """Letters and digits only, without accents or capitals: for comparing, never for showing."""
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=4096)
def _folded_short(text: str) -> str:
    """Headings and marks come again and again; long texts are not worth the memory."""
    return _folded(text)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare).strip()


def is_empty(text: str) -> bool:
    """Blank or a dash: nothing is stated."""
    return text.strip() in _EMPTY_MARKS


def is_unreadable(text: str) -> bool:
    """A replacement character or a spreadsheet error: something stood here and was lost."""
    return "\ufffd" in text or text.strip().casefold() in _ERRORS


def stated(text: str) -> str | None:
    """The value of a cell on one line; null when blank, dashed or unreadable. "0" is stated."""
    line = one_line(text)
    return None if is_empty(line) or is_unreadable(line) else line


def without_bullet(text: str) -> str:
    """A list item without its bullet or number."""
    return _NUMBERING.sub("", _BULLET.sub("", text)).strip()


def is_listed(text: str) -> bool:
    """Whether the line opens with a bullet or a number."""
    return bool(_BULLET.match(text) or _NUMBERING.match(text))


def without_numbering(text: str) -> str:
    """A heading without its section number."""
    return _NUMBERING.sub("", text).strip()


_ITEM_NUMBER = re.compile(r"(?<!\S)(\d{1,2})[.)]\s+(?=\S)")
_SEPARATOR = re.compile(r"[;\n•▪●■]|(?<!\d),|,(?!\d)")


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell: cut at commas, semicolons and line breaks, not inside brackets.

    The spelling of each item is kept; bullets go, and a comma inside a number does not cut.
    """
    items = [without_bullet(piece) for piece in _cut(_one_number_a_line(clean(text)))]
    return tuple(item for item in items if not is_empty(item) and not is_unreadable(item))


def _one_number_a_line(text: str) -> str:
    """ "1. Uno 2. Dos": where the numbers of items run on from one, each begins a line."""
    starts: list[int] = []
    for match in _ITEM_NUMBER.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match.start())
    if len(starts) < 2 or starts[0] != 0:  # one number is no list
        return text
    return "\n".join(text[i:j] for i, j in pairwise([*starts, len(text)]))


def _cut(text: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for match in re.finditer(r"[()\[\]]|" + _SEPARATOR.pattern, text):
        sign = match.group()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 or sign == "\n":
            pieces.append(text[start : match.start()])
            start, depth = match.end(), 0
    return [*pieces, text[start:]]


def without_restated_mark(text: str) -> tuple[str, bool]:
    """The text without its "[resumen]" mark, and whether it carried one."""
    bare = RESTATED.sub("", text, count=1)
    return bare.strip(), bare != text
