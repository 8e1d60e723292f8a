"""What the plan keeps: what was promised and how far it is, and the daily gestión behind it."""

from minga.plan.models.casework import Casework, CaseworkAsker, CaseworkStep
from minga.plan.models.evaluations import ActivityEvaluation, EvaluatingBody
from minga.plan.models.letters import Letter, LetterCounter, Letterhead, LetterTemplate
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
    "ActivityEvaluation",
    "ActivityGoal",
    "ActivityText",
    "Casework",
    "CaseworkAsker",
    "CaseworkStep",
    "EvaluatingBody",
    "Indicator",
    "IndicatorPoint",
    "Letter",
    "LetterCounter",
    "LetterTemplate",
    "Letterhead",
    "Measurement",
    "MoneyEntry",
    "Objective",
    "PlanImport",
    "PlanVersion",
    "Programme",
    "WorkPlan",
]
