"""It is true that demonstration persons are fictional and their links open once, only there."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from minga.people.labels import CodePurpose, Role
from minga.people.models import Account, Appointment, Body, Person
from minga.people.permissions import roles_of
from minga.people.services.codes import issue_code
from minga.people.services.demonstration import (
    PARTS,
    DemonstrationPeople,
    demonstration_links,
    load_demonstration_people,
    use_demonstration_link,
)
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
SINCE = date(2023, 5, 14)
SEEDED = Random  # noqa: S311 - a seed that repeats is what is wanted


@pytest.fixture
def world(db: None) -> DemonstrationPeople:
    return load_demonstration_people(rng=SEEDED(7), at=MONDAY, since=SINCE)


def link_of(part: str) -> str:
    return {name: path for name, _, path in demonstration_links()}[part]


def test_everybody_and_everything_in_it_is_marked(world: DemonstrationPeople) -> None:
    assert not Person.objects.filter(is_demonstration=False).exists()
    assert not Body.objects.filter(is_demonstration=False).exists()
    assert len(world.persons) == len(PARTS)
    assert len({person.identity.name for person in world.persons.values()}) == len(PARTS)


def test_each_has_the_role_of_their_part(world: DemonstrationPeople) -> None:
    held = {part: roles_of(person.account, SINCE) for part, person in world.persons.items()}
    assert held == {
        "citizen": frozenset(),
        "leader": frozenset(),
        "adviser": {Role.ADVISER},
        "councillor": {Role.COUNCILLOR},
        "clerk": {Role.CLERK},
        "secretary": {Role.COUNCIL_SECRETARY},
        "auditor": {Role.AUDITOR},
        "administrator": {Role.ADMINISTRATOR},
        "moderator": {Role.MODERATOR},
        "second_moderator": {Role.MODERATOR},
        "protection_officer": {Role.DATA_PROTECTION_OFFICER},
    }
    assert world.persons["leader"].representations.count() == 1


def test_the_same_seed_gives_the_same_names_and_a_second_start_makes_nothing(
    world: DemonstrationPeople,
) -> None:
    names = [person.identity.name for person in world.persons.values()]
    again = load_demonstration_people(rng=SEEDED(8), at=MONDAY, since=SINCE)
    assert [person.identity.name for person in again.persons.values()] == names
    assert Appointment.objects.count() == 10


def test_nobody_in_it_has_a_password(world: DemonstrationPeople) -> None:
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_a_link_signs_in_once_second_factor_included(
    client: Client, world: DemonstrationPeople, demonstration: None
) -> None:
    path = link_of("Administración")
    assert client.get(path)["Location"] == "/mi/"
    assert client.get("/despacho/personas/").status_code == 200
    again = Client().get(path)
    assert again.status_code == 410
    assert "ya se usó" in again.content.decode()
    assert "_auth_user_id" not in Client().session


def test_a_link_shows_in_the_list_of_sessions(
    client: Client, world: DemonstrationPeople, demonstration: None
) -> None:
    client.get(link_of("Ciudadanía"))
    assert "Esta sesión" in client.get("/cuenta/sesiones/").content.decode()
    assert client.get("/cuenta/segundo-factor/aplicacion/").status_code == 200


def test_new_links_end_the_old_ones(world: DemonstrationPeople, demonstration: None) -> None:
    old = link_of("Auditoría")
    demonstration_links()
    assert Client().get(old).status_code == 404


def test_links_exist_only_in_a_demonstration(
    world: DemonstrationPeople, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    path = link_of("Auditoría")
    settings.DEMONSTRATION = False
    assert Client().get(path).status_code == 404
    with refused("not-a-demonstration"):
        demonstration_links()
    with refused("not-a-demonstration"):
        use_demonstration_link(code=path.split("/")[2], at=MONDAY)


def test_a_link_never_opens_the_account_of_a_real_person(
    client: Client, citizen: Person, demonstration: None
) -> None:
    issued = issue_code(purpose=CodePurpose.DEMONSTRATION, person=citizen, at=MONDAY, by=None)
    with refused("not-a-demonstration"):
        use_demonstration_link(code=issued.code, at=MONDAY)
    assert client.get(f"/entrar/{issued.code}/").status_code == 404


def test_asking_for_the_head_of_a_link_does_not_use_it_up(
    client: Client, world: DemonstrationPeople, demonstration: None
) -> None:
    path = link_of("Ventanilla")
    assert client.head(path).status_code == 405
    assert client.get(path).status_code == 302
