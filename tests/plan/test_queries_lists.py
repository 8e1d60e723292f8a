"""It is true that filters find what they say, changes compare two days, and subjects cross plans."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from minga.people.models import Body, Person
from minga.plan.models import WorkPlan
from minga.plan.queries.changes import acts_recorded_since, changes_of
from minga.plan.queries.listing import (
    Found,
    Wanted,
    evaluations_of,
    find_activities,
    strategies_of,
)
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import latest_versions, version_at
from minga.plan.queries.subjects import GoalCount, Subject, goal_counts, sides_of, texts_on
from minga.plan.queries.versions import compared, versions_of
from minga.plan.reading import ReadObjective, ReadPlan, ReadProgramme
from minga.plan.rules.codes import ActivityStatus
from minga.plan.rules.differences import Fate
from tests.factories.plan import (
    a_fact,
    a_plan,
    a_version,
    activities_of,
    activity_read,
    measured,
    plan_read,
    some_goals,
)

MARCH, APRIL, MAY = date(2024, 3, 5), date(2024, 4, 5), date(2024, 5, 6)
NOW = Moment(MAY, is_past=False)


def document() -> ReadPlan:
    """Two programmes, five activities: what each says differs."""
    markets = (
        activity_read(1, "Renovar mercados municipales", sdg=(8,), strategies=("Ordenanzaz",)),
        activity_read(2, "Abrir ferias libres", years=(4,), evaluation="Rendicion de cuentas"),
        activity_read(3, "Sembrar huertos", baseline="0", target="40 huertos"),
    )
    streets = (
        activity_read(4, "Adoquinar calles", strategies=("Ordenanza", "Convenio")),
        activity_read(5, "Renovar mercados municipales", sdg=(11,)),
    )
    programmes = (
        ReadProgramme("Mercados", (ReadObjective("Que haya mercados", markets),)),
        ReadProgramme("Calles", (ReadObjective("Que haya calles", streets),)),
    )
    return ReadPlan(title="Plan de ensayo", programmes=programmes)


@pytest.fixture
def plan(office: Body, adviser: Person) -> WorkPlan:
    """Activity 1 (and its repetition 5) is measured and late; activity 4 has one act."""
    found = a_plan(office, adviser, document())
    first, _second, third, fourth, _fifth = activities_of(found)
    measured(first, adviser, "1", MARCH)
    a_fact(adviser, fourth, day=APRIL)
    some_goals(third, adviser, APRIL + timedelta(days=1), (2, "2.4"), (11, ""))
    return found


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5]),
        (Wanted(words="mercado"), [1, 5]),
        (Wanted(words="FERIA"), [2]),
        (Wanted(words="renovar -mercados"), []),
        (Wanted(programme="calles"), [4, 5]),
        (Wanted(programme="nada"), []),
        (Wanted(year=4), [1, 2, 3, 4, 5]),
        (Wanted(year=1), [1, 3, 4, 5]),
        (Wanted(strategy="ordenanzas"), [1, 4]),
        (Wanted(evaluation="rendición de cuentas"), [2]),
        (Wanted(goal=11), [3, 5]),
        (Wanted(goal=2), [3]),
        (Wanted(has_goal=True), [1, 3, 5]),
        (Wanted(has_goal=False), [2, 4]),
        (Wanted(has_acts=True), [1, 3, 4, 5]),
        (Wanted(has_acts=False), [2]),
        (Wanted(has_baseline=True), [1, 3, 5]),
        (Wanted(has_target=False), [2, 4]),
        (Wanted(status=ActivityStatus.DELAYED), [1, 5]),
        (Wanted(status=ActivityStatus.NOT_STARTED), [2]),
        (Wanted(status=ActivityStatus.UNKNOWN), [3, 4]),
        (Wanted(status=ActivityStatus.UNKNOWN, programme="calles", words="adoquinar"), [4]),
        (Wanted(status=ActivityStatus.DONE), []),
    ],
)
def test_filters_find_what_they_say(plan: WorkPlan, wanted: Wanted, numbers: list[int]) -> None:
    found = search(plan, wanted)
    assert [text.number for text in found.texts] == numbers
    assert [row.number for row in found.rows(found.texts)] == numbers
    assert len(found.everything) == 5


def search(plan: WorkPlan, wanted: Wanted, moment: Moment = NOW) -> Found:
    """Search the version in force."""
    version = version_at(plan, moment)
    assert version is not None
    return find_activities(version, wanted, moment)


def test_the_acts_of_a_repeated_activity_count_once(plan: WorkPlan) -> None:
    assert search(plan, Wanted(words="mercados")).act_count == 4
    assert search(plan, Wanted()).act_count == 6
    assert search(plan, Wanted(has_acts=False)).act_count == 0


def test_a_filtered_row_knows_as_much_as_an_unfiltered_one(plan: WorkPlan) -> None:
    every = search(plan, Wanted())
    late = search(plan, Wanted(status=ActivityStatus.DELAYED))
    whole = {row.number: row for row in every.rows(every.texts)}
    assert [row.status for row in late.rows(late.texts)] == [whole[1].status, whole[5].status]
    assert [row.status for row in every.rows(every.texts[:1])] == [whole[1].status]


def test_a_filter_reads_the_day_too(plan: WorkPlan) -> None:
    eve = Moment(MARCH - timedelta(days=1), is_past=True)
    assert [text.number for text in search(plan, Wanted(has_acts=True), eve).texts] == []
    assert [text.number for text in search(plan, Wanted(goal=11), eve).texts] == [5]


def test_each_spelling_of_a_strategy_is_offered_once(plan: WorkPlan) -> None:
    texts = search(plan, Wanted()).everything
    assert strategies_of(texts) == ["convenios", "ordenanzas"]
    assert evaluations_of(texts) == ["rendición de cuentas"]


@pytest.mark.parametrize("activities", [1, 5])
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(status=ActivityStatus.UNKNOWN)])
def test_a_search_costs_five_queries(
    office: Body,
    adviser: Person,
    activities: int,
    wanted: Wanted,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    read = plan_read(*(activity_read(row) for row in range(1, activities + 1)))
    plan = a_plan(office, adviser, read)
    for activity in activities_of(plan):
        measured(activity, adviser)
    version = version_at(plan, NOW)
    assert version is not None
    with django_assert_num_queries(5):
        found = find_activities(version, wanted, NOW)
        found.rows(found.everything)


def test_changes_hold_acts_versions_corrections_and_statuses(
    plan: WorkPlan, adviser: Person
) -> None:
    fourth = activities_of(plan)[3]
    wrong = a_fact(adviser, fourth, day=MAY - timedelta(days=1), title="Equivocado")
    right = a_fact(adviser, fourth, day=MAY, title="Corregido", corrects=wrong)
    changes = changes_of(plan, APRIL, NOW)
    assert list(changes.acts)[:2] == [right, wrong]
    assert changes.acts.count() == 4
    assert changes.versions == ()
    assert [
        (one.before and one.before.status.code, one.after.status.code, one.after.number)
        for one in changes.statuses
    ] == [("NO_RECORD", "UNKNOWN", 3), ("NO_RECORD", "UNKNOWN", 4)]


def test_nothing_changed_in_a_day_without_acts(plan: WorkPlan) -> None:
    tomorrow = Moment(MAY + timedelta(days=1), is_past=False)
    changes = changes_of(plan, tomorrow.day, tomorrow)
    assert (list(changes.acts), changes.versions, changes.statuses) == ([], (), ())


def test_a_plan_that_is_new_has_no_status_of_before(plan: WorkPlan) -> None:
    changes = changes_of(plan, date(2023, 1, 1), NOW)
    assert changes.statuses == ()
    assert [version.number for version in changes.versions] == [1]


def test_an_added_activity_had_no_status_before(plan: WorkPlan, adviser: Person) -> None:
    a_version(plan, adviser, plan_read(activity_read(1, "Sembrar huertos urbanos")), MAY)
    changes = changes_of(plan, MAY, NOW)
    assert [(one.before, one.after.number) for one in changes.statuses] == [(None, 6)]


def test_the_feed_of_changes_holds_what_was_recorded_from_that_day_on(plan: WorkPlan) -> None:
    found = acts_recorded_since(plan, APRIL, NOW)
    assert [act.kind for act in found] == ["tag_goals", "record_fact"]


def test_versions_are_compared_by_number_and_objectives_once(office: Body, adviser: Person) -> None:
    plan = a_plan(office, adviser, document())
    second = document()
    markets, streets = second.programmes
    kept = ReadObjective(
        "Que haya buenos mercados",
        (
            activity_read(1, "Renovar mercados municipales", sdg=(8,), strategies=("Ordenanzaz",)),
            activity_read(2, "Abrir ferias libres ya", years=(3, 4)),
            activity_read(3, "Enseñar cooperativismo", baseline="0"),
        ),
    )
    changed = ReadPlan(
        title="Plan de ensayo",
        vision="Una ciudad que come bien",
        programmes=(ReadProgramme(markets.name, (kept,)), streets),
    )
    a_version(plan, adviser, changed, MAY)
    found = compared(plan, 1, 2, NOW)
    assert found is not None
    assert [field.field for field in found.fields] == ["vision"]
    assert [(field.field, field.before, field.after) for field in found.objectives] == [
        ("Mercados", ("Que haya mercados",), ("Que haya buenos mercados",))
    ]
    assert [(one.number, one.fate, [f.field for f in one.fields]) for one in found.activities] == [
        (2, Fate.CHANGED, ["text", "years", "evaluation"]),
        (3, Fate.WITHDRAWN, []),
        (6, Fate.ADDED, []),
    ]
    assert not found.is_equal


def test_a_version_does_not_differ_from_itself_and_unknown_ones_are_not_compared(
    plan: WorkPlan,
) -> None:
    same = compared(plan, 1, 1, NOW)
    assert same is not None
    assert same.is_equal
    assert compared(plan, 1, 2, NOW) is None
    assert compared(plan, 1, 1, Moment(date(2023, 1, 1), is_past=True)) is None


def test_versions_come_newest_first_with_their_activities(plan: WorkPlan, adviser: Person) -> None:
    a_version(plan, adviser, plan_read(activity_read(1, "Abrir ferias libres")), MAY)
    found = versions_of(plan, NOW)
    assert [(one.number, one.activity_count) for one in found] == [(2, 1), (1, 5)]


def test_goals_count_what_was_filed_and_what_was_assigned_later_apart(plan: WorkPlan) -> None:
    assert goal_counts(NOW) == {
        2: GoalCount(0, 1),
        8: GoalCount(1, 0),
        11: GoalCount(1, 1),
    }
    assert goal_counts(Moment(MARCH, is_past=True)) == {8: GoalCount(1, 0), 11: GoalCount(1, 0)}


def test_under_a_goal_the_filed_come_first(plan: WorkPlan) -> None:
    versions = list(latest_versions(NOW))
    assert [text.activity.number for text in texts_on(Subject(goal=11), versions, NOW)] == [5, 3]
    assert list(texts_on(Subject(goal=17), versions, NOW)) == []


def test_plans_stand_side_by_side_in_the_order_asked_for(
    plan: WorkPlan, office: Body, adviser: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = plan_read(activity_read(1, "Cuidar los mercados"), activity_read(2, "Otra cosa"))
    a_plan(office, adviser, other, slug="otro")
    with django_assert_num_queries(6):
        sides = sides_of(Subject(words="mercados"), ("otro", "ensayo", "ninguno"), NOW)
    assert [(side.plan.slug, [row.number for row in side.rows]) for side in sides] == [
        ("otro", [1]),
        ("ensayo", [1, 5]),
    ]
    assert sides[1].rows[0].status.code == "DELAYED"
    alone = sides_of(Subject(goal=11), ("otro",), NOW)
    assert [(side.plan.slug, side.rows) for side in alone] == [("otro", ())]
    assert sides_of(Subject(goal=11), ("ninguno",), NOW) == ()
