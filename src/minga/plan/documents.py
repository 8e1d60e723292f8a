"""What do programs read of a plan? Keys and headers are promises: they never change."""

from decimal import Decimal

from minga.plan.queries.activities import ActivityView
from minga.plan.queries.measures import IndicatorView
from minga.plan.queries.rows import ActivityRow
from minga.record.public import Act, act_label
from minga.website.data_formats import Cell, Entry, JsonValue, plain_decimal

ACT_COLUMNS = (
    *("act", "case", "kind", "title", "happened_at", "recorded_at", "body", "standing"),
    *("source_url", "source_on", "corrects", "address", "demo"),
)
ACTIVITY_COLUMNS = (
    *("plan", "number", "programme", "text", "reading", "objective", "years", "sdg"),
    *("baseline", "target", "strategies", "strategy_terms", "evaluation", "repeats"),
    *("status", "status_reason", "progress", "acts", "last_act_on", "issues", "address", "demo"),
)


def act_cells(act: Act) -> tuple[Cell, ...]:
    """Return the row of an act, in the order of `ACT_COLUMNS`."""
    return (
        f"{act.case.number}/{act.ordinal}",
        act.case.number,
        act.kind,
        act_title(act),
        act.happened_at,
        act.recorded_at,
        act.body.name if act.body else None,
        act.standing,
        act.source_url or None,
        act.source_on,
        act.corrects.ordinal if act.corrects else None,
        act.get_absolute_url(),
        act.is_demonstration,
    )


def act_title(act: Act) -> str:
    """Return the words of an act, or what its kind is called."""
    return act.wording.title or str(act_label(act.case.kind, act.kind).label)


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


def activity_cells(row: ActivityRow, plan_slug: str, address: str) -> tuple[Cell, ...]:
    """Return the row of an activity, in the order of `ACTIVITY_COLUMNS`."""
    text = row.text
    return (
        plan_slug,
        row.number,
        row.programme.name,
        text.text,
        text.reading,
        None,
        text.years,
        row.goals,
        text.baseline,
        text.target,
        text.strategies,
        text.strategy_terms,
        text.evaluation,
        text.repeats_number,
        row.status.code,
        row.status.reason,
        row.progress.share,
        row.acts.count,
        row.acts.last_on,
        text.issues,
        address,
        row.is_demonstration,
    )


def activity_document(view: ActivityView) -> dict[str, JsonValue]:
    """Return an activity as programs read it; what is not known is null, never 0."""
    text, row = view.row.text, view.row
    return {
        "plan": view.plan.slug,
        "number": row.number,
        "programme": row.programme.name,
        "objective": view.objective.text if view.objective else None,
        "text": text.text,
        "reading": text.reading,
        "years": text.years,
        "sdg": list(row.goals),
        "baseline": text.baseline,
        "target": text.target,
        "strategies": text.strategies,
        "evaluation": text.evaluation,
        "repeats": text.repeats_number,
        "status": {"code": row.status.code, "reason": row.status.reason},
        "progress": _number(row.progress.share),
        "missing": list(row.progress.missing),
        "as_of": view.moment.day.isoformat(),
        "indicators": [indicator_document(item) for item in view.indicators],
        "money": {"planned": _number(view.money.planned), "spent": _number(view.money.spent)},
        "acts": [f"{act.case.number}/{act.ordinal}" for act in view.acts],
        "demo": view.plan.is_demonstration,
    }


def indicator_document(view: IndicatorView) -> dict[str, JsonValue]:
    """Return an indicator with its points and measurements."""
    facts = view.facts
    return {
        "name": view.indicator.name,
        "unit": view.indicator.unit,
        "direction": facts.direction,
        "aggregation": facts.aggregation,
        "denominator": view.indicator.denominator or None,
        "baseline": {"year": facts.baseline.year, "value": _number(facts.baseline.value)}
        if facts.baseline
        else None,
        "targets": [
            {"year": point.year, "value": _number(point.value)} for point in facts.targets
        ],
        "value": _number(view.value),
        "measurements": [
            {
                "on": row.measured_on.isoformat(),
                "value": _number(row.value),
                "numerator": _number(row.numerator),
                "denominator": _number(row.denominator),
                "place": row.place.code if row.place else None,
                "sex": row.sex or None,
                "self_identification": row.self_identification or None,
            }
            for row in view.measurements
        ],
    }


def _number(value: Decimal | None) -> str | None:
    """Exact numbers travel as text: JSON readers would round them."""
    return None if value is None else plain_decimal(value)
