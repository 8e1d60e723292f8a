"""Which promises of all plans serve a goal of the 2030 Agenda?"""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from minga.plan.agenda import Goal, goal_of, goals
from minga.plan.models import ActivityText, PlanVersion, WorkPlan
from minga.plan.pages.activities import PAGE_SIZE
from minga.plan.pages.opening import SHOWN_CONTEXTS, canonical
from minga.plan.pages.words import status_shape, status_word
from minga.plan.queries.moments import Moment, moment_of
from minga.plan.queries.plans import latest_versions
from minga.plan.queries.rows import ActivityRow, rows_of_plans
from minga.plan.queries.subjects import GoalCount, Subject, goal_counts, texts_on
from minga.plan.queries.texts import lines_of
from minga.website.marks import State
from minga.website.page_cache import cached_page
from minga.website.render import render_page


@dataclass(frozen=True)
class GoalRow:
    """A goal with how many activities of all plans stand under it."""

    goal: Goal
    count: GoalCount


@dataclass(frozen=True)
class UnderGoal:
    """An activity under a goal; `is_filed` says whether the plan itself put it there."""

    plan: WorkPlan
    row: ActivityRow
    url: str
    is_filed: bool
    shape: State
    word: str


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def goal_list(request: HttpRequest) -> HttpResponse:
    """The seventeen goals, and how much of the plans serves each."""
    moment = moment_of(request.GET.get("al", ""))
    context = {
        "rows": goal_rows(moment),
        "moment": moment,
        "canonical": canonical(reverse("plan:goal-list")),
    }
    return render_page(request, "plan/goal_list.html", context)


def goal_rows(moment: Moment) -> list[GoalRow]:
    """Return every goal with its counts, also those that nothing serves; three queries."""
    counts = goal_counts(moment)
    return [GoalRow(goal, counts.get(goal.number, GoalCount())) for goal in goals()]


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def goal_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One goal with its targets, and the activities of all plans under it; seven queries."""
    goal = goal_or_404(number)
    moment = moment_of(request.GET.get("al", ""))
    versions = list(latest_versions(moment))
    texts = texts_on(Subject(goal=number), versions, moment)
    page: Page[ActivityText] = Paginator(texts, PAGE_SIZE).get_page(request.GET.get("pagina"))
    found = rows_under(goal, page.object_list, versions, moment)
    context = {
        "goal": goal,
        "moment": moment,
        "page": page,
        "query": request.GET,
        "filed": [item for item in found if item.is_filed],
        "assigned": [item for item in found if not item.is_filed],
        "previous": goal_of(number - 1),
        "following": goal_of(number + 1),
        "canonical": canonical(reverse("plan:goal-detail", args=(number,))),
    }
    return render_page(request, "plan/goal_detail.html", context)


def goal_or_404(number: int) -> Goal:
    """Return a goal by its number, or 404."""
    goal = goal_of(number)
    if goal is None:
        raise Http404
    return goal


def rows_under(
    goal: Goal, texts: object, versions: list[PlanVersion], moment: Moment
) -> list[UnderGoal]:
    """Return activities under a goal as rows, in their order; five queries."""
    plans = {version.plan_id: version.plan for version in versions}
    rows = rows_of_plans(lines_of(texts), plans, moment)  # type: ignore[arg-type]  # a sliced query
    return [_under(goal, row, plans[row.text.plan_id], moment) for row in rows]


def _under(goal: Goal, row: ActivityRow, plan: WorkPlan, moment: Moment) -> UnderGoal:
    return UnderGoal(
        plan,
        row,
        reverse("plan:activity-detail", args=(plan.slug, row.number)) + moment.query,
        goal.number in row.text.sdg,
        status_shape(row.status),
        status_word(row.status),
    )
