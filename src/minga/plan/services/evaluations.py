"""How is it written who evaluates an activity, and what they found?

A plan says «Comisiones» or «Sesiones de trabajo»: an act says which bodies those are, and each
evaluation is an act of one of them on the case of the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from minga.kernel.clock import local_date
from minga.kernel.refusal import Refused
from minga.people.public import Body
from minga.plan.models import (
    Activity,
    ActivityEvaluation,
    ActivityText,
    EvaluatingBody,
    WorkPlan,
)
from minga.plan.queries.acts import root_of, uncorrected, under
from minga.plan.queries.evaluations import Evaluator, namings_of
from minga.plan.queries.moments import today_moment
from minga.plan.queries.plans import term_of_plan
from minga.plan.rules.evaluations import (
    Finding,
    Provenance,
    Votes,
    has_begun,
    naming_in_force,
    provenance_problem,
    votes_problem,
)
from minga.plan.rules.public_words import personal_number
from minga.plan.services.acts import CorrectionRefused, Record, write_plan_act
from minga.plan.services.sealed_facts import sealed_evaluation, sealed_evaluators
from minga.record.public import Act, Standing, lock_case


class EvaluationRefused(Refused):
    """An evaluation, or who makes it, cannot be written so; `code` says why."""


@dataclass(frozen=True)
class EvaluatingParty:
    """Who evaluates: a body of the installation, or the name of one that it does not know."""

    body: Body | None = None
    name: str = ""

    @property
    def evaluator(self) -> Evaluator:
        """The same as lists name it."""
        if self.body is None:
            return Evaluator(self.name)
        return Evaluator(self.body.name, self.body.slug)


@dataclass(frozen=True)
class Evaluation:
    """What a body found of a year of an activity.

    `from_document` when an office enters what the body signed or published elsewhere.
    """

    by: EvaluatingParty
    year: int
    finding: Finding
    from_document: bool
    votes: Votes = Votes()  # noqa: RUF009 - frozen, shared safely


@transaction.atomic
def name_evaluator(
    *, plan: WorkPlan, term: str, parties: Sequence[EvaluatingParty], record: Record
) -> Act:
    """Say which bodies a means of evaluation of a plan stands for, from the day of the act on.

    Raises EvaluationRefused: `term-unknown` when no activity of the plan has that means,
    `body-missing` when nobody is named or one twice, `demonstration-mixed` when worlds meet,
    `personal-number` when a name holds a number of a person.
    """
    if not term or not ActivityText.objects.filter(version__plan=plan, evaluation_term=term):
        raise EvaluationRefused("term-unknown")
    if not parties or len(set(parties)) < len(parties):
        raise EvaluationRefused("body-missing")
    for party in parties:
        _check_party(party, plan)
    rows = [
        EvaluatingBody(plan=plan, term=term, body=party.body, body_name=party.name)
        for party in parties
    ]
    payload = sealed_evaluators(rows)
    act = write_plan_act(plan=plan, act="name_evaluator", record=record, payload=payload)
    for row in rows:
        row.act = act
    EvaluatingBody.objects.bulk_create(rows)
    return act


@transaction.atomic
def record_evaluation(
    *, activity: Activity, evaluation: Evaluation, record: Record
) -> ActivityEvaluation:
    """Record what a body found of a year of an activity, once a year, or correct what it recorded.

    Raises EvaluationRefused: `year-outside-plan`, `year-not-begun`, `votes-of-one`,
    `document-missing`, `certified-from-outside`, `body-elsewhere` when a body would write itself
    that does not use the program, `not-the-evaluator` when the plan's means stands for others,
    `already-evaluated`, `body-missing`, `demonstration-mixed`, `personal-number`. Raises
    CorrectionRefused when `record` corrects something else than an evaluation of this activity.
    """
    lock_case(activity.plan_id)
    text = _text_of(activity)
    day = local_date(record.at)
    _check_words(record.words.title, record.words.text)
    _check_party(evaluation.by, activity.plan)
    _check_year(evaluation.year, text, activity.plan, day)
    _check_provenance(evaluation, record)
    _check_evaluator(evaluation, text.evaluation_term, activity.plan, day)
    _check_correction(activity, record.corrects)
    _check_once(activity, evaluation, record.corrects)
    row = _row(activity, evaluation)
    row.act = write_plan_act(
        plan=activity.plan,
        act="record_evaluation",
        record=record,
        payload=sealed_evaluation(row),
        activities=[activity],
        body=evaluation.by.body,
    )
    row.save(force_insert=True)
    return row


def _row(activity: Activity, evaluation: Evaluation) -> ActivityEvaluation:
    votes = evaluation.votes
    return ActivityEvaluation(
        activity=activity,
        body=evaluation.by.body,
        body_name=evaluation.by.name,
        year=evaluation.year,
        finding=evaluation.finding,
        from_document=evaluation.from_document,
        in_favour=votes.in_favour,
        against=votes.against,
        abstentions=votes.abstentions,
        blank=votes.blank,
    )


def _text_of(activity: Activity) -> ActivityText:
    """Return the words of an activity in the last version that has it, with how many years it plans."""
    texts = ActivityText.objects.filter(activity=activity).select_related("version")
    return texts.order_by("-version__number")[0]


def _check_words(*texts: str) -> None:
    if any(personal_number(text) for text in texts):
        raise EvaluationRefused("personal-number")


def _check_party(party: EvaluatingParty, plan: WorkPlan) -> None:
    if (party.body is None) == (not party.name):
        raise EvaluationRefused("body-missing")
    if party.body and party.body.is_demonstration != plan.is_demonstration:
        raise EvaluationRefused("demonstration-mixed")
    _check_words(party.name)


def _check_year(year: int, text: ActivityText, plan: WorkPlan, day: date) -> None:
    if not 1 <= year <= text.version.years_count:
        raise EvaluationRefused("year-outside-plan")
    if not has_begun(term_of_plan(plan), year, day):
        raise EvaluationRefused("year-not-begun")


def _check_provenance(evaluation: Evaluation, record: Record) -> None:
    """Who vouches for it, and whether that body could have voted so."""
    body, source = evaluation.by.body, record.source
    how = Provenance(
        by_itself=not evaluation.from_document,
        is_certified=source.standing == Standing.CERTIFIED,
        is_cited=source.standing == Standing.PUBLIC_SOURCE and bool(source.url and source.on),
        has_document=bool(record.words.attachments),
    )
    problem = provenance_problem(how) or votes_problem(evaluation.votes, body.kind if body else "")
    if problem:
        raise EvaluationRefused(problem)
    if how.by_itself and not (body and body.uses_program):
        raise EvaluationRefused("body-elsewhere")


def _check_evaluator(evaluation: Evaluation, term: str, plan: WorkPlan, day: date) -> None:
    """A body speaks for the plan where it was named; an office may enter it before anybody was."""
    named = naming_in_force(namings_of(plan.pk, today_moment()).get(term, ()), day)
    if named is None and evaluation.from_document:
        return
    if named is None or evaluation.by.evaluator not in named:
        raise EvaluationRefused("not-the-evaluator")


def _check_correction(activity: Activity, corrected: Act | None) -> None:
    if corrected and not _of_this(activity).filter(act=corrected).exists():
        raise CorrectionRefused("correction-of-another-kind")


def _check_once(activity: Activity, evaluation: Evaluation, corrected: Act | None) -> None:
    party = evaluation.by
    same = uncorrected(_of_this(activity), today_moment()).filter(
        year=evaluation.year, body=party.body, body_name=party.name
    )
    if same.exclude(act=corrected).exists():
        raise EvaluationRefused("already-evaluated")


def _of_this(activity: Activity) -> QuerySet[ActivityEvaluation]:
    """The evaluations of an activity and of those that repeat its text."""
    root = root_of(activity.pk, activity.repeats_id)
    return under([root]).of(ActivityEvaluation.objects.all())
