"""How does the record know the case of a plan? Its kind, the words of its acts, what it owes."""

from django.utils.translation import gettext_lazy as _

from minga.plan.queries.evaluations_desk import owed_evaluations
from minga.plan.rules.codes import PlanState
from minga.plan.rules.procedure import PLAN_MOVES
from minga.record.public import ActLabel, CaseKind, Weight

PLAN_CASE = CaseKind(
    code="PLA",
    label=_("Plan de trabajo"),
    states={PlanState.REGISTERED: _("Registrado")},
    moves=PLAN_MOVES,
    queue=owed_evaluations,
    acts={
        "register_plan": ActLabel(_("Se registró el plan"), Weight.EFFECT),
        "register_version": ActLabel(_("Se registró otra versión del plan"), Weight.EFFECT),
        "fix_indicator": ActLabel(_("Se fijó un indicador"), Weight.DECISION),
        "set_point": ActLabel(_("Se fijó línea base o meta"), Weight.DECISION),
        "record_measurement": ActLabel(_("Se registró una medición")),
        "record_money": ActLabel(_("Se registró dinero")),
        "tag_goals": ActLabel(_("Se asignaron objetivos de la Agenda 2030")),
        "record_fact": ActLabel(_("Se registró un hecho")),
        "link_case": ActLabel(_("Se vinculó un expediente")),
        "link_act": ActLabel(_("Se vinculó un hecho")),
        "certify_act": ActLabel(_("Se certificó un hecho"), Weight.DECISION),
        "answer_contribution": ActLabel(_("Se respondió a un aporte")),
        "name_evaluator": ActLabel(_("Se dijo quién evalúa")),
        "record_evaluation": ActLabel(_("Se evaluó una actividad"), Weight.DECISION),
    },
)
