"""What evaluations does the desk owe, for which plans and bodies, and who may record them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.people.public import Body, Viewer, may_certify_for, may_record_for
from minga.plan.models import EvaluatingBody, WorkPlan
from minga.plan.queries.evaluations import (
    EvaluationRow,
    Evaluator,
    Means,
    evaluation_rows,
    means_of,
    namings_of,
)
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import all_plans, version_at
from minga.plan.queries.texts import texts_of
from minga.plan.rules.evaluations import EvaluationState
from minga.record.public import QueueLine


@dataclass(frozen=True)
class EvaluatingBodies:
    """Whose evaluations a viewer records: those of a whole plan, or of bodies that use the program.

    `office` when the viewer records for the office of the plan: it enters what others signed.
    """

    office: bool
    bodies: tuple[Body, ...]

    @property
    def may_record(self) -> bool:
        """True for whoever may record any."""
        return self.office or bool(self.bodies)

    def concerns(self, evaluators: Iterable[Evaluator] | None) -> bool:
        """Whether the viewer may record an evaluation that these make."""
        if self.office:
            return True
        own = {body.slug for body in self.bodies}
        return any(one.slug in own for one in evaluators or ())


def bodies_recorded_for(viewer: Viewer, plan: WorkPlan, named: Iterable[Body]) -> EvaluatingBodies:
    """Return for whom a viewer records evaluations of a plan; `named` are its evaluating bodies."""
    person = viewer.person
    if person is None or person.is_demonstration != plan.is_demonstration:
        return EvaluatingBodies(office=False, bodies=())
    own = [body for body in named if writes_itself(viewer, body)]
    return EvaluatingBodies(may_record_for(viewer, plan.body, viewer.on), tuple(own))


def writes_itself(viewer: Viewer, body: Body) -> bool:
    """Whether what a viewer records is the body's own word: it uses the program, and they write for it."""
    return body.uses_program and may_record_for(viewer, body, viewer.on)


def may_certify_evaluation(viewer: Viewer, body: Body) -> bool:
    """Whether the viewer certifies what the body evaluates: its secretary, where it uses the program."""
    return body.uses_program and may_certify_for(viewer, body, viewer.on)


def named_bodies(plan_ids: Iterable[int]) -> dict[int, list[Body]]:
    """Return plan → the bodies of the installation that were ever named to evaluate it; one query."""
    found: dict[int, dict[int, Body]] = {}
    rows = EvaluatingBody.objects.filter(plan__in=list(plan_ids), body__isnull=False)
    for row in rows.select_related("body").order_by("act_id", "pk"):
        if row.body is not None:
            found.setdefault(row.plan_id, {})[row.body.pk] = row.body
    return {plan: list(bodies.values()) for plan, bodies in found.items()}


@dataclass(frozen=True)
class EvaluationsOwed:
    """What of a plan waits for an evaluation, what lacks one for good, and whom nobody named."""

    plan: WorkPlan
    pending: Sequence[EvaluationRow]
    missing: Sequence[EvaluationRow]
    unnamed: Sequence[Means]
    named: Sequence[Means]


def evaluations_owed(plan: WorkPlan, mine: EvaluatingBodies, day: date) -> EvaluationsOwed:
    """Return what a viewer may still record of a plan; four queries."""
    moment = Moment(day, is_past=False)
    version = version_at(plan, moment)
    texts = texts_of(version) if version else []
    namings = namings_of(plan.pk, moment)
    means = means_of(texts) if mine.office else []
    every = evaluation_rows(plan, texts, namings, moment)
    rows = [row for row in every if mine.concerns(row.evaluators)]
    return EvaluationsOwed(
        plan,
        [row for row in rows if row.state.state == EvaluationState.PENDING],
        [row for row in rows if row.state.state == EvaluationState.MISSING],
        [one for one in means if one.term not in namings],
        [one for one in means if one.term in namings],
    )


def means_filed(plan: WorkPlan, moment: Moment) -> list[Means]:
    """Return the means of evaluation of a plan, in order; two queries."""
    version = version_at(plan, moment)
    return means_of(texts_of(version)) if version else []


def means_unnamed(plan: WorkPlan, moment: Moment) -> list[Means]:
    """Return those of which nobody has said whom they name; three queries."""
    namings = namings_of(plan.pk, moment)
    return [one for one in means_filed(plan, moment) if one.term not in namings]


def plans_evaluated_by(viewer: Viewer) -> list[tuple[WorkPlan, EvaluatingBodies]]:
    """Return the plans whose evaluations a viewer may record, and for whom; two queries."""
    if viewer.person is None or not viewer.appointments:
        return []
    plans = list(all_plans())
    named = named_bodies(plan.pk for plan in plans)
    found = [(plan, bodies_recorded_for(viewer, plan, named.get(plan.pk, ()))) for plan in plans]
    return [(plan, mine) for plan, mine in found if mine.may_record]


def owed_evaluations(viewer: Viewer, today: date) -> list[QueueLine]:
    """Return a line for each plan whose year asks for evaluations that are not there."""
    owed = [
        evaluations_owed(plan, mine, today)
        for plan, mine in plans_evaluated_by(viewer)
        if plan.ends_on is None or today <= plan.ends_on
    ]
    return [_line(one) for one in owed if one.pending]


def _line(owed: EvaluationsOwed) -> QueueLine:
    count, plan = len(owed.pending), owed.plan
    state = owed.pending[0].state
    title = ngettext(
        "Falta %(n)s evaluación del año %(year)s de «%(plan)s»",
        "Faltan %(n)s evaluaciones del año %(year)s de «%(plan)s»",
        count,
    )
    return QueueLine(
        title=title % {"n": count, "year": state.year, "plan": plan.title},
        url=reverse("plan:evaluation-desk", args=(plan.slug,)),
        action=_("Registrar una evaluación"),
        due_on=state.due_on,
        consequence=_("Después de ese día la página del plan dirá que faltó."),
        case_number=plan.case.number,
    )
