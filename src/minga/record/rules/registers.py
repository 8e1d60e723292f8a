"""Which acts may be written on the yearly registers of legal parameters and of holidays?"""

from enum import StrEnum

from minga.kernel.lifecycle import Transition

COMPETENT = ("COUNCIL_SECRETARY", "ADMINISTRATOR")


class RegisterState(StrEnum):
    """A register of a year stays open: a late confirmation is written on the year it is made."""

    OPEN = "OPEN"


_OPEN = RegisterState.OPEN

PARAMETER_MOVES: tuple[Transition[RegisterState, None], ...] = (
    Transition("open_parameter_register", None, _OPEN, COMPETENT),
    Transition("confirm_parameter", _OPEN, _OPEN, COMPETENT),
)

CALENDAR_MOVES: tuple[Transition[RegisterState, None], ...] = (
    Transition("open_calendar", None, _OPEN, COMPETENT),
    Transition("declare_holiday", _OPEN, _OPEN, COMPETENT, legal_basis="COA 159"),
    Transition("declare_working_day", _OPEN, _OPEN, COMPETENT, legal_basis="COA 159"),
)
