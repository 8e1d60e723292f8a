"""It is true that what is sealed is the same for the same facts, and never holds what a person typed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.record.rules.sealed_form import (
    PayloadRefused,
    canonical,
    check_payload,
    commitment,
    instant,
    pseudonym,
    sealed_bytes,
)
from tests.record.sealed_record import sealed

PERSON = UUID("12345678-1234-4234-8234-123456789abc")


def test_the_sealed_form_is_frozen_byte_for_byte():
    """Whoever changes this breaks every seal ever made."""
    act = replace(
        sealed("SOL-2026-00012", 3),
        source_url="https://ejemplo.ec/año",
        source_on=date(2026, 3, 1),
        corrects="SOL-2026-00012/2",
    )
    assert sealed_bytes(act).decode() == (
        '{"actor":"' + "a" * 64 + '","body":"concejo-de-ensayo","case":"SOL-2026-00012",'
        '"commitment":"' + "0" * 64 + '","corrects":"SOL-2026-00012/2","demonstration":true,'
        '"happened_at":"2026-03-02T14:03:00.000000Z","kind":"note","leaf":"act",'
        '"legal_basis":"COOTAD 87","ordinal":3,"payload":{"amount":3},'
        '"recorded_at":"2026-03-02T14:03:00.000000Z","source":"OPEN","source_on":"2026-03-01",'
        '"source_url":"https://ejemplo.ec/año","standing":"DECLARED","target":"OPEN","version":1}'
    )


def test_an_instant_is_written_the_same_in_every_zone():
    quito = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
    utc = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert instant(quito) == instant(utc) == "2026-03-02T14:00:00.000000Z"


def test_two_cases_of_one_person_cannot_be_joined():
    one, other = pseudonym(PERSON, "SOL-2026-00001"), pseudonym(PERSON, "SOL-2026-00002")
    assert one != other
    assert one == pseudonym(PERSON, "SOL-2026-00001")
    assert str(PERSON) not in one


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -3, 10**20, "", "12.50", "2026-03-02", "2026-03-02T14:00:00Z", "170150",
        "COOTAD-87", "works.parks", "https://ejemplo.ec/a","50%",
        "/akn/ec-quito/act/ordenanza/2026-01-31/1/spa@2026-01-31.pdf", "spa@",
        ["a", 1, ["b"]], ("a",), {"a": {"b": 1}},
    ],
)  # fmt: skip
def test_codes_numbers_instants_and_addresses_may_be_sealed(value: object):
    check_payload({"x": value})


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        ({"x": "Juan Pérez"}, "payload.x"),
        ({"x": "dos palabras"}, "payload.x"),
        ({"x": "ñ"}, "payload.x"),
        ({"x": "a" * 201}, "payload.x"),
        ({"x": "https://ejemplo.ec/?nombre=Rosa"}, "payload.x"),
        ({"x": 1.5}, "payload.x"),
        ({"x": b"a"}, "payload.x"),
        ({"x": {"y": ["a", "b c"]}}, "payload.x.y.1"),
        ({"x": "rosa@correo.ec"}, "payload.x"),
        ({"x": "1712345678"}, "payload.x"),
        ({"x": "1712345678001"}, "payload.x"),
        ({"x": "+593991234567"}, "payload.x"),
        ({"x": "022345678"}, "payload.x"),
    ],
)
def test_what_a_person_may_have_typed_is_refused_with_its_place(payload, path: str):
    with pytest.raises(PayloadRefused) as refusal:
        check_payload(payload)
    assert refusal.value.path == path


TEXTS = st.text(max_size=20)


@given(salt=st.binary(min_size=32, max_size=32), title=TEXTS, text=TEXTS, other=TEXTS)
def test_a_commitment_holds_for_its_words_alone(salt: bytes, title: str, text: str, other: str):
    made = commitment(salt, title=title, text=text, language="es", documents=[])
    again = commitment(salt, title=title, text=other, language="es", documents=[])
    assert (made == again) == (text == other)
    assert made != commitment(
        salt[::-1] + b"x", title=title, text=text, language="es", documents=[]
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(VALUES)
def test_canonical_json_has_one_way_to_say_a_thing(value: object):
    assert canonical(json.loads(canonical(value))) == canonical(value)
    assert b"\n" not in canonical(value)
