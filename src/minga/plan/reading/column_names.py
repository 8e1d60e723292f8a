"""What may a column of a planning matrix be called, and what does each name mean?"""

import re
from enum import Enum
from functools import lru_cache

from minga.plan.reading.wording import fold


class Role(Enum):
    """What a column of a planning matrix holds."""

    NUMBER = "number"
    PROGRAMME = "programme"
    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    SDG = "sdg"
    BASELINE = "baseline"
    TARGET = "target"
    INDICATOR = "indicator"
    TIME = "time"
    YEAR = "year"
    STRATEGY = "strategy"
    EVALUATION = "evaluation"
    RESPONSIBLE = "responsible"
    BUDGET = "budget"
    MECHANISM = "mechanism"
    TOOLS = "tools"
    OTHER = "other"


LONGEST_HEADING = 110
# The first pattern that matches the folded heading decides. They are anchored: a heading opens
# with the name of its column, a sentence of the plan seldom does.
_PATTERNS: tuple[tuple[Role, str], ...] = (
    (Role.SDG, r"ods\b|.*\bods$|objetivos? (de|del|para el) desarrollo sosten|.*agenda 2030|"
               r"(alineacion|articulacion|relacion|vinculacion|contribucion) (a|con|al)? ?(los |el )?(ods|objetivos? de desarrollo)|metas? (de los |del )?ods"),
    (Role.OTHER, r"objetivos? (del |de )?(pnd|plan nacional|pdot|pdyot|plan de desarrollo|creacion)"),
    (Role.NUMBER, r"(n|no|nro|num|numero|item|ord|orden|codigo|cod)$|(n|no|nro|numero) (de )?(orden|actividad|proyecto|objetivo)$"),
    (Role.MECHANISM, r"mecanismos?( (periodicos?|publicos?|y|de|la|para|rendicion|cuentas?|participacion|transparencia|ciudadana|acceso|informacion|comunicacion|propuestos?))*$"),
    (Role.TOOLS, r"(herramientas?|instrumentos?|canales|medios?)( (a|de|y|utilizados?|utilizar|comunicacion|difusion|usar|aplicar|informacion|rendicion|cuentas|tecnicas?|medios?|canales|herramientas?|instrumentos?))*$"),
    (Role.BASELINE, r"lineas? (de )?base|linea basal|situacion (inicial|actual|de partida)|base$|punto de partida|valor (inicial|base|actual|de partida)|diagnostico$|dato (base|inicial|actual)|ano base|indicador (de )?(linea )?base"),
    (Role.TARGET, r"metas?\b|resultados?( esperados?| a alcanzar)?$|valor (de )?(la )?meta|productos? esperados?|productos?$|logros? esperados?|alcance$"),
    (Role.INDICATOR, r"indicador(es)?\b|unidad(es)? de medida|formula"),
    (Role.EVALUATION, r"(mecanismos?|medios?|fuentes?|formas?|sistemas?|instrumentos?|metodos?|criterios?) (de |para )?(la |el |su )?(evalua|seguim|verific|control|monitor|medicion)|evaluacion|seguimiento|verificables?|monitoreo|medios? verific|verificacion"),
    (Role.STRATEGY, r"estrategias?\b|lineas? de estrategia|como se (hara|realizara|ejecutara)|medios? de (ejecucion|implementacion)|mecanismos? de (ejecucion|implementacion)|modalidad"),
    (Role.OBJECTIVE, r"objetivos?\b|proposito"),
    (Role.ACTIVITY, r"(descripcion |nombre |detalle )?(de |del )?(la |las |los )?(actividad(es)?|acciones|accion|proyectos?|propuestas?|obras?|intervencion(es)?|iniciativas?|compromisos?|tareas?|ofertas?)\b|que (se )?(hara|haremos|hacer)|(programas?|planes) (y|o|e) (proyectos?|actividades|acciones)|lineas? de accion|programa (y )?proyecto"),
    (Role.BUDGET, r"presupuesto|costos?\b|montos?\b|valor(es)?\b|inversion|financiamiento|fuentes? de financ|recursos?\b|total\b|usd\b|rubros?\b|partidas?\b|aporte"),
    (Role.TIME, r"tiempos?\b|plazos?\b|cronograma|periodos?\b|temporalidad|anos?( de (ejecucion|cumplimiento|inicio|intervencion))?( |$)|fechas?\b|calendario|duracion|vigencia|programacion|horizonte|ejecucion|frecuencia|periodicidad|cuando|inicio$|fin$|finalizacion|desde$|hasta$"),
    (Role.PROGRAMME, r"(programas?|ejes?|componentes?|sistemas?|ambitos?|areas?|dimension(es)?|sector(es)?|politicas?|lineas? estrategicas?|temas?|tematicas?|mandatos?)\b"),
    (Role.RESPONSIBLE, r"responsables?|actores?|entidad|instituci|unidad|quien|ejecutor|coordinacion|aliados?|beneficiarios?|poblacion|ubicacion|localizacion|parroquias?|sector|lugar|competencias?|observaci|supuestos?|prioridad|problema|necesidad"),
)  # fmt: skip
_CALENDAR = re.compile(r"20[0-9][0-9]|2030")
_MOST_WORDS = 16
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_HEADING_WORDS = """
a acceso accion acciones actividad actividades actores agenda al alcance alcanzar alinea
alineacion ambito anexo ano anos anual anuales anualizada aplicar aporta area articula
articulacion avance basal base beneficiarios cada calendario canales cantidad cantonal
ciudadana codigo como competencia componente compromiso compromisos comunicacion con
concreta contribucion contribuye control costo costos cronograma cuando cuantificable
cuantificables cuatrienal cuentas cumplimiento cumplir dato de del desarrollar desarrollo
descripcion desde detalle diagnostico difusion dimension dolares duracion e eje ejecucion
ejecutar ejecutor ejes el en entidad es especifica especificas especifico especificos
esperada esperado esperados estado estimado estrategia estrategias estrategica estrategicas
estrategico estrategicos evaluacion evaluar fecha final financiamiento forma formas
frecuencia fuente fuentes general generales gestion gobierno hara herramienta herramientas
hitos horizonte identificada implementacion indicador indicadores informacion inicial
iniciativa iniciativas inicio institucion institucional instrumento instrumentos
intervencion intervenciones inversion item la las linea lineas lo lograr logro logros los
lugar mandato mecanismo mecanismos medible medicion medida medio medios meses meta metas
metodo modalidad monitoreo monto municipal n no nombre nos nro nudo num numero o objetivo
objetivos obra obras ods operativa operativo operativos orden para parroquia parroquial
participacion partida pdot periodicidad periodico periodicos periodo plan planes planteada
planteadas plazo plurianual pnd politica politicas por presupuesto principal principales
prioridad prioritarias problema producto productos programa programacion programas
programatica proposito propuesta propuestas provincial proyecto proyectos publica publicas
publico publicos punto que quien realizar realizara recursos referencial rendicion
responsable responsables resultado resultados rubro se sector seguimiento segun sistema
sistemas situacion social sostenible sostenibles su sus sustentable tarea tareas tema
temporalidad tentativo territorial territoriales tiempo tipo trabajo transparencia ubicacion
un una unidad usd utilizar valor verificable verificables verificacion vigencia vincula
vinculacion y
"""
HEADING_WORDS = frozenset(_HEADING_WORDS.split())

