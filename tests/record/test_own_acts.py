"""It is true that a person takes along every act they wrote, with their words, and nobody else's."""

import json
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from minga.people.public import Body, Person, export_person
from minga.record.erasure import erase_words
from minga.record.labels import Standing
from minga.record.own_acts import export_own_acts
from tests.record.acts import AT, add_note, add_notes, open_case

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_the_own_data_hold_the_acts_with_their_words(
    office: Body, citizen: Person, adviser: Person
) -> None:
    case = open_case(office)
    add_note(case, adviser, title="De otra persona")
    add_note(case, citizen, title="Pregunta", text="¿Cuándo?", standing=Standing.CITIZEN)
    exported = json.loads(json.dumps(export_person(person=citizen, at=NOON, by=citizen)))
    (act,) = exported["acts"]
    recorded_at = act.pop("recorded_at")
    assert datetime.fromisoformat(recorded_at) > AT
    assert act == {
        "case": case.number,
        "case_kind": "ENS",
        "ordinal": 2,
        "kind": "note",
        "happened_at": AT.isoformat(),
        "body": "Despacho de Ensayo",
        "standing": "CITIZEN",
        "title": "Pregunta",
        "text": "¿Cuándo?",
        "documents": [],
        "address": f"http://127.0.0.1:8000/registro/{case.number}/2/",
    }


def test_words_that_were_forgotten_are_empty(office: Body, citizen: Person) -> None:
    act = add_note(open_case(office), citizen, text="Se olvida")
    erase_words([act.pk])
    (kept,) = export_own_acts(citizen)
    assert (kept["title"], kept["text"]) == ("", "")


@pytest.mark.parametrize("rows", [1, 5])
def test_the_acts_cost_two_queries_however_many(
    office: Body, citizen: Person, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_notes(open_case(office), citizen, rows)
    with django_assert_num_queries(2):
        assert len(export_own_acts(citizen)) == rows
