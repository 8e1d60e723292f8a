"""What do programs read across plans: the goals of the Agenda, and plans side by side?"""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from minga.plan.agenda import Goal
from minga.plan.documents.activities import activity_summary
from minga.plan.documents.values import activity_address, whole_address
from minga.plan.models import WorkPlan
from minga.plan.queries.moments import Moment
from minga.plan.queries.rows import ActivityRow
from minga.plan.queries.subjects import GoalCount, PlanSide, Subject
from minga.website.data_formats import Cell, JsonValue

GOAL_COLUMNS = ("goal", "short", "title", "filed", "assigned", "address", "demo")
UNDER_GOAL_COLUMNS = (
    *("goal", "plan", "activity", "reading", "origin", "status", "acts", "address", "demo"),
)
COMPARED_COLUMNS = (
    *("plan", "activity", "programme", "reading", "years", "status", "acts", "address", "demo"),
)
FILED, ASSIGNED = "filed", "assigned"


def goal_address(goal: Goal) -> str:
    """Return the whole address of a goal."""
    return whole_address(reverse("plan:goal-detail", args=(goal.number,)))


def goal_cells(goal: Goal, count: GoalCount, *, demo: bool) -> tuple[Cell, ...]:
    """Return the row of a goal; `demo` when the counts hold plans of a demonstration."""
    return (
        goal.number,
        goal.short_name,
        goal.title,
        count.filed,
        count.assigned,
        goal_address(goal),
        demo,
    )


def goal_summary(goal: Goal, count: GoalCount) -> dict[str, JsonValue]:
    """Return a goal as the list of goals holds it."""
    return {
        "goal": goal.number,
        "short": goal.short_name,
        "title": goal.title,
        "filed": count.filed,
        "assigned": count.assigned,
        "address": goal_address(goal),
    }


def goal_document(
    goal: Goal, rows: Iterable[ActivityRow], plans: Mapping[int, WorkPlan]
) -> dict[str, JsonValue]:
    """Return a goal with its targets and the activities of all plans under it."""
    return {
        "goal": goal.number,
        "short": goal.short_name,
        "title": goal.title,
        "address": goal_address(goal),
        "targets": [{"code": target.code, "title": target.title} for target in goal.targets],
        "activities": [
            {
                **activity_summary(row, plans[row.text.plan_id].slug, {}),
                "origin": origin_of(row, goal),
            }
            for row in rows
        ],
    }


def origin_of(row: ActivityRow, goal: Goal) -> str:
    """Say whether the plan itself put an activity under a goal, or a later act."""
    return FILED if goal.number in row.text.sdg else ASSIGNED


def under_goal_cells(row: ActivityRow, plan_slug: str, goal: Goal) -> tuple[Cell, ...]:
    """Return the row of an activity under a goal, in the order of `UNDER_GOAL_COLUMNS`."""
    return (
        goal.number,
        plan_slug,
        row.number,
        row.text.reading,
        origin_of(row, goal),
        row.status.code,
        row.acts.count,
        activity_address(plan_slug, row.number),
        row.is_demonstration,
    )


def compared_cells(row: ActivityRow, plan_slug: str) -> tuple[Cell, ...]:
    """Return the row of an activity beside those of other plans, in the order of `COMPARED_COLUMNS`."""
    return (
        plan_slug,
        row.number,
        row.programme.name,
        row.text.reading,
        row.text.years,
        row.status.code,
        row.acts.count,
        activity_address(plan_slug, row.number),
        row.is_demonstration,
    )


def sides_document(
    sides: Iterable[PlanSide], subject: Subject, moment: Moment
) -> dict[str, JsonValue]:
    """Return what several plans say about one subject, in the order asked for."""
    return {
        "goal": subject.goal,
        "words": subject.words or None,
        "as_of": moment.day.isoformat(),
        "plans": [
            {
                "plan": side.plan.slug,
                "title": side.plan.title,
                "activities": [activity_summary(row, side.plan.slug, {}) for row in side.rows],
                "demo": side.plan.is_demonstration,
            }
            for side in sides
        ],
    }
