"""How much hangs on a number of the law? Open cases whose procedure needs it, counted by key."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


def unverified_by_dependence() -> Sequence[Dependence]:
    """Return the unverified numbers in force, those on which most open cases depend first.

    Three queries, however many rows.
    """
    rows = LegalParameter.objects.filter(evidence=Evidence.UNVERIFIED, superseded_at__isnull=True)
    cases, clocks = open_cases_by_key(), running_clocks_by_key()
    found = [Dependence(row, cases.get(row.key, 0), clocks.get(row.key, 0)) for row in rows]
    return sorted(
        found,
        key=lambda one: (-one.open_cases, -one.running_clocks, one.parameter.key, one.parameter.pk),
    )


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


def running_clocks_by_key() -> Mapping[str, int]:
    """Return how many clocks run on each key; one query."""
    running = Deadline.objects.filter(stopped_by__isnull=True).order_by()
    return dict(running.values_list("key").annotate(clocks=Count("pk")))
