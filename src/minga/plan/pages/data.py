"""How do programs read an activity? One JSON document, its acts as CSV and as a feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.plan.documents import ACT_COLUMNS, act_cells, act_entry, activity_document
from minga.plan.queries.activities import ActivityNotFound, ActivityView, activity_view
from minga.plan.queries.moments import moment_of
from minga.website.data_formats import atom_response, csv_response, json_response

FEED_LENGTH = 50


@require_safe
def activity_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The activity as programs read it."""
    return json_response(activity_document(view_or_404(request, slug, number)))


@require_safe
def activity_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The acts that serve the activity, one a row."""
    view = view_or_404(request, slug, number)
    rows = (act_cells(act) for act in view.acts)
    return csv_response(f"{slug}-actividad-{number}-hechos", ACT_COLUMNS, rows)


@require_safe
def activity_feed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The newest acts that serve the activity."""
    view = view_or_404(request, slug, number)
    return atom_response(
        request,
        title=_("Actividad %(n)s: %(text)s") % {"n": number, "text": view.row.text.reading},
        path=reverse("plan:activity-detail", args=(slug, number)),
        entries=[act_entry(act) for act in view.acts[:FEED_LENGTH]],
    )


def view_or_404(request: HttpRequest, slug: str, number: int) -> ActivityView:
    """Return the activity as of `?al=`, or 404."""
    try:
        return activity_view(slug, number, moment_of(request.GET.get("al", "")))
    except ActivityNotFound as error:
        raise Http404 from error
