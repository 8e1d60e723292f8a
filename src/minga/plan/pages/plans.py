"""What was promised, at a glance? The list of plans, one plan by programmes and years, a programme."""

from collections.abc import Sequence

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.plan.models import Objective
from minga.plan.pages.evaluation_words import said_tallies
from minga.plan.pages.filed import mechanism_table, parts_of, period_words
from minga.plan.pages.gaps import gaps_of, status_counts
from minga.plan.pages.lines import SHOWN_WHOLE, group_of, groups_of, plan_table
from minga.plan.pages.opening import Opened, address_of, canonical, of_plan, show
from minga.plan.pages.words import acts_words
from minga.plan.queries.evaluations import year_tallies
from minga.plan.queries.plans import all_plans, objectives_of, programmes_of
from minga.plan.queries.rows import ActivityRow, activity_rows, distinct_act_count
from minga.website.render import render_page


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans of this installation, the main one first."""
    context = {"plans": all_plans(), "canonical": canonical(reverse("plan:plan-list"))}
    return render_page(request, "plan/plan_list.html", context)


@of_plan
def plan_detail(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A plan at a glance: its programmes, activities and years, and what it leaves open."""
    rows = activity_rows(opened.version, opened.moment)
    evaluations = year_tallies(opened.plan, [row.text for row in rows], opened.moment)
    mechanisms = list(opened.version.mechanisms.all())
    context = {
        "title": promise_title(len(rows), opened.version.years_count),
        "rows": rows,
        "groups": groups_of(rows, opened),
        "table": plan_table(rows, opened) if len(rows) <= SHOWN_WHOLE else None,
        "gaps": gaps_of(rows, opened),
        "statuses": status_counts(rows, opened),
        "acts_counted": acts_words(distinct_act_count(rows)),
        "acts_said": acts_sentence(rows),
        "measure_said": measure_sentence(rows),
        "evaluation_years": said_tallies(opened.plan, evaluations, opened.moment),
        "period": period_words(opened.version),
        "parts": parts_of(opened.version),
        "mechanisms": mechanism_table(mechanisms) if mechanisms else None,
    }
    address = address_of(opened, "plan-detail")
    return show(request, opened, "plan/plan_detail.html", context, address=address)


@of_plan
def programme_detail(request: HttpRequest, opened: Opened, programme: str) -> HttpResponse:
    """One programme: its objectives as filed and its activities."""
    rows = [
        row
        for row in activity_rows(opened.version, opened.moment)
        if row.programme.slug == programme
    ]
    if not rows:
        raise Http404
    found = rows[0].programme
    context = {
        "programme": found,
        "programmes": programmes_of(opened.plan),
        "objectives": _objectives_of(opened, programme),
        "group": group_of(found, rows, opened, len(rows)),
        "rows": rows,
        "gaps": gaps_of(rows, opened),
        "statuses": status_counts(rows, opened),
        "acts_counted": acts_words(distinct_act_count(rows)),
        "acts_said": acts_sentence(rows),
        "measure_said": measure_sentence(rows),
    }
    address = address_of(opened, "programme-detail", programme)
    return show(request, opened, "plan/programme_detail.html", context, address=address)


def _objectives_of(opened: Opened, programme: str) -> list[Objective]:
    stated = objectives_of(opened.version)
    return [objective for objective in stated if objective.programme.slug == programme]


def promise_title(count: int, years: int) -> str:
    """Return "29 promesas en cuatro años"."""
    words = {
        "promises": ngettext("%(n)s promesa", "%(n)s promesas", count) % {"n": count},
        "years": ngettext("%(n)s año", "%(n)s años", years) % {"n": apnumber(years)},
    }
    return _("%(promises)s en %(years)s") % words


def acts_sentence(rows: Sequence[ActivityRow]) -> str:
    """Say how many promises have acts."""
    done = sum(1 for row in rows if row.acts.count)
    if not done:
        return _("Ninguna tiene todavía un hecho registrado.")
    if done == len(rows):
        return _("Todas tienen hechos registrados.")
    said = ngettext("%(n)s tiene hechos registrados.", "%(n)s tienen hechos registrados.", done)
    return said % {"n": done}


def measure_sentence(rows: Sequence[ActivityRow]) -> str:
    """Say of how many promises the progress is known, and why not of the others."""
    known = sum(1 for row in rows if row.progress.share is not None)
    if known:
        said = ngettext(
            "De %(n)s se puede decir cuánto avanzó.",
            "De %(n)s se puede decir cuánto avanzaron.",
            known,
        )
        return said % {"n": known}
    if not any(row.has_baseline or row.has_target for row in rows):
        return _("De ninguna se puede decir cuánto avanzó: el plan no fijó línea base ni meta.")
    return _("De ninguna se puede decir cuánto avanzó: faltan mediciones.")
