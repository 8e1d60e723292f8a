"""How much hangs on a number of the law? Open cases whose procedure needs it, counted by key."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from minga.record.case_kinds import case_kinds
from minga.record.labels import Evidence
from minga.record.models import Case, Deadline, LegalParameter


@dataclass(frozen=True)
class Dependence:
    """An unverified number, the open cases that need it and the clocks that run on it now."""

    parameter: LegalParameter
    open_cases: int
    running_clocks: int


def unverified_by_dependence(today: date) -> Sequence[Dependence]:
    """Return the unverified numbers, those on which most open cases depend first.

    On a number in force today depend the open cases of every kind whose procedure reads it; on
    one of the past those whose clock still runs on it. Three queries, however many rows.
    """
    rows = LegalParameter.objects.filter(
        evidence=Evidence.UNVERIFIED, superseded_at__isnull=True
    ).select_related("confirmed_by")
    by_key, by_row = open_cases_by_key(), running_clocks_by_row()
    found = []
    for row in rows:
        clocks, cases = by_row.get(row.pk, (0, 0))
        readers = by_key.get(row.key, 0) if _covers(row, today) else 0
        found.append(Dependence(row, max(readers, cases), clocks))
    return sorted(
        found,
        key=lambda one: (-one.open_cases, -one.running_clocks, one.parameter.key, one.parameter.pk),
    )


def _covers(row: LegalParameter, day: date) -> bool:
    return (row.effective_from or date.min) <= day <= (row.effective_to or date.max)


def open_cases_by_key() -> Mapping[str, int]:
    """Return how many open cases are of a kind whose procedure reads each key; one query."""
    in_state = Case.objects.order_by().values_list("kind", "state").annotate(cases=Count("pk"))
    kinds = {kind.code: kind for kind in case_kinds()}
    found: Counter[str] = Counter()
    for code, state, cases in in_state:
        kind = kinds.get(code)
        if kind and state in kind.open_states:
            found.update(dict.fromkeys(kind.depends_on, cases))
    return found


def running_clocks_by_row() -> Mapping[int, tuple[int, int]]:
    """Return how many clocks run on each row, and on how many cases; one query."""
    running = Deadline.objects.filter(stopped_by__isnull=True).order_by()
    counted = running.values_list("parameter").annotate(
        clocks=Count("pk"), cases=Count("case", distinct=True)
    )
    return {row: (clocks, cases) for row, clocks, cases in counted}
