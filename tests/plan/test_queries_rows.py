"""It is true that what is known of activities is known as of a day, whole, and counted once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.models import Activity, ActivityCase, WorkPlan
from minga.plan.queries.activities import ActivityNotFound, activity_view
from minga.plan.queries.acts import acts_serving, in_plan, marks_by_root, totals_by_root, under
from minga.plan.queries.measures import IndicatorLine, indicators_by_root
from minga.plan.queries.moments import DayProblem, Moment, day_in, moment_of, today_moment
from minga.plan.queries.plans import all_plans, main_plan, version_at, version_in_force
from minga.plan.queries.rows import (
    ActivityRow,
    activity_rows,
    distinct_act_count,
    known_of,
)
from minga.plan.queries.texts import texts_of
from minga.plan.rules.codes import Aggregation, MoneyKind, PointKind
from minga.plan.rules.progress import Missing, Progress, YearValue
from minga.plan.services.indicators import Group
from minga.record.labels import Visibility
from minga.record.models import Act, Case
from tests.factories.plan import (
    REGISTERED_ON,
    a_fact,
    a_measurement,
    a_plan,
    a_point,
    a_version,
    activities_of,
    activity_read,
    an_indicator,
    measured,
    on,
    plan_read,
    some_goals,
    some_money,
)

MARCH, APRIL, MAY = date(2024, 3, 5), date(2024, 4, 5), date(2024, 5, 6)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    """Activity 3 repeats the text of activity 1."""
    texts = ("Renovar mercados", "Abrir ferias", "Renovar mercados")
    read = plan_read(*(activity_read(row, text) for row, text in enumerate(texts, start=1)))
    return a_plan(office, adviser, read)


@pytest.fixture
def market(plan: WorkPlan) -> Activity:
    return activities_of(plan)[0]


@pytest.fixture
def fair(plan: WorkPlan) -> Activity:
    return activities_of(plan)[1]


@pytest.fixture
def again(plan: WorkPlan) -> Activity:
    return activities_of(plan)[2]


def at(day: date) -> Moment:
    """The page of a day, read afterwards."""
    return Moment(day, is_past=True)


def rows(plan: WorkPlan, day: date) -> list[ActivityRow]:
    """All rows of a plan as known on a day."""
    version = version_at(plan, at(day))
    assert version is not None
    return activity_rows(version, at(day))


def case_of(plan: WorkPlan, visibility: Visibility) -> Case:
    """Another case that carries an activity, with one act of its own."""
    case: Case = plan.case
    other = Case.objects.create(
        kind="PLA",
        year=2024,
        sequence=900,
        number="PLA-2024-00900",
        state="REGISTERED",
        title="Otro expediente",
        opened_on=MARCH,
        visibility=visibility,
    )
    first = Act.objects.filter(case=case).earliest("pk")
    Act.objects.create(
        case=other,
        ordinal=1,
        kind="record_fact",
        target="REGISTERED",
        happened_at=first.happened_at + timedelta(days=300),
        recorded_at=first.happened_at + timedelta(days=300),
        actor=first.actor,
        standing="DECLARED",
        text_commitment="0" * 64,
    )
    return other


@pytest.mark.parametrize(
    ("asked", "day", "is_past", "problem"),
    [
        ("", date(2024, 3, 5), False, None),
        ("2024-03-04", date(2024, 3, 4), True, None),
        ("2024-03-05", date(2024, 3, 5), False, None),
        ("2024-03-06", date(2024, 3, 5), False, DayProblem.FUTURE),
        ("ayer", date(2024, 3, 5), False, DayProblem.UNREADABLE),
        ("0001-01-01", date(2024, 3, 5), False, DayProblem.UNREADABLE),
        ("9999-12-31", date(2024, 3, 5), False, DayProblem.UNREADABLE),
    ],
)
def test_a_page_is_read_as_of_a_day_that_has_come(
    asked: str, day: date, problem: DayProblem | None, *, is_past: bool
) -> None:
    with on(MARCH):
        assert moment_of(asked) == Moment(day, is_past, problem)
        assert today_moment() == Moment(MARCH, is_past=False)


def test_a_past_day_stays_in_the_addresses() -> None:
    assert (at(MARCH).query, Moment(MARCH, is_past=False).query) == ("?al=2024-03-05", "")
    assert day_in(" 2024-03-05 ") == MARCH


def test_before_its_registration_a_plan_is_not_known(plan: WorkPlan) -> None:
    assert version_in_force("ensayo", at(REGISTERED_ON - timedelta(days=1))) is None
    found = version_in_force("ensayo", at(REGISTERED_ON))
    assert found is not None
    assert (found.number, found.plan) == (1, plan)


def test_without_address_the_main_plan_is_meant(office: Body, adviser: Person) -> None:
    assert version_in_force("", at(MAY)) is None
    assert main_plan() is None
    wanted = a_plan(office, adviser, slug="principal", is_main=True)
    found = version_in_force("", at(MAY))
    assert found is not None
    assert found.plan == main_plan() == wanted


def test_an_act_is_known_from_the_day_it_was_recorded(market: Activity, adviser: Person) -> None:
    a_fact(adviser, market, day=MARCH)
    before, after = rows(market.plan, MARCH - timedelta(days=1)), rows(market.plan, MARCH)
    assert [row.acts.count for row in before] == [0, 0, 0]
    assert [row.acts.count for row in after] == [1, 0, 1]
    assert after[0].acts.last_on == MARCH


def test_repetitions_share_their_acts_which_count_once(
    market: Activity, fair: Activity, again: Activity, adviser: Person
) -> None:
    a_fact(adviser, again, day=MARCH)
    a_fact(adviser, market, fair, day=APRIL)
    found = rows(market.plan, MAY)
    assert [row.acts.count for row in found] == [2, 1, 2]
    assert distinct_act_count(found) == 2
    assert [row.text.repeats_number for row in found] == [None, None, 1]


def test_repetitions_share_their_measures_goals_and_money(
    plan: WorkPlan, again: Activity, adviser: Person
) -> None:
    measured(again, adviser, "5", MARCH)
    some_goals(again, adviser, APRIL, (8, ""))
    some_money(again, adviser, MoneyKind.SPENT, "10.50", APRIL)
    found = rows(plan, MAY)
    assert [row.progress.share for row in found] == [Decimal("0.5"), None, Decimal("0.5")]
    assert [row.goals for row in found] == [(8,), (), (8,)]
    first = activity_view("ensayo", 1, at(MAY))
    assert (first.money.spent, first.money.planned) == (Decimal("10.50"), None)
    assert (first.siblings, first.previous, first.following) == ((3,), None, 2)


def test_totals_and_marks_tell_the_same(
    plan: WorkPlan, market: Activity, fair: Activity, adviser: Person
) -> None:
    a_fact(adviser, market, day=MARCH)
    a_fact(adviser, market, fair, day=APRIL)
    scope = in_plan(plan.pk)
    marks, totals = marks_by_root(scope, at(MAY)), totals_by_root(scope, at(MAY))
    assert {root: tuple(mark.on for mark in found) for root, found in marks.items()} == {
        market.pk: (MARCH, APRIL),
        fair.pk: (APRIL,),
    }
    assert {root: (found.count, found.last_on) for root, found in totals.items()} == {
        market.pk: (2, APRIL),
        fair.pk: (1, APRIL),
    }
    assert totals_by_root(under([fair.pk]), at(MAY)) == {fair.pk: totals[fair.pk]}


def test_the_acts_of_a_public_case_count_and_those_of_a_staff_case_never_do(
    plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    link = a_fact(adviser, market, day=MARCH)
    public = case_of(plan, Visibility.PUBLIC)
    ActivityCase.objects.create(activity=market, case=public, act=link)
    assert [row.acts.count for row in rows(plan, MAY)] == [2, 0, 2]
    assert acts_serving(under([market.pk]), at(MAY)).count() == 2
    Case.objects.filter(pk=public.pk).update(visibility=Visibility.STAFF)
    assert [row.acts.count for row in rows(plan, MAY)] == [1, 0, 1]
    marks = marks_by_root(under([market.pk]), at(MAY))[market.pk]
    assert [mark.act_id for mark in marks] == [link.pk]
    assert totals_by_root(under([market.pk]), at(MAY))[market.pk].act_ids == {link.pk}
    assert list(acts_serving(under([market.pk]), at(MAY))) == [link]


def test_a_case_counts_from_the_day_it_was_linked(
    plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    public = case_of(plan, Visibility.PUBLIC)
    link = a_fact(adviser, market, day=MAY)
    ActivityCase.objects.create(activity=market, case=public, act=link)
    assert [row.acts.count for row in rows(plan, APRIL)] == [0, 0, 0]
    assert [row.acts.count for row in rows(plan, MAY)] == [2, 0, 2]


def test_a_plan_of_staff_is_nowhere(plan: WorkPlan) -> None:
    Case.objects.filter(pk=plan.case_id).update(visibility=Visibility.STAFF)
    assert list(all_plans()) == []
    assert version_in_force("ensayo", at(MAY)) is None
    assert version_at(plan, at(MAY)) is None
    with pytest.raises(ActivityNotFound):
        activity_view("ensayo", 1, at(MAY))


def test_a_late_correction_recomputes_everything_and_the_past_stays_readable(
    plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    indicator = measured(market, adviser, "5", MARCH)
    wrong = indicator.measurements.get()
    a_measurement(indicator, adviser, "2", MAY, corrects=wrong.act)
    assert rows(plan, APRIL)[0].progress == Progress(Decimal("0.5"))
    assert rows(plan, MAY)[0].progress == Progress(Decimal("0.2"))
    view = activity_view("ensayo", 1, at(MAY))
    assert [row.value for row in view.indicators[0].measurements] == [Decimal(2)]
    assert view.row.progress == Progress(Decimal("0.2"))


def test_corrected_money_and_goals_are_left_out(market: Activity, adviser: Person) -> None:
    wrong = some_money(market, adviser, MoneyKind.PLANNED, "100", MARCH)
    some_money(market, adviser, MoneyKind.PLANNED, "10", APRIL, corrects=wrong)
    goal = some_goals(market, adviser, MARCH, (4, "4.1"))
    some_goals(market, adviser, MAY, (5, ""), corrects=goal)
    before, after = activity_view("ensayo", 1, at(MARCH)), activity_view("ensayo", 1, at(MAY))
    assert (before.money.planned, after.money.planned) == (Decimal(100), Decimal(10))
    assert (before.assigned, after.assigned) == (((4, "4.1"),), ((5, ""),))
    assert (before.row.goals, after.row.goals) == ((4,), (5,))


def test_the_latest_point_holds_and_none_withdraws_it(market: Activity, adviser: Person) -> None:
    indicator = an_indicator(market, adviser, MARCH)
    a_point(indicator, adviser, PointKind.BASELINE, 2022, 1, MARCH)
    a_point(indicator, adviser, PointKind.TARGET, 2026, 9, MARCH)
    a_point(indicator, adviser, PointKind.TARGET, 2026, 12, APRIL)
    a_point(indicator, adviser, PointKind.BASELINE, 2022, None, MAY)

    def line(day: date) -> IndicatorLine:
        return indicators_by_root(under([market.pk]), at(day))[market.pk][0]

    assert line(MARCH).facts.targets == (YearValue(2026, Decimal(9)),)
    assert line(APRIL).facts.targets == (YearValue(2026, Decimal(12)),)
    assert line(APRIL).facts.baseline == YearValue(2022, Decimal(1))
    assert line(MAY).facts.baseline is None
    view = activity_view("ensayo", 1, at(MAY)).indicators[0]
    assert [(point.year, point.value) for point in view.points] == [(2026, Decimal(12))]
    assert view.facts == line(MAY).facts


def test_groups_are_kept_apart_from_the_whole(market: Activity, adviser: Person) -> None:
    indicator = measured(market, adviser, "7", MARCH)
    a_measurement(indicator, adviser, "4", APRIL, group=Group(sex="WOMEN"))
    light = indicators_by_root(under([market.pk]), at(MAY))[market.pk][0].facts
    whole = activity_view("ensayo", 1, at(MAY)).indicators[0]
    assert [value.group for value in light.values] == [(), ("", "WOMEN", "", "")]
    assert light == whole.facts
    assert whole.value == Decimal(7)


def test_a_weighted_mean_is_of_parts_not_of_percentages(market: Activity, adviser: Person) -> None:
    indicator = an_indicator(
        market, adviser, MARCH, aggregation=Aggregation.WEIGHTED_MEAN, denominator="puestos"
    )
    for parts, sex in (((9, 10), "WOMEN"), ((0, 90), "MEN")):
        value = str(Decimal(parts[0]) / parts[1])
        a_measurement(indicator, adviser, value, APRIL, parts=parts, group=Group(sex=sex))
    view = activity_view("ensayo", 1, at(MAY)).indicators[0]
    assert view.value == Decimal("0.09")
    assert view.progress.missing == (Missing.BASELINE, Missing.TARGET)
    assert view.expected_on(MAY) is None


def test_a_withdrawn_activity_stays_readable_and_says_so(
    plan: WorkPlan, market: Activity, adviser: Person
) -> None:
    a_version(plan, adviser, plan_read(activity_read(1, "Abrir ferias")), MAY)
    assert [row.number for row in rows(plan, APRIL)] == [1, 2, 3]
    assert [row.number for row in rows(plan, MAY)] == [2]
    assert activity_view("ensayo", 1, at(APRIL)).is_withdrawn is False
    assert activity_view("ensayo", 1, at(MAY)).is_withdrawn is True
    assert activity_view("ensayo", 2, at(MAY)).is_withdrawn is False


def test_an_activity_that_does_not_exist_is_not_found(plan: WorkPlan) -> None:
    for slug, number in (("ensayo", 4), ("otro", 1), ("", 1)):
        with pytest.raises(ActivityNotFound):
            activity_view(slug, number, at(MAY))


def test_a_new_number_is_the_neighbour_of_the_last(plan: WorkPlan, adviser: Person) -> None:
    grown = plan_read(
        *(
            activity_read(row, text)
            for row, text in enumerate(
                ("Renovar mercados", "Abrir ferias", "Renovar mercados", "Sembrar árboles"), start=1
            )
        )
    )
    a_version(plan, adviser, grown, MAY)
    assert activity_view("ensayo", 3, at(APRIL)).following is None
    assert activity_view("ensayo", 3, at(MAY)).following == 4
    last = activity_view("ensayo", 4, at(MAY))
    assert (last.previous, last.following) == (3, None)


@pytest.mark.parametrize("activities", [1, 5])
def test_the_rows_of_a_plan_cost_five_queries(
    office: Body,
    adviser: Person,
    activities: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    read = plan_read(*(activity_read(row) for row in range(1, activities + 1)))
    plan = a_plan(office, adviser, read)
    for activity in activities_of(plan):
        measured(activity, adviser)
    version = version_at(plan, at(MAY))
    assert version is not None
    with django_assert_num_queries(5):
        drawn = activity_rows(version, at(MAY))
    with django_assert_num_queries(5):
        listed = known_of(plan, at(MAY)).rows(texts_of(version))
    assert [row.progress for row in drawn] == [row.progress for row in listed]
    assert [row.status for row in drawn] == [row.status for row in listed]
    assert [row.acts for row in drawn] == [row.acts for row in listed]
