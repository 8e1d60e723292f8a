"""Which acts may be written on the case of a plan? The table of its procedure."""

from dataclasses import dataclass

from minga.kernel.lifecycle import Transition
from minga.plan.rules.codes import PlanState


@dataclass(frozen=True)
class PlanFacts:
    """What the requirements of the table look at."""

    is_demonstration: bool
    actor_is_demonstration: bool


def worlds_stay_apart(facts: PlanFacts) -> str | None:
    """The plan of a real person carries only real acts; a fictional one only fictional acts."""
    same = facts.is_demonstration == facts.actor_is_demonstration
    return None if same else "demonstration-mixed"


REGISTERED = PlanState.REGISTERED
LAW = "Código de la Democracia 97"
STAFF = ("COUNCILLOR", "ADVISER", "MAYOR", "COUNCIL_SECRETARY", "ADMINISTRATOR")
EVALUATORS = (*STAFF, "COMMISSION_SECRETARY", "COMMISSION_CHAIR")


def _fact(
    act: str, legal_basis: str = "", who: tuple[str, ...] = STAFF
) -> Transition[PlanState, PlanFacts]:
    return Transition(act, REGISTERED, REGISTERED, who, (worlds_stay_apart,), legal_basis)


PLAN_MOVES: tuple[Transition[PlanState, PlanFacts], ...] = (
    Transition("register_plan", None, REGISTERED, STAFF, (worlds_stay_apart,), LAW),
    _fact("register_version", LAW),
    _fact("fix_indicator"),
    _fact("set_point"),
    _fact("record_measurement"),
    _fact("record_money"),
    _fact("tag_goals"),
    _fact("record_fact"),
    _fact("link_case"),
    _fact("link_act"),
    _fact("certify_act"),
    _fact("answer_contribution"),
    _fact("name_evaluator", LAW),
    _fact("record_evaluation", LAW, EVALUATORS),
)
