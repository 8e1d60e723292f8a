"""The door of the plans: the only module other contexts import."""

from minga.plan.casework_kind import CASEWORK_CASE
from minga.plan.casework_panels import (
    followed_casework,
    parish_casework,
    topics_of_casework_acts,
)
from minga.plan.counter import NEED_AT_COUNTER
from minga.plan.events import MeasurementRecorded, PlanChanged
from minga.plan.models import Activity, Casework, CaseworkStep, Indicator, Letter, WorkPlan
from minga.plan.overview import PlanOverview, plan_overview
from minga.plan.panels import desk_acts, desk_sections
from minga.plan.procedure import PLAN_CASE
from minga.plan.queries.acts import programmes_of_acts
from minga.plan.queries.casework_desk import casework_of_offices
from minga.plan.queries.evaluations_desk import means_filed
from minga.plan.queries.moments import Moment, today_moment
from minga.plan.queries.paths import public_paths
from minga.plan.queries.plans import activities_of, all_plans, main_plan
from minga.plan.queries.topics import (
    activities_named,
    goals_named,
    places_of_measured_acts,
    plans_named,
    programmes_named,
    topics_of_plan_acts,
)
from minga.plan.reading import (
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)
from minga.plan.reference import load_reference
from minga.plan.rules.casework import CaseworkOrigin, CaseworkState
from minga.plan.rules.codes import Aggregation, Direction, MoneyKind, PointKind
from minga.plan.rules.evaluations import Finding, Votes
from minga.plan.rules.letters import LetterKind
from minga.plan.services.acts import Record, record_fact
from minga.plan.services.casework import (
    Asker,
    CaseworkRefused,
    Need,
    Step,
    add_asker,
    open_casework,
    record_step,
    serve_activity,
    settle_casework,
)
from minga.plan.services.casework_privacy import CASEWORK_RETENTION, export_asked, forget_asker
from minga.plan.services.evaluations import (
    EvaluatingParty,
    Evaluation,
    EvaluationRefused,
    name_evaluator,
    record_evaluation,
)
from minga.plan.services.filing import Filing, Holder, register_plan, register_version
from minga.plan.services.indicators import (
    Group,
    Value,
    fix_indicator,
    record_measurement,
    record_money,
    set_point,
    tag_goals,
)
from minga.plan.services.letter_privacy import (
    LETTER_RETENTION,
    export_letters,
    forget_letters_to,
)
from minga.plan.services.letter_templates import keep_letterhead
from minga.plan.services.letters import Draft, send_letter, void_letter, write_letter
from minga.plan.services.links import certify_act

__all__ = [
    "CASEWORK_CASE",
    "CASEWORK_RETENTION",
    "LETTER_RETENTION",
    "NEED_AT_COUNTER",
    "PLAN_CASE",
    "Activity",
    "Aggregation",
    "Asker",
    "Casework",
    "CaseworkOrigin",
    "CaseworkRefused",
    "CaseworkState",
    "CaseworkStep",
    "Direction",
    "Draft",
    "EvaluatingParty",
    "Evaluation",
    "EvaluationRefused",
    "Filing",
    "Finding",
    "Group",
    "Holder",
    "Indicator",
    "Letter",
    "LetterKind",
    "MeasurementRecorded",
    "Moment",
    "MoneyKind",
    "Need",
    "Period",
    "PlanChanged",
    "PlanOverview",
    "PointKind",
    "ReadActivity",
    "ReadObjective",
    "ReadPlan",
    "ReadProgramme",
    "Record",
    "Step",
    "Value",
    "Votes",
    "WorkPlan",
    "activities_named",
    "activities_of",
    "add_asker",
    "all_plans",
    "casework_of_offices",
    "certify_act",
    "desk_acts",
    "desk_sections",
    "export_asked",
    "export_letters",
    "fix_indicator",
    "followed_casework",
    "forget_asker",
    "forget_letters_to",
    "goals_named",
    "keep_letterhead",
    "load_reference",
    "main_plan",
    "means_filed",
    "name_evaluator",
    "open_casework",
    "parish_casework",
    "places_of_measured_acts",
    "plan_overview",
    "plans_named",
    "programmes_named",
    "programmes_of_acts",
    "public_paths",
    "record_evaluation",
    "record_fact",
    "record_measurement",
    "record_money",
    "record_step",
    "register_plan",
    "register_version",
    "send_letter",
    "serve_activity",
    "set_point",
    "settle_casework",
    "tag_goals",
    "today_moment",
    "topics_of_casework_acts",
    "topics_of_plan_acts",
    "void_letter",
    "write_letter",
]
