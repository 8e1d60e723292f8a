"""It is true of every route and every role: who may enter enters, and nobody else reads a word of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minga.people.models import Person
from minga.record.models import SealHead
from tests.architecture.small_world import SECRET, SECRET_FILE, SmallWorld, build, grow
from tests.cast import Cast, signed_in, signed_in_by_password_only
from tests.routes import Route, all_routes

pytestmark = pytest.mark.django_db

PEOPLE = (
    "citizen",
    "leader",
    "clerk",
    "adviser",
    "councillor",
    "secretary",
    "auditor",
    "administrator",
)
UNPROVEN = "staff without second factor"
VIEWERS = ("stranger", *PEOPLE, UNPROVEN)
STAFF = PEOPLE[2:]
INSIDERS = ("adviser", "auditor")  # who may see what the office keeps to itself
ENTERS, GOES_AWAY, REFUSED, ONLY_FORMS, NOTHING = 200, 302, 403, 405, 404

type Door = Callable[[str], int]


def everybody(viewer: str) -> int:
    """A public page: the same for all."""
    del viewer
    return ENTERS


def whoever(*who: str) -> Door:
    """A private page: visitors and unproven staff go to the door, others are refused."""

    def door(viewer: str) -> int:
        if viewer in {"stranger", UNPROVEN}:
            return GOES_AWAY
        return ENTERS if viewer in who else REFUSED

    return door


def always(status: int) -> Door:
    """The same for all, also in the private rooms of who is let in."""
    return lambda viewer: status


def only_forms(viewer: str) -> int:
    """A private address that answers to forms alone."""
    return GOES_AWAY if viewer == UNPROVEN else ONLY_FORMS


def for_strangers(viewer: str) -> int:
    """The door itself: who is inside already is led on."""
    return ENTERS if viewer == "stranger" else GOES_AWAY


own = whoever(*PEOPLE)
desk = whoever(*STAFF)
recording = whoever("adviser")
registrars = whoever("secretary", "administrator")
readers = whoever("auditor", "administrator")
administrator = whoever("administrator")

# Every route that is not open to everybody
DOORS: dict[str, Door] = {
    "security": always(NOTHING),  # no contact is named
    "people:my-account": own,
    "people:own-data": own,
    "people:own-national-id": own,
    "people:erase": own,
    "people:export": only_forms,
    "people:object-to": only_forms,
    "people:demonstration-entrance": always(NOTHING),  # this is no demonstration
    "record:desk": desk,
    "record:desk-record": desk,
    "record:parameter-desk": desk,
    "record:holiday-declared": desk,
    "record:parameter-confirm": registrars,
    "record:holiday-declare": registrars,
    "plan:desk-plan": recording,
    "plan:act-choice": recording,
    "plan:act-new": recording,
}


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Person]:
    """The cast by name."""
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def world(bodies: Cast, people: dict[str, Person]) -> SmallWorld:
    return build(bodies, people)


def client_of(viewer: str, people: dict[str, Person]) -> Client:
    """Return a browser with the session of a viewer; errors become status 500, as for people."""
    client = Client(raise_request_exception=False)
    if viewer in people:
        return signed_in(client, people[viewer])
    if viewer == UNPROVEN:
        return signed_in_by_password_only(client, people["adviser"])
    return client


def address_of(route: Route, world: SmallWorld) -> str:
    """Return an example of a route, its arguments filled from the world."""
    filled = EXAMPLES.get(route.name)
    if filled:
        return reverse(route.name, args=filled(world))
    names = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
    return reverse(route.name, kwargs={name: ARGUMENTS[name](world) for name in names})


ARGUMENTS: dict[str, Callable[[SmallWorld], object]] = {
    "slug": lambda world: world.plan.slug,
    "number": lambda world: 1,
    "programme": lambda world: "mercados",
    "before": lambda world: 1,
    "after": lambda world: 2,
    "year": lambda world: 2026,
    "key": lambda world: world.parameter.key,
    "code": lambda world: "170155",
    "parameter_id": lambda world: world.parameter.pk,
}
EXAMPLES: dict[str, Callable[[SmallWorld], tuple[object, ...]]] = {}


def test_try(world: SmallWorld, people: dict[str, Person]) -> None:
    clients = {v: client_of(v, people) for v in VIEWERS}
    for route in all_routes():
        try:
            a = address_of(route, world)
        except Exception as e:
            print("NOADDR", route.name, route.pattern, repr(e)[:80]); continue
        st = [clients[v].get(a).status_code for v in VIEWERS]
        if set(st) != {200}: print(route.name, a, st)
