"""What does the signature over the tree say? Heads: size, root, time, the head before, a key.

A head is signed with Ed25519 over canonical JSON of its facts. The public key travels in it: who
keeps one head keeps everything that is needed to hold the record to it.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from minga.record.rules.sealed_form import canonical, instant
from minga.record.rules.strict_fields import FieldRefused, Fields, count, moment, octets

FORMAT = "minga-head/1"
NO_HEAD_BEFORE = bytes(32)


class HeadUnreadable(Exception):
    """What should be a head has not the shape of one."""

    code = "head-unreadable"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head of the tree."""

    number: int
    tree_size: int
    root: bytes
    previous: bytes
    sealed_at: datetime
    public_key: bytes = b""
    signature: bytes = b""

    def facts(self) -> dict[str, object]:
        """Return what the signature covers."""
        return {
            "format": FORMAT,
            "number": self.number,
            "previous": self.previous.hex(),
            "public_key": self.public_key.hex(),
            "root": self.root.hex(),
            "sealed_at": instant(self.sealed_at),
            "tree_size": self.tree_size,
        }

    def published(self) -> dict[str, object]:
        """Return the head as the JSON object that is published."""
        return self.facts() | {"signature": self.signature.hex()}

    def digest(self) -> bytes:
        """Return the hash by which the next head names this one."""
        return hashlib.sha256(canonical(self.published())).digest()


def sign(head: Head, key: Ed25519PrivateKey) -> Head:
    """Return the head with the public half of the key and its signature."""
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    named = replace(head, public_key=public)
    return replace(named, signature=key.sign(canonical(named.facts())))


def is_signed(head: Head) -> bool:
    """True when the signature is that of the key named in the head, over its facts."""
    try:
        key = Ed25519PublicKey.from_public_bytes(head.public_key)
        key.verify(head.signature, canonical(head.facts()))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_pem(public_key: bytes) -> bytes:
    """Return a public key as PEM, which openssl reads."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(public_key: bytes) -> str:
    """Return the SHA-256 of the key's DER form in groups of eight: what people compare aloud."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = hashlib.sha256(der).hexdigest()
    return " ".join(digest[start : start + 8] for start in range(0, 64, 8))


def head_from(published: Fields) -> Head:
    """Return the head that a published object states; HeadUnreadable when it has another shape."""
    try:
        head = Head(
            number=count(published, "number"),
            tree_size=count(published, "tree_size"),
            root=octets(published, "root", 32),
            previous=octets(published, "previous", 32),
            sealed_at=moment(published, "sealed_at"),
            public_key=octets(published, "public_key", 32),
            signature=octets(published, "signature", 64),
        )
    except FieldRefused as error:
        raise HeadUnreadable from error
    if head.published() != published:
        raise HeadUnreadable
    return head


def read_head(content: bytes) -> Head:
    """Return the head in a file that somebody kept; HeadUnreadable when there is none."""
    try:
        published = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise HeadUnreadable from error
    if not isinstance(published, dict):
        raise HeadUnreadable
    return head_from(published)
