"""What can be done at a counter of this installation? The one table of acts in person."""

from typing import Any

from minga.dialogue.public import QUESTION_AT_COUNTER
from minga.plan.public import NEED_AT_COUNTER
from minga.record.public import (
    CONSENT_ACT,
    DATA_REQUEST_ACT,
    END_CODE,
    RENEW_CODE,
    SHOWN_ID,
    CounterAct,
    install_counter_acts,
)

COUNTER_ACTS: tuple[CounterAct[Any], ...] = (
    NEED_AT_COUNTER,
    QUESTION_AT_COUNTER,
    DATA_REQUEST_ACT,
    CONSENT_ACT,
    RENEW_CODE,
    END_CODE,
    SHOWN_ID,
)


def install() -> None:
    """Declare every act to the counter, once, at start."""
    install_counter_acts(COUNTER_ACTS)
