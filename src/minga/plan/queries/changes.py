"""What changed in a plan since a day? Acts, versions, corrections, and statuses of then and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from minga.kernel import clock
from minga.plan.models import PlanVersion, WorkPlan
from minga.plan.queries.acts import acts_of_plan
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import version_at
from minga.plan.queries.rows import ActivityRow, known_of
from minga.plan.queries.texts import texts_of
from minga.plan.queries.versions import versions_of
from minga.record.public import Act


@dataclass(frozen=True)
class StatusChange:
    """An activity whose status is another than it was; `before` None when it was not there."""

    before: ActivityRow | None
    after: ActivityRow


@dataclass(frozen=True)
class Changes:
    """Everything that changed in a plan from the start of one day to the end of another."""

    since: date
    moment: Moment
    acts: QuerySet[Act]
    versions: tuple[PlanVersion, ...]
    statuses: tuple[StatusChange, ...]


def changes_of(plan: WorkPlan, since: date, moment: Moment) -> Changes:
    """Return what changed since the start of a day; eleven queries, and those for the acts shown."""
    versions = versions_of(plan, moment).filter(act__recorded_at__gte=start_of(since))
    return Changes(
        since=since,
        moment=moment,
        acts=acts_recorded_since(plan, since, moment),
        versions=tuple(versions),
        statuses=_status_changes(plan, since, moment),
    )


def start_of(day: date) -> datetime:
    """Return the first instant of a day in Quito."""
    return datetime.combine(day, time(), tzinfo=clock.QUITO)


def acts_recorded_since(plan: WorkPlan, since: date, moment: Moment) -> QuerySet[Act]:
    """Return the public acts of a plan entered from the start of a day on, the last entered first."""
    recorded = acts_of_plan(plan.pk, moment).filter(recorded_at__gte=start_of(since))
    return recorded.order_by("-recorded_at", "-pk")


def _status_changes(plan: WorkPlan, since: date, moment: Moment) -> tuple[StatusChange, ...]:
    """Compare the status of each activity on the eve of a day with its status at the moment."""
    eve = Moment(since - timedelta(days=1), is_past=True)
    before = {row.number: row for row in _rows_at(plan, eve)}
    if not before:
        return ()
    return tuple(
        StatusChange(before.get(row.number), row)
        for row in _rows_at(plan, moment)
        if _code(before.get(row.number)) != row.status.code
    )


def _code(row: ActivityRow | None) -> str | None:
    return row.status.code if row else None


def _rows_at(plan: WorkPlan, moment: Moment) -> Sequence[ActivityRow]:
    version = version_at(plan, moment)
    return known_of(plan, moment).rows(texts_of(version)) if version else ()
