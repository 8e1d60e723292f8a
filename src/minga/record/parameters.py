"""What number does the law give on that day? Dated parameters, frozen by whoever starts a clock."""

import csv
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from minga.website.page_cache import publish

DATA = Path(__file__).parent / "data"
REFERENCE = DATA / "legal_parameters.csv"
FIELDS = ("value", "unit", "effective_to", "legal_basis", "evidence", "source", "note")

# The rules of counting are parameters too: whoever is competent confirms them here.
COUNTING_PARAMETERS: Mapping[CountingRule, str] = {
    CountingRule.STARTING_POINT: "time.counting.plazo_starts_on_working_day",
    CountingRule.PLAZO_END_MOVES: "time.counting.plazo_end_moves",
    CountingRule.TERM_IN_HOURS: "time.counting.hours_as_written",
    CountingRule.WEEKEND_TRANSFER: "time.counting.new_year_and_christmas_transfer",
}


_log = logging.getLogger(__name__)


class ParameterNotSet(Refused):
    """The number of the law is not set: what needs it waits for whoever is competent to set it."""

    def __init__(self, key: str) -> None:
        super().__init__("parameter-not-set", key=key)
        self.key = key


@dataclass(frozen=True)
class Difference:
    """Another number in the reference than the site knows (value and unit), which was left alone."""

    key: str
    effective_from: date | None
    here: tuple[str, str] | None
    reference: tuple[str, str]


@dataclass(frozen=True)
class LoadReport:
    """What loading the reference did: rows added, brought up to date, left alone; numbers that differ."""

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

    A key of which somebody confirmed a row in the site belongs to the site, and the number on
    which a clock ever stood is frozen: neither is ever rewritten, another number is reported.
    """
    compared = _compared(path)
    LegalParameter.objects.bulk_create(one.reference for one in compared if one.is_new)
    changed = [_updated(one) for one in compared if one.is_outdated]
    LegalParameter.objects.bulk_update(changed, FIELDS)
    added = sum(one.is_new for one in compared)
    report = LoadReport(
        added=added,
        updated=len(changed),
        unchanged=len(compared) - added - len(changed),
        differences=_differences(compared),
    )
    if report.added or report.updated:
        publish("record")
    for one in report.differences:
        _log.warning("the reference gives another number", extra={"parameter": one.key})
    return report


def reference_differences(path: Path = REFERENCE) -> tuple[Difference, ...]:
    """Return the numbers that the reference gives otherwise than the site, which keeps its own."""
    return _differences(_compared(path))


@dataclass(frozen=True)
class _Compared:
    """A row of the reference beside the row of the site, and whether the site keeps its own."""

    reference: LegalParameter
    here: LegalParameter | None
    is_kept: bool
    is_known_number: bool

    @property
    def is_new(self) -> bool:
        return self.here is None and not self.is_kept

    @property
    def is_outdated(self) -> bool:
        return self.here is not None and not self.is_kept and not _same(self.here, self.reference)


def _compared(path: Path) -> Sequence[_Compared]:
    """Set each row of the reference beside the site's; a number once seen here is a known one."""
    rows = LegalParameter.objects.order_by("superseded_at", "pk")  # NULL comes last, and wins
    here = {(row.key, row.effective_from): row for row in rows}
    numbers = {(row.key, *_number(row)) for row in rows}
    in_site = {row.key for row in rows if row.confirmed_at}
    used = frozenset(Deadline.objects.values_list("parameter_id", flat=True))
    found = []
    for row in reference_rows(path):
        known = here.get((row.key, row.effective_from))
        is_frozen = known is not None and known.pk in used and _number(known) != _number(row)
        is_kept = row.key in in_site or is_frozen
        found.append(_Compared(row, known, is_kept, (row.key, *_number(row)) in numbers))
    return found


def _number(row: LegalParameter) -> tuple[str, str]:
    return row.value, row.unit


def _same(known: LegalParameter, reference: LegalParameter) -> bool:
    return all(getattr(known, name) == getattr(reference, name) for name in FIELDS)


def _updated(compared: _Compared) -> LegalParameter:
    assert compared.here is not None  # noqa: S101 - for the type checker; an outdated row is here
    for name in FIELDS:
        setattr(compared.here, name, getattr(compared.reference, name))
    return compared.here


def _differences(compared: Iterable[_Compared]) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            key=one.reference.key,
            effective_from=one.reference.effective_from,
            here=_number(one.here) if one.here else None,
            reference=_number(one.reference),
        )
        for one in compared
        if one.is_kept and not one.is_known_number
    )


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
