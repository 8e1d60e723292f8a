"""How are the reader's findings and refusals said in words? Codes in, Spanish sentences out."""

from collections.abc import Callable

from minga.plan.reading.document import Issue, IssueCode, Unreadable


def _(sentence: str) -> str:
    """Mark a sentence for the translators' catalogue; this package imports no Django."""
    return sentence


ISSUE_SENTENCES: dict[IssueCode, str] = {
    IssueCode.SHIFTED_ROW: _(
        "Las celdas de esta fila están corridas respecto de sus columnas: revisa años, "
        "estrategias y mecanismo de evaluación."
    ),
    IssueCode.MISSING_BASELINE: _("La actividad no declara línea base."),
    IssueCode.MISSING_TARGET: _("La actividad no declara meta."),
    IssueCode.MISSING_SDG: _("La actividad no declara Objetivos de Desarrollo Sostenible."),
    IssueCode.MISSING_YEARS: _("No se sabe en qué años se cumple la actividad."),
    IssueCode.DUPLICATE_ACTIVITY: _("El mismo texto ya consta en una actividad anterior."),
    IssueCode.OBJECTIVE_MISMATCH: _(
        "El objetivo que la matriz da a este programa es el que el plan declara para otro."
    ),
    IssueCode.NO_MATRIX: _("El documento no contiene una matriz plurianual de actividades."),
    IssueCode.UNREADABLE_CELL: _("Una celda de esta fila está dañada y no se pudo leer."),
    IssueCode.ENCODING_GUESSED: _(
        "El archivo no declara su codificación de caracteres: se dedujo. Revisa tildes y eñes."
    ),
}

SCANNED = _(
    "El PDF no tiene texto, solo imágenes: no se puede leer ninguna matriz. Pide el documento original."
)

REFUSAL_SENTENCES: dict[str, str] = {
    "not_found": _("No existe el archivo «{name}»."),
    "not_readable": _("No se puede abrir el archivo «{name}»: revisa sus permisos."),
    "empty": _("El archivo está vacío."),
    "too_large": _("El archivo pesa más de {limit} MB. Reduce sus imágenes o divídelo."),
    "too_many_rows": _("El archivo tiene más de {limit} filas: no es un plan de trabajo."),
    "cell_too_long": _(
        "Una celda es demasiado larga. Revisa si quedaron comillas sin cerrar en el archivo."
    ),
    "not_text": _("El contenido no es texto ni un formato conocido: el archivo parece dañado."),
    "unsupported": _(
        "El formato {format} no se puede leer. Guarda el documento como .docx, .xlsx, .pdf, "
        ".html, .csv, .tsv, .md o .txt."
    ),
    "encrypted": _("El archivo está protegido con contraseña. Guárdalo sin contraseña."),
    "macros": _("El archivo contiene macros y no se abre. Guárdalo como .docx o .xlsx sin macros."),
    "zip_bomb": _("El archivo se expande a un tamaño desmedido y no se abre."),
    "hostile_xml": _("El archivo contiene instrucciones XML no permitidas y no se abre."),
    "damaged": _("El archivo está dañado o incompleto. Ábrelo y guárdalo de nuevo."),
    "too_many_pages": _("El PDF tiene más de {limit} páginas: no es un plan de trabajo."),
}


FIELD_NAMES: dict[str, str] = {
    "title": _("título"),
    "jurisdiction": _("jurisdicción"),
    "period": _("período"),
    "authors": _("autores"),
    "list": _("lista"),
    "vision": _("visión"),
    "general_objective": _("objetivo general"),
    "specific_objectives": _("objetivos específicos"),
    "diagnosis": _("diagnóstico"),
    "systems": _("sistemas de desarrollo"),
    "accountability": _("rendición de cuentas"),
    "programme": _("programa"),
    "objective": _("objetivo"),
    "text": _("texto"),
    "sdg": _("ODS"),
    "baseline": _("línea base"),
    "target": _("meta"),
    "years": _("años"),
    "strategies": _("estrategias"),
    "evaluation": _("mecanismo de evaluación"),
    "indicator": _("indicador"),
}


def issue_sentence(issue: Issue, translate: Callable[[str], str] = _) -> str:
    """The sentence that explains an issue; `translate` turns it into the reader's language."""
    return translate(ISSUE_SENTENCES[issue.code])


def refusal_sentence(error: Unreadable, translate: Callable[[str], str] = _) -> str:
    """The sentence that says why a file was refused and how to mend it."""
    return translate(REFUSAL_SENTENCES[error.code]).format(**error.values)


def say(code: IssueCode, row: int | None = None) -> Issue:
    """An issue with its Spanish sentence."""
    return Issue(code, row, ISSUE_SENTENCES[code])
