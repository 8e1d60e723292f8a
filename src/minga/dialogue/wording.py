"""How does a page say who speaks, how long somebody waits, and why words cannot be read?"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.dialogue.labels import RULE_LABELS
from minga.dialogue.models import Contribution
from minga.dialogue.rules.procedure import QuestionState
from minga.website.marks import State


def voice_of(contribution: Contribution) -> str:
    """Return who speaks as everybody may know it: the organisation, or a person of a parish."""
    if contribution.speaks_for is not None:
        return contribution.speaks_for.name
    if contribution.parish is not None:
        return _("Una persona de %(parish)s") % {"parish": contribution.parish.name}
    return _("Una persona")


def unreadable_words(contribution: Contribution) -> str:
    """Return what stands in the place of words that nobody may read; empty for readable ones."""
    if contribution.erased_at is not None:
        return _("Quien escribió esto pidió que se borren sus datos.")
    if contribution.hidden_at is not None:
        reason = RULE_LABELS[contribution.hidden_for]
        return _("Oculto por moderación: %(reason)s.") % {"reason": str(reason).lower()}
    return ""


def waiting_words(days: int) -> str:
    """Return "Sin respuesta desde hace 9 días"; no term is counted, only the days that passed."""
    if days == 0:
        return _("Preguntada hoy, todavía sin respuesta")
    said = ngettext(
        "Sin respuesta desde hace %(days)s día", "Sin respuesta desde hace %(days)s días", days
    )
    return said % {"days": days}


def answered_words(asked_on: date, answered_on: date) -> str:
    """Return "Respondida en 4 días"."""
    days = (answered_on - asked_on).days
    if days == 0:
        return _("Respondida el mismo día")
    return ngettext("Respondida en %(days)s día", "Respondida en %(days)s días", days) % {
        "days": days
    }


def people_words(count: int) -> str:
    """Return how many people wait for the same answer, whoever asked included."""
    return ngettext(
        "%(count)s persona espera la respuesta", "%(count)s personas esperan la respuesta", count
    ) % {"count": count}


SHAPES = {
    QuestionState.ASKED: State.DELAYED,
    QuestionState.REOPENED: State.DELAYED,
    QuestionState.ANSWERED: State.DONE,
    QuestionState.MERGED: State.STALLED,
    QuestionState.WITHDRAWN: State.STALLED,
}
FRESH = State.NOT_STARTED


def shape_of(state: QuestionState, days: int) -> State:
    """Return the sign of a question; one asked today is not late."""
    return FRESH if SHAPES[state] is State.DELAYED and days == 0 else SHAPES[state]
