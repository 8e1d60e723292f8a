"""Which evaluations of an activity are done, due or missing, and who may vote and vouch for one?

A plan names for each activity who evaluates it (Código de la Democracia 97 asks a plan de trabajo
for periodic and public mechanisms of account). One evaluation is due in each year in which the plan
lets the activity run, until the last day of that year. No article fixes that rhythm: it is the
program's reading of "periodic", and pages say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minga.plan.rules.schedule import Term, year_ends_on, year_starts_on


class Finding(StrEnum):
    """What the evaluating body found: was the year's promise kept?"""

    MET = "MET"
    PARTLY_MET = "PARTLY_MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"


class EvaluationState(StrEnum):
    """Where the evaluation of one year stands on a day."""

    DONE = "DONE"
    DONE_LATE = "DONE_LATE"
    PENDING = "PENDING"
    MISSING = "MISSING"


IS_DONE = frozenset({EvaluationState.DONE, EvaluationState.DONE_LATE})
COLLEGIATE_KINDS = frozenset({"COUNCIL", "COMMISSION", "PARISH_BOARD", "ASSEMBLY"})


@dataclass(frozen=True)
class YearState:
    """The evaluation of one year of the plan; `due_on` is None where the year has no known end."""

    year: int
    state: EvaluationState
    due_on: date | None


@dataclass(frozen=True)
class YearTally:
    """How many evaluations a year asks for, and how many of them are not there."""

    year: int
    expected: int
    lacking: int
    due_on: date | None
    is_over: bool


@dataclass(frozen=True)
class Votes:
    """How the members of a body voted; what is not known is None, never zero."""

    in_favour: int | None = None
    against: int | None = None
    abstentions: int | None = None
    blank: int | None = None

    @property
    def is_known(self) -> bool:
        """True when at least one of the counts was stated."""
        return any(count is not None for count in self.counts)

    @property
    def counts(self) -> tuple[int | None, ...]:
        """The four counts in their order."""
        return (self.in_favour, self.against, self.abstentions, self.blank)


@dataclass(frozen=True)
class Provenance:
    """How an evaluation reaches the record.

    `by_itself` when somebody who may record for the body writes it, in the program that it uses;
    else an office enters it from what the body published or signed.
    """

    by_itself: bool
    is_certified: bool = False
    is_cited: bool = False
    has_document: bool = False


def has_begun(term: Term, year: int, today: date) -> bool:
    """True from the first day of a year of the plan; an unknown first day counts as begun."""
    first = year_starts_on(term, year)
    return first is None or today >= first


def is_in_term(term: Term, year: int) -> bool:
    """False for a year that would begin after the last day of the term."""
    first = year_starts_on(term, year)
    return first is None or term.ends_on is None or first <= term.ends_on


def due_on(term: Term, year: int) -> date | None:
    """Return the last day for the evaluation of a year; None when the term has no known days.

    Without its first day the years cannot be told apart: the last day of the term holds for all.
    """
    return year_ends_on(term, year) or term.ends_on


def year_states(
    term: Term, scheduled: Iterable[int], evaluated: Mapping[int, date], today: date
) -> tuple[YearState, ...]:
    """Return each year that has begun and asks for an evaluation, or has one; in order.

    `scheduled` are the years in which the activity runs, `evaluated` gives for each year the first
    day on which it was evaluated. An evaluation of a year that the plan leaves out is shown too.
    """
    asked = {year for year in scheduled if is_in_term(term, year) and has_begun(term, year, today)}
    return tuple(
        _year_state(term, year, evaluated.get(year), today)
        for year in sorted(asked | evaluated.keys())
    )


def _year_state(term: Term, year: int, evaluated_on: date | None, today: date) -> YearState:
    last = due_on(term, year)
    if evaluated_on is not None:
        in_time = last is None or evaluated_on <= last
        return YearState(year, EvaluationState.DONE if in_time else EvaluationState.DONE_LATE, last)
    over = last is not None and today > last
    return YearState(year, EvaluationState.MISSING if over else EvaluationState.PENDING, last)


def tallies(found: Iterable[YearState], term: Term, today: date) -> tuple[YearTally, ...]:
    """Count by year what many activities ask for and lack; the years in order."""
    by_year: dict[int, list[YearState]] = {}
    for one in found:
        by_year.setdefault(one.year, []).append(one)
    return tuple(_tally(year, by_year[year], term, today) for year in sorted(by_year))


def _tally(year: int, found: Sequence[YearState], term: Term, today: date) -> YearTally:
    last = due_on(term, year)
    lacking = sum(1 for one in found if one.state not in IS_DONE)
    return YearTally(year, len(found), lacking, last, last is not None and today > last)


def votes_problem(votes: Votes, body_kind: str) -> str | None:
    """Return why these votes cannot be; None when they can.

    Only a body of several members votes. Of a body that the installation does not know (empty
    kind) its own document says whether it did.
    """
    if not votes.is_known or not body_kind or body_kind in COLLEGIATE_KINDS:
        return None
    return "votes-of-one"


def provenance_problem(how: Provenance) -> str | None:
    """Return why nobody could vouch for an evaluation that comes so; None when somebody can.

    Only the body certifies its own. What an office enters for it needs the signed document, or
    the link and the day of where it was published.
    """
    if how.by_itself:
        return None
    if how.is_certified:
        return "certified-from-outside"
    return None if how.is_cited or how.has_document else "document-missing"


def naming_in_force[N](namings: Sequence[tuple[date, N]], day: date) -> N | None:
    """Return who was named to evaluate on a day: the last naming that had begun by then.

    `namings` are in their order. The first one also answers for the days before it: the plan had
    named somebody, only nobody had said whom.
    """
    begun = [named for since, named in namings if since <= day]
    if begun:
        return begun[-1]
    return namings[0][1] if namings else None
