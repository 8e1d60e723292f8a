"""Which codes does the plan store? Written out in capitals; words are in `plan.labels`."""

from enum import StrEnum


class PlanState(StrEnum):
    """State of the case of a plan; whether its term runs is derived from the date."""

    REGISTERED = "REGISTERED"


class ActivityStatus(StrEnum):
    """What can be said of an activity on a date; computed, never stored."""

    NO_RECORD = "NO_RECORD"
    NOT_STARTED = "NOT_STARTED"
    ON_SCHEDULE = "ON_SCHEDULE"
    DELAYED = "DELAYED"
    STALLED = "STALLED"
    DONE = "DONE"
    UNKNOWN = "UNKNOWN"
    CLOSED_SHORT = "CLOSED_SHORT"


class Direction(StrEnum):
    """Which way an indicator should move."""

    INCREASE = "INCREASE"
    DECREASE = "DECREASE"
    MAINTAIN = "MAINTAIN"


class Aggregation(StrEnum):
    """How the measurements of an indicator become one value."""

    SUM = "SUM"
    LAST = "LAST"
    WEIGHTED_MEAN = "WEIGHTED_MEAN"
    NONE = "NONE"


class PointKind(StrEnum):
    """What a fixed point of an indicator is."""

    BASELINE = "BASELINE"
    TARGET = "TARGET"


class MoneyKind(StrEnum):
    """Money foreseen or money spent."""

    PLANNED = "PLANNED"
    SPENT = "SPENT"


class Sex(StrEnum):
    """Disaggregation by sex, as the census does."""

    WOMEN = "WOMEN"
    MEN = "MEN"


class SelfIdentification(StrEnum):
    """Disaggregation by self-identification, as the census does."""

    INDIGENOUS = "INDIGENOUS"
    AFRO_ECUADORIAN = "AFRO_ECUADORIAN"
    MONTUBIO = "MONTUBIO"
    MESTIZO = "MESTIZO"
    WHITE = "WHITE"
    OTHER = "OTHER"
