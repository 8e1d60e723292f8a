"""It is true that the key is made once, is readable by its owner alone, and never changes in silence."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from minga.people.public import Body, Person
from minga.record.sealing.sealing import seal_pending
from minga.record.sealing.signing_key import (
    KEY_FILE,
    SigningKeyRefused,
    ensure_signing_key,
    make_signing_key,
    signing_fingerprint,
)
from tests.record.acts import AT, add_note, open_case

pytestmark = pytest.mark.django_db


def test_the_first_key_is_made_for_its_owner_alone(keys: Path):
    ensure_signing_key()
    assert (keys / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in keys.iterdir()] == [KEY_FILE]


def test_the_key_stays_the_same(keys: Path):
    first = signing_fingerprint()
    assert not make_signing_key()
    assert signing_fingerprint() == first
    assert len(first.split()) == 8


def test_a_lost_key_is_not_replaced_in_silence(keys: Path, office: Body, adviser: Person):
    add_note(open_case(office), adviser)
    seal_pending(AT)
    (keys / KEY_FILE).unlink()
    with pytest.raises(SigningKeyRefused) as refusal:
        ensure_signing_key()
    assert refusal.value.code == "signing-key-missing"
    assert "minga record key --new" in refusal.value.sentence
    assert make_signing_key()
    ensure_signing_key()


def test_a_key_that_others_may_read_is_refused(keys: Path):
    ensure_signing_key()
    (keys / KEY_FILE).chmod(0o640)
    with pytest.raises(SigningKeyRefused) as refusal:
        ensure_signing_key()
    assert refusal.value.sentence == (
        f"Otros pueden leer la clave que firma el registro. Ejecuta: chmod 600 {keys / KEY_FILE}"
    )


def other_kind_of_key() -> bytes:
    key = generate_private_key(SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("content", [b"", b"no es una clave", other_kind_of_key()])
def test_a_file_that_is_no_key_is_refused(keys: Path, content: bytes):
    keys.mkdir()
    (keys / KEY_FILE).write_bytes(content)
    (keys / KEY_FILE).chmod(0o600)
    with pytest.raises(SigningKeyRefused, match="signing-key-unreadable"):
        ensure_signing_key()


def test_processes_that_start_at_once_share_one_key(keys: Path):
    start = Barrier(4, timeout=20)
    made: list[bool] = []

    def begin() -> None:
        start.wait()
        made.append(make_signing_key())

    threads = [Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, False, False, True]
    assert [file.name for file in keys.iterdir()] == [KEY_FILE]
