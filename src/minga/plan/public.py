"""The door of the plans: the only module other contexts import."""

from minga.plan.events import MeasurementRecorded, PlanChanged
from minga.plan.models import Activity, Indicator, WorkPlan
from minga.plan.overview import PlanOverview, plan_overview
from minga.plan.panels import desk_acts, desk_sections
from minga.plan.procedure import PLAN_CASE
from minga.plan.queries.acts import programmes_of_acts
from minga.plan.queries.moments import Moment, today_moment
from minga.plan.queries.paths import public_paths
from minga.plan.queries.plans import activities_of, all_plans, main_plan
from minga.plan.reading import (
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)
from minga.plan.reference import load_reference
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.services.acts import Record, record_fact
from minga.plan.services.filing import Filing, Holder, register_plan
from minga.plan.services.indicators import (
    Group,
    Value,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.plan.services.links import certify_act

__all__ = [
    "PLAN_CASE",
    "Activity",
    "Aggregation",
    "Direction",
    "Filing",
    "Group",
    "Holder",
    "Indicator",
    "MeasurementRecorded",
    "Moment",
    "MoneyKind",
    "Period",
    "PlanChanged",
    "PlanOverview",
    "PointKind",
    "ReadActivity",
    "ReadObjective",
    "ReadPlan",
    "ReadProgramme",
    "Record",
    "Value",
    "WorkPlan",
    "activities_of",
    "all_plans",
    "certify_act",
    "desk_acts",
    "desk_sections",
    "fix_indicator",
    "load_reference",
    "main_plan",
    "plan_overview",
    "programmes_of_acts",
    "public_paths",
    "record_fact",
    "record_measurement",
    "record_money",
    "register_plan",
    "set_point",
    "tag_goals",
    "today_moment",
]
