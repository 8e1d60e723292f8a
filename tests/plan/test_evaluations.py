"""Is it true that evaluations are written by whom they should, once, and counted as promised?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from minga.kernel.lifecycle import TransitionRefused
from minga.kernel.refusal import Refused
from minga.people.labels import BodyKind
from minga.people.models import Body, Person
from minga.people.services.bodies import found_body
from minga.plan.models import Activity, ActivityEvaluation, EvaluatingBody, WorkPlan
from minga.plan.queries.acts import in_plan
from minga.plan.queries.evaluations import (
    EvaluationLine,
    EvaluationRow,
    Evaluator,
    Means,
    evaluation_rows,
    evaluations_by_root,
    namings_of,
    year_tallies,
)
from minga.plan.queries.evaluations_desk import means_filed, means_unnamed
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import version_at
from minga.plan.queries.texts import texts_of
from minga.plan.rules.evaluations import EvaluationState, Finding, Votes, YearTally
from minga.plan.services.acts import CorrectionRefused
from minga.plan.services.agreement import Disagreement, disagreements
from minga.plan.services.evaluations import EvaluationRefused
from minga.record.models import Act
from minga.record.public import Source, Standing
from tests.factories.plan import (
    ENDS_ON,
    a_fact,
    a_plan,
    activities_of,
    activity_read,
    plan_read,
)
from tests.plan.evaluated_plan import (
    END_OF_YEAR_1,
    IN_YEAR_1,
    IN_YEAR_2,
    IN_YEAR_3,
    TERM,
    a_naming,
    a_plan_to_evaluate,
    an_evaluation,
    another_commission,
    using,
)

pytestmark = pytest.mark.django_db

CITED = Source(Standing.PUBLIC_SOURCE, "https://ejemplo.ec/informe", IN_YEAR_1)
CERTIFIED = Source(Standing.CERTIFIED)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return a_plan_to_evaluate(office, adviser)


@pytest.fixture
def activity(plan: WorkPlan) -> Activity:
    return activities_of(plan)[0]


def known_on(day: date) -> Moment:
    return Moment(day, is_past=False)


def rows_on(plan: WorkPlan, day: date) -> list[EvaluationRow]:
    version = version_at(plan, known_on(day))
    assert version is not None
    namings = namings_of(plan.pk, known_on(day))
    return evaluation_rows(plan, texts_of(version), namings, known_on(day))


def lines_on(plan: WorkPlan, day: date) -> list[EvaluationLine]:
    found = evaluations_by_root(in_plan(plan.pk), known_on(day))
    return [line for lines in found.values() for line in lines]


# What is written


def test_an_evaluation_is_an_act_of_the_body_on_the_case_of_the_plan(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    row = an_evaluation(activity, adviser, commission, votes=Votes(3, 1, None, 0))
    assert str(row) == f"{activity.pk} año 1: PARTLY_MET"
    act = Act.objects.get(pk=row.act_id)
    assert (act.case_id, act.body_id, act.kind) == (
        activity.plan_id,
        commission.pk,
        "record_evaluation",
    )
    assert act.legal_basis == "Código de la Democracia 97"
    assert act.payload == {
        "by": {"body": "comision-de-ensayo", "name": ""},
        "year": 1,
        "finding": "PARTLY_MET",
        "from_document": True,
        "votes": [3, 1, None, 0],
        "activities": [1],
    }
    assert lines_on(activity.plan, IN_YEAR_1) == [
        EvaluationLine(
            year=1,
            on=IN_YEAR_1,
            act_id=act.pk,
            ordinal=act.ordinal,
            finding="PARTLY_MET",
            by=Evaluator("Comisión de Ensayo", "comision-de-ensayo"),
            from_document=True,
            standing="DECLARED",
            votes=Votes(3, 1, None, 0),
        )
    ]


def test_a_body_that_nobody_knows_is_named(activity: Activity, adviser: Person) -> None:
    row = an_evaluation(activity, adviser, "Mesa de comerciantes")
    act = Act.objects.get(pk=row.act_id)
    assert act.body_id == activity.plan.body_id
    assert act.payload["by"]["name"].startswith("sha256:")
    assert [line.by for line in lines_on(activity.plan, IN_YEAR_1)] == [
        Evaluator("Mesa de comerciantes")
    ]


def test_a_body_that_uses_the_program_writes_itself(
    activity: Activity, secretary: Person, commission: Body
) -> None:
    a_naming(activity.plan, secretary, using(commission))
    row = an_evaluation(activity, secretary, commission, itself=True, source=CERTIFIED)
    assert (row.from_document, row.act.standing) == (False, "CERTIFIED")


def test_what_is_recorded_agrees_with_its_acts(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    a_naming(activity.plan, adviser, commission, "Mesa de comerciantes")
    row = an_evaluation(activity, adviser, commission)
    assert list(disagreements()) == []
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        ActivityEvaluation.objects.update(finding=Finding.MET)
        EvaluatingBody.objects.filter(body=commission).delete()
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert list(disagreements()) == [
        Disagreement(f"{row.act.case.number}/{row.act.ordinal}", "finding"),
        Disagreement(f"{row.act.case.number}/{row.act.ordinal - 1}", "bodies"),
    ]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nothing_of_it_is_ever_changed(
    activity: Activity, adviser: Person, commission: Body, change: str
) -> None:
    an_evaluation(activity, adviser, commission)
    rows = ActivityEvaluation.objects.all()
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        rows.update(year=2) if change == "update" else rows.delete()


@pytest.mark.parametrize("name", ["", "Mesa"])
def test_the_database_keeps_one_body_an_evaluation(
    activity: Activity, adviser: Person, commission: Body, name: str
) -> None:
    act = a_fact(adviser, activity, day=IN_YEAR_1)
    body = commission if name else None
    with pytest.raises(IntegrityError, match="evaluation_has_one_body"):
        ActivityEvaluation.objects.create(
            act=act, activity=activity, body=body, body_name=name, year=1, finding="MET",
            from_document=True,
        )  # fmt: skip


# What is refused


def refused(code: str, **asked: object) -> None:
    """Fail unless this evaluation is refused with the code, and nothing is left of it."""
    before = Act.objects.count()
    with pytest.raises(Refused) as caught:
        an_evaluation(**asked)  # type: ignore[arg-type]  # names of its parameters
    assert (caught.value.code, Act.objects.count()) == (code, before)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("document-missing", {"paper": False}),
        ("document-missing", {"paper": False, "source": Source(Standing.PUBLIC_SOURCE)}),
        ("certified-from-outside", {"source": CERTIFIED}),
        ("year-outside-plan", {"year": 0}),
        ("year-outside-plan", {"year": 5}),
        ("year-not-begun", {"year": 2}),
        ("year-not-begun", {"year": 2, "day": END_OF_YEAR_1}),
        ("personal-number", {"text": "Lo dijo 0991234567"}),
        ("body-elsewhere", {"itself": True}),
    ],
)
def test_what_nobody_could_vouch_for_is_refused(
    activity: Activity, adviser: Person, commission: Body, code: str, changes: dict[str, object]
) -> None:
    refused(code, **{"activity": activity, "person": adviser, "body": commission} | changes)


def test_a_name_with_a_number_of_a_person_is_refused(activity: Activity, adviser: Person) -> None:
    refused("personal-number", activity=activity, person=adviser, body="Mesa 0991234567")
    refused("body-missing", activity=activity, person=adviser, body="")


def test_one_alone_does_not_vote(activity: Activity, adviser: Person, office: Body) -> None:
    asked = {"activity": activity, "person": adviser, "body": office}
    refused("votes-of-one", **asked, votes=Votes(in_favour=1))


def test_only_who_was_named_evaluates(
    activity: Activity, secretary: Person, commission: Body, council: Body
) -> None:
    other = using(another_commission(council))
    asked = {"activity": activity, "person": secretary, "body": other}
    refused("not-the-evaluator", **asked, itself=True)
    an_evaluation(activity, secretary, other)
    a_naming(activity.plan, secretary, commission)
    refused("not-the-evaluator", **asked, year=2, day=IN_YEAR_2)
    refused("not-the-evaluator", **asked, year=2, day=IN_YEAR_2, itself=True)


def test_who_was_named_on_the_day_of_the_evaluation_counts(
    activity: Activity, adviser: Person, commission: Body, council: Body
) -> None:
    other = another_commission(council)
    a_naming(activity.plan, adviser, commission, day=IN_YEAR_1)
    a_naming(activity.plan, adviser, other, day=IN_YEAR_2)
    an_evaluation(activity, adviser, other, year=2, day=IN_YEAR_3)
    refused("not-the-evaluator", activity=activity, person=adviser, body=other)
    an_evaluation(activity, adviser, commission)


def test_a_body_evaluates_a_year_once(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body, council: Body
) -> None:
    an_evaluation(activity, adviser, commission)
    refused("already-evaluated", activity=activity, person=adviser, body=commission)
    an_evaluation(activity, adviser, another_commission(council))
    an_evaluation(activities_of(plan)[1], adviser, commission)
    an_evaluation(activity, adviser, commission, year=2, day=IN_YEAR_2)


def test_who_evaluates_is_of_the_same_world(activity: Activity, adviser: Person) -> None:
    fictional = found_body(
        slug="ficticia", kind=BodyKind.COMMISSION, name="Ficticia", is_demonstration=True
    )
    refused("demonstration-mixed", activity=activity, person=adviser, body=fictional)
    with pytest.raises(EvaluationRefused, match="demonstration-mixed"):
        a_naming(activity.plan, adviser, fictional)


def test_a_fictional_person_evaluates_nothing_real(
    activity: Activity, citizen: Person, commission: Body
) -> None:
    Person.objects.filter(pk=citizen.pk).update(is_demonstration=True)
    citizen.refresh_from_db()
    with pytest.raises(TransitionRefused, match="demonstration-mixed"):
        an_evaluation(activity, citizen, commission)
    assert ActivityEvaluation.objects.count() == 0


# Corrections


def test_another_act_corrects_it_and_both_stay(
    activity: Activity, adviser: Person, commission: Body
) -> None:
    wrong = an_evaluation(activity, adviser, commission)
    right = an_evaluation(
        activity, adviser, commission, finding=Finding.MET, day=IN_YEAR_2, corrects=wrong.act
    )
    assert ActivityEvaluation.objects.count() == 2
    assert [line.act_id for line in lines_on(activity.plan, IN_YEAR_1)] == [wrong.act_id]
    assert [line.act_id for line in lines_on(activity.plan, IN_YEAR_2)] == [right.act_id]
    with pytest.raises(CorrectionRefused, match="already-corrected"):
        an_evaluation(activity, adviser, commission, day=IN_YEAR_2, corrects=wrong.act, year=2)


def test_only_an_evaluation_of_the_same_activity_is_corrected(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    other = an_evaluation(activities_of(plan)[1], adviser, commission)
    fact = a_fact(adviser, activity, day=IN_YEAR_1)
    for act in (other.act, fact):
        with pytest.raises(CorrectionRefused, match="correction-of-another-kind"):
            an_evaluation(activity, adviser, commission, corrects=act)


# Who evaluates


def test_a_naming_holds_from_its_day_and_a_correction_replaces_it(
    plan: WorkPlan, adviser: Person, commission: Body, council: Body
) -> None:
    other = another_commission(council)
    first = a_naming(plan, adviser, commission, "Mesa")
    assert [str(row) for row in EvaluatingBody.objects.all()] == [
        f"comision: {commission.pk}",
        "comision: Mesa",
    ]
    named = (Evaluator("Comisión de Ensayo", "comision-de-ensayo"), Evaluator("Mesa"))
    assert namings_of(plan.pk, known_on(IN_YEAR_1)) == {TERM: ((IN_YEAR_1, named),)}
    a_naming(plan, adviser, other, day=IN_YEAR_2)
    assert len(namings_of(plan.pk, known_on(IN_YEAR_2))[TERM]) == 2
    a_naming(plan, adviser, commission, day=IN_YEAR_3, corrects=first)
    said = [since for since, _named in namings_of(plan.pk, known_on(IN_YEAR_3))[TERM]]
    assert said == [IN_YEAR_2, IN_YEAR_3]


@pytest.mark.parametrize(
    ("code", "term", "named"),
    [
        ("term-unknown", "asamblea", ("Mesa",)),
        ("term-unknown", "", ("Mesa",)),
        ("body-missing", TERM, ()),
        ("body-missing", TERM, ("",)),
        ("body-missing", TERM, ("Mesa", "Mesa")),
        ("personal-number", TERM, ("mesa@correo.ec",)),
    ],
)
def test_who_evaluates_is_named_for_a_means_of_the_plan(
    plan: WorkPlan, adviser: Person, code: str, term: str, named: tuple[str, ...]
) -> None:
    with pytest.raises(EvaluationRefused) as caught:
        a_naming(plan, adviser, *named, term=term)
    assert (caught.value.code, EvaluatingBody.objects.count()) == (code, 0)


# What is due


def test_the_years_that_have_begun_are_counted_with_what_they_lack(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission)
    an_evaluation(activities_of(plan)[1], adviser, commission, day=IN_YEAR_2)
    states = [
        (row.state.year, row.text.number, row.state.state) for row in rows_on(plan, IN_YEAR_2)
    ]
    assert states == [
        (2, 1, EvaluationState.PENDING),
        (2, 2, EvaluationState.PENDING),
        (2, 3, EvaluationState.PENDING),
        (1, 1, EvaluationState.DONE),
        (1, 2, EvaluationState.DONE_LATE),
        (1, 3, EvaluationState.MISSING),
    ]
    version = version_at(plan, known_on(IN_YEAR_2))
    assert version is not None
    assert year_tallies(plan, texts_of(version), known_on(IN_YEAR_2)) == (
        YearTally(1, 3, 1, END_OF_YEAR_1, is_over=True),
        YearTally(2, 3, 3, date(2025, 5, 13), is_over=False),
    )


def test_the_last_day_closes_everything_and_what_was_missing_stays(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    an_evaluation(activity, adviser, commission)
    after = date(2027, 5, 14)
    assert after > ENDS_ON
    found = [row.state.state for row in rows_on(plan, after) if row.text.number == 1]
    assert found == [EvaluationState.MISSING] * 3 + [EvaluationState.DONE]


def test_repeated_activities_share_their_evaluations(
    office: Body, adviser: Person, commission: Body
) -> None:
    read = [activity_read(row, "Lo mismo", evaluation="Comisión") for row in (1, 2)]
    plan = a_plan(office, adviser, plan_read(*read))
    first, second = activities_of(plan)
    assert second.repeats_id == first.pk
    row = an_evaluation(second, adviser, commission)
    found = {
        one.text.number: [line.act_id for line in one.done] for one in rows_on(plan, IN_YEAR_1)
    }
    assert found == {1: [row.act_id], 2: [row.act_id]}
    refused("already-evaluated", activity=first, person=adviser, body=commission)
    mended = an_evaluation(first, adviser, commission, corrects=row.act, finding=Finding.MET)
    assert [line.act_id for line in lines_on(plan, IN_YEAR_1)] == [mended.act_id]


def test_where_the_plan_names_no_means_nothing_is_due(office: Body, adviser: Person) -> None:
    plan = a_plan(office, adviser, plan_read(activity_read(1)))
    assert rows_on(plan, IN_YEAR_2) == []
    row = an_evaluation(activities_of(plan)[0], adviser, "Mesa")
    assert [(one.state.year, one.state.state) for one in rows_on(plan, IN_YEAR_2)] == [
        (1, EvaluationState.DONE)
    ]
    assert row.body is None


def test_a_day_knows_only_what_was_recorded_by_then(
    plan: WorkPlan, activity: Activity, adviser: Person, commission: Body
) -> None:
    a_naming(plan, adviser, commission, day=IN_YEAR_2)
    an_evaluation(activity, adviser, commission, day=IN_YEAR_2, year=2)
    before, after = (rows_on(plan, day) for day in (IN_YEAR_1, IN_YEAR_2))
    assert {row.evaluators for row in before} == {None}
    assert {row.evaluators for row in after} == {
        (Evaluator("Comisión de Ensayo", "comision-de-ensayo"),)
    }
    assert [row.state.year for row in before] == [1, 1, 1]
    assert [row.state.state for row in after if row.state.year == 2 and row.text.number == 1] == [
        EvaluationState.DONE
    ]


def test_the_means_of_a_plan_are_each_named_once_as_it_writes_them(
    office: Body, adviser: Person, commission: Body
) -> None:
    filed = ("Comisión", "COMISIÓN", None, "Asamblea")
    read = [activity_read(row, evaluation=said) for row, said in enumerate(filed, start=1)]
    plan = a_plan(office, adviser, plan_read(*read))
    assembly, means = Means("asamblea", "Asamblea"), Means(TERM, "COMISIÓN")
    assert means_filed(plan, known_on(IN_YEAR_1)) == [assembly, means]
    assert means_unnamed(plan, known_on(IN_YEAR_1)) == [assembly, means]
    a_naming(plan, adviser, commission)
    assert means_unnamed(plan, known_on(IN_YEAR_1)) == [assembly]
    assert means_filed(plan, known_on(date(2020, 1, 1))) == []


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_the_same_evaluation_at_once_one_is_kept(
    office: Body, adviser: Person, commission: Body
) -> None:
    activity = activities_of(a_plan_to_evaluate(office, adviser))[0]

    def evaluate(_turn: int) -> str:
        try:
            an_evaluation(activity, adviser, commission)
        except EvaluationRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(evaluate, range(2))) == ["already-evaluated", "kept"]
    assert ActivityEvaluation.objects.count() == 1
