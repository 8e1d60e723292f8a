"""Who plays in the tests? The same fixed, fictional people in every context.

Each person is a fixture; `signed_in(client, person)` signs one in, second factor included.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from minga.people.labels import BodyKind, Role
from minga.people.models import Body, Person
from minga.people.services.accounts import create_account, create_person
from minga.people.services.bodies import appoint, found_body, represent
from minga.people.signing_in import SECOND_FACTOR_KEY

JOINED_AT = datetime(2019, 5, 14, 15, 0, tzinfo=UTC)
IN_OFFICE_SINCE = date(2019, 5, 14)
PASSWORD = "siete cuerdas de lana"


@dataclass(frozen=True)
class Cast:
    """The bodies of the play."""

    council: Body
    office: Body
    commission: Body
    counter: Body
    association: Body


def signed_in(client: Client, person: Person) -> Client:
    """Sign a person in, as if the second factor had been shown; return the client."""
    client.force_login(
        person.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    session = client.session
    session[SECOND_FACTOR_KEY] = person.account.pk
    session.save()
    return client


def signed_in_by_password_only(client: Client, person: Person) -> Client:
    """Sign a person in without the second factor; return the client."""
    client.force_login(
        person.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def join(username: str, name: str) -> Person:
    """Return a new person with an account whose password is PASSWORD."""
    person = create_person(name=name, at=JOINED_AT)
    create_account(person=person, username=username, password=PASSWORD, at=JOINED_AT)
    return person


def join_as(username: str, name: str, body: Body, role: Role) -> Person:
    """Return a new person with an account, in office since IN_OFFICE_SINCE."""
    person = join(username, name)
    appoint(person=person, body=body, role=role, starts_on=IN_OFFICE_SINCE, at=JOINED_AT)
    return person


@pytest.fixture
def bodies(db: None) -> Cast:
    """A council with an office, a commission and a counter; an association beside it."""
    council = found_body(slug="concejo-de-ensayo", kind=BodyKind.COUNCIL, name="Concejo de Ensayo")
    return Cast(
        council=council,
        office=_part(council, "despacho-de-ensayo", BodyKind.OFFICE, "Despacho de Ensayo"),
        commission=_part(council, "comision-de-ensayo", BodyKind.COMMISSION, "Comisión de Ensayo"),
        counter=_part(council, "ventanilla-de-ensayo", BodyKind.ENTITY, "Ventanilla de Ensayo"),
        association=found_body(
            slug="asociacion-de-ensayo", kind=BodyKind.ORGANISATION, name="Asociación de Ensayo"
        ),
    )


def _part(council: Body, slug: str, kind: BodyKind, name: str) -> Body:
    return found_body(slug=slug, kind=kind, name=name, parent=council)


@pytest.fixture
def council(bodies: Cast) -> Body:
    return bodies.council


@pytest.fixture
def office(bodies: Cast) -> Body:
    return bodies.office


@pytest.fixture
def commission(bodies: Cast) -> Body:
    return bodies.commission


@pytest.fixture
def citizen(db: None) -> Person:
    """Has an account and no role."""
    return join("clara", "Clara Quishpe Ensayo")


@pytest.fixture
def leader(bodies: Cast) -> Person:
    """Represents the association; holds no role."""
    person = join("lucho", "Luis Tipán Ensayo")
    represent(
        person=person,
        organisation=bodies.association,
        starts_on=IN_OFFICE_SINCE,
        proof="Acta de ensayo 1",
        at=JOINED_AT,
    )
    return person


@pytest.fixture
def adviser(bodies: Cast) -> Person:
    """Records the acts of the councillor's office."""
    return join_as("andres", "Andrés Cuerda Ensayo", bodies.office, Role.ADVISER)


@pytest.fixture
def councillor(bodies: Cast) -> Person:
    return join_as("carmen", "Carmen Nudo Ensayo", bodies.council, Role.COUNCILLOR)


@pytest.fixture
def clerk(bodies: Cast) -> Person:
    return join_as("violeta", "Violeta Telar Ensayo", bodies.counter, Role.CLERK)


@pytest.fixture
def secretary(bodies: Cast) -> Person:
    return join_as("sofia", "Sofía Trama Ensayo", bodies.council, Role.COUNCIL_SECRETARY)


@pytest.fixture
def auditor(bodies: Cast) -> Person:
    return join_as("augusto", "Augusto Cuenta Ensayo", bodies.council, Role.AUDITOR)


@pytest.fixture
def administrator(bodies: Cast) -> Person:
    return join_as("adela", "Adela Huso Ensayo", bodies.council, Role.ADMINISTRATOR)


@pytest.fixture
def moderator(bodies: Cast) -> Person:
    """Hides what breaks a published rule."""
    return join_as("mirta", "Mirta Hebra Ensayo", bodies.council, Role.MODERATOR)


@pytest.fixture
def stranger(db: None) -> None:
    """A visitor without account."""
    return
