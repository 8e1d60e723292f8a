"""What exactly is sealed of an act? Canonical JSON of codes, numbers, instants and addresses.

Never text typed by people, never a bare hash of personal data: words and documents enter as one
salted commitment (SHA-256); once the salt is gone, the commitment is mute. Who acted enters as a
pseudonym of that case alone, so that nobody can join the cases of one citizen.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

type Payload = Mapping[str, "PayloadValue"]
type PayloadValue = str | int | bool | Sequence["PayloadValue"] | Payload | None

SALT_BYTES = 32
LEAF_OF_ACT = "act"

_CODE = re.compile(r"[A-Za-z0-9_.:/+@%\-]{0,200}\Z")
_MAIL_ADDRESS = re.compile(
    r"@(?!\d{4}-\d\d-\d\d)[^/]"
)  # a dated expression (`spa@2026-01-31`) is none
_PERSON_NUMBER = re.compile(r"\+?\d{9,}\Z")  # cédula, RUC, telephone; counts travel as numbers
_PSEUDONYM_PURPOSE = b"minga actor of one case\n"


class PayloadRefused(Exception):
    """A payload held something that may not be sealed; `path` says where."""

    code = "payload-refused"

    def __init__(self, path: str) -> None:
        super().__init__(f"{self.code}: {path}")
        self.path = path


@dataclass(frozen=True, slots=True)
class SealedAct:
    """The facts of an act that its seal covers.

    `actor` is a pseudonym (see `pseudonym`), `body` and `corrects` are permanent names.
    """

    case: str
    ordinal: int
    kind: str
    source: str
    target: str
    happened_at: datetime
    recorded_at: datetime
    actor: str
    body: str
    legal_basis: str
    standing: str
    source_url: str
    source_on: date | None
    corrects: str
    payload: Payload
    commitment: str
    demonstration: bool

    def facts(self) -> dict[str, object]:
        """Return the sealed form as the JSON object that is published and hashed."""
        return {
            "actor": self.actor,
            "body": self.body,
            "case": self.case,
            "commitment": self.commitment,
            "corrects": self.corrects,
            "demonstration": self.demonstration,
            "happened_at": instant(self.happened_at),
            "kind": self.kind,
            "leaf": LEAF_OF_ACT,
            "legal_basis": self.legal_basis,
            "ordinal": self.ordinal,
            "payload": self.payload,
            "recorded_at": instant(self.recorded_at),
            "source": self.source,
            "source_on": self.source_on.isoformat() if self.source_on else None,
            "source_url": self.source_url,
            "standing": self.standing,
            "target": self.target,
            "version": 1,
        }


def instant(moment: datetime) -> str:
    """Write an instant in UTC with microseconds, always in the same form."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, no spaces, UTF-8: the same bytes for the same facts.

    The subset of RFC 8785 that is needed here: no floating point numbers ever occur.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sealed_bytes(act: SealedAct) -> bytes:
    """Return the bytes that become the leaf of an act in the Merkle tree."""
    return canonical(act.facts())


def pseudonym(person: UUID, case: str) -> str:
    """Return who acted, as the sealed forms of one case say it.

    The person's number is random and never published: the digest cannot be guessed, and two
    cases of one person cannot be joined by it.
    """
    return hashlib.sha256(_PSEUDONYM_PURPOSE + person.bytes + case.encode()).hexdigest()


def check_payload(payload: Payload, path: str = "payload") -> None:
    """Raise PayloadRefused unless the payload holds only codes, whole numbers and flags.

    Numbers with decimals travel as text ("12.50"): exact, and the same on every machine. Texts
    that look like a mail address, a cédula or a telephone number are refused too.
    """
    for key, value in payload.items():
        _check_value(value, f"{path}.{key}")


def _check_value(value: object, path: str) -> None:
    match value:
        case None | bool() | int():
            return
        case str():
            if not _is_code(value):
                raise PayloadRefused(path)
        case Mapping():
            check_payload(value, path)
        case list() | tuple():
            for position, item in enumerate(value):
                _check_value(item, f"{path}.{position}")
        case _:
            raise PayloadRefused(path)


def _is_code(text: str) -> bool:
    return bool(
        _CODE.match(text) and not _MAIL_ADDRESS.search(text) and not _PERSON_NUMBER.match(text)
    )


def commitment(
    salt: bytes, *, title: str, text: str, language: str, documents: Sequence[str]
) -> str:
    """Return the salted SHA-256 of the words of an act and of its documents' digests, in hex."""
    words = {"documents": list(documents), "language": language, "text": text, "title": title}
    return hashlib.sha256(salt + canonical(words)).hexdigest()
