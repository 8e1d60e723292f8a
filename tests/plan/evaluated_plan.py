"""What may be evaluated of a small plan? Each function writes one act through its service, on a day."""

from datetime import date

from django.core.files.base import ContentFile

from minga.people.labels import BodyKind
from minga.people.models import Body, Person
from minga.people.services.bodies import found_body
from minga.plan.models import Activity, ActivityEvaluation, WorkPlan
from minga.plan.rules.evaluations import Finding, Votes
from minga.plan.services.acts import Record
from minga.plan.services.evaluations import (
    EvaluatingParty,
    Evaluation,
    name_evaluator,
    record_evaluation,
)
from minga.record.models import Act
from minga.record.public import Attachment, Source, Standing, Words, attach
from tests.factories.plan import a_plan, activity_read, on, plan_read

TERM = "comision"
IN_YEAR_1, IN_YEAR_2, IN_YEAR_3 = date(2024, 3, 5), date(2024, 9, 5), date(2025, 9, 5)
END_OF_YEAR_1 = date(2024, 5, 13)


def a_plan_to_evaluate(office: Body, person: Person, count: int = 3) -> WorkPlan:
    """A plan whose activities, all of four years, are evaluated by a «Comisión»; one repeats."""
    rows = [activity_read(row, evaluation="Comisión") for row in range(1, count + 1)]
    return a_plan(office, person, plan_read(*rows))


def a_paper(name: str = "informe.txt") -> Attachment:
    """The signed report of a body."""
    return attach(ContentFile(f"Informe {name}\n".encode(), name=name))


def a_naming(
    plan: WorkPlan,
    person: Person,
    *bodies: Body | str,
    day: date = IN_YEAR_1,
    term: str = TERM,
    corrects: Act | None = None,
) -> Act:
    """Say who evaluates; a text names a body that the installation does not know."""
    with on(day) as at:
        record = Record(person, at, words=Words(title="Evalúa la comisión"), corrects=corrects)
        return name_evaluator(
            plan=plan, term=term, parties=[party_of(body) for body in bodies], record=record
        )


def party_of(body: Body | str) -> EvaluatingParty:
    if isinstance(body, str):
        return EvaluatingParty(name=body)
    return EvaluatingParty(body)


def an_evaluation(
    activity: Activity,
    person: Person,
    body: Body | str,
    *,
    year: int = 1,
    day: date = IN_YEAR_1,
    finding: Finding = Finding.PARTLY_MET,
    itself: bool = False,
    votes: Votes | None = None,
    source: Source | None = None,
    paper: bool = True,
    text: str = "Se vio la mitad de los puestos.",
    corrects: Act | None = None,
) -> ActivityEvaluation:
    """Record what a body found; from its signed report unless it writes `itself`."""
    with on(day) as at:
        attached = (a_paper(),) if paper and not itself else ()
        words = Words(title=f"Evaluación del año {year}", text=text, attachments=attached)
        return record_evaluation(
            activity=activity,
            evaluation=Evaluation(
                by=party_of(body),
                year=year,
                finding=finding,
                from_document=not itself,
                votes=votes or Votes(),
            ),
            record=Record(
                person,
                at,
                source=source or Source(Standing.DECLARED),
                words=words,
                corrects=corrects,
            ),
        )


def using(body: Body) -> Body:
    """Let a body use the program itself."""
    body.uses_program = True
    body.save()
    return body


def another_commission(council: Body, slug: str = "otra-comision") -> Body:
    return found_body(slug=slug, kind=BodyKind.COMMISSION, name="Otra Comisión", parent=council)
