"""It is true that nobody changes what a plan says without its sealed acts telling on them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from typer.testing import CliRunner

from minga.config.running.privileges import (
    APP_ROLE,
    OWNER_ROLE,
    append_only_tables,
    grant_app_role,
)
from minga.kernel import clock
from minga.people.models import Body, Person
from minga.plan.cli import app
from minga.plan.models import (
    AccountabilityMechanism,
    ActivityAct,
    ActivityCase,
    ActivityGoal,
    ActivityText,
    Indicator,
    IndicatorPoint,
    Measurement,
    MoneyEntry,
    Objective,
    PlanVersion,
    WorkPlan,
)
from minga.plan.rules.codes import MoneyKind
from minga.plan.services.acts import Record
from minga.plan.services.agreement import Disagreement, disagreements
from minga.plan.services.links import link_by_number
from minga.record.models import Act
from minga.record.sealing.sealing import seal_pending
from tests.factories import plan as given
from tests.plan.written_plan import registered, written_plan
from tests.record.acts import keys  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

DAY = date(2024, 7, 1)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    """A plan on which every kind of fact was recorded."""
    plan = registered(office, adviser)
    first, second, *_more = given.activities_of(plan)
    given.measured(first, adviser, day=DAY)
    given.some_money(first, adviser, MoneyKind.SPENT, "1200.50", DAY)
    given.some_goals(first, adviser, DAY, (11, "11.3"), (8, ""))
    other = registered(office, adviser, written_plan(("Agua", ("Medir",))), slug="otro")
    fact = given.a_fact(adviser, *given.activities_of(other), day=DAY)
    with given.on(DAY) as at:
        record = Record(adviser, at)
        link_by_number(activity=second, number=f"{fact.case.number}/{fact.ordinal}", record=record)
        link_by_number(activity=second, number=other.case.number, record=record)
    return plan


@contextmanager
def owner_without_triggers() -> Iterator[None]:
    """Do what only the owner of the database can: write past the triggers."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_what_was_recorded_agrees_with_its_acts(plan: WorkPlan) -> None:
    assert list(disagreements()) == []


CHANGES: list[tuple[type[Model], dict[str, object], str]] = [
    (Indicator, {"unit": "kilómetros"}, "unit"),
    (Indicator, {"name": "Otra cosa"}, "name"),
    (Indicator, {"direction": "DECREASE"}, "direction"),
    (IndicatorPoint, {"value": 3}, "value"),
    (IndicatorPoint, {"source": "un rumor"}, "from"),
    (Measurement, {"value": 9}, "value"),
    (Measurement, {"measured_on": DAY}, "on"),
    (Measurement, {"age_group": "18 a 29"}, "age"),
    (MoneyEntry, {"amount": 12}, "amount"),
    (MoneyEntry, {"source": "otra partida"}, "from"),
    (ActivityGoal, {"goal": 5}, "goals"),
    (WorkPlan, {"title": "Otro plan"}, "title"),
    (WorkPlan, {"ends_on": DAY}, "ends_on"),
    (WorkPlan, {"starts_on": None}, "starts_on"),
    (PlanVersion, {"vision": "Nunca dicho"}, "vision"),
    (PlanVersion, {"fingerprint": "0" * 64}, "content"),
    (ActivityText, {"text": "Otra promesa"}, "activities"),
    (Objective, {"text": "Otro objetivo"}, "activities"),
    (AccountabilityMechanism, {"frequency": "Nunca"}, "accountability"),
]


@pytest.mark.parametrize(("model", "change", "part"), CHANGES)
def test_a_row_changed_past_the_triggers_is_named(
    plan: WorkPlan, model: type[Model], change: dict[str, object], part: str
) -> None:
    row = model._default_manager.order_by("-pk").first()
    assert row is not None
    with owner_without_triggers():
        model._default_manager.filter(pk=row.pk).update(**change)
    assert {found.part for found in disagreements()} == {part}


def test_a_plan_given_to_somebody_else_is_named(
    plan: WorkPlan, adviser: Person, council: Body
) -> None:
    name = f"{plan.case.number}/1"
    WorkPlan.objects.filter(pk=plan.pk).update(holder=adviser)
    assert list(disagreements()) == [Disagreement(name, "holder")]
    WorkPlan.objects.filter(pk=plan.pk).update(holder=None, body=council)
    assert list(disagreements()) == [Disagreement(name, "body")]


def test_a_plan_of_before_its_term_was_sealed_agrees_and_still_keeps_its_title(
    plan: WorkPlan,
) -> None:
    act = plan.versions.get().act
    with owner_without_triggers():
        kept = {name: act.payload[name] for name in ("version", "content")}
        Act.objects.filter(pk=act.pk).update(payload=kept)
    WorkPlan.objects.filter(pk=plan.pk).update(ends_on=DAY)
    assert list(disagreements()) == []
    WorkPlan.objects.filter(pk=plan.pk).update(title="Otro plan")
    assert list(disagreements()) == [Disagreement(f"{plan.case.number}/1", "title")]


def test_the_command_says_that_all_agrees(plan: WorkPlan) -> None:
    done = CliRunner().invoke(app, ["verify"])
    assert (done.exit_code, done.stdout) == (0, "Los planes dicen lo que se selló.\n")
    asked = CliRunner().invoke(app, ["verify", "--json"])
    assert (asked.exit_code, json.loads(asked.stdout)) == (0, {"valid": True, "findings": []})


