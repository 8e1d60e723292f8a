"""On which activity does the office record? The plan as the desk sees it, what it lacks first."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from minga.people.public import may_record_for, staff_required, viewer_of
from minga.plan.pages.opening import version_or_404
from minga.plan.pages.words import status_shape, status_word
from minga.plan.queries.moments import today_moment
from minga.plan.queries.plans import all_plans
from minga.plan.queries.rows import activity_rows
from minga.website.render import render_page


@staff_required()
@require_safe
def desk_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The activities of a plan, each with the way to record on it."""
    plan = get_object_or_404(all_plans(), slug=slug)
    viewer = viewer_of(request)
    if not may_record_for(viewer, plan.body, viewer.on):
        raise PermissionDenied
    moment = today_moment()
    rows = activity_rows(version_or_404(plan, moment), moment)
    lines = [(row, status_shape(row.status), status_word(row.status)) for row in rows]
    return render_page(request, "plan/desk_plan.html", {"plan": plan, "lines": lines})
