"""Which procedures does this installation carry? The one table of case kinds."""

from minga.dialogue.public import QUESTION_CASE
from minga.plan.public import CASEWORK_CASE, PLAN_CASE
from minga.record.public import (
    BREACH_CASE,
    CALENDAR_CASE,
    DATA_REQUEST_CASE,
    PARAMETER_CASE,
    PROCESSING_CASE,
    CaseKind,
    install_case_kinds,
)

CASE_KINDS: tuple[CaseKind, ...] = (
    PLAN_CASE,
    CASEWORK_CASE,
    QUESTION_CASE,
    PARAMETER_CASE,
    CALENDAR_CASE,
    DATA_REQUEST_CASE,
    BREACH_CASE,
    PROCESSING_CASE,
)


def install() -> None:
    """Declare every procedure to the record, once, at start."""
    install_case_kinds(CASE_KINDS)
