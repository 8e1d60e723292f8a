"""How does the staff see what needs them today, and where do they record a fact?"""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.people.public import Viewer, staff_required, viewer_of
from minga.record.case_kinds import act_label
from minga.record.desk import ACTS, SECTIONS, Desk, desk_of, recorded_lately
from minga.record.labels import Visibility, Weight
from minga.record.models import Act
from minga.website.panels import fill
from minga.website.parts import Knot
from minga.website.render import render_page

TURNS = {Weight.STEP: 1, Weight.DECISION: 2, Weight.EFFECT: 3}


@staff_required()
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The queue: what is late, what is due today, what comes, what I recorded."""
    viewer = viewer_of(request)
    context = {
        **_queue(viewer, viewer.on),
        "sections": fill(SECTIONS, [viewer])[viewer],
        "recorded": _recorded(viewer, viewer.on),
        "today": viewer.on,
        "name": _first_name(viewer),
    }
    return render_page(request, "record/desk.html", context)


@staff_required()
@require_safe
def record_fact(request: HttpRequest) -> HttpResponse:
    """What the viewer may record, each with the page of its form."""
    viewer = viewer_of(request)
    acts = fill(ACTS, [viewer])[viewer]
    return render_page(request, "record/desk_acts.html", {"acts": acts})


def _queue(viewer: Viewer, today: date) -> dict[str, object]:
    queue = desk_of(viewer, today)
    return {"desk": queue, "title": title_of(queue)}


def title_of(queue: Desk) -> str:
    """Return how many things cannot wait, in a sentence."""
    count = len(queue.needs_me)
    if count == 0:
        return _("Nada te necesita hoy")
    return ngettext("%(count)s cosa te necesita hoy", "%(count)s cosas te necesitan hoy", count) % {
        "count": _in_words(count)
    }


def _in_words(count: int) -> str:
    words = (
        _("Una"), _("Dos"), _("Tres"), _("Cuatro"), _("Cinco"),
        _("Seis"), _("Siete"), _("Ocho"), _("Nueve"), _("Diez"),
    )  # fmt: skip
    return words[count - 1] if count <= len(words) else str(count)


def _first_name(viewer: Viewer) -> str:
    identity = getattr(viewer.person, "identity", None)
    return identity.name.partition(" ")[0] if identity else ""


def _recorded(viewer: Viewer, today: date) -> Sequence[Knot]:
    acts = recorded_lately(viewer.person, today) if viewer.person else ()
    return tuple(_knot(act) for act in acts)


def _knot(act: Act) -> Knot:
    label = act_label(act.case.kind, act.kind)
    return Knot(
        title=str(label.label),
        at=act.recorded_at,
        url=act.get_absolute_url() if act.case.visibility == Visibility.PUBLIC else "",
        text=act.wording.title or act.case.title,
        note=act.case.number,
        turns=TURNS[label.weight],
    )
