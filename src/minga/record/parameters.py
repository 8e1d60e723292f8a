"""What number does the law give on that day? Dated parameters, frozen by whoever starts a clock."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.db import transaction

from minga.kernel.deadlines import CountingRule, CountingRules
from minga.kernel.refusal import Refused
from minga.record.models import Deadline, LegalParameter
from minga.record.rules.parameter_values import ParameterValue, ValueUnreadable, read_value

DATA = Path(__file__).parent / "data"
REFERENCE = DATA / "legal_parameters.csv"
DIFFERING_FIELDS = ("value", "unit", "effective_to", "legal_basis", "evidence", "source", "note")

# The rules of counting are parameters too: whoever is competent confirms them here.
COUNTING_PARAMETERS: Mapping[CountingRule, str] = {
    CountingRule.STARTING_POINT: "time.counting.plazo_starts_on_working_day",
    CountingRule.PLAZO_END_MOVES: "time.counting.plazo_end_moves",
    CountingRule.TERM_IN_HOURS: "time.counting.hours_as_written",
    CountingRule.WEEKEND_TRANSFER: "time.counting.new_year_and_christmas_transfer",
}


class ParameterNotSet(Refused):
    """The number of the law is not set: what needs it waits for whoever is competent to set it."""

    def __init__(self, key: str) -> None:
        super().__init__("parameter-not-set", key=key)
        self.key = key


@dataclass(frozen=True)
class Difference:
    """A row of the reference that says something else than the site, which was left as it is."""

    key: str
    effective_from: date | None
    field: str
    here: str
    reference: str


@dataclass(frozen=True)
class LoadReport:
    """What loading the reference did: rows added, rows brought up to date, rows that differ."""

    added: int
    updated: int
    unchanged: int
    differences: tuple[Difference, ...]


def parameter_on(key: str, day: date) -> LegalParameter:
    """Return the parameter in force on `day`; ParameterNotSet when there is none with a value."""
    for row in reversed(in_force_rows(key)):
        if (row.effective_from or date.min) <= day <= (row.effective_to or date.max):
            if row.value:
                return row
            break
    raise ParameterNotSet(key)


def in_force_rows(key: str) -> tuple[LegalParameter, ...]:
    """Return the rows of a key that nobody superseded; an unknown beginning comes first."""
    rows = LegalParameter.objects.filter(key=key, superseded_at__isnull=True)
    return tuple(sorted(rows, key=lambda row: (row.effective_from or date.min, row.pk)))


def value_of(row: LegalParameter) -> ParameterValue:
    """Return the typed value; ParameterNotSet without one, ValueUnreadable when it is malformed."""
    if not row.value:
        raise ParameterNotSet(row.key)
    return read_value(row.value, row.unit)


def value_on[T](key: str, day: date, wanted: type[T]) -> T:
    """Return the value in force on `day`, of the type that the caller needs.

    `value_on("council.quorum", day, int)`. Raises ParameterNotSet, and ValueUnreadable when the
    parameter holds another type of value: that is a change of the law that the code must meet.
    """
    row = parameter_on(key, day)
    value = value_of(row)
    if type(value) is not wanted:
        raise ValueUnreadable("parameter-unreadable", value=row.value, unit=row.unit)
    return cast("T", value)


def whole_on(key: str, day: date) -> int:
    """Return a whole number in force on `day`."""
    return value_on(key, day, int)


def decimal_on(key: str, day: date) -> Decimal:
    """Return a percentage, ratio or amount of money in force on `day`, exactly as written."""
    return value_on(key, day, Decimal)


def flag_on(key: str, day: date) -> bool:
    """Return a yes or no in force on `day`."""
    return value_on(key, day, bool)


def text_on(key: str, day: date) -> str:
    """Return a word or code in force on `day`."""
    return value_on(key, day, str)


def counting_rules(day: date) -> CountingRules:
    """Return how terms that begin on `day` are counted, and which of these rules are verified.

    A rule that is not set is counted as the kernel does by default, and stays unverified.
    """
    found = {rule: _counting_row(key, day) for rule, key in COUNTING_PARAMETERS.items()}
    verified = frozenset(rule for rule, row in found.items() if row and row.is_verified)
    starts, moves = found[CountingRule.STARTING_POINT], found[CountingRule.PLAZO_END_MOVES]
    return CountingRules(
        plazo_starts_on_working_day=starts is None or bool(value_of(starts)),
        plazo_end_moves=moves is None or bool(value_of(moves)),
        verified=verified,
    )


def _counting_row(key: str, day: date) -> LegalParameter | None:
    try:
        return parameter_on(key, day)
    except ParameterNotSet:
        return None


def reference_rows(path: Path = REFERENCE) -> Iterator[LegalParameter]:
    """Give the rows of the reference that ships with the program, unsaved, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield LegalParameter(
                key=row["key"],
                value=row["value"],
                unit=row["unit"],
                effective_from=_day(row["effective_from"]),
                effective_to=_day(row["effective_to"]),
                legal_basis=row["legal_basis"],
                evidence=row["evidence"],
                source=row["source"],
                note=row["note"],
            )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def load_reference(path: Path = REFERENCE) -> LoadReport:
    """Bring the table up to the reference; running it again changes nothing.

    A key of which somebody confirmed a row in the site belongs to the site, and a row on which a
    clock ever stood is frozen: neither is ever rewritten, what differs is reported instead.
    """
    here = _rows_here()
    in_site = frozenset(row.key for row in here.values() if row.confirmed_at)
    used = frozenset(Deadline.objects.values_list("parameter_id", flat=True))
    new: list[LegalParameter] = []
    changed: list[LegalParameter] = []
    unchanged, reported = 0, list[Difference]()
    for row in reference_rows(path):
        known = here.get((row.key, row.effective_from))
        differences = tuple(_differences(known, row))
        if not differences:
            unchanged += 1
        elif row.key in in_site or (known and known.pk in used):
            reported.extend(differences)
        elif known:
            changed.append(_updated(known, row))
        else:
            new.append(row)
    LegalParameter.objects.bulk_create(new)
    LegalParameter.objects.bulk_update(changed, DIFFERING_FIELDS)
    return LoadReport(len(new), len(changed), unchanged, tuple(reported))


def _rows_here() -> dict[tuple[str, date | None], LegalParameter]:
    """Return the rows by key and first day, locked; the one in force wins over a superseded one."""
    rows = LegalParameter.objects.select_for_update().order_by("superseded_at", "pk")
    return {(row.key, row.effective_from): row for row in rows}  # NULL comes last


def _differences(known: LegalParameter | None, reference: LegalParameter) -> Iterable[Difference]:
    for name in DIFFERING_FIELDS:
        here, there = getattr(known, name, None), getattr(reference, name)
        if known is None or here != there:
            yield Difference(
                reference.key, reference.effective_from, name, str(here or ""), str(there or "")
            )


def _updated(known: LegalParameter, reference: LegalParameter) -> LegalParameter:
    for name in DIFFERING_FIELDS:
        setattr(known, name, getattr(reference, name))
    return known


@lru_cache(maxsize=1)
def source_titles() -> Mapping[str, str]:
    """Return the sources that the reference names by code (`S22`), in words."""
    with (DATA / "legal_sources.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["title"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def parameter_names() -> Mapping[str, tuple[str, str]]:
    """Return the Spanish name of each key and what has to be known about it."""
    with (DATA / "legal_parameter_names.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: (row["name"], row["note"]) for row in csv.DictReader(lines)}
