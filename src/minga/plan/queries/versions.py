"""How do the versions of a plan differ? As filed, by the numbers that never move."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from minga.plan.models import AccountabilityMechanism, ActivityText, PlanVersion, WorkPlan
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import public_versions
from minga.plan.rules.differences import (
    ActivityDifference,
    FieldDifference,
    Value,
    activity_differences,
    field_differences,
)

PLAN_FIELDS = (
    *("title", "jurisdiction", "period_start", "period_end", "authors", "list_name", "vision"),
    *("general_objective", "specific_objectives", "diagnosis", "systems"),
)
ACTIVITY_FIELDS = (
    *("text", "objective", "programme", "years", "sdg", "baseline", "target"),
    *("strategies", "evaluation"),
)


@dataclass(frozen=True)
class Comparison:
    """Two versions of a plan and everything in which they differ."""

    before: PlanVersion
    after: PlanVersion
    fields: tuple[FieldDifference, ...]
    objectives: tuple[FieldDifference, ...]
    activities: tuple[ActivityDifference, ...]

    @property
    def is_equal(self) -> bool:
        """True when both say the same."""
        return not (self.fields or self.objectives or self.activities)


def versions_of(plan: WorkPlan, moment: Moment) -> QuerySet[PlanVersion]:
    """Return the versions of a plan, newest first, with the number of their activities; one query."""
    found = public_versions(moment).filter(plan=plan)
    return found.annotate(activity_count=Count("texts"))


def compared(plan: WorkPlan, before: int, after: int, moment: Moment) -> Comparison | None:
    """Return how two versions differ; None unless both are known at the moment. Three queries."""
    found = {
        version.number: version
        for version in public_versions(moment).filter(plan=plan, number__in=(before, after))
    }
    if before not in found or after not in found:
        return None
    old, new = found[before], found[after]
    texts = _texts_of(plan, (old, new))
    filed, refiled = texts.get(old.pk, {}), texts.get(new.pk, {})
    mechanisms = _mechanisms_of((old, new))
    return Comparison(
        old,
        new,
        field_differences(_plan_values(old, mechanisms), _plan_values(new, mechanisms)),
        _objective_differences(filed, refiled),
        activity_differences(filed, _with_same_objectives(filed, refiled)),
    )


type Filed = dict[int, dict[str, Value]]


def _objective_differences(before: Filed, after: Filed) -> tuple[FieldDifference, ...]:
    """Return the programmes whose objectives read otherwise, said once and not at each activity."""
    old, new = _objectives(before), _objectives(after)
    return tuple(
        FieldDifference(programme, old[programme], new[programme])
        for programme in old
        if programme in new and old[programme] != new[programme]
    )


def _objectives(filed: Filed) -> dict[str, tuple[str, ...]]:
    """Return programme → its objectives in order, each once."""
    found: dict[str, dict[str, None]] = {}
    for values in filed.values():
        stated = found.setdefault(str(values["programme"]), {})
        if values["objective"]:
            stated[str(values["objective"])] = None
    return {programme: tuple(stated) for programme, stated in found.items()}


def _with_same_objectives(before: Filed, after: Filed) -> Filed:
    """Take a reworded objective for the same one: only a move to another remains a difference."""
    known = {values["objective"] for values in before.values()}
    kept = {values["objective"] for values in after.values()}

    def same(number: int, values: dict[str, Value]) -> dict[str, Value]:
        old = before.get(number)
        if old is None or (old["objective"] in kept and values["objective"] in known):
            return values
        return {**values, "objective": old["objective"]}

    return {number: same(number, values) for number, values in after.items()}


def _plan_values(version: PlanVersion, mechanisms: dict[int, tuple[str, ...]]) -> dict[str, Value]:
    values = {name: _value(getattr(version, name)) for name in PLAN_FIELDS}
    return {**values, "accountability": mechanisms.get(version.pk, ())}


def _value(stored: str | int | list[str] | list[int] | None) -> Value:
    return tuple(stored) if isinstance(stored, list) else stored  # type: ignore[return-value]  # one kind a list


def _mechanisms_of(versions: tuple[PlanVersion, ...]) -> dict[int, tuple[str, ...]]:
    rows = AccountabilityMechanism.objects.filter(version__in=versions).order_by("position")
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        words = " · ".join((row.mechanism, *row.tools, row.frequency))
        found[row.version_id] = (*found.get(row.version_id, ()), words)
    return found


def _texts_of(
    plan: WorkPlan, versions: tuple[PlanVersion, ...]
) -> dict[int, dict[int, dict[str, Value]]]:
    """Return version → number → what it files of that activity."""
    rows = ActivityText.objects.filter(version__in=versions, activity__plan=plan).values_list(
        "version_id",
        "activity__number",
        *("text", "objective__text", "activity__programme__name", "years", "sdg"),
        *("baseline", "target", "strategies", "evaluation"),
    )
    found: dict[int, dict[int, dict[str, Value]]] = {}
    for version_id, number, *values in rows:
        filed = dict(zip(ACTIVITY_FIELDS, map(_value, values), strict=True))
        found.setdefault(version_id, {})[number] = filed
    return found
