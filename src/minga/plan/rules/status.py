"""What can be said of an activity on a date, and why? A pure function that explains itself."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from minga.plan.rules.codes import ActivityStatus
from minga.plan.rules.progress import Progress
from minga.plan.rules.schedule import Term, year_ends_on, year_starts_on

TOLERANCE = Decimal("0.10")


class ActivityFacts(NamedTuple):
    """Everything the status of an activity depends on."""

    term: Term
    years: tuple[int, ...]
    acts: int
    last_act_on: date | None
    progress: Progress
    expected: Decimal | None
    stalled_after_days: int


class Status(NamedTuple):
    """The status, the code of the sentence that explains it, and the figures it quotes."""

    code: ActivityStatus
    reason: str
    is_closed: bool = False
    days: int | None = None
    changes_on: date | None = None


def activity_status(facts: ActivityFacts, today: date) -> Status:
    """Return the status of an activity on `today`.

    An activity without any act is never called delayed; after the last day of the term nothing
    is overdue; with acts but no way to measure, it cannot be known.
    """
    closed = facts.term.has_ended(today)
    share = facts.progress.share
    if share is not None and share >= 1:
        return Status(ActivityStatus.DONE, "target-reached", closed)
    if facts.acts == 0:
        return _without_acts(facts, today, closed=closed)
    if closed:
        return _closed(share)
    return _running(facts, today, share)


def _without_acts(facts: ActivityFacts, today: date, *, closed: bool) -> Status:
    starts = year_starts_on(facts.term, min(facts.years)) if facts.years else None
    if starts and today < starts and not closed:
        return Status(ActivityStatus.NOT_STARTED, "starts-later", changes_on=starts)
    return Status(ActivityStatus.NO_RECORD, "closed-without-acts" if closed else "no-acts", closed)


def _closed(share: Decimal | None) -> Status:
    if share is None:
        return Status(ActivityStatus.UNKNOWN, "closed-without-measure", is_closed=True)
    return Status(ActivityStatus.CLOSED_SHORT, "closed-short-of-target", is_closed=True)


def _running(facts: ActivityFacts, today: date, share: Decimal | None) -> Status:
    quiet = (today - facts.last_act_on).days if facts.last_act_on else 0
    if quiet > facts.stalled_after_days and _is_scheduled(facts, today):
        return Status(ActivityStatus.STALLED, "no-acts-lately", days=quiet)
    if share is None:
        return Status(ActivityStatus.UNKNOWN, "no-measure")
    if facts.expected is not None and share < facts.expected - TOLERANCE:
        return Status(ActivityStatus.DELAYED, "behind-expected-path")
    return Status(ActivityStatus.ON_SCHEDULE, "on-expected-path")


def _is_scheduled(facts: ActivityFacts, today: date) -> bool:
    """True when the plan foresees work today; with unknown dates or years it might."""
    if not facts.years or facts.term.starts_on is None:
        return True
    first = year_starts_on(facts.term, min(facts.years))
    last = year_ends_on(facts.term, max(facts.years))
    return bool(first and last and first <= today <= last)
