"""What of this context may others react to?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PersonErased:
    """A person's identity was emptied: empty what else is known of them, in this transaction."""

    person_id: int
    erased_at: datetime


@dataclass(frozen=True)
class PersonNamed:
    """A person became a public figure: the record names them from now on."""

    person_id: int


@dataclass(frozen=True)
class RecoveryAsked:
    """An administrator asked to open an account anew: its person must hear of it."""

    recovery_id: int


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person no longer accepts what a purpose does: stop it, in this transaction."""

    person_id: int
    purpose: str
