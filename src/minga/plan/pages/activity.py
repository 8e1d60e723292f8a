"""What is this promise, how far is it, who answers and where is the proof? One activity."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.dialogue.public import questions_in_brief
from minga.kernel.clock import local_date
from minga.plan.agenda import Goal, goal_of
from minga.plan.pages.casework_words import casework_in
from minga.plan.pages.evaluation_words import evaluation_section
from minga.plan.pages.knots import Sayings, knots_of
from minga.plan.pages.measuring import indicator_card, money_table
from minga.plan.pages.opening import SHOWN_CONTEXTS, canonical, real_words, span_of
from minga.plan.pages.words import (
    import_notes,
    status_sentence,
    status_shape,
    status_word,
    years_words,
)
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.moments import Moment, moment_of
from minga.plan.queries.plans import term_of_plan
from minga.plan.rules.schedule import year_of
from minga.website.page_cache import cached_page
from minga.website.panels import fill
from minga.website.parts import Link, YearCount
from minga.website.render import render_page

CHRONOLOGICAL = "cronologico"


@dataclass(frozen=True)
class GoalShown:
    """A goal of the Agenda on the page of an activity, and whether the plan itself named it."""

    goal: Goal
    target: str
    is_filed: bool


@require_safe
@cached_page(*SHOWN_CONTEXTS, "dialogue")
def activity_detail(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """One activity, as of today or of `?al=`; `?orden=cronologico` puts the oldest act first."""
    view = view_or_404(request, slug, number)
    in_order = request.GET.get("orden") == CHRONOLOGICAL
    context = {**_context(view), "in_order": in_order, "other_order": _other_order(view, in_order)}
    return render_page(request, "plan/activity_detail.html", context)


def view_or_404(request: HttpRequest, slug: str, number: int) -> ActivityView:
    """Return the activity as of `?al=`, or 404."""
    try:
        return activity_view(slug, number, moment_of(request.GET.get("al", "")))
    except ActivityNotFound as error:
        raise Http404 from error


def _context(view: ActivityView) -> dict[str, object]:
    row, plan, moment = view.row, view.plan, view.moment
    return {
        "view": view,
        "plan": plan,
        "version": view.version,
        "row": row,
        "text": row.text,
        "programme": row.programme,
        "moment": moment,
        "canonical": canonical(activity_address(view, row.number)),
        "real": real_words(plan),
        "state": status_shape(row.status),
        "word": status_word(row.status),
        "sentence": status_sentence(row),
        "notes": import_notes(row.text),
        "years": years_words(row.text.years),
        "knots": knots_of(view.acts, Sayings.of(view.indicators, view.money.entries)),
        "cards": [indicator_card(item, moment.day) for item in view.indicators],
        "span": span_of(plan, view.version),
        "counts": acts_per_year(view),
        "sealed": sum(1 for act in view.acts if hasattr(act, "leaf")),
        "goals": goals_shown(view),
        "money": money_table(view.money.entries) if view.money.entries else None,
        "evaluation": evaluation_section(view),
        "siblings": [_link(view, number, moment) for number in view.siblings],
        "previous": _link(view, view.previous, moment) if view.previous else None,
        "following": _link(view, view.following, moment) if view.following else None,
        "casework": casework_in(view.acts),
        "asked": questions_in_brief(topic_of(view), moment.day),
        "topic": topic_of(view),
        "sections": fill("activity.sections", [view.activity.pk])[view.activity.pk],
    }


def topic_of(view: ActivityView) -> str:
    """Return the name under which people ask about an activity and follow it."""
    return f"activity:{view.plan.slug}/{view.row.number}"


def activity_address(view: ActivityView, number: int) -> str:
    """Return the address of an activity of the same plan."""
    return reverse("plan:activity-detail", args=(view.plan.slug, number))


def _link(view: ActivityView, number: int, moment: Moment) -> Link:
    url = activity_address(view, number) + moment.query
    return Link(_("Actividad %(n)s") % {"n": number}, url)


def _other_order(view: ActivityView, in_order: bool) -> str:
    """Return the address of the same page with its acts the other way round."""
    day = f"al={view.moment.day.isoformat()}" if view.moment.is_past else ""
    order = "" if in_order else f"orden={CHRONOLOGICAL}"
    return f"?{'&'.join(filter(None, (day, order)))}#hechos"


def goals_shown(view: ActivityView) -> list[GoalShown]:
    """Return the goals the plan filed, then those a later act assigned."""
    filed = [(number, "", True) for number in view.row.text.sdg]
    assigned = [
        (line.goal, line.target, False)
        for line in view.assigned
        if line.target or line.goal not in view.row.text.sdg
    ]
    shown = [(goal_of(number), target, is_filed) for number, target, is_filed in filed + assigned]
    return [GoalShown(goal, target, is_filed) for goal, target, is_filed in shown if goal]


def acts_per_year(view: ActivityView) -> list[YearCount]:
    """Return how many acts each year of the plan holds; what falls outside has a line of its own."""
    term, count = term_of_plan(view.plan), view.version.years_count
    found = Counter(year_of(term, local_date(act.happened_at), count) for act in view.acts)
    years = [YearCount(_("Año %(n)s") % {"n": year}, found[year]) for year in range(1, count + 1)]
    return [*years, YearCount(_("Fuera del período"), found[None])] if found[None] else years
