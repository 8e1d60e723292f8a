"""What do several plans say about one subject? Side by side, nobody ranked."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.plan.agenda import goal_of
from minga.plan.models import WorkPlan
from minga.plan.pages.opening import SHOWN_CONTEXTS, canonical
from minga.plan.pages.words import status_shape, status_word
from minga.plan.queries.moments import Moment, moment_of
from minga.plan.queries.plans import all_plans
from minga.plan.queries.rows import ActivityRow
from minga.plan.queries.subjects import PlanSide, Subject, sides_of
from minga.plan.searching import LONGEST_WORDS, goal_filter, number_in
from minga.website.marks import State
from minga.website.page_cache import cached_page
from minga.website.render import render_page

MOST_PLANS = 4
SHOWN_OF_EACH = 25


@dataclass(frozen=True)
class ShownSide:
    """One plan beside others: how many activities it has on the subject, and the first of them."""

    plan: WorkPlan
    total: int
    lines: tuple[tuple[ActivityRow, str, State, str], ...]

    @property
    def hidden(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Asked:
    """What an address asks to compare; plans beyond the fourth are left out."""

    plans: tuple[str, ...]
    subject: Subject

    @property
    def is_complete(self) -> bool:
        """True when there are plans and a subject."""
        return bool(self.plans and (self.subject.goal or self.subject.words))

    @property
    def words(self) -> str:
        """The subject in words."""
        goal = goal_of(self.subject.goal) if self.subject.goal else None
        named = f"{goal.number}. {goal.short_name}" if goal else ""
        quoted = f"«{self.subject.words}»" if self.subject.words else ""
        return ", ".join(filter(None, (named, quoted)))


def asked_in(query: QueryDict) -> Asked:
    """Read `?planes=a,b` (or `planes=a&planes=b`), `tema=` words and `ods=` goal."""
    slugs = [slug for value in query.getlist("planes") for slug in value.split(",") if slug]
    goal = number_in(query.get("ods", ""))
    subject = Subject(
        goal=goal if goal and goal_of(goal) else None,
        words=query.get("tema", "").strip()[:LONGEST_WORDS],
    )
    return Asked(tuple(dict.fromkeys(slugs))[:MOST_PLANS], subject)


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def plan_comparison(request: HttpRequest) -> HttpResponse:
    """Several plans beside each other on one subject; seven queries."""
    asked, moment = asked_in(request.GET), moment_of(request.GET.get("al", ""))
    sides = sides_of(asked.subject, asked.plans, moment) if asked.is_complete else ()
    context = {
        "plans": all_plans(),
        "asked": asked,
        "moment": moment,
        "goals": goal_filter(request.GET),
        "sides": [_shown(side, moment) for side in sides],
        "most": MOST_PLANS,
        "canonical": canonical(reverse("plan:plan-comparison")),
        "title": _("Comparar planes: %(subject)s") % {"subject": asked.words}
        if asked.is_complete
        else _("Comparar planes"),
    }
    return render_page(request, "plan/plan_comparison.html", context)


def _shown(side: PlanSide, moment: Moment) -> ShownSide:
    lines = tuple(
        (
            row,
            reverse("plan:activity-detail", args=(side.plan.slug, row.number)) + moment.query,
            status_shape(row.status),
            status_word(row.status),
        )
        for row in side.rows[:SHOWN_OF_EACH]
    )
    return ShownSide(side.plan, len(side.rows), lines)
