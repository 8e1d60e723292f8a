"""Whose plan is it, for which place and which years?"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from minga.plan.reading.blocks import Block, Paragraph, Table, distinct_texts
from minga.plan.reading.document import Period
from minga.plan.reading.headings import calls_itself_programme, section_of
from minga.plan.reading.wording import fold, one_line, without_bullet

_COVER_LINES = 40
_TITLE = re.compile(
    r"(?:propuesta de )?(?:plan|propuesta|programa) (?:de )?(?:trabajo|gobierno|accion)"
)
_SMALL_WORDS = frozenset(["de", "del", "la", "las", "los", "el", "y", "e", "a", "al", "en"])


def read_title(blocks: Sequence[Block], declared: str | None) -> str:
    """The line that calls the document a work plan, else its first line, else a declared title."""
    lines = [text for text in cover_lines(blocks) if fold(text)]
    named = next((text for text in lines if _TITLE.match(fold(text)) and len(text) < 200), None)
    if named is None and lines and section_of(lines[0]) is None and len(lines[0]) < 200:
        named = lines[0]
    return named or declared or ""


def cover_lines(blocks: Sequence[Block]) -> list[str]:
    """The lines before the first part of the plan: the cover and the data of the candidacy."""
    return list(_cover(blocks))[:_COVER_LINES]


def _cover(blocks: Sequence[Block]) -> Iterator[str]:
    for block in takewhile(lambda b: not _opens_body(b), blocks):
        if isinstance(block, Paragraph):
            yield from (one_line(line) for line in block.text.split("\n") if line.strip())
        else:
            yield from _pairs(block)


def _opens_body(block: Block) -> bool:
    if isinstance(block, Paragraph):
        folded = fold(block.text)
        return section_of(block.text) is not None and not (
            _TITLE.match(folded) or folded.startswith("datos")
        )
    return any(len(distinct_texts(row)) > 4 for row in block.rows)


def _pairs(table: Table) -> Iterator[str]:
    """A small table of labels and values reads as lines."""
    for row in table.rows:
        texts = [one_line(text) for text in distinct_texts(row)]
        if len(texts) == 2 or (len(texts) == 3 and all(map(_is_year, texts[1:]))):
            yield f"{texts[0].rstrip(': ')}: {' - '.join(texts[1:])}"
        else:
            yield from texts


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:[-–—−/]|a|al|hasta|hasta el)\s*"
    r"(?:(?:el\s+)?(?:\d{1,2}\s+)?(?:de\s+)?(?:[a-záéíóú]{3,10}\s+)?(?:del?\s+)?)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LONGEST_PERIOD = 12


def cover_facts(blocks: Sequence[Block], *known: str) -> frozenset[str]:
    """Folded lines of the cover that say whose plan it is, and `known` ones; none is a programme."""
    stating = (line for line in cover_lines(blocks) if _states_candidacy(line))
    return frozenset(fold(line) for line in (*known, *stating))


def _states_candidacy(line: str) -> bool:
    folded = fold(line)
    if calls_itself_programme(line):
        return False
    return bool(
        _TITLE.match(folded)
        or _OFFICE_LINE.search(folded)
        or _LIST.search(line)
        or _LABEL.match(line)
        or _span(line)
        or any(_places(line))
    )


def read_period(blocks: Sequence[Block]) -> Period:
    """The first span of years on the cover, else beside the word period, else in a heading."""
    cover = cover_lines(blocks)
    rest = [one_line(b.text) for b in blocks if isinstance(b, Paragraph)]
    near = [
        t
        for t in rest
        if re.search(r"per[ií]odo|administraci|gesti[oó]n|mandato", t, re.IGNORECASE)
    ]
    short = [text for text in rest if len(text) < 120]
    for text in [*cover, *near, *short]:
        if span := _span(text):
            return span
    return Period()


def _span(text: str) -> Period | None:
    for match in _YEARS.finditer(text):
        start, end = int(match[1]), int(match[2])
        if start < end <= start + _LONGEST_PERIOD:
            return Period(start, end)
    return None


_LABEL = re.compile(r"^\s*([^:]{2,60}?)\s*:\s*(\S.*)$")
_PLACE = r"([A-ZÁÉÍÓÚÑÜ][\wáéíóúñü]*(?:[ ]+(?:de|del|la|las|los|el|y|[A-ZÁÉÍÓÚÑÜ][\wáéíóúñü]*))*)"
_LEVELS: tuple[tuple[str, str, str], ...] = (
    ("district", r"distrito metropolitano de\s+", "Distrito Metropolitano de {}"),
    ("parish", r"(?:gad|gobierno(?: aut[oó]nomo descentralizado)?|junta) parroquial(?: rural)?(?: de(?:l| la)? (?:parroquia )?(?:rural )?(?:de )?)?\s*", "Parroquia {}"),
    ("parish", r"parroquia(?: (?:rural|urbana))?(?: de)?\s+", "Parroquia {}"),
    ("canton", r"cant[oó]n(?: de)?\s+", "Cantón {}"),
    ("canton", r"(?:gad|gobierno(?: aut[oó]nomo descentralizado)?) municipal(?: del? (?:cant[oó]n )?)?\s*", "Cantón {}"),
    ("canton", r"(?:municipio|municipalidad|alcald[ií]a(?: municipal)?|alcalde(?:sa)?(?:/a)?|concejales?(?: (?:urban|rural)\w+)?|concejo(?: (?:municipal|cantonal))?)(?: del? (?:la ciudad de |cant[oó]n )?)\s*", "Cantón {}"),
    ("province", r"(?:gad|gobierno(?: aut[oó]nomo descentralizado)?|consejo) provincial(?: de(?:l| la)?(?: provincia de)?)?\s*", "Provincia de {}"),
    ("province", r"prefectura(?: de(?:l| la provincia de)?)?\s+", "Provincia de {}"),
    ("province", r"provincia(?: del?)?\s+", "Provincia de {}"),
)  # fmt: skip
_PLACE_LABELS = {
    "distrito metropolitano": ("district", "Distrito Metropolitano de {}"),
    "parroquia": ("parish", "Parroquia {}"), "parroquia rural": ("parish", "Parroquia {}"),
    "canton": ("canton", "Cantón {}"), "provincia": ("province", "Provincia de {}"),
    "municipio": ("canton", "Cantón {}"),
}  # fmt: skip
_PLAIN_LABELS = frozenset({"jurisdiccion", "circunscripcion", "territorio", "gad", "localidad"})
_OFFICES = (
    ("province", re.compile(r"\bprefect|\bgobierno provincial|\bgad provincial")),
    ("parish", re.compile(r"\bjunta parroquial|\bvocal|\bgad parroquial|\bgobierno parroquial")),
    ("canton", re.compile(r"\balcald|\bconcejal|\bgad municipal|\bmunicip")),
)


def read_jurisdiction(blocks: Sequence[Block]) -> str | None:
    """The place governed, at the level of the office sought; null when the cover names none."""
    lines = cover_lines(blocks)
    found: dict[str, str] = {}
    for line in lines:
        for level, name in _places(line):
            found.setdefault(level, name)
    return _at_level(found, _sought_level(lines))


def _at_level(found: dict[str, str], sought: str | None) -> str | None:
    order = ("plain", "district", sought or "canton", "canton", "parish", "province")
    return next((found[level] for level in order if level in found), None)


def _sought_level(lines: list[str]) -> str | None:
    folded = fold(" ".join(lines))
    return next((level for level, pattern in _OFFICES if pattern.search(folded)), None)


def _places(line: str) -> Iterator[tuple[str, str]]:
    if label := _LABEL.match(line):
        key = fold(label[1])
        if key in _PLACE_LABELS:
            level, form = _PLACE_LABELS[key]
            yield level, _named(form, label[2])
            return
        if key in _PLAIN_LABELS:
            yield from _places(label[2])
            yield "plain", _spelled(label[2])
            return
    for level, opening, form in _LEVELS:
        if match := re.search(rf"\b(?i:{opening}){_PLACE}", line):
            yield level, _named(form, match[1])


def _named(form: str, place: str) -> str:
    bare = re.split(r"\s*[,.;(\-–]", _spelled(place))[0].strip()
    whole = fold(bare)
    return bare if whole.startswith(fold(form.split("{", maxsplit=1)[0])) else form.format(bare)


def _spelled(text: str) -> str:
    """Words in capitals get the capitals of a name; other spellings stay."""
    bare = one_line(text).strip(" .,;:-–")
    return proper_case(bare) if bare.isupper() else bare


def proper_case(text: str) -> str:
    """Names in capitals written as names: articles and prepositions in small letters."""
    words = text.lower().split()
    return " ".join(w if i and w in _SMALL_WORDS else w.capitalize() for i, w in enumerate(words))


_AUTHOR_LABEL = re.compile(
    r"(?:nombres?|candidat[oa]s?|autor[ae]?s?|postulantes?|elaborado por|presentado por|alcalde|alcaldesa|"
    r"prefect[oa]|vocal(?:es)?|concejal(?:a|es|as)?|principal(?:es)?|suplentes?|altern[oa]s?|equipo|binomio)\b.{0,60}$"
)
_NOT_AN_AUTHOR = re.compile(
    r"(?:dignidad|lista|organizacion|partido|movimiento|alianza|canton|provincia|parroquia|periodo)"
)
_OFFICE_LINE = re.compile(r"\b(?:candidat|alcald|concejal|prefect|vocal|binomio|postulante)")
_NAME = re.compile(
    r"^(?:(?:Ing|Dr|Dra|Lic|Lcdo|Lcda|Abg|Ab|Econ|Arq|Tlgo|Tnlgo|Tlga|Sr|Sra|Srta|Prof|Msc|Mgs|Mg|PhD|Ph\.D|Psic)\b\.?\s*)*"
    r"[A-ZÁÉÍÓÚÑÜ][\w'áéíóúñü]+(?:\s+(?:(?:de|del|la|las|los|y|DE|DEL|LA|LAS|LOS|Y)\s+)*[A-ZÁÉÍÓÚÑÜ][\w'áéíóúñü.]*){1,5}$"
)
_NOT_A_NAME_TEXT = """
plan trabajo gobierno candidato candidata candidatos candidatas concejal concejales concejala
concejalas alcalde alcaldesa alcaldia prefecto prefecta prefectura vocal vocales junta
parroquial distrito metropolitano canton provincia parroquia lista listas movimiento partido
alianza organizacion politica periodo elecciones seccionales ecuador republica consejo nacional
electoral municipal municipio gad autonomo descentralizado rural rurales urbano urbanos urbana
concejo introduccion propuesta para por con sin una un juntos unidos somos vamos cambio futuro
pueblo progreso desarrollo ciudad nuevo nueva todos todas mas mejor somos hagamos haremos
construyendo trabajando trabajemos revolucion ciudadana social cristiano unidad popular
plurinacional pachakutik creo suma izquierda democratica principales suplentes principal
suplente dignidad nombre nombres equipo tecnico enero febrero marzo abril mayo junio julio
agosto septiembre octubre noviembre diciembre indice presentacion contenido socialista avanza
democracia sociedad patriotica
"""
_NOT_A_NAME = frozenset(_NOT_A_NAME_TEXT.split())


def read_authors(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The candidates the cover names: beside a label, or alone on a line beside the office."""
    found: list[str] = []
    near_office = False
    for line in cover_lines(blocks):
        names = _labelled(line) or ([line] if near_office and _is_name(line) else [])
        found.extend(name for name in names if fold(name) not in map(fold, found))
        near_office = near_office or bool(_OFFICE_LINE.search(fold(line)))
    return tuple(found)


