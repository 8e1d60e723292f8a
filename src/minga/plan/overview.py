"""How does a whole plan look in short? What the front page and other summaries show of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from minga.plan.models import WorkPlan
from minga.plan.pages.knots import TURNS
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import version_at
from minga.plan.queries.rows import ActivityRow, activity_rows, distinct_act_count
from minga.website.drawing.khipu import HangingCord, Khipu, Programme
from minga.website.drawing.motifs import weave_of
from minga.website.drawing.rows import Mark, Span


@dataclass(frozen=True)
class PlanOverview:
    """A plan in figures and as a khipu; the khipu is absent when the term's days are unknown."""

    plan: WorkPlan
    activities: int
    with_acts: int
    acts: int
    without_baseline: int
    without_target: int
    without_goal: int
    days_left: int | None
    khipu: Khipu | None


def plan_overview(plan: WorkPlan, moment: Moment) -> PlanOverview | None:
    """Return a plan in short at a moment, None before it was registered; six queries."""
    version = version_at(plan, moment)
    if version is None:
        return None
    rows = activity_rows(version, moment)
    return PlanOverview(
        plan=plan,
        activities=len(rows),
        with_acts=sum(1 for row in rows if row.marks),
        acts=distinct_act_count(rows),
        without_baseline=sum(1 for row in rows if not row.has_baseline),
        without_target=sum(1 for row in rows if not row.has_target),
        without_goal=sum(1 for row in rows if not row.goals),
        days_left=(plan.ends_on - moment.day).days if plan.ends_on else None,
        khipu=khipu_of(rows, plan, version.years_count, moment),
    )


def khipu_of(
    rows: Sequence[ActivityRow], plan: WorkPlan, years: int, moment: Moment
) -> Khipu | None:
    """Return the hanging cords of a plan; None when its days are unknown."""
    if plan.starts_on is None or plan.ends_on is None:
        return None
    programmes = [
        Programme(weave_of(programme.number).dye, [_cord(row) for row in group])
        for programme, group in groupby(rows, key=lambda row: row.programme)
    ]
    return Khipu(Span(plan.starts_on, plan.ends_on, years), moment.day, programmes)


def _cord(row: ActivityRow) -> HangingCord:
    marks = [Mark(mark.on, TURNS[mark.weight]) for mark in row.marks]
    return HangingCord(marks, min(row.text.years, default=1))
