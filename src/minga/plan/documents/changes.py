"""What do programs read of the changes in a plan: acts, versions, and statuses of then and now?"""

from collections.abc import Iterator

from minga.plan.documents.activities import act_code, act_title
from minga.plan.documents.plans import version_document
from minga.plan.documents.values import activity_address, whole_address
from minga.plan.models import WorkPlan
from minga.plan.queries.changes import Changes, StatusChange
from minga.website.data_formats import Cell, JsonValue

CHANGE_COLUMNS = (
    *("plan", "change", "on", "activity", "before", "after", "title", "act", "corrects"),
    *("address", "demo"),
)


def change_cells(changes: Changes, plan: WorkPlan) -> Iterator[tuple[Cell, ...]]:
    """Give a row for each status that changed, then for each act, in the order of `CHANGE_COLUMNS`.

    A version is an act too: its row says so in `title`.
    """
    for change in changes.statuses:
        yield _status_cells(change, changes, plan)
    for act in changes.acts:
        yield (
            plan.slug,
            "correction" if act.corrects else "act",
            act.recorded_at,
            None,
            None,
            None,
            act_title(act),
            act_code(act),
            act_code(act.corrects) if act.corrects else None,
            whole_address(act.get_absolute_url()),
            act.is_demonstration,
        )


def _status_cells(change: StatusChange, changes: Changes, plan: WorkPlan) -> tuple[Cell, ...]:
    row = change.after
    return (
        plan.slug,
        "status",
        changes.moment.day,
        row.number,
        change.before.status.code if change.before else None,
        row.status.code,
        row.text.reading,
        None,
        None,
        activity_address(plan.slug, row.number),
        plan.is_demonstration,
    )


def changes_document(changes: Changes, plan: WorkPlan) -> dict[str, JsonValue]:
    """Return everything that changed between two days."""
    return {
        "plan": plan.slug,
        "since": changes.since.isoformat(),
        "until": changes.moment.day.isoformat(),
        "statuses": [
            {
                "number": change.after.number,
                "before": change.before.status.code if change.before else None,
                "after": change.after.status.code,
                "reason": change.after.status.reason,
            }
            for change in changes.statuses
        ],
        "versions": [version_document(version) for version in changes.versions],
        "acts": [
            {
                "act": act_code(act),
                "kind": act.kind,
                "title": act_title(act),
                "recorded_at": act.recorded_at.isoformat(),
                "corrects": act_code(act.corrects) if act.corrects else None,
                "address": whole_address(act.get_absolute_url()),
            }
            for act in changes.acts
        ],
        "demo": plan.is_demonstration,
    }
