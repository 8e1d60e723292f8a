"""What does a person see first? What was promised, what was done this month, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minga.openness.queries import acts_of_month, knots_with_programmes
from minga.plan.public import Moment, PlanOverview, WorkPlan, all_plans, plan_overview, today_moment
from minga.territory.public import parish_choices
from minga.website.page_cache import cached_page
from minga.website.panels import SITE, fill
from minga.website.parts import Knot
from minga.website.render import render_page

SHOWN_ACTS = 5


@dataclass(frozen=True)
class Month:
    """What was done in a month, the newest few and how many in all."""

    first_day: date
    knots: Sequence[Knot]
    count: int


@require_safe
@cached_page("plan", "record", "territory")
def home(request: HttpRequest) -> HttpResponse:
    """The front page: two plans at most are drawn in short, the living one first."""
    moment = today_moment()
    overviews = _overviews(moment)
    context = {
        "moment": moment,
        "leading": overviews[0] if overviews else None,
        "others": overviews[1:],
        "gaps": _main_of(overviews),
        "month": _month(moment.day),
        "turns": fill("home.turns", [SITE])[SITE],
        "sections": fill("home.sections", [SITE])[SITE],
        "parishes": parish_choices(),
    }
    return render_page(request, "openness/home.html", context)


def _overviews(moment: Moment) -> list[PlanOverview]:
    """The plan whose term runs leads; Quito's main plan is always there."""
    plans = sorted(all_plans(), key=lambda plan: _rank(plan, moment.day))[:2]
    found = (plan_overview(plan, moment) for plan in plans)
    return [overview for overview in found if overview]


def _main_of(overviews: Sequence[PlanOverview]) -> PlanOverview | None:
    """The plan whose gaps are told: the main one, else the one that leads."""
    main = (overview for overview in overviews if overview.plan.is_main)
    return next(main, overviews[0] if overviews else None)


def _rank(plan: WorkPlan, day: date) -> tuple[int, int, str]:
    """A plan of the running term first, then the main plan."""
    runs = bool(plan.starts_on and plan.ends_on and plan.starts_on <= day <= plan.ends_on)
    return (0 if runs else 1, 0 if plan.is_main else 1, plan.slug)


def _month(today: date) -> Month:
    first_day = today.replace(day=1)
    acts = acts_of_month(first_day)
    return Month(first_day, knots_with_programmes(list(acts[:SHOWN_ACTS])), acts.count())
