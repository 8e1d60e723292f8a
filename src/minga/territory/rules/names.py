"""When do two spellings name the same place?"""

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def fold_name(name: str) -> str:
    """Return `name` without case, accents, tilde and signs, words one blank apart.

    `Iñaquito` and `INAQUITO` fold alike, as do `Zámbiza` and `Zambiza`; folding twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_LETTERS.sub(" ", plain.casefold()).strip()


def fold_names(names: str, separator: str = "|") -> list[str]:
    """Return the folded names of a list written in one cell, without blanks and repetitions."""
    folded = (fold_name(name) for name in names.split(separator))
    return list(dict.fromkeys(name for name in folded if name))


def slug_of(name: str) -> str:
    """Return the part of an address or code that stands for `name`."""
    return fold_name(name).replace(" ", "-")