def test_the_command_names_what_does_not_agree_and_refuses(plan: WorkPlan) -> None:
    name = f"{plan.case.number}/1"
    WorkPlan.objects.filter(pk=plan.pk).update(title="Otro plan")
    done = CliRunner().invoke(app, ["verify", "--json"])
    assert (done.exit_code, done.stderr) == (
        1,
        f"El hecho {name} no dice lo mismo que su dato: title.\n",
    )
    assert json.loads(done.stdout) == {
        "valid": False,
        "findings": [{"act": name, "part": "title"}],
    }


def test_a_changed_content_is_named_with_what_no_longer_follows_from_it(plan: WorkPlan) -> None:
    version = plan.versions.get()
    content = {**version.content, "title": "OTRO PLAN"}
    with owner_without_triggers():
        PlanVersion.objects.filter(pk=version.pk).update(content=content)
    name = f"{plan.case.number}/1"
    assert list(disagreements()) == [Disagreement(name, "content"), Disagreement(name, "title")]


def test_a_link_that_no_act_made_is_named(plan: WorkPlan) -> None:
    acts, cases = (
        ActivityAct.objects.get(act__kind="record_fact", activity__plan=plan),
        (ActivityCase.objects.get()),
    )
    last = given.activities_of(plan)[-1]
    ActivityAct.objects.create(activity=last, act=acts.act)
    ActivityCase.objects.create(activity=last, case=cases.case, act=cases.act)
    linked = f"{acts.act.case.number}/{acts.act.ordinal}"
    assert list(disagreements()) == [
        Disagreement(linked, "activities"),
        Disagreement(f"{cases.act.case.number}/{cases.act.ordinal}", "case"),
    ]


def test_the_tables_of_facts_are_these() -> None:
    assert set(append_only_tables()) == {
        *("record_act", "record_sealedleaf", "record_sealnode", "record_sealhead"),
        *("plan_planversion", "plan_accountabilitymechanism", "plan_programme", "plan_objective"),
        *("plan_activitytext", "plan_activityact", "plan_activitycase", "plan_activitygoal"),
        *("plan_indicator", "plan_indicatorpoint", "plan_measurement", "plan_moneyentry"),
        *("plan_evaluatingbody", "plan_activityevaluation", "plan_caseworkstep"),
        "dialogue_moderationdecision",
    }


def refused(statement: str) -> str:
    """Try a statement and return the class of PostgreSQL's refusal; empty when it went through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return type(error.__cause__).__name__
    return ""


WRITES: list[Callable[[str], str]] = [
    lambda table: f"UPDATE {table} SET {_column(table)} = {_column(table)}",  # noqa: S608 - our own tables
    lambda table: f"DELETE FROM {table}",  # noqa: S608 - our own tables
    lambda table: f"TRUNCATE {table} CASCADE",
]


def _column(table: str) -> str:
    with connection.cursor() as cursor:
        return str(connection.introspection.get_table_description(cursor, table)[0].name)


@pytest.mark.usefixtures("keys")
def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 - our own tables
        return bool(cursor.fetchone()[0])


def test_the_owner_is_refused_by_triggers_on_every_table_of_facts(plan: WorkPlan) -> None:
    seal_pending(clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in append_only_tables():
        # a trigger on rows has nothing to refuse where there are none
        rows = "RaiseException" if _has_rows(table) else ""
        assert [refused(write(table)) for write in WRITES] == [rows, rows, "RaiseException"], table


def test_web_and_worker_have_no_right_to_change_any_table_of_facts(db: None) -> None:
    grant_app_role(connection)
    ask = "SELECT has_table_privilege(%s, %s, %s)"
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    with connection.cursor() as cursor:
        for table in append_only_tables():
            held = [cursor.execute(ask, [APP_ROLE, table, right]).fetchone()[0] for right in rights]
            assert held == [True, True, False, False, False], table


@pytest.fixture
def web(db: None) -> Iterator[psycopg.Connection]:
    """A connection as web and worker have it."""
    facts = connection.get_connection_params()
    place = {name: facts[name] for name in ("host", "port", "dbname") if facts.get(name)}
    with psycopg.connect(**place, user=OWNER_ROLE, autocommit=True) as owner:
        grant_app_role(owner)
    with psycopg.connect(**place, user=APP_ROLE, autocommit=True) as app:
        yield app


@pytest.mark.parametrize(
    "way_around",
    [
        "UPDATE record_act SET kind = kind",
        "ALTER TABLE record_act DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE record_act",
        "ALTER TABLE plan_measurement ADD COLUMN other integer",
        "CREATE RULE r AS ON UPDATE TO record_act DO INSTEAD NOTHING",
        "SET ROLE minga_owner",
        "ALTER ROLE minga_app SUPERUSER",
    ],
)
def test_web_and_worker_find_no_way_around(web: psycopg.Connection, way_around: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(way_around.encode())


def test_a_right_that_one_does_not_have_cannot_be_given(web: psycopg.Connection) -> None:
    web.execute("GRANT UPDATE ON record_act TO minga_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("UPDATE record_act SET kind = kind")


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("UPDATE record_acttext SET text = 'Nunca dije eso'", "RaiseException"),
        ("UPDATE record_acttext SET title = '', text = ''", "RaiseException"),
        ("UPDATE record_acttext SET title = '', text = '', salt = ''", ""),
        ("DELETE FROM record_acttext", "RaiseException"),
    ],
)
def test_words_are_emptied_with_their_salt_and_never_exchanged(
    plan: WorkPlan, statement: str, answer: str
) -> None:
    assert refused(statement) == answer
