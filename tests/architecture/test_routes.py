"""It is true of every route and every role: who may enter enters, and nobody else reads a word of it."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minga.people.models import Person
from tests.architecture.doors import (
    DOORS,
    ENTERS,
    INSIDERS,
    NOTHING,
    PEOPLE,
    UNPROVEN,
    VIEWERS,
    everybody,
)
from tests.architecture.said_things import HIDDEN_WORD, UNNAMED
from tests.architecture.small_world import (
    SECOND,
    SECRET,
    SECRET_FILE,
    SmallWorld,
    build,
    document,
    grow,
)
from tests.cast import Cast, signed_in, signed_in_by_password_only
from tests.factories.plan import a_version
from tests.routes import Route, all_routes

pytestmark = pytest.mark.django_db

PRIVATE = ("despacho/", "mi/", "cuenta/", "entrar/")

# How the arguments of a route are filled, by their names; routes with arguments of their own apart
ARGUMENTS: dict[str, Callable[[SmallWorld], object]] = {
    "slug": lambda world: world.plan.slug,
    "number": lambda world: 1,
    "programme": lambda world: "mercados",
    "before": lambda world: 1,
    "after": lambda world: 2,
    "earlier": lambda world: 1,
    "later": lambda world: 2,
    "year": lambda world: 2026,
    "ordinal": lambda world: world.act.ordinal,
    "act_id": lambda world: world.declared.pk,
    "what": lambda world: "hecho",
    "parameter_id": lambda world: world.parameter.pk,
    "appointment_id": lambda world: world.appointment.pk,
    "representation_id": lambda world: world.representation.pk,
    "recovery_id": lambda world: 1,
    "public_id": lambda world: world.clerk.public_id,
    "pk": lambda world: world.waiting.pk,
    "sha256": lambda world: world.act.evidence.get().document.sha256,
    "name": lambda world: "informe.txt",
    "code": lambda world: "170155",
    "term": lambda world: "comision",
    "key": lambda world: world.parameter.key,
    "serial": lambda world: world.paper.serial,
    "uidb36": lambda world: "1",
    "token": lambda world: "1-AAAABBBBCCCCDDDD",  # nobody's
    "frequency": lambda world: "dia",
    "step": lambda world: "retirar",
}
OTHERWISE: dict[str, dict[str, Callable[[SmallWorld], object]]] = {
    "<case:number>": {"number": lambda world: world.case.number},
    "<letter:letter>": {
        "letter": lambda world: "a",
        "code": lambda world: "101",
        "slug": lambda world: world.plan.slug,
    },
    "gestiones/<str:number>": {
        "number": lambda world: world.letter.casework.case.number,
        "letter": lambda world: world.letter.number,
        "code": lambda world: "pedido",
        "what": lambda world: "visita",
    },
    "despacho/cartas/": {
        "slug": lambda world: world.letter.body.slug,
        "code": lambda world: "pedido",
    },
    "territorio/zonas/": {"slug": lambda world: "calderon"},
    "solicitudes/<case:number>": {"number": lambda world: world.asked.number},
    "vulneraciones/<case:number>": {
        "number": lambda world: world.breach.number,
        "what": lambda world: "medida",
    },
    "privacidad/tratamientos/<": {"act_id": lambda world: 1},
    "consentimientos/": {"purpose": lambda world: "press-list", "consent_id": lambda world: 1},
    "despacho/mostrador/": {"code": lambda world: "renovar-codigo"},
    "preguntas/<": {"number": lambda world: world.talk.question.case.number},
    "dialogo/<": {"key": lambda world: world.talk.topic},
    "aportes/<": {"pk": lambda world: world.talk.hidden.pk},
    "moderacion/": {"pk": lambda world: world.talk.hidden.pk},
    "moderacion/lotes/": {"pk": lambda world: world.talk.batch.pk},
    "moderacion/apelaciones/": {"pk": lambda world: world.talk.appeal.pk},
    "personas/cuerpos/": {"slug": lambda world: "asociacion-de-ensayo"},
}


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Person]:
    """The cast by name."""
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def world(bodies: Cast, people: dict[str, Person]) -> SmallWorld:
    """One of everything."""
    return build(bodies, people)


@pytest.fixture
def clients(people: dict[str, Person]) -> dict[str, Client]:
    """A browser for each viewer; what breaks is status 500 there, as for people."""
    made = {viewer: Client(raise_request_exception=False) for viewer in VIEWERS}
    for name, person in people.items():
        signed_in(made[name], person)
    signed_in_by_password_only(made[UNPROVEN], people["adviser"])
    return made


def address_of(route: Route, world: SmallWorld) -> str:
    """Return an example of a route, its arguments filled from the world."""
    known = ARGUMENTS.copy()
    for sign, values in OTHERWISE.items():
        if sign in route.pattern:
            known |= values
    names = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
    return reverse(route.name, kwargs={name: known[name](world) for name in names})


def body_of(client: Client, address: str) -> tuple[int, str]:
    """Return status and body of an address, and where it leads."""
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace") + answer.headers.get("Location", "")


def test_every_private_room_has_its_door() -> None:
    rooms = [route.name for route in all_routes() if route.pattern.startswith(PRIVATE)]
    assert [name for name in rooms if name not in DOORS] == []
    assert DOORS.keys() - {route.name for route in all_routes()} == set()


def test_every_route_opens_to_whom_it_should_and_tells_no_secret(
    world: SmallWorld, clients: dict[str, Client]
) -> None:
    wrong, told = {}, []
    for route in all_routes():
        address, door = address_of(route, world), DOORS.get(route.name, everybody)
        for viewer, client in clients.items():
            status, body = body_of(client, address)
            if status != door(viewer):
                wrong[route.name, viewer] = f"{status}, not {door(viewer)}"
            told += [(address, viewer) for word in untold(viewer) if word in body]
    assert wrong == {}
    assert told == []


def untold(viewer: str) -> tuple[str, ...]:
    """The words that a viewer reads nowhere: nobody reads who asks, moderators alone what is hidden."""
    words = (SECRET, SECRET_FILE, UNNAMED)
    return words if viewer == "moderator" else (*words, HIDDEN_WORD)


def addresses_of_the_hidden_case(world: SmallWorld) -> Iterator[str]:
    """Every address at which an act or a case can be asked for, for the one that is hidden."""
    number, ordinal = world.hidden.case.number, world.hidden.ordinal
    for name in ("case-detail", "case-json", "case-csv", "case-atom"):
        yield reverse(f"record:{name}", args=(number,))
    for name in ("act-detail", "act-json", "act-check", "act-proof"):
        yield reverse(f"record:{name}", args=(number, ordinal))


def test_a_hidden_case_is_found_by_nobody_at_its_addresses(
    world: SmallWorld, clients: dict[str, Client]
) -> None:
    asked = [
        (address, viewer, body_of(client, address))
        for address in addresses_of_the_hidden_case(world)
        for viewer, client in clients.items()
    ]
    assert [row[:2] for row in asked if row[2][0] != NOTHING or SECRET in row[2][1]] == []


def test_a_hidden_document_is_handed_to_those_who_work_there_alone(
    world: SmallWorld, clients: dict[str, Client]
) -> None:
    address = world.hidden.evidence.get().get_absolute_url()
    found = {viewer: body_of(client, address) for viewer, client in clients.items()}
    assert {viewer: status for viewer, (status, _body) in found.items()} == {
        viewer: ENTERS if viewer in INSIDERS else NOTHING for viewer in VIEWERS
    }
    assert [viewer for viewer, (_status, body) in found.items() if SECRET in body] == [*INSIDERS]


MANY = 5
# Routes that list rows, whose cost must not grow with them
LISTS = re.compile(r"(-list|-detail|-comparison|-acts|-measurements|registry|desk|-plan|home)")


def queries_of(client: Client, world: SmallWorld) -> dict[str, int]:
    """Return how many queries each list costs; asked twice, for what a process keeps."""
    found = {}
    for route in all_routes():
        if LISTS.search(route.name) and DOORS.get(route.name, everybody)("adviser") == ENTERS:
            address = address_of(route, world)
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            found[route.name] = len(asked)
    return found


def test_no_list_costs_more_queries_for_more_rows(
    bodies: Cast, people: dict[str, Person], clients: dict[str, Client]
) -> None:
    world = build(bodies, people)
    few = queries_of(clients["adviser"], world)
    a_version(world.plan, people["adviser"], document(MANY), SECOND)
    grow(world.plan, people["adviser"], MANY)
    assert queries_of(clients["adviser"], world) == few