_ABBREVIATIONS = {
    "obj": "objetivo", "objs": "objetivos", "gral": "general", "gen": "general",
    "esp": "especifico", "espec": "especifico", "estrat": "estrategia", "estr": "estrategia",
    "act": "actividad", "activ": "actividad", "acts": "actividades", "proy": "proyecto",
    "lin": "linea", "l": "linea", "ind": "indicador", "indic": "indicador", "resp": "responsable",
    "mec": "mecanismo", "mecan": "mecanismo", "eval": "evaluacion", "verif": "verificacion",
    "prog": "programa", "comp": "componente", "presup": "presupuesto", "cronog": "cronograma",
}  # fmt: skip
_ABBREVIATION = re.compile(r"\b([^\W\d_]{1,6})\.")


def role_of(text: str) -> Role | None:
    """The role a heading names; null when it names none or is a sentence of the plan."""
    return _role_of(text) if len(text) <= 2 * LONGEST_HEADING else None


@lru_cache(maxsize=4096)
def _role_of(text: str) -> Role | None:
    folded = _without_numbering(fold(_ABBREVIATION.sub(_written_out, text)))
    if _reads_like_a_heading(folded) and (role := _role(folded)):
        return role
    return _role_of_broken_word(folded)


def _written_out(match: re.Match[str]) -> str:
    """ "Obj. esp." stands for "objetivo especifico"; other words before a dot stay."""
    return f"{_ABBREVIATIONS.get(fold(match[1]), match[1])} "


def _role(folded: str) -> Role | None:
    return next((role for role, pattern in _COMPILED if pattern.match(folded)), None)


def _role_of_broken_word(folded: str) -> Role | None:
    """A narrow column breaks its heading without a hyphen ("Activida des")."""
    whole = folded.replace(" ", "")
    if " " not in folded or whole not in HEADING_WORDS:
        return None
    return _role(whole)


def _reads_like_a_heading(folded: str) -> bool:
    words = folded.split()
    unknown = [word for word in words if word not in HEADING_WORDS]
    numbered = any(word.isdigit() and not _CALENDAR.fullmatch(word) for word in words)
    return len(words) <= _MOST_WORDS and len(unknown) <= 1 and not numbered


def _without_numbering(folded: str) -> str:
    return re.sub(r"^(?:\d{1,2}|[a-h]|[ivx]{2,4}) (?=[a-z]{3})", "", folded)
