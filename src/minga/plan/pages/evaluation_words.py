"""How is an evaluation said: who makes it, what they found, how they voted, what is missing?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.labels import EVALUATION_STATE_LABELS, FINDING_LABELS
from minga.plan.models import WorkPlan
from minga.plan.pages.words import listed
from minga.plan.queries.activities import ActivityView
from minga.plan.queries.evaluations import EvaluationLine, Evaluator, states_of
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import term_of_plan
from minga.plan.queries.texts import TextLine
from minga.plan.rules.evaluations import (
    EvaluationState,
    Votes,
    YearState,
    YearTally,
    naming_in_force,
)
from minga.record.public import Standing
from minga.website.dates import capitalized, days_left, plain_date
from minga.website.languages import recorded
from minga.website.marks import State

SHAPES: Mapping[EvaluationState, State] = {
    EvaluationState.DONE: State.DONE,
    EvaluationState.DONE_LATE: State.DONE,
    EvaluationState.PENDING: State.NOT_STARTED,
    EvaluationState.MISSING: State.DENIED,
}


@dataclass(frozen=True)
class SaidEvaluation:
    """One evaluation in words, and the page of its act."""

    title: str
    url: str
    how: str
    votes: str


@dataclass(frozen=True)
class SaidYear:
    """One year of an activity in words, with the evaluations it has."""

    year: int
    shape: State
    word: str
    sentence: str
    done: tuple[SaidEvaluation, ...]


@dataclass(frozen=True)
class EvaluationSection:
    """What the page of an activity says of its evaluation."""

    who: str
    is_named: bool
    years: tuple[SaidYear, ...]


@dataclass(frozen=True)
class SaidTally:
    """A year of the plan in words, and the list behind it."""

    shape: State
    sentence: str
    until: str
    url: str


def evaluation_section(view: ActivityView) -> EvaluationSection:
    """Return who evaluates an activity and how its years stand; asks nothing of the database."""
    text, moment, plan = view.row.text, view.moment, view.plan
    evaluators = naming_in_force(view.namings, moment.day)
    states = states_of(
        term_of_plan(plan), text.years, text.evaluation_term, view.evaluations, moment.day
    )
    return EvaluationSection(
        who=evaluator_words(text, evaluators),
        is_named=evaluators is not None,
        years=tuple(
            said_year(plan, state, _of_year(view.evaluations, state.year), moment.day)
            for state in reversed(states)
        ),
    )


def _of_year(lines: Sequence[EvaluationLine], year: int) -> tuple[EvaluationLine, ...]:
    return tuple(line for line in reversed(lines) if line.year == year)


def evaluator_words(text: TextLine, evaluators: Sequence[Evaluator] | None) -> str:
    """Say who evaluates an activity, or that nobody has said so."""
    if not text.evaluation_term:
        return _("El plan no dice quién la evalúa.")
    filed = recorded(text.evaluation or text.evaluation_term)
    if evaluators is None:
        return format_html(_("El plan dice «{filed}»: nadie ha dicho cuál."), filed=filed)
    names = listed([one.name for one in evaluators])
    return format_html(_("El plan dice «{filed}»: {names}."), filed=filed, names=names)


def said_year(
    plan: WorkPlan, state: YearState, done: Sequence[EvaluationLine], day: date
) -> SaidYear:
    """Return a year of an activity in words."""
    return SaidYear(
        year=state.year,
        shape=SHAPES[state.state],
        word=str(EVALUATION_STATE_LABELS[state.state]),
        sentence=_due_words(state, day),
        done=tuple(said_evaluation(plan, line) for line in done),
    )


def _due_words(state: YearState, day: date) -> str:
    if state.due_on is None:
        return _("El plan no dice qué día termina su período.")
    said = {"day": plain_date(state.due_on), "left": days_left(state.due_on, day)}
    if state.state == EvaluationState.PENDING:
        return _("Hasta el %(day)s (%(left)s).") % said
    if state.state == EvaluationState.MISSING:
        return _("Debía hacerse hasta el %(day)s.") % said
    if state.state == EvaluationState.DONE_LATE:
        return _("Debía hacerse hasta el %(day)s y se hizo después.") % said
    return ""


def said_evaluation(plan: WorkPlan, line: EvaluationLine) -> SaidEvaluation:
    """Return an evaluation in words: finding, who, when, on whose word, and the votes if known."""
    said = {
        "finding": FINDING_LABELS[line.finding],
        "who": line.by.name,
        "day": plain_date(line.on),
    }
    return SaidEvaluation(
        title=_("%(finding)s, según %(who)s, el %(day)s") % said,
        url=reverse("record:act-detail", args=(plan.case.number, line.ordinal)),
        how=how_words(line),
        votes=votes_words(line.votes),
    )


def how_words(line: EvaluationLine) -> str:
    """Say on whose word an evaluation stands."""
    if line.standing == Standing.PUBLIC_SOURCE:
        return _("Tomada de una publicación de quien evaluó.")
    if line.from_document:
        return _("El despacho la registró desde el documento firmado por quien evaluó.")
    if line.standing == Standing.CERTIFIED:
        return _("La certificó la secretaría de quien evaluó.")
    return _("La registró quien evaluó; su secretaría no la ha certificado.")


def votes_words(votes: Votes) -> str:
    """Say how the members voted; empty where nothing is known, a count nobody knows is said so."""
    if not votes.is_known:
        return ""
    parts = [
        _count(_("%(n)s a favor"), _("a favor"), votes.in_favour),
        _count(_("%(n)s en contra"), _("en contra"), votes.against),
        _count(_abstentions(votes.abstentions), _("abstenciones"), votes.abstentions),
        _count(_("%(n)s en blanco"), _("en blanco"), votes.blank),
    ]
    return capitalized(_("votación: %(parts)s.") % {"parts": ", ".join(parts)})


def _abstentions(count: int | None) -> str:
    return ngettext("%(n)s abstención", "%(n)s abstenciones", count or 0)


def _count(said: str, name: str, count: int | None) -> str:
    if count is None:
        return _("%(name)s no consta") % {"name": name}
    return said % {"n": count}


def tally_sentence(tally: YearTally) -> str:
    """Say how many evaluations of a year are not there: "Faltan 12 de 29 evaluaciones del año 2"."""
    said = {"n": tally.lacking, "total": tally.expected, "year": tally.year}
    if not tally.lacking:
        return ngettext(
            "Está hecha la única evaluación del año %(year)s",
            "Están hechas las %(total)s evaluaciones del año %(year)s",
            tally.expected,
        ) % said  # fmt: skip
    if tally.is_over:
        return ngettext(
            "Faltó %(n)s de %(total)s evaluaciones del año %(year)s",
            "Faltaron %(n)s de %(total)s evaluaciones del año %(year)s",
            tally.lacking,
        ) % said  # fmt: skip
    return ngettext(
        "Falta %(n)s de %(total)s evaluaciones del año %(year)s",
        "Faltan %(n)s de %(total)s evaluaciones del año %(year)s",
        tally.lacking,
    ) % said  # fmt: skip


def said_tallies(
    plan: WorkPlan, tallies: Sequence[YearTally], moment: Moment
) -> tuple[SaidTally, ...]:
    """Return the years of a plan in words, the latest first, each with its list."""
    return tuple(_said_tally(plan, tally, moment) for tally in reversed(tallies))


def _said_tally(plan: WorkPlan, tally: YearTally, moment: Moment) -> SaidTally:
    if not tally.lacking:
        shape = State.DONE
    else:
        shape = State.DENIED if tally.is_over else State.NOT_STARTED
    asked = {"anio": tally.year, **({"al": moment.day.isoformat()} if moment.is_past else {})}
    return SaidTally(
        shape=shape,
        sentence=tally_sentence(tally),
        until=_until_words(tally, moment.day),
        url=f"{reverse('plan:evaluation-list', args=(plan.slug,))}?{urlencode(asked)}",
    )


def _until_words(tally: YearTally, day: date) -> str:
    if tally.due_on is None:
        return ""
    said = {"day": plain_date(tally.due_on), "left": days_left(tally.due_on, day)}
    if tally.is_over:
        return _("El año terminó el %(day)s.") % said
    return _("El año termina el %(day)s: %(left)s.") % said
