"""Which sentences do the codes of the plan's rules become?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.labels import STATUS_LABELS
from minga.plan.queries.rows import ActivityRow
from minga.plan.rules.codes import ActivityStatus
from minga.plan.rules.progress import Missing
from minga.plan.rules.status import Status
from minga.website.dates import plain_date
from minga.website.marks import State

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
    acts = ngettext("Hay %(n)s hecho", "Hay %(n)s hechos", row.acts.count) % {"n": row.acts.count}
    missing = ", ".join(missing_words(row.progress.missing))
    return _("%(acts)s, pero falta: %(missing)s.") % {"acts": acts, "missing": missing}


def _starts_later(row: ActivityRow) -> str:
    day = row.status.changes_on
    return _("El plan la empieza el %(day)s.") % {"day": plain_date(day) if day else "—"}


def _no_acts_lately(row: ActivityRow) -> str:
    return _("El último hecho registrado es de hace %(n)s días.") % {"n": row.status.days}


_REASONS = {
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


def missing_words(missing: tuple[Missing, ...]) -> list[str]:
    """Return what is missing for a figure, in words."""
    words = {
        Missing.INDICATOR: _("el indicador, la línea base y la meta"),
        Missing.BASELINE: _("la línea base"),
        Missing.TARGET: _("la meta"),
        Missing.MEASUREMENT: _("una medición"),
        Missing.SAME_BASELINE_AND_TARGET: _("una meta distinta de la línea base"),
        Missing.NOT_AGGREGATED: _("una forma de juntar las mediciones"),
    }
    return [words[reason] for reason in missing]


ISSUE_NOTES = {
    "shifted_row": lambda row: _("Fila corrida en el documento: se leyó como años %(years)s")
    % {"years": years_words(row.text.years)},
    "objective_mismatch": lambda row: _("El documento le pone el objetivo de otro programa"),
    "unreadable_cell": lambda row: _("Una celda del documento no se pudo leer"),
}


def import_notes(row: ActivityRow) -> list[str]:
    """Return what the reader of the document noticed about an activity, for its row."""
    notes = [ISSUE_NOTES[code](row) for code in row.text.issues if code in ISSUE_NOTES]
    if row.text.reading != row.text.text:
        notes.append(_("El original dice «%(text)s»") % {"text": row.text.text})
    if row.text.repeats_number:
        notes.append(
            _("Texto repetido de la actividad %(n)s") % {"n": row.text.repeats_number}
        )
    if row.text.years and min(row.text.years) > 1:
        notes.append(_("Empieza en el año %(n)s") % {"n": min(row.text.years)})
    return notes


def years_words(years: list[int]) -> str:
    """Return "1 a 4", "2 y 4" or "sin fijar"."""
    if not years:
        return _("sin fijar")
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return _("%(first)s a %(last)s") % {"first": years[0], "last": years[-1]}
    if len(years) == 1:
        return str(years[0])
    listed = ", ".join(str(year) for year in years[:-1])
    return _("%(listed)s y %(last)s") % {"listed": listed, "last": years[-1]}
