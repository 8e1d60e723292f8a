"""Which sentences do the codes of the plan's rules become?"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.labels import STATUS_LABELS
from minga.plan.queries.rows import ActivityRow
from minga.plan.queries.texts import TextLine
from minga.plan.rules.codes import ActivityStatus
from minga.plan.rules.progress import Missing
from minga.plan.rules.status import Status
from minga.website.dates import plain_date
from minga.website.marks import State
from minga.website.numbers import exact

STATES = {
    ActivityStatus.NO_RECORD: State.UNSET,
    ActivityStatus.NOT_STARTED: State.NOT_STARTED,
    ActivityStatus.ON_SCHEDULE: State.MOVING,
    ActivityStatus.DELAYED: State.DELAYED,
    ActivityStatus.STALLED: State.STALLED,
    ActivityStatus.DONE: State.DONE,
    ActivityStatus.UNKNOWN: State.UNKNOWN,
    ActivityStatus.CLOSED_SHORT: State.DENIED,
}


def status_word(status: Status) -> str:
    """Return the word of a status; with acts but no measure it is said to be under way."""
    if status.reason == "no-measure":
        return _("En marcha, sin forma de medirla")
    return str(STATUS_LABELS[status.code])


def status_shape(status: Status) -> State:
    """Return the shape that stands before the word."""
    return State.MOVING if status.reason == "no-measure" else STATES[status.code]


def status_sentence(row: ActivityRow) -> str:
    """Return the sentence that explains the status of an activity."""
    return _REASONS[row.status.reason](row)


def _no_measure(row: ActivityRow) -> str:
    count = row.acts.count
    acts = ngettext("Hay %(n)s hecho", "Hay %(n)s hechos", count) % {"n": count}
    missing = listed(missing_words(row.progress.missing))
    return _("%(acts)s, pero falta %(missing)s.") % {"acts": acts, "missing": missing}


def _starts_later(row: ActivityRow) -> str:
    day = row.status.changes_on
    return _("El plan la empieza el %(day)s.") % {"day": plain_date(day) if day else "—"}


def _no_acts_lately(row: ActivityRow) -> str:
    return _("El último hecho registrado es de hace %(n)s días.") % {"n": row.status.days}


_REASONS: dict[str, Callable[[ActivityRow], str]] = {
    "target-reached": lambda row: _("Llegó a la meta que se fijó."),
    "no-acts": lambda row: _("Nadie ha registrado todavía un hecho sobre esta promesa."),
    "closed-without-acts": lambda row: _(
        "El período se cerró y nadie registró aquí un hecho. Puede haberse hecho sin registrarse."
    ),
    "starts-later": _starts_later,
    "closed-without-measure": lambda row: _(
        "El período se cerró. Hay hechos, pero no cómo medir si se cumplió."
    ),
    "closed-short-of-target": lambda row: _("El período se cerró antes de llegar a la meta."),
    "no-acts-lately": _no_acts_lately,
    "no-measure": _no_measure,
    "behind-expected-path": lambda row: _("Avanza más despacio de lo que pide su meta."),
    "on-expected-path": lambda row: _("Avanza al paso que pide su meta."),
}


def missing_words(missing: Sequence[Missing]) -> list[str]:
    """Return what is missing for a figure, in words."""
    words = {
        Missing.INDICATOR: _("el indicador, la línea base y la meta"),
        Missing.BASELINE: _("la línea base"),
        Missing.TARGET: _("la meta"),
        Missing.MEASUREMENT: _("una medición"),
        Missing.TOTAL: _("una medición del total"),
        Missing.SAME_BASELINE_AND_TARGET: _("una meta distinta de la línea base"),
        Missing.NOT_AGGREGATED: _("una forma de juntar las mediciones"),
    }
    return [words[reason] for reason in missing]


def listed(words: Sequence[str]) -> str:
    """Return "a, b y c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s y %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def measured_words(value: Decimal, unit: str) -> str:
    """Return a value with its unit: "12 mercados"."""
    return f"{exact(value)} {unit}"


ISSUE_NOTES: dict[str, Callable[[TextLine], str]] = {
    "shifted_row": lambda text: (
        _("Fila corrida en el documento: se leyó como años %(years)s")
        % {"years": years_words(text.years)}
    ),
    "objective_mismatch": lambda text: _("El documento le pone el objetivo de otro programa"),
    "unreadable_cell": lambda text: _("Una celda del documento no se pudo leer"),
}


def import_notes(text: TextLine) -> list[str]:
    """Return what the reader of the document noticed about an activity, for its row."""
    notes = [ISSUE_NOTES[code](text) for code in text.issues if code in ISSUE_NOTES]
    if text.reading != text.text:
        notes.append(_misspelt(text))
    if text.repeats_number:
        notes.append(_("Texto repetido de la actividad %(n)s") % {"n": text.repeats_number})
    if text.years and min(text.years) > 1:
        notes.append(_("Empieza en el año %(n)s") % {"n": min(text.years)})
    return notes


def _misspelt(text: TextLine) -> str:
    """Say which words are misspelt in the original; a reading corrects words, never their number."""
    pairs = zip(text.text.split(), text.reading.split(), strict=True)
    words = [word.strip(".,;:") for word, right in pairs if word != right]
    quoted = listed([f"«{word}»" for word in words])
    said = ngettext(
        "%(words)s está así en el original", "%(words)s están así en el original", len(words)
    )
    return said % {"words": quoted}


def years_words(years: Sequence[int]) -> str:
    """Return "1 a 4", "2 y 4" or "sin fijar"."""
    if not years:
        return _("sin fijar")
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return _("%(first)s a %(last)s") % {"first": years[0], "last": years[-1]}
    return listed([str(year) for year in years])


def acts_words(count: int) -> str:
    """Say how many acts serve some activities, each counted once."""
    if not count:
        return _("Sin hechos registrados.")
    said = ngettext(
        "%(n)s hecho en total.",
        "%(n)s hechos en total; uno que sirve a varias actividades cuenta una sola vez.",
        count,
    )
    return said % {"n": count}
