"""What do programs read of activities: the acts that serve them, how they are measured, how far they are?"""

from collections.abc import Iterator, Mapping, Sequence

from minga.plan.documents.values import activity_address, exact_text, whole_address
from minga.plan.models import Measurement, MoneyEntry
from minga.plan.queries.activities import ActivityView
from minga.plan.queries.measures import IndicatorView
from minga.plan.queries.rows import ActivityRow
from minga.record.public import Act, act_label
from minga.website.data_formats import Cell, Entry, JsonValue

ACT_COLUMNS = (
    *("act", "case", "kind", "title", "activities", "happened_at", "recorded_at", "body"),
    *("standing", "source_url", "source_on", "corrects", "address", "demo"),
)
ACTIVITY_COLUMNS = (
    *("plan", "number", "programme", "text", "reading", "objective", "years", "sdg"),
    *("baseline", "target", "strategies", "strategy_terms", "evaluation", "evaluation_term"),
    *("repeats", "status", "status_reason", "progress", "acts", "last_act_on", "issues"),
    *("address", "demo"),
)
MEASUREMENT_COLUMNS = (
    *("plan", "activity", "indicator", "unit", "measured_on", "value", "numerator", "denominator"),
    *("parish", "sex", "age_group", "self_identification", "act", "address", "demo"),
)


def act_code(act: Act) -> str:
    """Return the permanent name of an act: its case and its place there."""
    return f"{act.case.number}/{act.ordinal}"


def act_title(act: Act) -> str:
    """Return the words of an act, or what its kind is called."""
    return act.wording.title or str(act_label(act.case.kind, act.kind).label)


def act_cells(act: Act, activities: Sequence[int]) -> tuple[Cell, ...]:
    """Return the row of an act, in the order of `ACT_COLUMNS`."""
    return (
        act_code(act),
        act.case.number,
        act.kind,
        act_title(act),
        activities,
        act.happened_at,
        act.recorded_at,
        act.body.name if act.body else None,
        act.standing,
        act.source_url or None,
        act.source_on,
        act_code(act.corrects) if act.corrects else None,
        whole_address(act.get_absolute_url()),
        act.is_demonstration,
    )


def act_entry(act: Act) -> Entry:
    """Return an act as an entry of a feed."""
    return Entry(
        key=f"/registro/{act.case.number}/{act.ordinal}/",
        title=act_title(act),
        path=act.get_absolute_url(),
        updated_at=act.recorded_at,
        summary=act.wording.text,
        is_demonstration=act.is_demonstration,
    )


def activity_cells(
    row: ActivityRow, plan_slug: str, objectives: Mapping[int, str]
) -> tuple[Cell, ...]:
    """Return the row of an activity, in the order of `ACTIVITY_COLUMNS`."""
    text = row.text
    return (
        plan_slug,
        row.number,
        row.programme.name,
        text.text,
        text.reading,
        objectives.get(text.objective_id or 0),
        text.years,
        row.goals,
        text.baseline,
        text.target,
        text.strategies,
        text.strategy_terms,
        text.evaluation,
        text.evaluation_term or None,
        text.repeats_number,
        row.status.code,
        row.status.reason,
        row.progress.share,
        row.acts.count,
        row.acts.last_on,
        text.issues,
        activity_address(plan_slug, row.number),
        row.is_demonstration,
    )


