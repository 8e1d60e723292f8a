"""Who lives in the demonstration world? A fictional council and one fictional person a role."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from minga.kernel import clock
from minga.people.labels import PART_LABELS, BodyKind, CodePurpose, IdentityLevel, Role
from minga.people.models import Account, Body, Identity, Person
from minga.people.services.accounts import create_account, create_person
from minga.people.services.bodies import add_seat, add_term, appoint, found_body, represent
from minga.people.services.codes import issue_code, use_code
from minga.people.services.saving import PeopleRefused

COUNCIL = "concejo-de-demostracion"
OFFICE = "despacho-de-demostracion"
COMMISSION = "comision-de-demostracion"
COUNTER = "ventanilla-de-demostracion"
ASSOCIATION = "asociacion-de-demostracion"

GIVEN_NAMES = (
    "Alba",
    "Bruno",
    "Celia",
    "Darío",
    "Elisa",
    "Fermín",
    "Gloria",
    "Hugo",
    "Inés",
    "Julián",
    "Karina",
    "Lucio",
    "Marta",
)
SURNAMES = ("De Ejemplo", "De Ensayo", "De Fábula", "De Mentira", "De Prueba", "De Relleno")


@dataclass(frozen=True)
class DemonstrationRole:
    """One of the persons of the play: their username, part, body and role."""

    username: str
    part: str
    body: str = ""
    role: Role | None = None


PARTS = (
    DemonstrationRole("ciudadana", "citizen"),
    DemonstrationRole("dirigente", "leader"),
    DemonstrationRole("asesor", "adviser", OFFICE, Role.ADVISER),
    DemonstrationRole("concejal", "councillor", COUNCIL, Role.COUNCILLOR),
    DemonstrationRole("ventanilla", "clerk", COUNTER, Role.CLERK),
    DemonstrationRole("secretaria", "secretary", COUNCIL, Role.COUNCIL_SECRETARY),
    DemonstrationRole("auditora", "auditor", COUNCIL, Role.AUDITOR),
    DemonstrationRole("administrador", "administrator", COUNCIL, Role.ADMINISTRATOR),
    DemonstrationRole("moderadora", "moderator", COUNCIL, Role.MODERATOR),
    DemonstrationRole("moderador", "second_moderator", COUNCIL, Role.MODERATOR),
    DemonstrationRole("delegada", "protection_officer", COUNCIL, Role.DATA_PROTECTION_OFFICER),
)


@dataclass(frozen=True)
class DemonstrationPeople:
    """The bodies by address word and the persons by part ("citizen", "adviser", …)."""

    bodies: dict[str, Body]
    persons: dict[str, Person]


@transaction.atomic
def load_demonstration_people(*, rng: Random, at: datetime, since: date) -> DemonstrationPeople:
    """Return the fictional council and its people, making them the first time.

    Names come from the seeded generator and are plainly fictional; roles and term begin on
    `since`. A second call makes nothing and returns the same.
    """
    if not Body.objects.filter(slug=COUNCIL).exists():
        _make_bodies(since)
        names = _names(rng)
        for part, name in zip(PARTS, names, strict=True):
            _make_person(part, name, at=at, since=since)
    return demonstration_people()


def demonstration_people() -> DemonstrationPeople:
    """Return the demonstration's bodies and persons as they are in the database."""
    bodies = {body.slug: body for body in Body.objects.filter(is_demonstration=True)}
    accounts = Account.objects.select_related("person__identity").in_bulk(
        [part.username for part in PARTS], field_name="username"
    )
    persons = {
        part.part: accounts[part.username].person for part in PARTS if part.username in accounts
    }
    return DemonstrationPeople(bodies=bodies, persons=persons)


def _names(rng: Random) -> list[str]:
    given = rng.sample(GIVEN_NAMES, len(PARTS))
    return [f"{name} {rng.choice(SURNAMES)}" for name in given]


def _make_bodies(since: date) -> None:
    council = found_body(
        slug=COUNCIL,
        kind=BodyKind.COUNCIL,
        name="Concejo de demostración",
        uses_program=True,
        is_demonstration=True,
    )
    add_term(body=council, starts_on=since, source="Demostración: período ficticio")
    for number in range(1, 8):
        add_seat(body=council, number=number)
    _make_part(council, OFFICE, BodyKind.OFFICE, "Despacho de demostración")
    _make_part(council, COMMISSION, BodyKind.COMMISSION, "Comisión de demostración")
    _make_part(council, COUNTER, BodyKind.ENTITY, "Ventanilla de demostración")
    found_body(
        slug=ASSOCIATION,
        kind=BodyKind.ORGANISATION,
        name="Asociación de demostración",
        is_demonstration=True,
    )


def _make_part(council: Body, slug: str, kind: BodyKind, name: str) -> None:
    found_body(
        slug=slug, kind=kind, name=name, parent=council, uses_program=True, is_demonstration=True
    )


def _make_person(part: DemonstrationRole, name: str, *, at: datetime, since: date) -> None:
    person = create_person(name=name, at=at, is_demonstration=True)
    create_account(person=person, username=part.username, password=None, at=at)
    if part.role:
        _give_role(person, part.role, Body.objects.get(slug=part.body), at=at, since=since)
    if part.part == "leader":
        _make_leader(person, at=at, since=since)
    if part.part in {"citizen", "leader"}:
        Identity.objects.filter(person=person).update(level=IdentityLevel.CONTACT_CONFIRMED)


def _give_role(person: Person, role: Role, body: Body, *, at: datetime, since: date) -> None:
    is_seated = role is Role.COUNCILLOR
    appoint(
        person=person,
        body=body,
        role=role,
        starts_on=since,
        at=at,
        term=body.terms.first() if is_seated else None,
        seat=body.seats.first() if is_seated else None,
    )
    if is_seated:
        office = Body.objects.get(slug=OFFICE)
        appoint(person=person, body=office, role=role, starts_on=since, at=at)


def _make_leader(person: Person, *, at: datetime, since: date) -> None:
    represent(
        person=person,
        organisation=Body.objects.get(slug=ASSOCIATION),
        starts_on=since,
        proof="Acta ficticia de demostración",
        at=at,
    )


def demonstration_links() -> list[tuple[str, str, str]]:
    """Return (part in words, name, path) of a fresh one-time link for each demonstration person.

    The links before stop opening. Reads the clock itself: it is called by the start, which knows
    no instant. Raises PeopleRefused with `not-a-demonstration` in any other database.
    """
    _check_is_demonstration()
    at = clock.now()
    return [
        (str(PART_LABELS[part]), person.identity.name, _path(person, at=at))
        for part, person in demonstration_people().persons.items()
    ]


def _path(person: Person, *, at: datetime) -> str:
    issued = issue_code(purpose=CodePurpose.DEMONSTRATION, person=person, at=at, by=None)
    return reverse("people:demonstration-entrance", args=(issued.code,))


@transaction.atomic
def use_demonstration_link(*, code: str, at: datetime) -> Account:
    """Use the link up and return the account that it opens.

    Raises PeopleRefused with `not-a-demonstration`, or as `use_code`.
    """
    _check_is_demonstration()
    person = use_code(purpose=CodePurpose.DEMONSTRATION, code=code, at=at)
    if not person.is_demonstration:
        raise PeopleRefused("not-a-demonstration")
    return Account.objects.get(person=person, is_active=True)


def _check_is_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise PeopleRefused("not-a-demonstration")
