"""How is a gestión said on a page? Its state, what comes next, what each step counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.kernel.clock import local_date
from minga.plan.labels import CASEWORK_STATE_LABELS
from minga.plan.models import Casework, CaseworkStep
from minga.plan.queries.casework import CaseworkView
from minga.plan.queries.casework_desk import entity_name
from minga.plan.rules.casework import CaseworkState, is_open
from minga.plan.services.casework import CASEWORK
from minga.record.public import Act, Case, knots_of
from minga.website.dates import days_left, plain_date, weekday_date
from minga.website.parts import Knot

SHAPES: Mapping[CaseworkState, str] = {
    CaseworkState.REQUESTED: "not_started",
    CaseworkState.IN_PROGRESS: "moving",
    CaseworkState.ANSWERED: "moving",
    CaseworkState.DONE: "done",
    CaseworkState.PARTLY_DONE: "done",
    CaseworkState.REFUSED: "denied",
    CaseworkState.GIVEN_UP: "stalled",
    CaseworkState.PASSED_ON: "stalled",
}


@dataclass(frozen=True)
class Line:
    """A gestión in a list: its shape and word, where and with whom, since when."""

    casework: Casework
    shape: str
    word: str
    since: str
    where: str


def line_of(casework: Casework, today: date) -> Line:
    """Return a gestión as a list shows it."""
    state = CaseworkState(casework.case.state)
    places = (casework.place.name if casework.place else "", _entity_or_nothing(casework))
    return Line(
        casework,
        SHAPES[state],
        str(CASEWORK_STATE_LABELS[state]),
        _since(casework, today),
        " · ".join(filter(None, places)),
    )


def _entity_or_nothing(casework: Casework) -> str:
    return entity_name(casework) if has_entity(casework) else ""


def has_entity(casework: Casework) -> bool:
    """Is it known before whom it is pursued?"""
    return bool(casework.addressed_to_id or casework.addressee)


def _since(casework: Casework, today: date) -> str:
    """Say how long an open gestión waits, or on which day a closed one began."""
    if not is_open(casework.case.state):
        return plain_date(casework.case.opened_on)
    days = (today - casework.case.opened_on).days
    if days == 0:
        return _("desde hoy")
    return ngettext("desde hace %(n)s día", "desde hace %(n)s días", days) % {"n": days}


def state_sentence(view: CaseworkView) -> str:
    """Explain the state in one sentence."""
    last = view.acts[0]
    day = plain_date(local_date(last.happened_at))
    if not is_open(view.state):
        return last.wording.title or _("Terminó el %(day)s.") % {"day": day}
    if view.state == CaseworkState.REQUESTED:
        return _("El despacho la recibió y todavía no registra ningún paso.")
    return _("El último paso es del %(day)s.") % {"day": day}


def next_words(view: CaseworkView, today: date) -> str:
    """Say what comes next, in one sentence that a neighbour could repeat aloud."""
    if not is_open(view.state):
        return _("Esta gestión terminó. El despacho puede retomarla.")
    awaited = view.awaited
    if awaited and awaited.answer_due_on:
        return _awaited_words(awaited, awaited.answer_due_on, today)
    days = (today - view.casework.case.opened_on).days
    return ngettext(
        "Se pidió hace %(n)s día y sigue abierta.",
        "Se pidió hace %(n)s días y sigue abierta.",
        days,
    ) % {"n": days}


def _awaited_words(step: CaseworkStep, due_on: date, today: date) -> str:
    said = {"entity": entity_name(step), "day": weekday_date(due_on)}
    if due_on < today:
        return _("%(entity)s debía responder hasta el %(day)s y no consta respuesta.") % said
    said["left"] = days_left(due_on, today)
    return _("Se espera la respuesta de %(entity)s hasta el %(day)s (%(left)s).") % said


def step_knots(view: CaseworkView) -> list[Knot]:
    """Return the knots of the acts, each with what its step counted."""
    knots = knots_of(view.acts)
    said = [_step_words(view.steps.get(act.pk)) for act in view.acts]
    return [
        replace(knot, text=" ".join(filter(None, (knot.text, words))))
        for knot, words in zip(knots, said, strict=True)
    ]


def _step_words(step: CaseworkStep | None) -> str:
    if step is None:
        return ""
    due = step.answer_due_on
    parts = [
        _count_words(step),
        _("En %(place)s.") % {"place": step.place.name} if step.place else "",
        _("Se pidió respuesta hasta el %(day)s.") % {"day": plain_date(due)} if due else "",
    ]
    return " ".join(filter(None, parts))


def _count_words(step: CaseworkStep) -> str:
    """Say how many were there; an unknown part is left unsaid, never zero."""
    women = _women(step.women) if step.women else ""
    men = _men(step.men) if step.men else ""
    parts = _(" y ").join(filter(None, (women, men)))
    if step.people is None:
        return _("Estuvieron %(parts)s.") % {"parts": parts} if parts else ""
    whole = ngettext("Estuvo %(n)s persona", "Estuvieron %(n)s personas", step.people) % {
        "n": step.people
    }
    return f"{whole} ({parts})." if parts else f"{whole}."


def _women(count: int) -> str:
    return ngettext("%(n)s mujer", "%(n)s mujeres", count) % {"n": count}


def _men(count: int) -> str:
    return ngettext("%(n)s hombre", "%(n)s hombres", count) % {"n": count}


def people_words(view: CaseworkView) -> str:
    """Say how many people the steps gathered; one person in two meetings counts twice, and it says so."""
    counted = [step.people for step in view.steps.values() if step.people is not None]
    if not counted:
        return ""
    total = sum(counted)
    return ngettext("%(n)s asistencia en sus pasos", "%(n)s asistencias en sus pasos", total) % {
        "n": total
    }


def asker_words(count: int) -> str:
    """Say how many ask, from two on: one alone is nobody's business."""
    return _("Lo piden %(n)s personas") % {"n": count} if count > 1 else ""


@dataclass(frozen=True)
class Mention:
    """A gestión as the page of an activity names it."""

    title: str
    url: str
    shape: str
    word: str
    is_open: bool


def casework_in(acts: Iterable[Act]) -> list[Mention]:
    """Return the gestiones among acts loaded with their cases, those still open first; no query."""
    cases = {act.case_id: act.case for act in acts if act.case.kind == CASEWORK}
    found = [_mention(case) for case in cases.values()]
    return sorted(found, key=lambda mention: not mention.is_open)


def _mention(case: Case) -> Mention:
    state = CaseworkState(case.state)
    url = reverse("plan:casework-detail", args=(case.number,))
    return Mention(
        case.title, url, SHAPES[state], str(CASEWORK_STATE_LABELS[state]), is_open(state)
    )
