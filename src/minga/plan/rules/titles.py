"""How are a plan and its programmes called on pages? By their own words, made readable."""

import re

PREFIX = re.compile(r"^(programa|desarrollo)( de)?\s+(?=\w{4})", re.IGNORECASE)

# Words that addresses use beside plans and beside programmes: no plan and no programme may have them.
PLAN_WORDS = frozenset({"ods", "comparar"})
PROGRAMME_WORDS = frozenset({"actividades", "hechos", "cambios", "evaluaciones", "versiones"})


def short_programme_name(name: str) -> str:
    """Return the name without the word that all programmes of a plan de trabajo begin with."""
    bare = PREFIX.sub("", name)
    return bare[:1].upper() + bare[1:]


def plan_title(title: str, start: int | None, end: int | None) -> str:
    """Return the title in sentence case with its years: "Plan de trabajo 2019 – 2023".

    A title written in capitals is lowered but for its first letter; years are added unless the
    title already names them.
    """
    words = " ".join(title.split()) or "Plan de trabajo"
    if words.isupper():
        words = words.capitalize()
    if start is None or str(start) in words:
        return words
    return f"{words} {start} – {end}" if end else f"{words} {start}"
