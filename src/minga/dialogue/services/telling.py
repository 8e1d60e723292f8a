"""What does one message say? Acts and entries once each, with the topics they belong to, and what closes soon."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import translation

from minga.dialogue.follow_links import stop_link, whole
from minga.dialogue.models import Delivery, Follow, Notice
from minga.dialogue.rules.follows import Frequency
from minga.dialogue.topics import Topic, resolve
from minga.kernel.clock import local_date
from minga.kernel.short_texts import shortened
from minga.record.public import (
    Act,
    Deadline,
    act_title,
    deadlines_of,
    parameter_names,
    public_acts,
    public_cases,
    ready,
)
from minga.website.dates import long_date

LOOKS_AHEAD = {
    Frequency.AT_ONCE: timedelta(-1),
    Frequency.DAILY: timedelta(days=3),
    Frequency.WEEKLY: timedelta(days=7),
}
CASE = "case:"
LONGEST_TITLE, LONGEST_SUBJECT, MOST_SUBJECTS = 160, 100, 2


@dataclass(frozen=True)
class Subject:
    """A topic that something was told about, and where one stops following it."""

    title: str
    url: str
    stop_url: str


@dataclass(frozen=True)
class News:
    """One thing that happened: what, where, who, when, and which of the follows it belongs to."""

    title: str
    url: str
    by: str
    on: date
    when: str
    subjects: tuple[Subject, ...]
    is_demonstration: bool


@dataclass(frozen=True)
class Closing:
    """Something of a followed case that ends soon."""

    title: str
    url: str
    due_on: date


@dataclass(frozen=True)
class Told:
    """All that one message tells; without news there is no message."""

    news: tuple[News, ...]
    closing: tuple[Closing, ...] = ()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every topic of the message once."""
        return tuple(dict.fromkeys(subject for one in self.news for subject in one.subjects))

    @property
    def is_demonstration(self) -> bool:
        """Does any of it belong to the demonstration world?"""
        return any(one.is_demonstration for one in self.news)


def told_by(deliveries: Sequence[Delivery], today: date) -> dict[int, Told]:
    """Return delivery → what it tells, in the follower's language; a fixed number of queries.

    An act that became hidden, or that another message already told this follower, is left out.
    """
    notices = _notices(deliveries)
    acts = _acts(notices)
    before = _told_before(deliveries, acts)
    closing = _Closings(deliveries, acts.values(), today)
    subjects = _subjects(deliveries, notices)
    words = _Words(acts)
    rows: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        rows[notice.delivery_id or 0].append(notice)
    told = {}
    for delivery in deliveries:
        with translation.override(delivery.follower.language):
            kept = [
                notice
                for notice in rows[delivery.pk]
                if notice.act_id is None
                or (notice.act_id in acts and (delivery.follower_id, notice.act_id) not in before)
            ]
            news = _news(kept, words, subjects[delivery.follower.language])
            told[delivery.pk] = Told(news, closing.of(delivery, kept) if news else ())
    return told


def _notices(deliveries: Sequence[Delivery]) -> list[Notice]:
    rows = Notice.objects.filter(delivery__in=[one.pk for one in deliveries])
    return list(rows.select_related("follow", "entry").order_by("noticed_at", "pk"))


def _acts(notices: Iterable[Notice]) -> dict[int, Act]:
    ids = {notice.act_id for notice in notices if notice.act_id}
    return {act.pk: act for act in ready(public_acts().filter(pk__in=ids))} if ids else {}


def _subjects(
    deliveries: Sequence[Delivery], notices: Sequence[Notice]
) -> dict[str, dict[str, Topic]]:
    """Return language → what the follows are called, and their pages, in it."""
    found = {}
    for language in {delivery.follower.language for delivery in deliveries}:
        with translation.override(language):
            found[language] = resolve(notice.follow.topic for notice in notices)
    return found


def _told_before(
    deliveries: Sequence[Delivery], acts: Mapping[int, Act]
) -> set[tuple[int, int | None]]:
    """Return which follower heard of which of these acts in a message that left already."""
    followers = [one.follower_id for one in deliveries]
    told = Notice.objects.filter(
        follow__follower__in=followers, act__in=list(acts), delivery__sent_at__isnull=False
    )
    return set(told.values_list("follow__follower_id", "act_id"))


class _Words:
    """How each act of a batch is said, once for each language."""

    def __init__(self, acts: Mapping[int, Act]) -> None:
        self._acts = acts
        self._said: dict[tuple[int, str | None], News] = {}

    def of(self, act_id: int) -> News:
        """Return an act in the language in force, without subjects."""
        name = act_id, translation.get_language()
        if name not in self._said:
            self._said[name] = _said(self._acts[act_id])
        return self._said[name]


