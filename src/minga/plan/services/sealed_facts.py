"""Which part of a fact does its seal cover? All of it: the payload of the act is made from the row.

Codes and numbers enter as they are, words that an office typed by their digest when they are no
code (`sealed_value`): changed afterwards, unit, name or source no longer agree with the act.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from minga.plan.models import (
    Activity,
    ActivityEvaluation,
    Casework,
    CaseworkStep,
    EvaluatingBody,
    Indicator,
    IndicatorPoint,
    Measurement,
    MoneyEntry,
    WorkPlan,
)
from minga.record.public import Act, Payload, pseudonym, sealed_value

STORED = Decimal("0.000001")
DIGITS = 40  # more than any column holds
PERSON_DIGITS = 9
CENTS = Decimal("0.01")


def act_name(act: Act) -> str:
    """Return the permanent name of an act: `PLA-2024-00001/7`."""
    return f"{act.case.number}/{act.ordinal}"


def exact(value: Decimal | None) -> str | None:
    """Return a number as it is stored, to six decimals, without zeros at its end.

    A long whole number keeps one, so that no payload can be taken for a telephone or a cédula.
    """
    if value is None:
        return None
    with localcontext(prec=DIGITS):
        text = f"{value.quantize(STORED, ROUND_HALF_UP).normalize():f}"
    return f"{text}.0" if len(text) >= PERSON_DIGITS and "." not in text else text


def sealed_plan(row: WorkPlan) -> Payload:
    """What a plan is called, for which term it was made, and whose it is."""
    holder = row.holder
    return {
        "title": sealed_value(row.title),
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "holder": pseudonym(holder.public_id, row.case.number) if holder else None,
    }


def sealed_indicator(row: Indicator) -> Payload:
    """How an activity is measured."""
    return {
        "name": sealed_value(row.name),
        "unit": sealed_value(row.unit),
        "direction": str(row.direction),
        "aggregation": str(row.aggregation),
        "denominator": sealed_value(row.denominator),
        "weight": exact(row.weight),
    }


def sealed_point(row: IndicatorPoint) -> Payload:
    """A baseline or a target."""
    return {
        "indicator": act_name(row.indicator.act),
        "point": str(row.kind),
        "year": row.year,
        "value": exact(row.value),
        "from": sealed_value(row.source),
    }


def sealed_measurement(row: Measurement) -> Payload:
    """A measured value, of whom and where."""
    return {
        "indicator": act_name(row.indicator.act),
        "on": row.measured_on.isoformat(),
        "value": exact(row.value),
        "numerator": exact(row.numerator),
        "denominator": exact(row.denominator),
        "place": row.place.code if row.place else None,
        "sex": str(row.sex),
        "age": sealed_value(row.age_group),
        "self_identification": str(row.self_identification),
    }


def sealed_money(row: MoneyEntry) -> Payload:
    """Money of a year."""
    return {
        "money": str(row.kind),
        "year": row.year,
        "amount": str(row.amount.quantize(CENTS, ROUND_HALF_UP)),
        "from": sealed_value(row.source),
    }


def sealed_evaluators(rows: Sequence[EvaluatingBody]) -> Payload:
    """Which bodies a means of evaluation stands for; the rows are those of one act, in order."""
    return {
        "term": sealed_value(rows[0].term),
        "bodies": [_sealed_party(row) for row in rows],
    }


def sealed_evaluation(row: ActivityEvaluation) -> Payload:
    """What a body found of a year of an activity, and how it voted."""
    return {
        "by": _sealed_party(row),
        "year": row.year,
        "finding": str(row.finding),
        "from_document": row.from_document,
        "votes": [row.in_favour, row.against, row.abstentions, row.blank],
    }


def _sealed_party(row: EvaluatingBody | ActivityEvaluation) -> Payload:
    body = row.body
    return {"body": body.slug if body else None, "name": sealed_value(row.body_name)}


def sealed_need(row: Casework, activities: Sequence[Activity]) -> Payload:
    """How a need came, where and before whom it is pursued, and which promises it serves."""
    return {
        "origin": str(row.origin),
        **_sealed_where(row),
        **sealed_activities(activities),
    }


def sealed_step(row: CaseworkStep) -> Payload:
    """A step of a gestión: where, before whom, how many people, what it answers or waits for."""
    return {
        **_sealed_where(row),
        "people": {"women": row.women, "men": row.men, "all": row.people},
        "answer_due_on": row.answer_due_on.isoformat() if row.answer_due_on else None,
        "answers": row.answers.act.ordinal if row.answers else None,
    }


def sealed_activities(activities: Sequence[Activity]) -> Payload:
    """Promises by the number of their plan's case and their own: `PLA-2024-00001/3`."""
    return {"activities": [f"{one.plan.case.number}/{one.number}" for one in activities]}


def _sealed_where(row: Casework | CaseworkStep) -> Payload:
    """Say the entity by its permanent name; one that was typed may be a person's: it stays out."""
    return {
        "place": row.place.code if row.place else None,
        "entity": row.addressed_to.slug if row.addressed_to else None,
        "is_named": bool(row.addressee),
    }
