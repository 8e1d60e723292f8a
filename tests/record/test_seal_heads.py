"""It is true that a head says exactly what was signed, and that nothing else passes for one."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.record.rules.heads import (
    HeadUnreadable,
    fingerprint,
    head_from,
    is_signed,
    public_pem,
    read_head,
    sign,
)
from minga.record.rules.sealed_form import canonical
from tests.record.sealed_record import KEY, OTHER_KEY, sealed_record

HEAD = sealed_record().heads[1]


def test_a_published_head_is_read_back_whole():
    assert read_head(canonical(HEAD.published())) == HEAD
    assert read_head(json.dumps(HEAD.published(), indent=2).encode()) == HEAD


def test_a_signature_covers_every_fact():
    for change in (
        {"number": 9}, {"tree_size": 9}, {"root": bytes(32)}, {"previous": bytes(32)},
        {"sealed_at": sealed_record().heads[2].sealed_at},
        {"public_key": sign(HEAD, OTHER_KEY).public_key}, {"signature": bytes(64)},
    ):  # fmt: skip
        assert not is_signed(replace(HEAD, **change))
    assert is_signed(HEAD)
    assert is_signed(sign(HEAD, OTHER_KEY))
    assert sign(HEAD, KEY) == HEAD


def test_a_key_that_is_no_key_signs_nothing():
    assert not is_signed(replace(HEAD, public_key=b"short"))


@pytest.mark.parametrize(
    "change",
    [
        {"number": -1}, {"number": True}, {"number": "1"}, {"number": None}, {"tree_size": 1.5},
        {"root": "zz" * 32}, {"root": "00"}, {"root": HEAD.root.hex().upper()}, {"root": 5},
        {"signature": ""}, {"sealed_at": "ayer"}, {"sealed_at": "2026-13-02T14:00:00.000000Z"},
        {"sealed_at": 3}, {"format": "otra"}, {"more": 1},
    ],
)  # fmt: skip
def test_anything_else_is_unreadable(change: dict[str, object]):
    with pytest.raises(HeadUnreadable):
        head_from(HEAD.published() | change)


@given(st.binary(max_size=60))
def test_noise_is_unreadable(content: bytes):
    with pytest.raises(HeadUnreadable):
        read_head(content)


def test_deep_nesting_is_unreadable():
    with pytest.raises(HeadUnreadable):
        read_head(b"[" * 200_000)


def test_the_key_is_published_for_openssl_with_a_fingerprint_to_say_aloud():
    assert public_pem(HEAD.public_key).startswith(b"-----BEGIN PUBLIC KEY-----\n")
    assert [len(group) for group in fingerprint(HEAD.public_key).split()] == [8] * 8
