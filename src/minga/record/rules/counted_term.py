"""How is a counted term kept? As the facts of the day it was counted, so that it explains itself for ever.

A holiday declared later or a better calendar must not change what a page says about an old clock:
the calendar of that day is frozen here with the term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, cast

from minga.kernel.deadlines import CountingRule, Deadline, SkippedDay, TermKind, TermUnit
from minga.kernel.holidays import Holiday, Place

VERSION = 1

# How a unit of the law is counted.
TERMS: Mapping[str, tuple[TermKind, TermUnit]] = {
    "working_day": (TermKind.TERMINO, TermUnit.DAYS),
    "calendar_day": (TermKind.PLAZO, TermUnit.DAYS),
    "hour": (TermKind.PLAZO, TermUnit.HOURS),
    "month": (TermKind.PLAZO, TermUnit.MONTHS),
    "year": (TermKind.PLAZO, TermUnit.YEARS),
}


class KeptDay(TypedDict):
    """A day passed over, and the holiday that was the reason, as kept."""

    on: str
    holiday: dict[str, str | None] | None


class KeptTerm(TypedDict):
    """A counted term, as kept."""

    start: str
    amount: int
    kind: str
    unit: str
    place: str
    first: str
    last: str
    due: str
    skipped: list[KeptDay]
    legal_basis: list[str]
    unverified: list[str]
    start_at: str | None
    due_at: str | None


class KeptMove(TypedDict):
    """A change of the due day after the clock had started: by which act, from when to when."""

    act: int
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """The due day was moved by an act."""

    act_id: int
    before: date
    after: date


def iso(moment: date | None) -> str | None:
    """Write a date or an instant, or nothing, for JSON."""
    return moment.isoformat() if moment else None


def kept(term: Deadline, moves: Sequence[Moved] = ()) -> dict[str, Any]:
    """Return what is stored of a term and of the changes of its due day, ready for JSON."""
    return {
        "version": VERSION,
        "term": _kept_term(term),
        "moves": [
            KeptMove(act=move.act_id, before=move.before.isoformat(), after=move.after.isoformat())
            for move in moves
        ],
    }


def _kept_term(term: Deadline) -> KeptTerm:
    return KeptTerm(
        start=term.start.isoformat(),
        amount=term.amount,
        kind=term.kind,
        unit=term.unit,
        place=term.place,
        first=term.first.isoformat(),
        last=term.last.isoformat(),
        due=term.due.isoformat(),
        skipped=[_kept_day(day) for day in term.skipped],
        legal_basis=list(term.legal_basis),
        unverified=[str(rule) for rule in term.unverified],
        start_at=iso(term.start_at),
        due_at=iso(term.due_at),
    )


def _kept_day(day: SkippedDay) -> KeptDay:
    return KeptDay(on=day.on.isoformat(), holiday=_kept_holiday(day.holiday))


def _kept_holiday(holiday: Holiday | None) -> dict[str, str | None] | None:
    if holiday is None:
        return None
    return {
        "on": holiday.on.isoformat(),
        "name": holiday.name,
        "scope": holiday.scope,
        "source": holiday.source,
        "moved_from": iso(holiday.moved_from),
    }


def term_of(stored: Mapping[str, Any]) -> Deadline:
    """Return the term as it was counted."""
    term = cast("KeptTerm", stored["term"])
    return Deadline(
        start=date.fromisoformat(term["start"]),
        amount=term["amount"],
        kind=TermKind(term["kind"]),
        unit=TermUnit(term["unit"]),
        place=Place(term["place"]),
        first=date.fromisoformat(term["first"]),
        last=date.fromisoformat(term["last"]),
        due=date.fromisoformat(term["due"]),
        skipped=tuple(_day_of(day) for day in term["skipped"]),
        legal_basis=tuple(term["legal_basis"]),
        unverified=tuple(CountingRule(rule) for rule in term["unverified"]),
        start_at=_moment(term["start_at"]),
        due_at=_moment(term["due_at"]),
    )


def moves_of(stored: Mapping[str, Any]) -> tuple[Moved, ...]:
    """Return the changes of the due day, oldest first."""
    moves = cast("Sequence[KeptMove]", stored["moves"])
    return tuple(
        Moved(move["act"], date.fromisoformat(move["before"]), date.fromisoformat(move["after"]))
        for move in moves
    )


def _day_of(day: KeptDay) -> SkippedDay:
    return SkippedDay(date.fromisoformat(day["on"]), _holiday_of(day["holiday"]))


def _holiday_of(holiday: dict[str, str | None] | None) -> Holiday | None:
    if holiday is None:
        return None
    moved_from = holiday["moved_from"]
    return Holiday(
        on=date.fromisoformat(str(holiday["on"])),
        name=str(holiday["name"]),
        scope=Place(str(holiday["scope"])),
        source=str(holiday["source"]),
        moved_from=date.fromisoformat(moved_from) if moved_from else None,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
