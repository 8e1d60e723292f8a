"""Which lines are headings, and what part of a work plan does each open?"""

import re
from enum import Enum

from minga.plan.reading.blocks import Paragraph
from minga.plan.reading.wording import fold, one_line, without_bullet, without_numbering


class Section(Enum):
    """The parts of a plan that the reader keeps or must not mistake for another."""

    DIAGNOSIS = "diagnosis"
    OBJECTIVES = "objectives"
    GENERAL = "general_objective"
    SPECIFIC = "specific_objectives"
    VISION = "vision"
    SYSTEMS = "systems"
    ACCOUNTABILITY = "accountability"
    MATRIX = "matrix"
    OTHER = "other"


# "Introducción" is deliberately no diagnosis: the Código de la Democracia (art. 97) asks for a
# diagnosis, and a plan that files only an introduction has not stated one.
_SECTIONS: tuple[tuple[Section, str], ...] = (
    (Section.DIAGNOSIS, r"(breve )?(diagnostico|analisis)( (de|del|la|el|territorial|situacional|situacion|actual|general|estrategico|participativo|canton|parroquia|provincia|territorio|cantonal|parroquial|provincial|integral|sectorial|socioeconomico|problematica))*"
                        r"|(la )?situacion actual( (de|del|la|el|territorio|canton|parroquia|provincia|distrito|metropolitano|quito))*|problematica( actual| (del|de la) .*)?|antecedentes y diagnostico"),
    (Section.GENERAL, r"objetivos? generale?s?|general(es)?|objetivo principal"),
    (Section.SPECIFIC, r"objetivos? (especificos?|estrategicos?|particulares)|especificos?"),
    (Section.OBJECTIVES, r"objetivos?|objetivos (general(es)? y|y metas|del plan).*"),
    (Section.VISION, r"(nuestra )?vision( (de futuro|institucional|de desarrollo|del? .{1,60}))?( (al|a|20\d\d|hacia))*"),
    (Section.SYSTEMS, r"(los )?(sistemas?|componentes?|ejes?)( (de|del|y|programaticos?|estrategicos?|principales|desarrollo|gobierno|territoriales?|territorio|accion|trabajo|plan|la|propuesta))*"),
    (Section.ACCOUNTABILITY, r"(mecanismos?( (periodicos?|publicos?|y|de|la|para))*)?( ?(de|la|el))* ?rendicion( publica| periodica)? de cuentas( .{1,60})?|mecanismos( (periodicos|publicos|y))+.{0,60}"),
    (Section.MATRIX, r"(\w+ )?(plan|matriz|propuesta|programacion|planificacion|proyeccion)( (de|del|la|y|trabajo|plan|plurianual|cuatrianual|cuatrienal|matriz|estrategica|gobierno|accion|planificacion|programacion|propuesta|programatica|actividades|propuestas|estrategias|proyectos|ods|objetivos|20\d\d))*|(plan )?plurianual|propuestas?( (y|de|estrategias|trabajo|gobierno|programaticas?))*|cronograma( .{1,40})?|(programas?|proyectos|actividades)( (y|e|de|proyectos|actividades|plurianuales|trabajo))*"),
    (Section.OTHER, r"introduccion|presentacion|antecedentes|mision|(nuestra )?mision( .{1,40})?|valores|principios( .{1,40})?|politicas( .{1,30})?|justificacion|marco (legal|juridico|normativo)( .{1,40})?|base legal|presupuesto( .{1,40})?|financiamiento( .{1,40})?|anexos?|bibliografia|firmas?( .{1,40})?|conclusiones|indice|tabla de contenidos?|contenidos?|perfil( .{1,40})?|hoja de vida|datos (generales|informativos)( .{1,40})?|metodologia|alcance|analisis foda|foda|estrategias( generales)?|resumen( ejecutivo)?|fuentes?|referencias"),
)  # fmt: skip
_COMPILED = tuple((section, re.compile(f"(?:{pattern})$")) for section, pattern in _SECTIONS)
_LONGEST_HEADING = 120
_MOST_WORDS = 18


