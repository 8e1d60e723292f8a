"""It is true that what one may do comes from appointments alone, on their days, in their body."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from minga.people import permissions
from minga.people.labels import Role
from minga.people.models import Appointment, Body, Person
from minga.people.permissions import Viewer, in_office, is_staff, roles_held, roles_of
from tests.cast import IN_OFFICE_SINCE, Cast

TODAY = date(2024, 3, 4)
NAMES = (
    "citizen",
    "leader",
    "adviser",
    "councillor",
    "clerk",
    "secretary",
    "auditor",
    "administrator",
)


def viewer(person: Person | None) -> Viewer:
    """Return the viewer that a session with second factor would give."""
    if person is None:
        return Viewer(on=TODAY)
    held = tuple(person.appointments.select_related("body"))
    return Viewer(account=person.account, person=person, appointments=held, on=TODAY)


@pytest.fixture
def everybody(request: pytest.FixtureRequest) -> dict[str, Viewer]:
    people = {name: viewer(request.getfixturevalue(name)) for name in NAMES}
    return people | {"stranger": viewer(None)}


def who(everybody: dict[str, Viewer], may: Callable[[Viewer], bool]) -> set[str]:
    return {name for name, one in everybody.items() if may(one)}


def test_the_matrix_of_predicates(everybody: dict[str, Viewer], bodies: Cast) -> None:
    may = {
        "staff": lambda v: is_staff(v, TODAY),
        "record for council": lambda v: permissions.may_record_for(v, bodies.council, TODAY),
        "record for office": lambda v: permissions.may_record_for(v, bodies.office, TODAY),
        "record for commission": lambda v: permissions.may_record_for(v, bodies.commission, TODAY),
        "record for association": lambda v: permissions.may_record_for(
            v, bodies.association, TODAY
        ),
        "certify for council": lambda v: permissions.may_certify_for(v, bodies.council, TODAY),
        "certify for commission": lambda v: permissions.may_certify_for(
            v, bodies.commission, TODAY
        ),
        "work in office": lambda v: permissions.may_work_in(v, bodies.office, TODAY),
        "attend counter": lambda v: permissions.may_attend_counter(v, TODAY),
        "moderate": lambda v: permissions.may_moderate(v, TODAY),
        "audit": lambda v: permissions.may_audit(v, TODAY),
        "administer": lambda v: permissions.may_administer(v, TODAY),
    }
    assert {name: who(everybody, rule) for name, rule in may.items()} == {
        "staff": {"adviser", "councillor", "clerk", "secretary", "auditor", "administrator"},
        "record for council": {"councillor", "secretary"},
        "record for office": {"adviser", "secretary"},
        "record for commission": {"secretary"},
        "record for association": set(),
        "certify for council": {"secretary"},
        "certify for commission": {"secretary"},
        "work in office": {"adviser", "auditor"},
        "attend counter": {"clerk", "secretary"},
        "moderate": set(),
        "audit": {"auditor"},
        "administer": {"administrator"},
    }


def test_who_may_reset_whose_password(everybody: dict[str, Viewer]) -> None:
    def resettable(name: str) -> set[str]:
        others = {key: one.person for key, one in everybody.items() if one.person}
        return {
            key
            for key, person in others.items()
            if permissions.may_reset_password_of(everybody[name], person, TODAY)
        }

    assert resettable("clerk") == {"citizen", "leader"}
    assert resettable("administrator") == {"citizen", "leader"}
    assert resettable("secretary") == resettable("citizen") == resettable("stranger") == set()


def test_who_may_ask_that_an_account_be_opened_anew(everybody: dict[str, Viewer]) -> None:
    clerk, administrator = everybody["clerk"].person, everybody["administrator"].person
    assert clerk is not None
    assert administrator is not None
    may = permissions.may_ask_recovery_of
    assert who(everybody, lambda v: may(v, clerk, TODAY)) == {"administrator"}
    assert who(everybody, lambda v: may(v, administrator, TODAY)) == set()


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (IN_OFFICE_SINCE - timedelta(days=1), frozenset()),
        (IN_OFFICE_SINCE, frozenset({Role.ADVISER})),
        (TODAY, frozenset({Role.ADVISER})),
        (TODAY + timedelta(days=1), frozenset()),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(
    adviser: Person, on: date, held: frozenset[Role]
) -> None:
    Appointment.objects.update(ends_on=TODAY)
    assert roles_held(viewer(adviser), on) == held
    assert roles_of(adviser.account, on) == held


def test_a_role_without_end_goes_on(adviser: Person) -> None:
    held = tuple(adviser.appointments.all())
    assert in_office(held, date(2999, 1, 1)) == held


def test_the_secretary_of_the_council_does_not_reach_the_parts_of_other_bodies(
    secretary: Person, bodies: Cast
) -> None:
    part_of_a_part = Body(slug="x", kind="OFFICE", name="X", parent=bodies.commission)
    assert not permissions.may_record_for(viewer(secretary), part_of_a_part, TODAY)


def test_a_moderator_moderates(citizen: Person, council: Body) -> None:
    held = Appointment(person=citizen, body=council, role=Role.MODERATOR, starts_on=IN_OFFICE_SINCE)
    one = Viewer(person=citizen, appointments=(held,), on=TODAY)
    assert permissions.may_moderate(one, TODAY)
