"""What the plan keeps: what was promised and how far it is, and the daily gestión behind it."""

from minga.plan.models.casework import Casework, CaseworkAsker, CaseworkStep
from minga.plan.models.plans import (
    AccountabilityMechanism,
    Activity,
    ActivityAct,
    ActivityCase,
    ActivityGoal,
    ActivityText,
    Indicator,
    IndicatorPoint,
    Measurement,
    MoneyEntry,
    Objective,
    PlanImport,
    PlanVersion,
    Programme,
    WorkPlan,
)

__all__ = [
    "AccountabilityMechanism",
    "Activity",
    "ActivityAct",
    "ActivityCase",
    "ActivityGoal",
    "ActivityText",
    "Casework",
    "CaseworkAsker",
    "CaseworkStep",
    "Indicator",
    "IndicatorPoint",
    "Measurement",
    "MoneyEntry",
    "Objective",
    "PlanImport",
    "PlanVersion",
    "Programme",
    "WorkPlan",
]