def activity_summary(
    row: ActivityRow, plan_slug: str, objectives: Mapping[int, str]
) -> dict[str, JsonValue]:
    """Return an activity as lists hold it; what is not known is null, never 0."""
    text, last = row.text, row.acts.last_on
    return {
        "plan": plan_slug,
        "number": row.number,
        "address": activity_address(plan_slug, row.number),
        "programme": row.programme.slug,
        "objective": objectives.get(text.objective_id or 0),
        "text": text.text,
        "reading": text.reading,
        "years": text.years,
        "sdg": list(row.goals),
        "baseline": text.baseline,
        "target": text.target,
        "strategies": text.strategies,
        "strategy_terms": text.strategy_terms,
        "evaluation": text.evaluation,
        "evaluation_term": text.evaluation_term or None,
        "repeats": text.repeats_number,
        "status": {"code": row.status.code, "reason": row.status.reason},
        "progress": exact_text(row.progress.share),
        "missing": list(row.progress.missing),
        "acts": row.acts.count,
        "last_act_on": last.isoformat() if last else None,
        "issues": text.issues,
        "demo": row.is_demonstration,
    }


def activity_document(view: ActivityView) -> dict[str, JsonValue]:
    """Return an activity with everything known of it at the moment."""
    objective = view.objective
    objectives = {objective.pk: objective.text} if objective else {}
    return {
        **activity_summary(view.row, view.plan.slug, objectives),
        "version": view.version.number,
        "withdrawn": view.is_withdrawn,
        "objective_restated": objective.is_restated if objective else None,
        "repeated_by": list(view.siblings),
        "sdg_filed": view.row.text.sdg,
        "sdg_assigned": [
            {"goal": goal.goal, "target": goal.target or None} for goal in view.assigned
        ],
        "indicators": [indicator_document(item) for item in view.indicators],
        "money": {
            "planned": exact_text(view.money.planned),
            "spent": exact_text(view.money.spent),
            "entries": [money_document(entry) for entry in view.money.entries],
        },
        "act_list": [
            {"act": act_code(act), "address": whole_address(act.get_absolute_url())}
            for act in view.acts
        ],
        "as_of": view.moment.day.isoformat(),
    }


def indicator_document(view: IndicatorView) -> dict[str, JsonValue]:
    """Return an indicator with its points and measurements."""
    facts, indicator = view.facts, view.indicator
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "direction": facts.direction,
        "aggregation": facts.aggregation,
        "denominator": indicator.denominator or None,
        "weight": exact_text(facts.weight),
        "baseline": {"year": facts.baseline.year, "value": exact_text(facts.baseline.value)}
        if facts.baseline
        else None,
        "targets": [
            {"year": point.year, "value": exact_text(point.value)} for point in facts.targets
        ],
        "value": exact_text(view.value),
        "progress": exact_text(view.progress.share),
        "missing": list(view.progress.missing),
        "measurements": [measurement_document(row) for row in view.measurements],
    }


def measurement_document(row: Measurement) -> dict[str, JsonValue]:
    """Return a measurement with the parts of its ratio and its group."""
    return {
        "on": row.measured_on.isoformat(),
        "value": exact_text(row.value),
        "numerator": exact_text(row.numerator),
        "denominator": exact_text(row.denominator),
        "parish": row.place.code if row.place else None,
        "sex": row.sex or None,
        "age_group": row.age_group or None,
        "self_identification": row.self_identification or None,
        "act": act_code(row.act),
    }


def money_document(entry: MoneyEntry) -> dict[str, JsonValue]:
    """Return money planned or spent in a year."""
    return {
        "kind": entry.kind,
        "year": entry.year,
        "amount": exact_text(entry.amount),
        "source": entry.source,
        "act": act_code(entry.act),
    }


def measurement_cells(view: ActivityView) -> Iterator[tuple[Cell, ...]]:
    """Give the row of each measurement of an activity, in the order of `MEASUREMENT_COLUMNS`."""
    for item in view.indicators:
        for row in item.measurements:
            yield (
                view.plan.slug,
                view.row.number,
                item.indicator.name,
                item.indicator.unit,
                row.measured_on,
                row.value,
                row.numerator,
                row.denominator,
                row.place.code if row.place else None,
                row.sex or None,
                row.age_group or None,
                row.self_identification or None,
                act_code(row.act),
                whole_address(row.act.get_absolute_url()),
                view.plan.is_demonstration,
            )