def _labelled(line: str) -> list[str]:
    label = _LABEL.match(line)
    if not label or _NOT_AN_AUTHOR.match(fold(label[1])):
        return []
    if not _AUTHOR_LABEL.match(fold(label[1])):
        return []
    value = re.split(r"\s+[—–|-]\s+", label[2])[0]
    names = [without_bullet(n).strip(" .") for n in re.split(r"\s*[;,/]\s*|\s+y\s+", value)]
    whole = value.strip(" .")
    return [n for n in names if _is_name(n)] or ([whole] if _is_name(whole) else [])


def _is_name(line: str) -> bool:
    bare = line.strip(" .")
    return bool(_NAME.match(bare)) and not _NOT_A_NAME & set(fold(bare).split())


_LIST = re.compile(
    r"\blistas?\b\s*:?\s*(?:n[°ºo.]*\s*)?(\d{1,3}(?:\s*[-–,y]\s*\d{1,3})*)", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"(?:organizacion politica|partido politico|movimiento politico|alianza|auspiciad[oa] por|partido|movimiento|lista)\b.{0,30}$"
)


def read_list(blocks: Sequence[Block]) -> str | None:
    """The number of the list that sponsors the candidacy; else the organisation the cover names."""
    organisation = None
    for line in cover_lines(blocks):
        label = _LABEL.match(line)
        if label and fold(label[1]).startswith("lista"):
            return one_line(label[2])
        if number := _LIST.search(line):
            return number[1]
        if label and _ORGANISATION.match(fold(label[1])):
            organisation = organisation or one_line(label[2])
    return organisation
