"""What do programs read of a plan: everything filed, its versions and how they differ?"""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.plan.documents.activities import activity_summary
from minga.plan.documents.values import whole_address
from minga.plan.models import Objective, PlanVersion, Programme, WorkPlan
from minga.plan.queries.moments import Moment
from minga.plan.queries.rows import ActivityRow, distinct_act_count
from minga.plan.queries.versions import Comparison
from minga.plan.rules.differences import FieldDifference, Value
from minga.website.data_formats import Cell, Entry, JsonValue

PLAN_COLUMNS = (
    *("plan", "title", "body", "starts_on", "ends_on", "version", "registered_at", "jurisdiction"),
    *("address", "main", "demo"),
)
VERSION_COLUMNS = (
    *("plan", "version", "registered_at", "source_name", "fingerprint", "activities"),
    *("restated", "act", "address", "demo"),
)


def plan_address(plan: WorkPlan) -> str:
    """Return the whole address of a plan."""
    return whole_address(plan.get_absolute_url())


def plan_cells(version: PlanVersion) -> tuple[Cell, ...]:
    """Return the row of a plan, in the order of `PLAN_COLUMNS`."""
    plan = version.plan
    return (
        plan.slug,
        plan.title,
        plan.body.name,
        plan.starts_on,
        plan.ends_on,
        version.number,
        version.act.recorded_at,
        version.jurisdiction,
        plan_address(plan),
        plan.is_main,
        plan.is_demonstration,
    )


def plan_summary(version: PlanVersion) -> dict[str, JsonValue]:
    """Return a plan as the list of plans holds it."""
    plan = version.plan
    return {
        "plan": plan.slug,
        "title": plan.title,
        "address": plan_address(plan),
        "body": plan.body.name,
        "term": {"starts_on": _day(plan.starts_on), "ends_on": _day(plan.ends_on)},
        "version": version.number,
        "main": plan.is_main,
        "demo": plan.is_demonstration,
    }


def _day(day: object) -> str | None:
    return str(day) if day else None


def plan_document(
    version: PlanVersion,
    moment: Moment,
    programmes: Iterable[Programme],
    objectives: Iterable[Objective],
    rows: Sequence[ActivityRow],
) -> dict[str, JsonValue]:
    """Return a plan as filed, with its programmes and activities as they stand at the moment."""
    stated = list(objectives)
    return {
        **plan_summary(version),
        "as_of": moment.day.isoformat(),
        "filed": filed_document(version),
        "programmes": [
            programme_summary(
                programme, [one for one in stated if one.programme == programme], rows
            )
            for programme in programmes
        ],
        "activities": [
            activity_summary(row, version.plan.slug, {one.pk: one.text for one in stated})
            for row in rows
        ],
        "acts": distinct_act_count(rows),
        "missing": {
            "baseline": sum(1 for row in rows if not row.has_baseline),
            "target": sum(1 for row in rows if not row.has_target),
            "sdg": sum(1 for row in rows if not row.goals),
            "acts": sum(1 for row in rows if not row.acts.count),
        },
    }


def filed_document(version: PlanVersion) -> dict[str, JsonValue]:
    """Return the parts of the document besides its matrix; `restated` names our own summaries."""
    return {
        "title": version.title,
        "jurisdiction": version.jurisdiction,
        "period": {"start": version.period_start, "end": version.period_end},
        "years": version.years_count,
        "authors": version.authors,
        "list": version.list_name,
        "vision": version.vision,
        "general_objective": version.general_objective,
        "specific_objectives": version.specific_objectives,
        "diagnosis": version.diagnosis,
        "systems": version.systems,
        "accountability": [
            {"mechanism": row.mechanism, "tools": row.tools, "frequency": row.frequency}
            for row in version.mechanisms.all()
        ],
        "restated": version.restated,
        "source_name": version.source_name,
        "fingerprint": version.fingerprint,
    }


def programme_summary(
    programme: Programme, objectives: Iterable[Objective], rows: Iterable[ActivityRow]
) -> dict[str, JsonValue]:
    """Return a programme with its objectives and the numbers of its activities."""
    return {
        "number": programme.number,
        "slug": programme.slug,
        "name": programme.name,
        "objectives": [{"text": one.text, "restated": one.is_restated} for one in objectives],
        "activities": [row.number for row in rows if row.programme.number == programme.number],
    }


def programme_document(
    version: PlanVersion,
    moment: Moment,
    programme: Programme,
    objectives: Iterable[Objective],
    rows: Sequence[ActivityRow],
) -> dict[str, JsonValue]:
    """Return a programme with its activities as they stand at the moment."""
    stated, slug = list(objectives), version.plan.slug
    summary = programme_summary(programme, stated, rows)
    texts = {one.pk: one.text for one in stated}
    return {
        **summary,
        "plan": slug,
        "address": whole_address(reverse("plan:programme-detail", args=(slug, programme.slug))),
        "as_of": moment.day.isoformat(),
        "activities": [activity_summary(row, slug, texts) for row in rows],
        "acts": distinct_act_count(rows),
        "demo": version.plan.is_demonstration,
    }


def version_cells(version: PlanVersion) -> tuple[Cell, ...]:
    """Return the row of a version with its `activity_count`, in the order of `VERSION_COLUMNS`."""
    return (
        version.plan.slug,
        version.number,
        version.act.recorded_at,
        version.source_name,
        version.fingerprint,
        _activity_count(version),
        version.restated,
        _act_code(version),
        whole_address(version.act.get_absolute_url()),
        version.plan.is_demonstration,
    )


def _activity_count(version: PlanVersion) -> int:
    count: int = version.activity_count  # type: ignore[attr-defined]  # annotated by versions_of
    return count


def _act_code(version: PlanVersion) -> str:
    return f"{version.act.case.number}/{version.act.ordinal}"


def version_document(version: PlanVersion) -> dict[str, JsonValue]:
    """Return a version as the list of versions holds it."""
    return {
        "version": version.number,
        "registered_at": version.act.recorded_at.isoformat(),
        "source_name": version.source_name,
        "fingerprint": version.fingerprint,
        "activities": _activity_count(version),
        "restated": version.restated,
        "act": _act_code(version),
    }


def version_entry(version: PlanVersion) -> Entry:
    """Return a version as an entry of a feed."""
    plan = version.plan
    title = _("%(plan)s: versión %(n)s") % {"plan": plan.title, "n": version.number}
    return Entry(
        key=f"/registro/{version.act.case.number}/{version.act.ordinal}/",
        title=title,
        path=plan.get_absolute_url(),
        updated_at=version.act.recorded_at,
        summary=version.source_name,
        is_demonstration=plan.is_demonstration,
    )


def comparison_document(comparison: Comparison, plan: WorkPlan) -> dict[str, JsonValue]:
    """Return how two versions differ, by the numbers that never move."""
    return {
        "plan": plan.slug,
        "before": comparison.before.number,
        "after": comparison.after.number,
        "fields": [_field(field) for field in comparison.fields],
        "objectives": [
            {
                "programme": field.field,
                "before": _json_value(field.before),
                "after": _json_value(field.after),
            }
            for field in comparison.objectives
        ],
        "activities": [
            {
                "number": one.number,
                "fate": one.fate,
                "text": one.text,
                "fields": [_field(field) for field in one.fields],
            }
            for one in comparison.activities
        ],
        "demo": plan.is_demonstration,
    }


def _field(field: FieldDifference) -> dict[str, JsonValue]:
    return {
        "field": field.field,
        "before": _json_value(field.before),
        "after": _json_value(field.after),
    }


def _json_value(value: Value) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value
