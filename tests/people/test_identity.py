"""It is true that a cédula is kept only as a keyed hash, and that levels rise on a basis."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minga.people.keys import installation_key
from minga.people.labels import IdentityLevel
from minga.people.models import Identity, Person
from minga.people.services.identity import (
    is_at_least,
    national_id_digest,
    raise_identity_level,
    set_national_id,
)
from tests.people.expecting import refused

MONDAY = datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
NUMBER = "1710034065"
OTHER = "1713175071"


def identity(person: Person) -> Identity:
    return Identity.objects.get(person=person)


def test_a_number_leaves_only_its_keyed_hash(citizen: Person) -> None:
    set_national_id(person=citizen, number="171003406-5", at=MONDAY)
    kept = identity(citizen)
    assert (kept.national_id_digest, kept.level) == (national_id_digest(NUMBER), "ID_DECLARED")
    assert NUMBER not in str(vars(kept))


def test_the_hash_depends_on_the_key_of_the_installation(data_folder: Path, db: None) -> None:
    before = national_id_digest(NUMBER)
    assert national_id_digest(NUMBER) == before != national_id_digest(OTHER)
    (data_folder / "keys" / "national-id.key").unlink()
    assert national_id_digest(NUMBER) != before


def test_keys_are_long_different_and_for_the_program_only(data_folder: Path) -> None:
    one, two = installation_key("one"), installation_key("two")
    assert (len(one), one == installation_key("one"), one == two) == (32, True, False)
    file = data_folder / "keys" / "one.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in file.parent.iterdir()) == ["one.key", "two.key"]


def test_a_key_made_by_another_process_first_is_used(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = installation_key("one")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", lambda _self: False)
        assert installation_key("one") == ours
    assert [path.name for path in (data_folder / "keys").iterdir()] == ["one.key"]


@pytest.mark.parametrize("number", ["1710034066", "1790011674001", "", "abc"])
def test_what_is_no_cedula_is_refused(citizen: Person, number: str) -> None:
    with refused("national-id-invalid"):
        set_national_id(person=citizen, number=number, at=MONDAY)


def test_a_number_belongs_to_one_person_until_it_is_shown(
    citizen: Person, leader: Person, clerk: Person
) -> None:
    set_national_id(person=citizen, number=NUMBER, at=MONDAY)
    with refused("national-id-taken"):
        set_national_id(person=leader, number=NUMBER, at=MONDAY)
    set_national_id(person=leader, number=NUMBER, at=MONDAY, seen_by=clerk)
    assert (identity(citizen).national_id_digest, identity(citizen).level) == ("", "ANONYMOUS")
    assert identity(leader).national_id_digest == national_id_digest(NUMBER)
    told = citizen.account_events.first()
    assert told is not None
    assert (told.kind, told.by) == ("NATIONAL_ID_RELEASED", clerk)


def test_a_checked_resident_keeps_the_number_even_when_it_is_shown(
    citizen: Person, leader: Person, clerk: Person
) -> None:
    set_national_id(person=citizen, number=NUMBER, at=MONDAY)
    level = IdentityLevel.RESIDENT_CHECKED
    raise_identity_level(person=citizen, level=level, at=MONDAY, by=clerk)
    with refused("national-id-taken"):
        set_national_id(person=leader, number=NUMBER, at=MONDAY, seen_by=clerk)
    assert identity(citizen).level == level


def test_the_same_person_may_declare_again(citizen: Person) -> None:
    for number in (NUMBER, NUMBER, OTHER):
        set_national_id(person=citizen, number=number, at=MONDAY)
    assert identity(citizen).national_id_digest == national_id_digest(OTHER)


def test_levels_only_rise(citizen: Person) -> None:
    set_national_id(person=citizen, number=NUMBER, at=MONDAY)
    lower = IdentityLevel.CONTACT_CONFIRMED
    assert (
        raise_identity_level(person=citizen, level=lower, at=MONDAY, by=None).level == "ID_DECLARED"
    )


def test_a_resident_is_checked_by_somebody_else_with_a_cedula(
    citizen: Person, clerk: Person
) -> None:
    checking = {"person": citizen, "level": IdentityLevel.RESIDENT_CHECKED, "at": MONDAY}
    with refused("national-id-missing"):
        raise_identity_level(by=clerk, **checking)
    set_national_id(person=citizen, number=NUMBER, at=MONDAY)
    for nobody in (None, citizen):
        with refused("resident-check-by-staff"):
            raise_identity_level(by=nobody, **checking)
    assert raise_identity_level(by=clerk, **checking).level == "RESIDENT_CHECKED"


@pytest.mark.parametrize(
    ("level", "reached"),
    [
        (IdentityLevel.ANONYMOUS, True),
        (IdentityLevel.CONTACT_CONFIRMED, True),
        (IdentityLevel.ID_DECLARED, False),
        (IdentityLevel.RESIDENT_CHECKED, False),
    ],
)
def test_a_level_includes_those_below(level: IdentityLevel, reached: bool) -> None:
    assert is_at_least(Identity(level="CONTACT_CONFIRMED"), level) is reached
