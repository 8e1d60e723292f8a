"""Why can the counter not do something?"""

from minga.kernel.refusal import Refused
from minga.record.counter.models import CounterVisit


class CounterRefused(Refused):
    """What was asked of the counter cannot be done; sentences are in `record.refusal_labels`."""


class AlreadyAttended(Exception):
    """The same form arrived before: what it asked is done."""

    def __init__(self, visit: CounterVisit) -> None:
        super().__init__(str(visit.public_id))
        self.visit = visit
