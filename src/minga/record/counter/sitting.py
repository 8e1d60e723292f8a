"""Who sits at which counter? A clerk, one of their bodies, and the paper of its printer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from minga.people.public import COUNTER_ROLES, Body, Person, in_office, staff_required, viewer_of

BODY_KEY = "counter_body"
ROLL_KEY = "counter_roll"


@dataclass(frozen=True)
class Sitting:
    """A clerk at a counter; `bodies` are all those at which they may sit, `roll` is on 80 mm."""

    clerk: Person
    body: Body
    bodies: tuple[Body, ...]
    roll: bool


type CounterPage[**P] = Callable[Concatenate[HttpRequest, Sitting, P], HttpResponse]


def at_counter[**P](
    page: CounterPage[P],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only whoever attends a counter in, and tell the page at which one they sit."""

    @staff_required(roles=tuple(COUNTER_ROLES))
    @wraps(page)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return page(request, sitting_of(request), *args, **kwargs)

    return guarded


def sitting_of(request: HttpRequest) -> Sitting:
    """Return where the viewer sits: the counter they chose, or their first; PermissionDenied without."""
    viewer = viewer_of(request)
    held = in_office(viewer.appointments, viewer.on)
    bodies = {role.body.slug: role.body for role in held if role.role in COUNTER_ROLES}
    if viewer.person is None or not bodies:
        raise PermissionDenied
    chosen = bodies.get(request.session.get(BODY_KEY, "")) or next(iter(bodies.values()))
    roll = bool(request.session.get(ROLL_KEY))
    return Sitting(viewer.person, chosen, tuple(bodies.values()), roll=roll)


def sit_down(request: HttpRequest, *, slug: str, roll: bool) -> None:
    """Keep in this session at which counter the clerk sits and how receipts are printed."""
    request.session[BODY_KEY] = slug
    request.session[ROLL_KEY] = roll
