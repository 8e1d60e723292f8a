"""It is true that a filed plan is frozen, keeps its numbers, and is never overwritten in silence."""

from dataclasses import replace

import pytest
from django.utils import translation

from minga.kernel.lifecycle import TransitionRefused
from minga.people.models import Body, Person
from minga.plan.models import Activity, ActivityText, PlanVersion, Programme, WorkPlan
from minga.plan.reading import ReadPlan
from minga.plan.services.acts import Record
from minga.plan.services.filing import (
    Filing,
    Holder,
    NoMatrix,
    SlugTaken,
    fingerprint,
    register_plan,
    register_version,
)
from minga.plan.services.importing import Incoming, import_incoming
from minga.record.models import Act
from minga.record.services import replayed_state
from tests.plan.written_plan import MONDAY, registered, written_plan


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return registered(office, adviser)


def texts(version: PlanVersion) -> dict[int, str]:
    rows = ActivityText.objects.filter(version=version).select_related("activity")
    return {row.activity.number: row.text for row in rows}


def next_version(plan: WorkPlan, person: Person, read: ReadPlan) -> PlanVersion | None:
    return register_version(
        plan=plan, filing=Filing(read, "otra.csv"), record=Record(person, MONDAY)
    )


def test_a_plan_is_a_case_with_one_act_and_one_version(plan: WorkPlan) -> None:
    assert plan.case.number == "PLA-2024-00001"
    assert plan.title == "Plan de trabajo 2023 – 2027"
    assert [act.kind for act in Act.objects.filter(case=plan.case)] == ["register_plan"]
    assert plan.case.state == replayed_state(plan.case) == "REGISTERED"
    version = plan.versions.get()
    assert (version.number, version.years_count) == (1, 4)
    assert [row.mechanism for row in version.mechanisms.all()] == ["Boletín"]


def test_activities_are_numbered_in_the_order_of_the_document(plan: WorkPlan) -> None:
    assert texts(plan.versions.get()) == {
        1: "Renovar mercados",
        2: "Abrir ferias",
        3: "Adoquinar calles",
        4: "Renovar mercados",
    }


def test_a_repeated_text_points_to_its_first_activity(plan: WorkPlan) -> None:
    repeats = dict(Activity.objects.filter(plan=plan).values_list("number", "repeats__number"))
    assert repeats == {1: None, 2: None, 3: None, 4: 1}


def test_filed_spelling_is_kept_and_read_for_filters(plan: WorkPlan) -> None:
    row = ActivityText.objects.filter(version__plan=plan).first()
    assert row is not None
    assert (row.strategies, row.strategy_terms) == (["Ordenanzaz"], ["ordenanzas"])


def test_the_same_document_again_changes_nothing(plan: WorkPlan, adviser: Person) -> None:
    assert next_version(plan, adviser, written_plan()) is None
    assert plan.versions.count() == 1
    assert Act.objects.filter(case=plan.case).count() == 1


def test_a_changed_document_is_another_version_with_the_same_numbers(
    plan: WorkPlan, adviser: Person
) -> None:
    changed = written_plan(
        ("Calles", ("Renovar mercados", "Adoquinar las calles", "Sembrar árboles")),
        ("Mercados", ("Renovar mercados",)),
    )
    version = next_version(plan, adviser, changed)
    assert version is not None
    assert version.number == 2
    assert texts(version) == {
        1: "Renovar mercados",
        3: "Adoquinar las calles",
        4: "Renovar mercados",
        5: "Sembrar árboles",
    }
    assert texts(plan.versions.get(number=1))[3] == "Adoquinar calles"
    assert [item.number for item in version.withdrawn.all()] == [2]


def test_an_activity_that_returns_is_whole_again(plan: WorkPlan, adviser: Person) -> None:
    next_version(plan, adviser, written_plan(("Mercados", ("Renovar mercados",))))
    assert Activity.objects.filter(plan=plan, withdrawn_in__isnull=False).count() == 3
    next_version(plan, adviser, written_plan())
    assert Activity.objects.filter(plan=plan, withdrawn_in__isnull=False).count() == 0
    assert Activity.objects.filter(plan=plan).count() == 4


def test_a_new_programme_takes_the_next_number_and_a_free_address(
    plan: WorkPlan, adviser: Person
) -> None:
    read = written_plan(("Mercados", ("Renovar mercados",)), ("¡Mercados!", ("Otra cosa",)))
    next_version(plan, adviser, read)
    found = Programme.objects.filter(plan=plan).values_list("number", "slug", "name")
    assert list(found) == [
        (1, "mercados", "Mercados"),
        (2, "calles", "Calles"),
        (3, "mercados-3", "¡Mercados!"),
    ]


def test_a_document_without_matrix_is_refused(office: Body, adviser: Person) -> None:
    empty = replace(written_plan(), programmes=())
    with pytest.raises(NoMatrix):
        registered(office, adviser, empty)
    plan = registered(office, adviser)
    with pytest.raises(NoMatrix):
        next_version(plan, adviser, empty)
    assert WorkPlan.objects.count() == 1


def test_two_plans_never_share_an_address(office: Body, adviser: Person, plan: WorkPlan) -> None:
    with pytest.raises(SlugTaken):
        registered(office, adviser)


def test_real_and_fictional_never_mix(office: Body, adviser: Person) -> None:
    with pytest.raises(TransitionRefused, match="demonstration-mixed"):
        register_plan(
            filing=Filing(written_plan(), "plan.csv"),
            holder=Holder(slug="demo", body=office, is_demonstration=True),
            record=Record(adviser, MONDAY),
        )
    assert WorkPlan.objects.count() == 0


def test_the_fingerprint_is_of_the_content_not_of_its_issues() -> None:
    read = written_plan()
    assert fingerprint(read) == fingerprint(replace(read, issues=()))
    assert fingerprint(read) != fingerprint(replace(read, vision="Otra"))


def test_years_come_from_the_marks_or_the_period(office: Body, adviser: Person) -> None:
    read = replace(written_plan(), period=replace(written_plan().period, start=None, end=None))
    plan = registered(office, adviser, read, slug="sin-periodo")
    assert plan.versions.get().years_count == 4
    assert plan.title == "Plan de trabajo"


def test_what_the_program_itself_names_is_stored_in_spanish_whoever_files(
    office: Body, adviser: Person
) -> None:
    with translation.override("en"):
        incoming = Incoming(written_plan(("", ("Renovar mercados",))), "plan.csv", b"a,b")
        made = import_incoming(incoming=incoming, actor=adviser, plan=None, body=office)
    plan = WorkPlan.objects.get(slug=made.plan)
    assert plan.programmes.get().name == "Programa 1"
    assert plan.versions.get().act.wording.title == "Se registró el plan desde «plan.csv»"


def test_a_programme_without_a_name_is_called_by_its_number(office: Body, adviser: Person) -> None:
    plan = registered(office, adviser, written_plan(("", ("Renovar mercados",))), slug="sin-nombre")
    programme = plan.programmes.get()
    assert (programme.name, programme.slug) == ("Programa 1", "programa-1")
    assert next_version(plan, adviser, written_plan(("", ("Renovar los mercados",)))) is not None
    assert texts(plan.versions.get(number=2)) == {1: "Renovar los mercados"}
