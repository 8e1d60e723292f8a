"""Can this machine's clock be believed, and by how much does the demonstration shift it?"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from minga.config.running.refusal import OperationRefused
from minga.kernel import clock

BUILT_ON = date(2026, 11, 1)  # no honest clock is before the program was written
LAST_CREDIBLE_YEAR = BUILT_ON.year + 30
AT = "MINGA_CLOCK_AT"
SINCE = "MINGA_CLOCK_SINCE"


def refuse_wrong_clock(now: datetime) -> None:
    """Raise OperationRefused when `now` cannot be the present: every legal term hangs on it."""
    if now.date() < BUILT_ON or now.year > LAST_CREDIBLE_YEAR:
        raise OperationRefused(
            f"El reloj de esta máquina dice {now:%Y-%m-%d}, y eso no puede ser: "
            "corrígelo, porque de él cuelgan todos los plazos."
        )


def shift_variables(day: date | None, now: datetime) -> dict[str, str]:
    """Return the variables that make every process continue from nine in the morning of `day`.

    The real instant goes along, so that a process started later does not go back in time.
    """
    if day is None:
        return {}
    start = datetime.combine(day, time(9), tzinfo=clock.QUITO)
    return {AT: start.isoformat(), SINCE: now.isoformat()}


def shifted_instant(now: datetime, environment: Mapping[str, str] = os.environ) -> datetime | None:
    """Return what the demonstration's clock says at the real instant `now`; None: not shifted.

    Raises OperationRefused for an instant that cannot be read.
    """
    if not (text := environment.get(AT)):
        return None
    try:
        start = datetime.fromisoformat(text)
        since = datetime.fromisoformat(environment.get(SINCE) or now.isoformat())
        return start.astimezone(UTC) + (now - since)
    except (ValueError, TypeError) as error:
        raise OperationRefused(
            f"{AT}: se esperaba un instante ISO 8601, llegó «{text}»."
        ) from error


def install_shift(*, demonstration: bool) -> None:
    """Shift this process's clock as the environment asks; raise OperationRefused where acts are real."""
    instant = shifted_instant(datetime.now(UTC))
    if instant is None:
        return
    if not demonstration:
        raise OperationRefused(f"{AT} mueve el reloj, y eso solo se permite en la demostración.")
    clock.shift_to(instant)
