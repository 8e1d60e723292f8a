"""It is true that the demonstration is fictional, marked, the same each time, and shows every state."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from minga.config.demonstration import load
from minga.kernel import clock
from minga.people.models import Body, Person
from minga.plan.models import Indicator, Measurement, WorkPlan
from minga.plan.public import PLAN_CASE
from minga.plan.public import load_reference as load_plan
from minga.plan.queries.evaluations import evaluation_rows, namings_of
from minga.plan.queries.evaluations_desk import means_unnamed
from minga.plan.queries.moments import today_moment
from minga.plan.queries.plans import version_in_force
from minga.plan.queries.rows import activity_rows
from minga.plan.queries.texts import texts_of
from minga.plan.queries.versions import compared
from minga.plan.rules.casework import CaseworkState
from minga.plan.rules.codes import ActivityStatus, Aggregation
from minga.plan.rules.differences import Fate
from minga.plan.rules.evaluations import EvaluationState, Finding
from minga.plan.rules.progress import current_value
from minga.record.models import Act, Case
from minga.record.services import replayed_state

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> WorkPlan:
    clock.shift_to(AT)
    load(at=AT)
    return WorkPlan.objects.get(slug="demostracion")


def test_everything_in_it_is_marked(world: WorkPlan) -> None:
    assert world.is_demonstration
    assert set(Act.objects.values_list("is_demonstration", flat=True)) == {True}
    assert set(Body.objects.values_list("is_demonstration", flat=True)) == {True}
    assert set(Person.objects.values_list("is_demonstration", flat=True)) == {True}


def test_nothing_in_it_lies_ahead_or_moves_the_clock(world: WorkPlan) -> None:
    assert Act.objects.filter(recorded_at__gt=AT).count() == 0
    assert abs((clock.now() - AT).total_seconds()) < 120


def digest() -> list[tuple[str, str, str]]:
    """Everything that was written, without what chance of the machine adds."""
    rows = Act.objects.order_by("case__number", "ordinal").values_list(
        "kind", "happened_at", "wording__title"
    )
    return [(kind, f"{happened_at:%Y-%m-%d %H}", title) for kind, happened_at, title in rows]


def test_the_same_seed_gives_the_same_world() -> None:
    first, again = generated(), generated()
    assert again == first
    assert set(PLAN_CASE.acts) & {kind for kind, _, _ in first} == {
        *("register_plan", "fix_indicator", "set_point", "record_measurement"),
        *("record_money", "tag_goals", "record_fact", "certify_act", "register_version"),
        *("name_evaluator", "record_evaluation", "answer_contribution"),
    }


def generated() -> list[tuple[str, str, str]]:
    """Make the world, read what it wrote, and take it back."""
    clock.shift_to(AT)
    with transaction.atomic():
        load(at=AT)
        written = digest()
        transaction.set_rollback(True)
    return written


def test_every_standing_an_office_can_give_and_a_correction_occur(world: WorkPlan) -> None:
    standings = set(Act.objects.values_list("standing", flat=True))
    assert standings == {"DECLARED", "CERTIFIED", "PUBLIC_SOURCE", "CITIZEN"}
    assert Act.objects.filter(corrects__isnull=False).count() > 0


def test_every_status_has_an_example_but_those_of_a_closed_term(world: WorkPlan) -> None:
    moment = today_moment()
    version = version_in_force("demostracion", moment)
    assert version is not None
    found = {row.status.code for row in activity_rows(version, moment)}
    assert found == set(ActivityStatus) - {ActivityStatus.CLOSED_SHORT}


def test_every_state_of_a_gestion_has_an_example(world: WorkPlan) -> None:
    states = set(Case.objects.filter(kind="GES").values_list("state", flat=True))
    assert states == set(CaseworkState)


def test_some_promises_were_evaluated_in_time_some_late_and_some_by_nobody(
    world: WorkPlan,
) -> None:
    moment = today_moment()
    version = version_in_force("demostracion", moment)
    assert version is not None
    namings = namings_of(world.pk, moment)
    rows = evaluation_rows(world, texts_of(version), namings, moment)
    assert {row.state.state for row in rows} == set(EvaluationState)
    lines = [line for row in rows for line in row.done]
    assert {line.standing for line in lines} == {"CERTIFIED", "PUBLIC_SOURCE"}
    assert {line.finding for line in lines} == set(Finding)
    assert means_unnamed(world, moment) == []


def test_the_plan_was_filed_again_and_something_of_every_kind_changed(world: WorkPlan) -> None:
    found = compared(world, 1, 2, today_moment())
    assert found is not None
    assert [
        (one.number, one.fate, [part.field for part in one.fields]) for one in found.activities
    ] == [
        (3, Fate.CHANGED, ["target"]),
        (29, Fate.CHANGED, ["text"]),
        (30, Fate.WITHDRAWN, []),
        (31, Fate.ADDED, []),
    ]


def test_before_it_was_filed_again_the_plan_has_one_version() -> None:
    early = datetime(2024, 8, 1, 15, tzinfo=UTC)
    clock.shift_to(early)
    load(at=early)
    assert WorkPlan.objects.get(slug="demostracion").versions.count() == 1


def test_shares_are_said_out_of_a_hundred(world: WorkPlan) -> None:
    shares = Indicator.objects.filter(aggregation=Aggregation.WEIGHTED_MEAN)
    assert set(shares.values_list("unit", flat=True)) == {"de cada 100"}
    for row in Measurement.objects.filter(indicator__in=shares, numerator__isnull=False):
        assert row.numerator is not None
        assert row.denominator
        assert abs(row.value - 100 * row.numerator / row.denominator) <= Decimal("0.05")
    version = version_in_force("demostracion", today_moment())
    assert version is not None
    measured = [
        current_value(line.facts)
        for row in activity_rows(version, today_moment())
        for line in row.indicators
        if line.facts.aggregation == Aggregation.WEIGHTED_MEAN
    ]
    assert len(measured) == 4
    assert all(value and 1 < value <= 100 for value in measured)


def test_acts_fold_into_the_state_of_their_case(world: WorkPlan) -> None:
    for case in Case.objects.all():
        assert replayed_state(case) == case.state


def test_the_real_plan_carries_no_fictional_act() -> None:
    Body.objects.create(
        slug="concejo-metropolitano-de-quito", kind="COUNCIL", name="Concejo Metropolitano de Quito"
    )
    load_plan()
    clock.shift_to(AT)
    load(at=AT)
    quito = WorkPlan.objects.get(slug="quito-2019-2023")
    acts = Act.objects.filter(case=quito.case).values_list("kind", "is_demonstration")
    assert list(acts) == [("register_plan", False)]


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(KeyError):
        load(size="gigantic")