def section_of(text: str) -> Section | None:
    """The part of the plan a heading opens; null when it is no known heading."""
    line = without_numbering(one_line(text))
    if len(line) > _LONGEST_HEADING or "\n" in text.strip():
        return None
    folded = fold(without_bullet(line))
    return next((section for section, pattern in _COMPILED if pattern.match(folded)), None)


def inline_section(text: str) -> tuple[Section, str] | None:
    """A label and its text on one line ("Visión: Quito será…"); null otherwise."""
    label, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(label) > _LONGEST_HEADING // 2:
        return None
    section = section_of(label)
    return (section, rest.strip()) if section else None


_NOTE = re.compile(
    r"(?:fuente|nota|elaborad[oa]|elaboracion|realizado|pagina|pag|tabla|cuadro|grafico|figura|"
    r"matriz n|ver|observacion)\b|^\d{1,4}$|^(?:\d+ )?(?:de|of) \d+$|continua(?:cion)?$"
)
_LEAD_IN = re.compile(
    r"(?:a continuacion|en (?:el|la|los|las) siguientes?|(?:el|la|los|las) siguientes?|para (?:el|la|cumplir)|"
    r"se (?:detalla|presenta|describe)|conforme|de acuerdo)\b"
)
_TOTAL = re.compile(
    r"(?:sub ?)?total(?:es)?(?: (?:general|anual|actividades|programas?|ejes?|componentes?|objetivos?|"
    r"inversion|presupuesto|usd|metas|(?:de|del|por) .*|\d+))*$|suma(?:n|toria)?(?: total)?$"
)
_OBJECTIVE = re.compile(r"objetivos?(?: (?:especifico|estrategico|general|operativo|n|no|\d+))*\b")
_PURE_LABEL = re.compile(
    r"^\s*(?:programa|eje|componente|sistema|[áa]mbito|[áa]rea|dimensi[óo]n|sector|l[íi]nea estrat[ée]gica|"
    r"eje estrat[ée]gico|objetivo|objetivo espec[íi]fico|objetivo estrat[ée]gico)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[\s(\-–]*(?:continuaci[óo]n|cont\.?)\)?\s*$", re.IGNORECASE)
_PROGRAMME_WORD = re.compile(r"(?:programa|eje|componente|sistema|ambito|area|dimension|sector)\b")


def is_note(text: str) -> bool:
    """A source, caption or page number: it stands beside tables and names nothing."""
    return bool(_NOTE.match(fold(text))) or not fold(text)


def is_lead_in(text: str) -> bool:
    """A sentence that only announces what follows."""
    return bool(_LEAD_IN.match(fold(text)))


def is_total(text: str) -> bool:
    """A row of totals, not an activity."""
    return bool(_TOTAL.match(fold(text)))


def is_objective_heading(text: str) -> bool:
    """A line that states an objective ("Objetivo específico 2: …")."""
    return bool(_OBJECTIVE.match(fold(without_numbering(text)))) and section_of(text) is None


def calls_itself_programme(text: str) -> bool:
    """A line that opens with the word ("EJE 2: …", "Programa de vivienda")."""
    return bool(_PROGRAMME_WORD.match(fold(without_numbering(text))))


def names_programme(text: str) -> bool:
    """A line that looks like the name of a programme: by its word, its colon or its capitals."""
    return calls_itself_programme(text) or text.rstrip().endswith(":") or text.isupper()


def label_row(texts: list[str]) -> str | None:
    """A row that holds only a label and its text ("Objetivo:" | "Crear empleo"), as one line."""
    if len(texts) != 2:  # a label and what it names
        return None
    line = f"{texts[0].rstrip(': ')}: {texts[1]}"
    return line if _PURE_LABEL.match(line) else None


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the format or the shape of the line makes it a heading."""
    if paragraph.level is not None:
        return True
    text = paragraph.text.strip()
    words = len(text.split())
    sentence = text.endswith((".", ";", ",")) and words > 6
    return 0 < len(text) <= _LONGEST_HEADING and words <= _MOST_WORDS and not sentence


def heading_name(text: str) -> str:
    """The name a heading gives, without number, final colon, bare label or "(continuación)"."""
    line = without_numbering(one_line(text))
    bare = _CONTINUED.sub("", _PURE_LABEL.sub("", line))
    return bare.strip().rstrip(":").strip()