def _said(act: Act) -> News:
    on = local_date(act.happened_at)
    return News(
        title=shortened(act_title(act), LONGEST_TITLE),
        url=whole(act.get_absolute_url()),
        by=act.body.name if act.body else "",
        on=on,
        when=long_date(on),
        subjects=(),
        is_demonstration=act.is_demonstration,
    )


def _news(
    notices: Sequence[Notice], words: _Words, topics: Mapping[str, Topic]
) -> tuple[News, ...]:
    """Put notices of one thing together, the last happening first."""
    found: dict[tuple[int | None, int | None], list[Notice]] = defaultdict(list)
    for notice in notices:
        found[notice.act_id, notice.entry_id].append(notice)
    news = [
        replace(
            words.of(act_id) if act_id is not None else _news_of_entry(rows[0]),
            subjects=_subjects_of([row.follow for row in rows], topics),
        )
        for (act_id, _entry), rows in found.items()
    ]
    return tuple(sorted(news, key=lambda one: one.on, reverse=True))


def _news_of_entry(notice: Notice) -> News:
    entry = notice.entry
    if entry is None:
        raise AssertionError("a notice tells of an act or of an entry")
    on = local_date(notice.noticed_at)
    return News(
        title=shortened(entry.title, LONGEST_TITLE),
        url=whole(entry.url),
        by="",
        on=on,
        when=long_date(on),
        subjects=(),
        is_demonstration=False,
    )


def _subjects_of(follows: Sequence[Follow], topics: Mapping[str, Topic]) -> tuple[Subject, ...]:
    known = [follow for follow in follows if follow.topic in topics]
    return tuple(
        Subject(
            shortened(topics[follow.topic].title, LONGEST_SUBJECT),
            whole(topics[follow.topic].url),
            stop_link(follow.pk),
        )
        for follow in known[:MOST_SUBJECTS]
    )


class _Closings:
    """What ends in the coming days on the cases that a batch of digests speaks of; four queries."""

    def __init__(self, deliveries: Sequence[Delivery], acts: Iterable[Act], today: date) -> None:
        digests = [one for one in deliveries if one.frequency != Frequency.AT_ONCE]
        self._today = today
        self._numbers = _followed_cases(digests)
        self._cases_of_acts = {act.pk: act.case for act in acts} if digests else {}
        wanted = {number for numbers in self._numbers.values() for number in numbers}
        followed = public_cases().filter(number__in=wanted) if wanted else ()
        self._cases = {case.number: case for case in (*followed, *self._cases_of_acts.values())}
        self._clocks = self._running() if self._cases else {}

    def _running(self) -> dict[str, list[Deadline]]:
        clocks = deadlines_of([case.pk for case in self._cases.values()])
        return {
            number: [
                clock
                for clock in clocks[case.pk]
                if not (clock.stopped_by_id or clock.expired_by_id)
            ]
            for number, case in self._cases.items()
        }

    def of(self, delivery: Delivery, notices: Sequence[Notice]) -> tuple[Closing, ...]:
        """Return what a digest adds to its news, the first to end first."""
        last = self._today + LOOKS_AHEAD[Frequency(delivery.frequency)]
        own = self._numbers.get(delivery.pk, set()) | {
            self._cases_of_acts[notice.act_id].number
            for notice in notices
            if notice.act_id in self._cases_of_acts
        }
        found = [
            self._closing(number, clock)
            for number in sorted(own)
            for clock in self._clocks.get(number, ())
            if self._today <= clock.due_on <= last
        ]
        return tuple(sorted(found, key=lambda one: one.due_on))

    def _closing(self, number: str, clock: Deadline) -> Closing:
        case = self._cases[number]
        name, _note = parameter_names().get(clock.key, (clock.key, ""))
        return Closing(
            shortened(f"{name} · {number}: {case.title}", LONGEST_TITLE),
            whole(case.get_absolute_url()),
            clock.due_on,
        )


def _followed_cases(digests: Sequence[Delivery]) -> dict[int, set[str]]:
    """Return digest → numbers of the cases that its follower follows at its frequency; one query."""
    if not digests:
        return {}
    by_list = {(one.follower_id, one.frequency): one.pk for one in digests}
    rows = Follow.objects.filter(
        follower__in=[one.follower_id for one in digests], topic__startswith=CASE
    )
    found: dict[int, set[str]] = defaultdict(set)
    for follower, frequency, topic in rows.values_list("follower_id", "frequency", "topic"):
        if (follower, frequency) in by_list:
            found[by_list[follower, frequency]].add(topic.removeprefix(CASE))
    return found
