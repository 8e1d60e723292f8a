"""Which facts of a plan may others react to?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanChanged:
    """Something that pages of this plan show has changed; `plan_id` is its case."""

    plan_id: int


@dataclass(frozen=True)
class MeasurementRecorded:
    """A value of an indicator was measured."""

    plan_id: int
    activity_id: int
    act_id: int
