"""It is true that what is measured is an act, exact, linked, and refused when it contradicts itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from minga.kernel.lifecycle import TransitionRefused
from minga.people.models import Body, Person
from minga.plan.models import Activity, ActivityAct, Indicator, Measurement, WorkPlan
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.services.acts import ActivityOfAnotherPlan, Record, record_fact, write_plan_act
from minga.plan.services.indicators import (
    Group,
    MeasurementRefused,
    Value,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.record.models import Act
from minga.record.public import ActInTheFuture, Source, Standing, Words, replayed_state
from tests.plan.written_plan import MONDAY, activity, registered

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    return registered(office, adviser)


@pytest.fixture
def market(plan: WorkPlan) -> Activity:
    return activity(plan)


def by(person: Person) -> Record:
    return Record(person, TUESDAY)


def indicator(market: Activity, person: Person, **more: object) -> Indicator:
    facts: dict[str, object] = {
        "name": "Mercados renovados",
        "unit": "mercados",
        "direction": Direction.INCREASE,
        "aggregation": Aggregation.SUM,
    }
    return fix_indicator(activity=market, record=by(person), **{**facts, **more})  # type: ignore[arg-type]  # spelled out above


def test_a_measurement_is_an_act_of_its_activity(market: Activity, adviser: Person) -> None:
    found = record_measurement(
        indicator=indicator(market, adviser),
        value=Value(date(2024, 6, 3), Decimal("2.5"), Decimal(5), Decimal(2)),
        group=Group(sex="WOMEN"),
        record=Record(adviser, TUESDAY, Source(Standing.DECLARED), Words(title="Dos y medio")),
    )
    act = Act.objects.get(pk=found.act_id)
    assert (act.kind, act.wording.title, act.standing) == (
        "record_measurement",
        "Dos y medio",
        "DECLARED",
    )
    assert act.payload == {
        "activities": [1],
        "age": "",
        "denominator": "2",
        "indicator": "PLA-2024-00001/2",
        "numerator": "5",
        "on": "2024-06-03",
        "place": None,
        "self_identification": "",
        "sex": "WOMEN",
        "value": "2.5",
    }
    assert ActivityAct.objects.filter(act=act).get().activity == market
    assert replayed_state(market.plan.case) == "REGISTERED"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Value(date(2024, 6, 5), Decimal(1)), "measured-in-the-future"),
        (Value(date(2024, 6, 3), Decimal(1), Decimal(1), Decimal(0)), "denominator-zero"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused(
    market: Activity, adviser: Person, value: Value, code: str
) -> None:
    wanted = indicator(market, adviser)
    with pytest.raises(MeasurementRefused) as refused:
        record_measurement(indicator=wanted, value=value, record=by(adviser))
    assert refused.value.code == code
    assert Measurement.objects.count() == 0


def test_a_weighted_mean_needs_its_denominator(market: Activity, adviser: Person) -> None:
    with pytest.raises(MeasurementRefused, match="denominator-missing"):
        indicator(market, adviser, aggregation=Aggregation.WEIGHTED_MEAN)
    mean = indicator(
        market, adviser, aggregation=Aggregation.WEIGHTED_MEAN, denominator="viviendas"
    )
    with pytest.raises(MeasurementRefused, match="denominator-missing"):
        record_measurement(
            indicator=mean, value=Value(date(2024, 6, 3), Decimal("0.5")), record=by(adviser)
        )


def test_points_money_and_goals_are_acts(market: Activity, adviser: Person) -> None:
    wanted = indicator(market, adviser)
    set_point(
        indicator=wanted,
        kind=PointKind.TARGET,
        year=2026,
        value=Decimal(8),
        record=by(adviser),
        source="informe",
    )
    set_point(indicator=wanted, kind=PointKind.TARGET, year=2026, value=None, record=by(adviser))
    record_money(
        activity=market,
        kind=MoneyKind.SPENT,
        year=2024,
        amount=Decimal("1200.50"),
        source="partida de ensayo",
        record=by(adviser),
    )
    tag_goals(activity=market, goals=[(11, "11.3"), (8, "")], record=by(adviser))
    kinds = list(Act.objects.filter(case=market.plan.case).values_list("kind", "payload"))
    assert sorted(kind for kind, _ in kinds) == [
        "fix_indicator",
        "record_money",
        "register_plan",
        "set_point",
        "set_point",
        "tag_goals",
    ]
    assert [(row.goal, row.target) for row in market.goals.all()] == [(8, ""), (11, "11.3")]
    assert [row.value for row in wanted.points.order_by("act_id")] == [Decimal(8), None]


def test_an_act_may_serve_several_activities_of_its_plan_only(
    plan: WorkPlan, market: Activity, office: Body, adviser: Person
) -> None:
    both = [market, activity(plan, 3)]
    act = record_fact(activities=both, record=by(adviser))
    assert act.payload == {"activities": [1, 3]}
    assert ActivityAct.objects.filter(act=act).count() == 2
    other = activity(registered(office, adviser, slug="otro"))
    with pytest.raises(ActivityOfAnotherPlan):
        write_plan_act(
            plan=plan, act="record_fact", record=by(adviser), payload={}, activities=[other]
        )


def test_nothing_is_recorded_before_it_happens(market: Activity, adviser: Person) -> None:
    tomorrow = Record(adviser, MONDAY + timedelta(days=36500))
    with pytest.raises(ActInTheFuture):
        record_fact(activities=[market], record=tomorrow)


def test_a_fictional_person_cannot_act_on_a_real_plan(market: Activity, citizen: Person) -> None:
    citizen.is_demonstration = True
    citizen.save()
    with pytest.raises(TransitionRefused, match="demonstration-mixed"):
        record_fact(activities=[market], record=by(citizen))


@pytest.mark.parametrize(
    "statement", ["UPDATE record_act SET kind = 'x'", "DELETE FROM record_act"]
)
def test_the_database_itself_refuses_to_change_an_act(plan: WorkPlan, statement: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="pgtrigger"),
        transaction.atomic(),
    ):
        cursor.execute(statement)
    assert Act.objects.filter(case=plan.case).count() == 1


def test_a_denominator_of_zero_is_refused_by_the_database_too(
    market: Activity, adviser: Person
) -> None:
    wanted = indicator(market, adviser)
    act = record_fact(activities=[market], record=by(adviser))
    with pytest.raises(IntegrityError, match="measurement_denominator_not_zero"):
        Measurement.objects.create(
            act=act,
            indicator=wanted,
            measured_on=date(2024, 6, 3),
            value=Decimal(1),
            denominator=Decimal(0),
        )
