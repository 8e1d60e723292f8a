"""At the counter a person is found or registered, and every look at them is a line that they can read."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minga.people.public import AccountEvent, Person, set_national_id
from tests.record.counter_world import (
    CEDULA,
    NOW,
    START,
    at_the_counter,
    attend,
    counter,
    log_of,
    page_of,
    window,
)

__all__ = ["at_the_counter", "counter", "window"]

pytestmark = pytest.mark.usefixtures("at_the_counter")


@pytest.mark.parametrize(
    ("words", "by"),
    [("quishpe clara", "NAME"), ("099 123 4567", "PHONE"), ("+593 99 123 4567", "PHONE"), (CEDULA, "NATIONAL_ID"), ("clara", "NAME")],
)  # fmt: skip
def test_a_person_is_found_by_name_telephone_or_cedula_and_can_read_that_they_were(
    window: Client, citizen: Person, leader: Person, words: str, by: str
) -> None:
    type(citizen.identity).objects.filter(person=citizen).update(phone="0991234567")
    set_national_id(person=citizen, number=CEDULA, at=NOW)
    shown = window.post(START, {"words": words}).content.decode()
    assert (page_of(citizen) in shown, page_of(leader) in shown) == (True, False)
    assert (CEDULA in shown.replace(f'value="{CEDULA}"', ""), "0991234567" in shown) == (False,) * 2
    assert log_of(citizen)[-1] == ("FOUND_AT_COUNTER", by)
    assert window.get(START, {"words": words}).content.decode().count(page_of(citizen)) == 0


def test_nobody_is_found_without_words_and_digits_too_few(window: Client, citizen: Person) -> None:
    assert window.post(START, {"words": ""}).status_code == 422
    assert "Nadie registrado" in window.post(START, {"words": "09"}).content.decode()
    assert log_of(citizen) == [("ACCOUNT_CREATED", "")]


def test_whoever_has_an_account_is_found_by_its_name(window: Client, leader: Person) -> None:
    assert page_of(leader) in window.post(START, {"words": " Lucho "}).content.decode()


def test_opening_a_card_is_noted_and_today_s_persons_come_first(
    window: Client, citizen: Person
) -> None:
    window.get(page_of(citizen))
    assert log_of(citizen)[-1] == ("OPENED_AT_COUNTER", "")
    assert page_of(citizen) not in window.get(START).content.decode()
    attend(window, page_of(citizen, "ensayo/"), said="una luminaria")
    assert page_of(citizen) in window.get(START).content.decode()


def test_a_person_of_another_world_is_not_there(window: Client, citizen: Person) -> None:
    Person.objects.filter(pk=citizen.pk).update(is_demonstration=True)
    addresses = (page_of(citizen), page_of(citizen, "ensayo/"), page_of(citizen, "atencion/"))
    assert [window.get(address).status_code for address in addresses] == [404] * 3
    assert page_of(citizen) not in window.post(START, {"words": "clara"}).content.decode()


@pytest.mark.parametrize("rows", [1, 5])
def test_a_search_costs_the_same_however_many_it_finds(
    window: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        window.post(f"{START}registrar/", {"register": "1", "name": f"Ana Ensayo {number}"})
    window.get(START)
    with django_assert_num_queries(11):
        window.post(START, {"words": "ana ensayo"})


def test_a_person_is_registered_once_with_what_the_next_clerk_must_know(
    window: Client, clerk: Person
) -> None:
    answer = window.post(
        f"{START}registrar/",
        {
            "register": "1",
            "name": "Rosa Ensayo",
            "number": CEDULA,
            "needs": ["KICHWA", "READS_NOT"],
            "notes": "Viene con su nieta",
        },
    )
    person = Person.objects.get(identity__name="Rosa Ensayo")
    assert answer.headers["Location"] == page_of(person)
    identity = person.identity
    assert (identity.level, identity.needs_at_counter) == ("ID_DECLARED", ["READS_NOT", "KICHWA"])
    card = window.get(page_of(person)).content.decode()
    assert ("Habla kichwa" in card, "Viene con su nieta" in card, CEDULA in card) == (
        True,
        True,
        False,
    )
    events = AccountEvent.objects.filter(person=person)
    assert {event.by_id for event in events} == {clerk.pk}
    assert [kind for kind, _detail in log_of(person)] == [
        "REGISTERED_AT_COUNTER", "NATIONAL_ID_SET", "LEVEL_RAISED", "NEEDS_NOTED", "OPENED_AT_COUNTER",
    ]  # fmt: skip


def test_what_was_looked_for_stands_in_the_form(window: Client) -> None:
    by_name = window.post(f"{START}registrar/", {"words": "Rosa Ensayo"}).content.decode()
    by_phone = window.post(f"{START}registrar/", {"words": "0991234567"}).content.decode()
    assert re.search(r'name="name" value="Rosa Ensayo"', by_name)
    assert re.search(r'name="phone" value="0991234567"', by_phone)
    assert "Léele esto" in by_name


def test_a_wrong_check_digit_warns_once_and_is_taken_when_the_document_says_so(
    window: Client,
) -> None:
    said = {"register": "1", "name": "Rosa Ensayo", "number": "1710034066"}
    warned = window.post(f"{START}registrar/", said)
    assert (warned.status_code, "as_written" in warned.content.decode()) == (422, True)
    taken = window.post(f"{START}registrar/", said | {"as_written": "on"})
    assert taken.status_code == 302
    assert page_of(Person.objects.get(identity__name="Rosa Ensayo")) in (
        window.post(START, {"words": "1710034066"}).content.decode()
    )


def test_a_cedula_registered_already_is_not_registered_again(
    window: Client, citizen: Person
) -> None:
    set_national_id(person=citizen, number=CEDULA, at=NOW)
    said = {"register": "1", "name": "Otra Ensayo", "number": CEDULA}
    assert window.post(f"{START}registrar/", said).status_code == 422
    assert not Person.objects.filter(identity__name="Otra Ensayo").exists()


def test_what_the_next_clerk_must_know_can_be_changed_and_taken_away(
    window: Client, citizen: Person
) -> None:
    window.post(page_of(citizen, "atencion/"), {"needs": ["OTHER_LANGUAGE"], "notes": "shuar"})
    citizen.identity.refresh_from_db()
    assert (citizen.identity.needs_at_counter, citizen.identity.notes_for_counter) == (
        ["OTHER_LANGUAGE"],
        "shuar",
    )
    assert 'value="shuar"' in window.get(page_of(citizen, "atencion/")).content.decode()
    window.post(page_of(citizen, "atencion/"), {})
    citizen.identity.refresh_from_db()
    assert (citizen.identity.needs_at_counter, citizen.identity.notes_for_counter) == ([], "")
