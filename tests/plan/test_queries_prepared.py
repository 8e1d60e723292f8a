"""It is true that a prepared query is written once for each shape, and asked with the values given."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.models import Activity, WorkPlan
from minga.plan.queries.acts import Scope, in_plan, under
from minga.plan.queries.plans import PlanName
from minga.plan.queries.prepared import place, prepared
from tests.factories.plan import a_plan, activities_of, activity_read, plan_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    """Activity 3 repeats the text of activity 1."""
    texts = ("Renovar mercados", "Abrir ferias", "Renovar mercados")
    read = plan_read(*(activity_read(row, text) for row, text in enumerate(texts, start=1)))
    return a_plan(office, adviser, read)


@prepared
def numbers_from(slug: str, least: int) -> QuerySet[Any, Any]:
    found = Activity.objects.filter(plan__slug=slug, number__gte=least)
    return found.order_by("number").values_list("number", flat=True)


def test_values_change_from_one_asking_to_the_next(plan: WorkPlan) -> None:
    assert numbers_from(plan.slug, 2) == [2, 3]
    assert numbers_from(plan.slug, 3) == [3]
    assert numbers_from("otro", 1) == []


def test_a_query_is_written_once_and_asked_each_time(
    plan: WorkPlan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    written: list[object] = []

    @prepared
    def of_number(number: int) -> QuerySet[Activity]:
        written.append(number)
        return Activity.objects.filter(number=number).select_related("plan")

    with django_assert_num_queries(2):
        found = of_number(1) + of_number(2)
        assert [one.plan for one in found] == [plan, plan]
    assert found == activities_of(plan)[:2]
    assert len(written) == 1


def test_each_shape_of_a_question_has_a_query_of_its_own(plan: WorkPlan) -> None:
    @prepared
    def named(name: PlanName) -> QuerySet[Activity]:
        return Activity.objects.filter(**name.filter("plan")).order_by("number")

    assert named(PlanName(plan.slug)) == activities_of(plan)
    assert named(PlanName("")) == []
    WorkPlan.objects.filter(pk=plan.pk).update(is_main=True)
    assert named(PlanName("")) == activities_of(plan)
    assert named(PlanName("otro")) == []


def test_a_list_of_any_length_is_one_value(plan: WorkPlan) -> None:
    written: list[object] = []

    @prepared
    def numbers(scope: Scope) -> QuerySet[Any, Any]:
        written.append(scope)
        rows = scope.of(Activity.objects.all(), "texts__activity")
        return rows.order_by("number").values_list("number", flat=True)

    first, second, _third = activities_of(plan)
    assert numbers(under([first.pk, second.pk])) == [1, 2, 3]
    assert numbers(under([first.pk])) == [1, 3]
    assert numbers(under([])) == []
    assert len(written) == 1
    assert numbers(in_plan(plan.pk)) == [1, 2, 3]
    assert len(written) == 2


@dataclass(frozen=True)
class Unanswered:
    """A question with a place and nothing to put there."""

    @property
    def places(self) -> "Unanswered":
        return self

    @property
    def values(self) -> dict[str, object]:
        return {}


def test_a_place_without_a_value_is_refused() -> None:
    @prepared
    def nowhere(question: Unanswered) -> QuerySet[Activity]:
        return Activity.objects.filter(number=place("number"))

    with pytest.raises(KeyError):
        nowhere(Unanswered())
