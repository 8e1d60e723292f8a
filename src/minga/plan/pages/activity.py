"""What is this promise, how far is it, who answers and where is the proof? One activity."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.kernel.clock import local_date
from minga.plan.pages.knots import knots_of
from minga.plan.pages.overview import span_of
from minga.plan.pages.words import (
    import_notes,
    missing_words,
    status_sentence,
    status_shape,
    status_word,
    years_words,
)
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.measures import IndicatorView
from minga.plan.queries.moments import moment_of
from minga.plan.queries.plans import term_of_plan
from minga.plan.rules.schedule import year_of
from minga.website.drawing.progress import Measured, ProgressCord
from minga.website.numbers import number, percent
from minga.website.panels import fill
from minga.website.parts import YearCount
from minga.website.render import render_page


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator as the page draws it: with its cord, or with what is missing for one."""

    view: IndicatorView
    cord: ProgressCord | None
    words: str
    missing: tuple[str, ...]


@require_safe
def activity_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One activity, as of today or of `?al=`."""
    moment = moment_of(request.GET.get("al", ""))
    try:
        view = activity_view(slug, number, moment)
    except ActivityNotFound as error:
        raise Http404 from error
    measurements = [row for item in view.indicators for row in item.measurements]
    context = {
        "view": view,
        "plan": view.plan,
        "row": view.row,
        "text": view.row.text,
        "programme": view.row.programme,
        "moment": moment,
        "state": status_shape(view.row.status),
        "word": status_word(view.row.status),
        "sentence": status_sentence(view.row),
        "notes": import_notes(view.row),
        "years": years_words(view.row.text.years),
        "knots": knots_of(view.acts, measurements),
        "cards": [indicator_card(item, moment.day) for item in view.indicators],
        "span": span_of(view.plan, view.version),
        "missing": missing_words(view.row.progress.missing),
        "counts": acts_per_year(view),
        "sealed": sum(1 for act in view.acts if hasattr(act, "leaf")),
        "sections": fill("activity.sections", [view.activity.pk])[view.activity.pk],
    }
    return render_page(request, "plan/activity_detail.html", context)


def acts_per_year(view: ActivityView) -> list[YearCount]:
    """Return how many acts each year of the plan holds; what falls outside has a line of its own."""
    term = term_of_plan(view.plan)
    count = view.version.years_count
    found = Counter(year_of(term, local_date(act.happened_at), count) for act in view.acts)
    years = [
        YearCount(_("Año %(n)s") % {"n": year}, found[year]) for year in range(1, count + 1)
    ]
    return [*years, YearCount(_("Fuera del período"), found[None])] if found[None] else years


def indicator_card(view: IndicatorView, day: date) -> IndicatorCard:
    """Return how an indicator is drawn and said."""
    progress = view.progress
    return IndicatorCard(
        view=view,
        cord=_cord(view, day) if progress.share is not None else None,
        words=_words(view),
        missing=tuple(missing_words(progress.missing)),
    )


def _cord(view: IndicatorView, day: date) -> ProgressCord | None:
    facts, target = view.facts, view.facts.last_target
    value, expected = view.value, view.expected_on(day)
    if facts.baseline is None or target is None or value is None:
        return None
    return ProgressCord(
        baseline=Measured(facts.baseline.value, number(facts.baseline.value)),
        target=Measured(target.value, number(target.value)),
        measurements=[Measured(value, number(value))],
        expected=Measured(expected, number(expected)) if expected is not None else None,
    )


def _words(view: IndicatorView) -> str:
    """Say the way from baseline to target and how much of it is done."""
    facts, target, share = view.facts, view.facts.last_target, view.progress.share
    if share is None or facts.baseline is None or target is None or view.value is None:
        return ""
    return _("De %(base)s a %(target)s %(unit)s hasta %(year)s. Va en %(value)s: %(share)s del camino.") % {
        "base": number(facts.baseline.value),
        "target": number(target.value),
        "unit": view.indicator.unit,
        "year": target.year,
        "value": number(view.value),
        "share": percent(share),
    }
