"""What do several plans say about one subject? A goal of the Agenda, or some words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from minga.plan.models import ActivityGoal, ActivityText, PlanVersion, WorkPlan
from minga.plan.queries.acts import uncorrected
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import latest_versions
from minga.plan.queries.rows import ActivityRow, rows_of_plans
from minga.plan.queries.texts import lines_of, word_query


@dataclass(frozen=True)
class GoalCount:
    """How many activities of all plans stand under a goal: as filed, and assigned later."""

    filed: int = 0
    assigned: int = 0


@dataclass(frozen=True)
class Subject:
    """What is looked for in the plans: a goal of the Agenda, or words."""

    goal: int | None = None
    words: str = ""


@dataclass(frozen=True)
class PlanSide:
    """One plan beside others: its activities on the subject, none ranked."""

    plan: WorkPlan
    rows: tuple[ActivityRow, ...]


def texts_in_force(versions: Sequence[PlanVersion]) -> QuerySet[ActivityText]:
    """Return the activities of some versions, by plan and number."""
    found = ActivityText.objects.filter(version__in=[version.pk for version in versions])
    return found.order_by("version__plan__slug", "activity__number")


def goals_assigned(goal: int | None, moment: Moment) -> Exists:
    """Whether an act assigned a goal (any when None) to an activity or to one that repeats it."""
    same_root = (
        Q(activity=OuterRef("activity"))
        | Q(activity=OuterRef("activity__repeats"))
        | Q(activity__repeats=OuterRef("activity"))
        | Q(activity__repeats=OuterRef("activity__repeats"))
    )
    goals = uncorrected(ActivityGoal.objects.filter(same_root), moment)
    return Exists(goals.filter(goal=goal) if goal else goals)


def texts_on(
    subject: Subject, versions: Sequence[PlanVersion], moment: Moment
) -> QuerySet[ActivityText]:
    """Return the activities on a subject; under a goal those filed there come first."""
    texts = texts_in_force(versions)
    if subject.words:
        texts = texts.filter(words=word_query(subject.words))
    if subject.goal:
        is_filed = Q(sdg__contains=[subject.goal])
        texts = texts.filter(is_filed | Q(goals_assigned(subject.goal, moment)))
        order = Case(When(is_filed, then=Value(0)), default=Value(1))
        texts = texts.order_by(order, "version__plan__slug", "activity__number")
    return texts


def goal_counts(moment: Moment) -> dict[int, GoalCount]:
    """Return goal → how many activities of all plans stand under it; three queries."""
    versions = list(latest_versions(moment))
    filed: dict[int, set[int]] = {}
    roots: dict[int, list[int]] = {}
    rows = texts_in_force(versions).values_list("activity_id", "activity__repeats_id", "sdg")
    for activity_id, repeats_id, sdg in rows:
        roots.setdefault(repeats_id or activity_id, []).append(activity_id)
        for goal in sdg:
            filed.setdefault(goal, set()).add(activity_id)
    assigned = _assigned(roots, moment)
    return {
        goal: GoalCount(
            len(filed.get(goal, ())), len(assigned.get(goal, set()) - filed.get(goal, set()))
        )
        for goal in sorted(filed.keys() | assigned.keys())
    }


def _assigned(roots: dict[int, list[int]], moment: Moment) -> dict[int, set[int]]:
    """Return goal → activities that a later act put under it, repetitions included."""
    rows = uncorrected(ActivityGoal.objects.all(), moment)
    found: dict[int, set[int]] = {}
    for goal, activity_id, repeats_id in rows.values_list(
        "goal", "activity_id", "activity__repeats_id"
    ):
        found.setdefault(goal, set()).update(roots.get(repeats_id or activity_id, ()))
    return found


def sides_of(subject: Subject, plans: Sequence[str], moment: Moment) -> tuple[PlanSide, ...]:
    """Return what each plan says on a subject, in the order asked for; six queries."""
    in_force = {version.plan.slug: version for version in latest_versions(moment)}
    chosen = [in_force[slug] for slug in plans if slug in in_force]
    by_plan = {version.plan_id: version.plan for version in chosen}
    texts = lines_of(texts_on(subject, chosen, moment)) if chosen else []
    rows = rows_of_plans(texts, by_plan, moment)
    return tuple(
        PlanSide(plan, tuple(row for row in rows if row.text.plan_id == plan.pk))
        for plan in by_plan.values()
    )
