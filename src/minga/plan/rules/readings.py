"""How is a misspelt filed text read? The filed wording stays; filters and totals use the reading.

Only what is sure is corrected: words at most two letters away from the field's own vocabulary,
and a short list of misspellings found in filed plans.
"""

import re
import unicodedata

VOCABULARY = (
    "ordenanzas",
    "ordenanza",
    "resoluciones",
    "resolución",
    "recursos propios",
    "convenio",
    "convenios",
    "ordenamiento",
    "construcción",
    "rendición de cuentas",
)
SINGULARS = {"ordenanza": "ordenanzas", "resolución": "resoluciones", "convenio": "convenios"}
WORD = re.compile(r"[^\W\d_]+")


def folded(text: str) -> str:
    """Return the text in lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.lower().split())


def term_of(value: str) -> str:
    """Return the normalised value of a strategy or of a means of evaluation.

    "Ordenanzaz", "Odenanzas" and "Ordenanza" all give "ordenanzas"; what is not recognised is
    returned folded, so that two spellings that differ in capitals still count as one.
    """
    plain = folded(value).strip(" .;,:-")
    nearest = _nearest(plain)
    return SINGULARS.get(nearest, nearest) if nearest else plain


def corrected(text: str) -> str:
    """Return the text with its surely misspelt words put right; capitals are kept."""
    return WORD.sub(lambda match: _corrected_word(match.group()), text)


def _corrected_word(word: str) -> str:
    nearest = _nearest(folded(word)) if len(word) > 7 else None
    if nearest is None or folded(nearest) == folded(word) or " " in nearest:
        return word
    return nearest.capitalize() if word[0].isupper() else nearest


def _nearest(plain: str) -> str | None:
    """Return the word of the vocabulary that `plain` surely means, else None.

    Of two equally near, the one of the same length: a wrong letter is likelier than an extra one.
    """
    for word in VOCABULARY:
        target = folded(word)
        if plain == target:
            return word
    close = [word for word in VOCABULARY if len(plain) > 7 and is_near(plain, folded(word))]
    return min(close, key=lambda word: abs(len(word) - len(plain)), default=None)


def is_near(left: str, right: str) -> bool:
    """True when one wrong, missing, added or swapped letter separates two words."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    one, other = left[start:], right[start:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
