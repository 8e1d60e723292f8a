"""What does the office see of its gestiones? The list, and each with who asked and what may be recorded."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from minga.people.public import (
    may_record_for,
    may_work_in,
    staff_required,
    viewer_of,
)
from minga.plan.labels import CASEWORK_STATE_LABELS
from minga.plan.models import Casework
from minga.plan.pages.casework import casework_or_404
from minga.plan.pages.casework_acts import ACTS, earlier_links
from minga.plan.pages.casework_asking import similar_links
from minga.plan.pages.casework_words import SHAPES, line_of, next_words
from minga.plan.queries.casework import CaseworkView
from minga.plan.queries.casework_desk import casework_of_offices, offices_of, reminder_url
from minga.plan.queries.letters import letters_of_casework
from minga.plan.rules.casework import is_open
from minga.record.public import (
    Visibility,
    evidence_link,
    evidence_of,
)
from minga.website.parts import Evidence, Link
from minga.website.render import render_page

PAGE_SIZE = 25


@staff_required()
@require_safe
def casework_desk(request: HttpRequest) -> HttpResponse:
    """The open gestiones of the viewer's offices, the oldest first."""
    viewer = viewer_of(request)
    found = casework_of_offices(offices_of(viewer))
    state = request.GET.get("estado", "")
    if state in CASEWORK_STATE_LABELS:
        found = found.filter(case__state=state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    lines = [line_of(one, viewer.on) for one in page]
    context = {"page": page, "query": request.GET, "lines": lines, "state": state}
    return render_page(request, "plan/casework_desk.html", context)


@staff_required()
@require_safe
def casework_own(request: HttpRequest, number: str) -> HttpResponse:
    """A gestión as its office sees it: who asked, what was said, what may be recorded now."""
    view = casework_or_404(number)
    viewer = viewer_of(request)
    body = view.casework.case.body
    may_record = body is not None and may_record_for(viewer, body, viewer.on)
    if body is None or not (may_record or may_work_in(viewer, body, viewer.on)):
        raise PermissionDenied
    still_open = is_open(view.state)
    acts = [
        Link(str(act.title), reverse("plan:casework-act", args=(number, what)))
        for what, act in ACTS.items()
        if act.while_open == still_open
    ]
    context = {
        "view": view,
        "casework": view.casework,
        "case": view.casework.case,
        "shape": SHAPES[view.state],
        "word": CASEWORK_STATE_LABELS[view.state],
        "following": next_words(view, viewer.on),
        "askers": view.casework.askers.select_related("person__identity"),
        "acts": acts if may_record else (),
        "similar": similar_links(view.casework),
        "earlier": earlier_links(view) if may_record and still_open else (),
        "papers": _papers(view.casework),
        "letters": letters_of_casework(view.casework),
        "reminder": _reminder(view, viewer.on) if may_record else "",
    }
    return render_page(request, "plan/casework_own.html", context)


def _papers(casework: Casework) -> list[Evidence]:
    """Return what those who ask brought on paper: for the office alone."""
    acts = casework.askers.exclude(act=None).values_list("act_id", flat=True)
    found = evidence_of(list(acts), Visibility.STAFF)
    return [evidence_link(use) for uses in found.values() for use in uses]


def _reminder(view: CaseworkView, today: date) -> str:
    """Return where to insist when an answer is late; empty while there is nothing to insist on."""
    step = view.awaited
    if step is None or not is_open(view.state) or (step.answer_due_on or today) >= today:
        return ""
    return reminder_url(view.casework.case.number, step)
