"""What do the tests of routes walk through? A little of everything, and one case that is nobody's business."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from minga.kernel import clock
from minga.kernel.holidays import Place
from minga.people.models import Appointment, Person, Representation
from minga.plan.models import ActivityAct, ActivityCase, Letter, PlanImport, WorkPlan
from minga.plan.reading import ReadPlan
from minga.record.counter.models import PaperForm
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, Case, LegalParameter
from minga.record.privacy.breaches import BreachStep, open_breach
from minga.record.privacy.requests import (
    AskedData,
    DataDecision,
    confirm_identity,
    decide,
    hand_over_copy,
    open_request,
)
from minga.record.public import (
    Declaration,
    Registrar,
    Source,
    Words,
    append_act,
    attach,
    declare_holiday,
    lock_case,
    print_papers,
)
from minga.record.rules.data_requests import DataRight, IdentityProof
from minga.record.sealing.sealing import seal_pending
from minga.territory.services.facts import load_facts
from tests.architecture.said_things import Talk, say_more, talk
from tests.cast import Cast
from tests.factories.plan import (
    a_fact,
    a_plan,
    a_version,
    activities_of,
    activity_read,
    measured,
    on,
    plan_read,
    some_goals,
)
from tests.plan.casework_world import a_casework
from tests.plan.evaluated_plan import an_evaluation
from tests.plan.letter_world import a_letter
from tests.record.acts import NOTE, open_case

SECRET = "zarzamora"
SECRET_FILE = "mortino.txt"
FIRST, SECOND = date(2024, 3, 1), date(2024, 4, 1)


@dataclass(frozen=True)
class SmallWorld:
    """The things that the addresses of routes are filled with."""

    plan: WorkPlan
    case: Case
    act: Act
    hidden: Act
    parameter: LegalParameter
    waiting: PlanImport
    declared: Act
    appointment: Appointment
    representation: Representation
    clerk: Person
    paper: PaperForm
    asked: Case
    breach: Case
    talk: Talk
    letter: Letter


def build(bodies: Cast, people: dict[str, Person]) -> SmallWorld:
    """Fill an empty database with a plan, its acts, their seals, and a case for staff alone."""
    load_facts()
    adviser = people["adviser"]
    plan = a_plan(bodies.office, adviser, document(2), slug="ensayo", is_main=True)
    a_version(plan, adviser, document(3), FIRST)
    hidden = hide(bodies, adviser, plan)
    act = photographed(plan, adviser)
    parameter = LegalParameter.objects.create(
        key="test.response", value="10", unit="working_day", evidence="U"
    )
    waiting = PlanImport.objects.create(
        person=adviser,
        body=bodies.office,
        name="plan.csv",
        content=b"Programa,Objetivo,Actividad,2023,2024\nAgua,Que haya,Limpiar,x,x\n",
        created_at=clock.now(),
    )
    registrar = Registrar(people["secretary"], bodies.council, Standing.CERTIFIED)
    day = Declaration(date(2028, 3, 6), Place.QUITO, "Día de ensayo", "Decreto 1")
    declared = declare_holiday(day, by=registrar, at=clock.now())
    seal_pending(clock.now())
    grow(plan, adviser, 1)
    built = SmallWorld(
        plan=plan,
        case=plan.case,
        act=act,
        hidden=hidden,
        parameter=parameter,
        waiting=waiting,
        declared=declared,
        appointment=Appointment.objects.get(person=people["clerk"]),
        representation=Representation.objects.get(person=people["leader"]),
        clerk=people["clerk"],
        paper=a_paper(bodies, people["clerk"]),
        asked=answered_access(people["citizen"], registrar),
        breach=a_breach(registrar),
        talk=talk(f"activity:{plan.slug}/1", people["moderator"]),
        letter=a_letter(a_casework(bodies.office, adviser), adviser),
    )
    seal_pending(clock.now())
    return built


def answered_access(citizen: Person, by: Registrar) -> Case:
    """Ask for a copy of the own data, and answer: only the citizen and who answers read of it."""
    _number("dp.access", "15", "calendar_day")
    request = open_request(person=citizen, asked=AskedData(DataRight.ACCESS), at=clock.now())
    proof = IdentityProof.OWN_ACCOUNT
    confirm_identity(request=request, proof=proof, by=by, at=clock.now())
    hand_over_copy(request=request, by=by, at=clock.now())
    decide(request=request, decision=DataDecision("grant", "Va la copia."), by=by, at=clock.now())
    return request.case


def a_breach(by: Registrar) -> Case:
    """Write down a breach: only who answers reads of it."""
    _number("dp.breach.authority", "5", "working_day")
    step = BreachStep("detect_breach", "Se envió a quien no era.")
    return open_breach(title="Correo de ensayo", step=step, by=by, detected_at=clock.now())


def _number(key: str, value: str, unit: str) -> None:
    LegalParameter.objects.create(key=key, value=value, unit=unit, evidence="U")


def a_paper(bodies: Cast, clerk: Person) -> PaperForm:
    """Print one numbered form for the counter."""
    (paper,) = print_papers(body=bodies.counter, count=1, by=clerk, at=clock.now())
    return paper


def document(rows: int) -> ReadPlan:
    """A plan with this many activities."""
    rows_read = (activity_read(row, sdg=(8,), evaluation="Comisión") for row in range(1, rows + 1))
    return plan_read(*rows_read)


def photographed(plan: WorkPlan, adviser: Person) -> Act:
    """Record a fact with a document that anybody may see."""
    kept = attach(ContentFile(b"Se hizo.\n", name="informe.txt"))
    act = a_fact(adviser, activities_of(plan)[0], day=FIRST)
    act.evidence.create(document=kept.document, name="informe.txt")
    return act


@transaction.atomic
def hide(bodies: Cast, adviser: Person, plan: WorkPlan) -> Act:
    """Write an act on a case that only the office may see, and tie it to the plan in every way."""
    case = open_case(bodies.office, title=f"Caso {SECRET}", visibility=Visibility.STAFF)
    kept = attach(ContentFile(SECRET.encode(), name=SECRET_FILE))
    words = Words(title=f"Nota {SECRET}", text=f"Texto {SECRET}", attachments=(kept,))
    with on(FIRST) as at:
        act = append_act(
            lock_case(case.pk), NOTE, actor=adviser, happened_at=at, source=Source(), words=words
        )
    first, second, *_more = activities_of(plan)
    ActivityAct.objects.create(activity=first, act=act)
    link = plan.case.acts.earliest("pk")
    ActivityCase.objects.create(activity=second, case=case, act=link)
    return act


def grow(plan: WorkPlan, adviser: Person, rows: int) -> None:
    """Add facts, indicators, goals, numbers of the law and heads, one for each of so many activities."""
    say_more(f"activity:{plan.slug}/1", rows)
    for activity in activities_of(plan)[:rows]:
        fact = a_fact(adviser, activity, day=SECOND)
        measured(activity, adviser, day=SECOND)
        some_goals(activity, adviser, SECOND, (11, ""))
        an_evaluation(activity, adviser, f"Mesa de ensayo {rows}", day=SECOND)
        LegalParameter.objects.create(
            key=f"test.number{fact.pk}", value="3", unit="working_day", evidence="U"
        )
        seal_pending(clock.now())
