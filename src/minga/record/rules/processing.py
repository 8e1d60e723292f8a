"""On which bases may personal data be used, and which acts keep the office's own rows of the register?

LOPDP 7 lists the bases. Consent is confirmed; the others are still to be verified, and every row
that stands on one says so.
"""

from enum import StrEnum

from minga.kernel.lifecycle import Transition
from minga.record.rules.data_requests import ANSWERING
from minga.record.rules.registers import RegisterState


class LegalBasis(StrEnum):
    """Why data may be used at all (LOPDP 7)."""

    CONSENT = "CONSENT"
    LEGAL_DUTY = "LEGAL_DUTY"
    PUBLIC_INTEREST = "PUBLIC_INTEREST"
    CONTRACT = "CONTRACT"
    VITAL_INTEREST = "VITAL_INTEREST"


VERIFIED_BASES = frozenset({LegalBasis.CONSENT})


def is_verified(basis: LegalBasis) -> bool:
    """Was this basis read in the law or a digest of it? Consent was (LOPDP 7)."""
    return basis in VERIFIED_BASES


_OPEN = RegisterState.OPEN

PROCESSING_MOVES: tuple[Transition[RegisterState, None], ...] = (
    Transition("open_processing_register", None, _OPEN, ANSWERING, legal_basis="LOPDP"),
    Transition("add_processing", _OPEN, _OPEN, ANSWERING, legal_basis="LOPDP"),
    Transition("end_processing", _OPEN, _OPEN, ANSWERING, legal_basis="LOPDP"),
)
