"""It is true that what is sent twice counts once, and that of two at once the second sees the first."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client

from minga.kernel import clock
from minga.people.labels import Role
from minga.people.models import Body, Person
from minga.plan.models import ActivityCase, PlanImport, WorkPlan
from minga.plan.queries.activities import activity_view
from minga.plan.queries.acts import acts_of_plan
from minga.plan.queries.moments import moment_of, today_moment
from minga.plan.queries.paths import public_paths
from minga.plan.queries.rows import activity_rows
from minga.plan.reading import read_plan_bytes
from minga.plan.services.acts import CorrectionRefused, Record
from minga.plan.services.importing import Incoming, Outcome, import_incoming
from minga.plan.services.links import LinkRefused, certify_act, link_by_number
from minga.record.models import Act, Case
from minga.record.public import Visibility
from tests.cast import join_as, signed_in
from tests.factories import plan as given

HERE = "/despacho/planes/ensayo/actividades/1/"
DAY = date(2024, 7, 1)
FACT = {"title": "Mesa de trabajo", "happened_on": "2024-06-04", "standing": "DECLARED"}


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return given.a_plan(office, adviser)


def facts() -> int:
    return Act.objects.filter(kind="record_fact").count()


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_counts_once(
    client: Client, plan: WorkPlan, adviser: Person
) -> None:
    signed_in(client, adviser)
    for _ in range(2):
        answer = client.post(f"{HERE}hecho/", FACT)
        assert (answer.status_code, answer["Location"]) == (302, "/planes/ensayo/actividades/1/")
    assert facts() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [{"title": "Otra mesa"}, {"happened_on": "2024-06-05"}, {"text": "Vinieron veinte vecinas"}],
)
def test_what_differs_in_a_word_or_its_day_is_another_fact(
    client: Client, plan: WorkPlan, adviser: Person, other: dict[str, str]
) -> None:
    signed_in(client, adviser)
    client.post(f"{HERE}hecho/", FACT)
    client.post(f"{HERE}hecho/", {**FACT, **other})
    assert facts() == 2


@pytest.mark.django_db
def test_the_same_said_by_somebody_else_stays(
    client: Client, plan: WorkPlan, office: Body, adviser: Person
) -> None:
    for person in (adviser, join_as("otra", "Otra Ensayo", office, Role.ADVISER)):
        signed_in(client, person).post(f"{HERE}hecho/", FACT)
    assert facts() == 2


def while_another_holds(first: Callable[[], object], second: Callable[[], object]) -> object:
    """Run `second` while `first` is done but not committed; return what refuses it."""
    done, refused = threading.Event(), []

    def other() -> None:
        done.wait(5)
        try:
            second()
        except (LinkRefused, CorrectionRefused) as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        first()
        done.set()
        thread.join(0.4)  # it waits for this transaction now
        assert thread.is_alive()
    thread.join(5)
    return refused


@pytest.mark.django_db(transaction=True)
def test_of_two_who_certify_link_or_correct_at_once_the_second_is_told(
    plan: WorkPlan, office: Body, adviser: Person
) -> None:
    activity = given.activities_of(plan)[0]
    other = given.a_plan(office, adviser, slug="otro")
    fact = given.a_fact(adviser, activity, day=DAY)
    record = Record(adviser, clock.now())

    def certify() -> Act:
        return certify_act(activity=activity, certified=fact, record=record)

    def link() -> Act:
        return link_by_number(activity=activity, number=other.case.number, record=record)

    def correct() -> Act:
        return given.a_fact(adviser, activity, day=DAY, corrects=fact)

    assert while_another_holds(certify, certify) == ["already-certified"]
    assert while_another_holds(link, link) == ["already-linked"]
    assert while_another_holds(correct, correct) == ["already-corrected"]
    assert ActivityCase.objects.count() == 1
    ordinals = Act.objects.filter(case=plan.case).order_by("ordinal")
    assert list(ordinals.values_list("ordinal", flat=True)) == [1, 2, 3, 4, 5]


DOCUMENT = """Programa;Objetivo específico;Actividades;Línea base;Metas;Año 1;Año 2;Año 3;Año 4;Estrategias;Mecanismo de evaluación
Calles;Calles seguras;Adoquinar calles;12 km;30 km;x;x;x;x;Ordenanzas;Rendición de cuentas
"""


@pytest.mark.django_db(transaction=True)
def test_a_waiting_plan_that_two_taps_confirm_is_registered_once(
    office: Body, adviser: Person
) -> None:
    waiting = PlanImport.objects.create(
        person=adviser,
        body=office,
        name="p.csv",
        content=DOCUMENT.encode(),
        created_at=clock.now(),
    )
    address = f"/despacho/planes/importar/{waiting.pk}/"
    answers: list[int] = []

    def tap() -> None:
        answers.append(signed_in(Client(), adviser).post(address).status_code)
        connection.close()

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert sorted(answers) == [302, 404]
    assert WorkPlan.objects.count() == 1


@pytest.mark.django_db
def test_a_correction_may_keep_a_goal_of_what_it_corrects(plan: WorkPlan, adviser: Person) -> None:
    activity = given.activities_of(plan)[0]
    first = given.some_goals(activity, adviser, DAY, (11, ""), (5, ""))
    given.some_goals(activity, adviser, DAY, (11, ""), corrects=first)
    given.some_goals(activity, adviser, DAY, (11, ""), (8, "8.3"))
    assigned = activity_view("ensayo", 1, today_moment()).assigned
    assert [tuple(line) for line in assigned] == [(8, "8.3"), (11, "")]


@pytest.mark.django_db
def test_a_plan_that_only_staff_may_see_is_on_no_map_of_the_site(plan: WorkPlan) -> None:
    assert "/planes/ensayo/actividades/1/" in public_paths()
    Case.objects.filter(pk=plan.pk).update(visibility=Visibility.STAFF)
    assert public_paths() == ["/planes/", "/gestiones/"]


@pytest.mark.django_db
def test_a_link_is_known_from_the_day_on_which_it_was_made(
    plan: WorkPlan, office: Body, adviser: Person
) -> None:
    fact = given.a_fact(adviser, *given.activities_of(plan), day=DAY)
    other = given.activities_of(given.a_plan(office, adviser, slug="otro"))[0]
    with given.on(date(2024, 9, 1)) as at:
        number = f"{fact.case.number}/{fact.ordinal}"
        link_by_number(activity=other, number=number, record=Record(adviser, at))
    for day, count in (("2024-08-31", 0), ("2024-09-01", 1)):
        moment = moment_of(day)
        assert activity_view("otro", 1, moment).row.acts.count == count
        rows = activity_rows(other.plan.versions.get(), moment)
        assert [row.acts.count for row in rows] == [count]
        assert fact in acts_of_plan(plan.pk, moment)
        assert (fact in acts_of_plan(other.plan_id, moment)) == bool(count)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_import_the_same_new_document_at_once_the_second_finds_no_difference(
    office: Body, adviser: Person
) -> None:
    read = read_plan_bytes("p.csv", DOCUMENT.encode())
    told: list[Outcome] = []

    def bring() -> None:
        incoming = Incoming(read, "p.csv", DOCUMENT.encode())
        told.append(import_incoming(incoming=incoming, actor=adviser, plan=None, body=office))

    assert while_another_holds(bring, bring) == []
    assert [(one.version, one.changed) for one in told] == [(1, True), (1, False)]
    assert told[0].plan == told[1].plan == WorkPlan.objects.get().slug


@pytest.mark.django_db
def test_who_confirms_what_a_colleague_just_registered_reads_that_nothing_differs(
    client: Client, office: Body, adviser: Person
) -> None:
    waiting = [
        PlanImport.objects.create(
            person=adviser,
            body=office,
            name="p.csv",
            content=DOCUMENT.encode(),
            created_at=clock.now(),
        )
        for _tap in range(2)
    ]
    signed_in(client, adviser)
    first, second = (client.post(f"/despacho/planes/importar/{one.pk}/") for one in waiting)
    plan = WorkPlan.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"/planes/{plan.slug}/")
    assert second.status_code == 200
    assert f"Sin diferencias con «{plan.title}»." in second.content.decode()
    assert PlanImport.objects.count() == 0
