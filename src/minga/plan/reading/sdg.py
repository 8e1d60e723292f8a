"""Which Sustainable Development Goals does a cell name, by number, list or Spanish title?"""

import re

from minga.plan.reading.wording import fold

# Short titles of the 2030 Agenda in Spanish and the wordings seen for them, folded; several
# translations of the same goal circulate (UN, national planning office, CNE guide of 2022).
_TITLES: dict[int, tuple[str, ...]] = {
    1: ("fin de la pobreza", "fin a la pobreza", "cero pobreza", "erradicar la pobreza"),
    2: ("hambre cero", "cero hambre", "fin al hambre", "fin del hambre"),
    3: ("salud y bienestar", "buena salud", "vida sana", "vidas saludables"),
    4: ("educacion de calidad", "educacion inclusiva"),
    5: ("igualdad de genero", "igualdad entre los generos", "equidad de genero"),
    6: ("agua limpia", "agua y saneamiento", "agua y el saneamiento", "agua potable y saneamiento"),
    7: ("energia asequible", "energia limpia", "energia no contaminante"),
    8: ("trabajo decente", "empleo decente", "crecimiento economico"),
    9: ("industria innovacion", "infraestructuras resilientes", "innovacion e infraestructura"),
    10: (
        "reduccion de las desigualdades",
        "reduccion de desigualdades",
        "reducir la desigualdad",
        "reducir las desigualdades",
        "reduccion de la desigualdad",
    ),
    11: (
        "ciudades y comunidades sostenibles",
        "ciudades y asentamientos humanos",
        "ciudades y los asentamientos humanos",
        "ciudades sostenibles",
        "comunidades sostenibles",
    ),
    12: (
        "produccion y consumo",
        "consumo y produccion",
        "consumo responsable",
        "produccion responsable",
        "produccion y el consumo",
    ),
    13: ("accion por el clima", "accion climatica", "cambio climatico"),
    14: ("vida submarina", "vida marina", "los oceanos"),
    15: ("ecosistemas terrestres", "vida terrestre", "vida en la tierra"),
    16: ("paz justicia", "instituciones solidas", "instituciones fuertes", "sociedades pacificas"),
    17: ("alianzas para", "alianza mundial", "alianza para"),
}
_RANGE = re.compile(r"\b(\d{1,2})\s+al?\s+(\d{1,2})\b")
_TARGET_NUMBER = re.compile(r"\b(\d{1,2})\.(?:\d{1,2}|[a-d])\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.])\d+(?![\d]*\.\d)")
_GLUED = re.compile(r"(?i)o\.?d\.?s\.?(?=\s*\d)")


def read_goals(text: str) -> tuple[int, ...]:
    """The goals a cell names, sorted and without repetition; "11.2" names goal 11."""
    folded = fold(text)
    named = {n for n, titles in _TITLES.items() if any(t in folded for t in titles)}
    return tuple(sorted(named | _numbers(_GLUED.sub(" ", text))))


def _numbers(text: str) -> set[int]:
    spread = {n for a, b in _RANGE.findall(text) for n in range(int(a), int(b) + 1)}
    whole = _TARGET_NUMBER.sub(r" \1 ", text)
    return {n for n in spread | {int(n) for n in _NUMBER.findall(whole)} if 1 <= n <= 17}
