"""What changed in a plan since a day? What was recorded, filed and corrected; what stands otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minga.plan.pages.knots import Sayings, knots_of
from minga.plan.pages.lines import activity_url
from minga.plan.pages.opening import Opened, address_of, of_plan, show
from minga.plan.pages.words import status_shape, status_word
from minga.plan.queries.acts import activities_served
from minga.plan.queries.changes import (
    Changes,
    StatusChange,
    acts_recorded_since,
    changes_of,
)
from minga.plan.queries.moments import day_in
from minga.record.public import Act
from minga.website.marks import State
from minga.website.parts import Knot, Link

PAGE_SIZE = 25
USUAL_DAYS = 30


@dataclass(frozen=True)
class ShownChange:
    """An activity whose status changed, as the page says it."""

    number: int
    text: str
    url: str
    before_shape: State | None
    before: str
    after_shape: State
    after: str


@dataclass(frozen=True)
class ShownAct:
    """An act and the activities it was recorded for."""

    knot: Knot
    activities: tuple[Link, ...]


@of_plan
def change_list(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What changed since `?desde=`, thirty days ago if nothing is said."""
    asked = request.GET.get("desde", "")
    changes = changes_since(opened, asked)
    page: Page[Act] = Paginator(changes.acts, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "since": changes.since,
        "is_unreadable": bool(asked) and day_in(asked) is None,
        "is_future": changes.since > opened.moment.day,
        "statuses": [shown_change(change, opened) for change in changes.statuses],
        "versions": changes.versions,
        "corrections": changes.acts.filter(corrects__isnull=False).count(),
        "acts": _shown_acts(list(page), opened),
        "page": page,
        "query": request.GET,
    }
    address = address_of(opened, "change-list")
    return show(request, opened, "plan/change_list.html", context, address=address)


def changes_since(opened: Opened, asked: str) -> Changes:
    """Return the changes since the day an address asks for, or since the usual one."""
    since = day_in(asked) or usual_day(opened)
    return changes_of(opened.plan, since, opened.moment)


def acts_since(opened: Opened, asked: str) -> QuerySet[Act]:
    """Return only the acts, for feeds: the last entered first."""
    since = day_in(asked) or usual_day(opened)
    return acts_recorded_since(opened.plan, since, opened.moment)


def usual_day(opened: Opened) -> date:
    """Return the day from which changes are shown when none is asked for."""
    return opened.moment.day - timedelta(days=USUAL_DAYS)


def shown_change(change: StatusChange, opened: Opened) -> ShownChange:
    """Return a change of status in words."""
    before, after = change.before, change.after
    return ShownChange(
        after.number,
        after.text.reading,
        activity_url(opened, after.number),
        status_shape(before.status) if before else None,
        status_word(before.status) if before else _("no estaba en el plan"),
        status_shape(after.status),
        status_word(after.status),
    )


def _shown_acts(acts: list[Act], opened: Opened) -> list[ShownAct]:
    served = activities_served([act.pk for act in acts], opened.plan.pk) if acts else {}
    return [
        ShownAct(
            knot,
            tuple(
                Link(_("Actividad %(n)s") % {"n": number}, activity_url(opened, number))
                for number in served.get(act.pk, ())
            ),
        )
        for act, knot in zip(acts, knots_of(acts, Sayings()), strict=True)
    ]
