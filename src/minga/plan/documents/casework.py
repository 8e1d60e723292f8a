"""How do programs read a gestión? As CSV cells, JSON and feed entries; nothing of who asked."""

from collections.abc import Iterable, Mapping

from minga.kernel.clock import local_date
from minga.plan.models import Activity, Casework
from minga.plan.queries.casework import CaseworkView
from minga.record.public import Act, act_label
from minga.website.data_formats import Cell, Entry, JsonValue

CASEWORK_COLUMNS = (
    *("number", "need", "state", "origin", "opened_on", "office", "place", "entity", "addressee"),
    *("activities", "steps", "url", "demo"),
)


def casework_cells(casework: Casework, activities: Iterable[Activity]) -> list[Cell]:
    """Return the cells of a gestión loaded by `find_casework`."""
    case = casework.case
    return [
        case.number,
        case.title,
        case.state,
        casework.origin,
        case.opened_on,
        case.body.name if case.body else None,
        casework.place.code if casework.place else None,
        casework.addressed_to.slug if casework.addressed_to else None,
        casework.addressee,
        activity_names(activities),
        casework.step_count,  # type: ignore[attr-defined]  # annotated
        casework.get_absolute_url(),
        case.is_demonstration,
    ]


def activity_names(activities: Iterable[Activity]) -> list[str]:
    """Return activities as `plan/number`, as their addresses name them."""
    return [f"{one.plan.slug}/{one.number}" for one in activities]


def casework_summary(casework: Casework, activities: Iterable[Activity]) -> Mapping[str, JsonValue]:
    """Return a gestión as a list holds it."""
    case = casework.case
    return {
        "number": case.number,
        "need": case.title,
        "state": case.state,
        "origin": casework.origin,
        "opened_on": case.opened_on.isoformat(),
        "office": case.body.name if case.body else None,
        "place": casework.place.code if casework.place else None,
        "entity": casework.addressed_to.slug if casework.addressed_to else None,
        "addressee": casework.addressee or None,
        "activities": activity_names(activities),
        "url": casework.get_absolute_url(),
        "demo": case.is_demonstration,
    }


def casework_document(view: CaseworkView) -> Mapping[str, JsonValue]:
    """Return a gestión with its steps."""
    return {
        **casework_summary(view.casework, view.activities),
        "asked_by": view.asker_count,
        "acts": [_act(view, act) for act in view.acts],
    }


def _act(view: CaseworkView, act: Act) -> Mapping[str, JsonValue]:
    step = view.steps.get(act.pk)
    return {
        "ordinal": act.ordinal,
        "kind": act.kind,
        "happened_on": local_date(act.happened_at).isoformat(),
        "title": act.wording.title or str(act_label(act.case.kind, act.kind).label),
        "text": act.wording.text,
        "standing": act.standing,
        "people": step.people if step else None,
        "women": step.women if step else None,
        "men": step.men if step else None,
        "place": step.place.code if step and step.place else None,
        "answer_due_on": step.answer_due_on.isoformat() if step and step.answer_due_on else None,
        "url": act.get_absolute_url(),
    }


def casework_entry(casework: Casework) -> Entry:
    """Return a gestión as an entry of a feed; it moves up whenever it moves."""
    case = casework.case
    return Entry(
        key=case.number,
        title=case.title,
        path=casework.get_absolute_url(),
        updated_at=casework.moved_at,  # type: ignore[attr-defined]  # annotated
        summary=case.number,
        is_demonstration=case.is_demonstration,
    )
