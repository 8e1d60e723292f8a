"""It is true that a status explains itself, never blames silence, and never speaks after the term."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minga.plan.rules.codes import ActivityStatus
from minga.plan.rules.progress import Missing, Progress
from minga.plan.rules.schedule import Term
from minga.plan.rules.status import ActivityFacts, Status, activity_status

TERM = Term(date(2023, 5, 14), date(2027, 5, 13))
TODAY = date(2025, 1, 10)
UNMEASURED = Progress(None, (Missing.INDICATOR,))
YESTERDAY = TODAY - timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=181)


def facts(
    *,
    term: Term = TERM,
    years: tuple[int, ...] = (1, 2, 3, 4),
    acts: int = 3,
    last: date | None = YESTERDAY,
    share: str | None = None,
    expected: str | None = None,
) -> ActivityFacts:
    progress = UNMEASURED if share is None else Progress(Decimal(share))
    wanted = None if expected is None else Decimal(expected)
    return ActivityFacts(term, years, acts, last, progress, wanted, 180)


@pytest.mark.parametrize(
    ("known", "code", "reason"),
    [
        (facts(acts=0, last=None), "NO_RECORD", "no-acts"),
        (facts(acts=0, last=None, years=()), "NO_RECORD", "no-acts"),
        (facts(acts=0, last=None, years=(4,)), "NOT_STARTED", "starts-later"),
        (facts(), "UNKNOWN", "no-measure"),
        (facts(share="0.5", expected="0.5"), "ON_SCHEDULE", "on-expected-path"),
        (facts(share="0.4", expected="0.5"), "ON_SCHEDULE", "on-expected-path"),
        (facts(share="0.3999", expected="0.5"), "DELAYED", "behind-expected-path"),
        (facts(share="0.1"), "ON_SCHEDULE", "on-expected-path"),
        (facts(share="1"), "DONE", "target-reached"),
        (facts(share="1.2", acts=0, last=None), "DONE", "target-reached"),
        (facts(last=LONG_AGO), "STALLED", "no-acts-lately"),
        (facts(last=LONG_AGO, years=()), "STALLED", "no-acts-lately"),
        (facts(last=LONG_AGO, term=Term(None, None)), "STALLED", "no-acts-lately"),
        (facts(last=LONG_AGO, years=(4,)), "UNKNOWN", "no-measure"),
        (facts(last=None), "UNKNOWN", "no-measure"),
    ],
)
def test_the_status_follows_from_the_facts(known: ActivityFacts, code: str, reason: str) -> None:
    found = activity_status(known, TODAY)
    assert (found.code, found.reason, found.is_closed) == (code, reason, False)


def test_it_says_since_when_nothing_happens_and_when_it_starts() -> None:
    assert activity_status(facts(last=LONG_AGO), TODAY).days == 181
    later = activity_status(facts(acts=0, last=None, years=(4,)), TODAY)
    assert later.changes_on == date(2026, 5, 14)


@pytest.mark.parametrize(
    ("known", "code", "reason"),
    [
        (facts(acts=0, last=None, years=(4,)), "NO_RECORD", "closed-without-acts"),
        (facts(last=LONG_AGO), "UNKNOWN", "closed-without-measure"),
        (facts(share="0.2", expected="1"), "CLOSED_SHORT", "closed-short-of-target"),
        (facts(share="1"), "DONE", "target-reached"),
    ],
)
def test_after_the_last_day_the_period_is_closed(
    known: ActivityFacts, code: str, reason: str
) -> None:
    found = activity_status(known, date(2027, 5, 14))
    assert found == Status(ActivityStatus(code), reason, is_closed=True)


shares = some.none() | some.decimals(-2, 2, places=3)
days = some.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(
    today=days,
    last=some.none() | days,
    acts=some.integers(0, 9),
    years=some.lists(some.integers(1, 4), unique=True),
    share=shares,
    expected=shares,
    has_dates=some.booleans(),
)
def test_silence_is_never_delay_and_nothing_is_overdue_after_the_term(
    today: date,
    last: date | None,
    acts: int,
    years: list[int],
    share: Decimal | None,
    expected: Decimal | None,
    *,
    has_dates: bool,
) -> None:
    progress = UNMEASURED if share is None else Progress(share)
    term = TERM if has_dates else Term(None, None)
    known = ActivityFacts(term, tuple(years), acts, last, progress, expected, 180)
    found = activity_status(known, today)
    if acts == 0:
        assert found.code in {"NO_RECORD", "NOT_STARTED", "DONE"}
    if term.has_ended(today):
        assert found.is_closed
        assert found.code not in {"DELAYED", "STALLED", "NOT_STARTED"}
    if found.code in {"DELAYED", "ON_SCHEDULE", "CLOSED_SHORT", "DONE"}:
        assert share is not None
    assert (found.days is None) == (found.code != "STALLED")
