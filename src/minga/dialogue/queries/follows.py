"""What does a follower follow, and what was noticed for them? For the holder of the list alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import FETCH_RAISE, Q, QuerySet

from minga.dialogue.follow_labels import CHANNEL_LABELS, FREQUENCY_LABELS
from minga.dialogue.models import Follow, Follower, Notice
from minga.dialogue.rules.follows import Channel
from minga.dialogue.rules.recipients import hidden
from minga.dialogue.topics import Topic, resolve
from minga.kernel.clock import local_date
from minga.people.public import Person
from minga.record.public import Act, Visibility, act_title, public_acts, ready


@dataclass(frozen=True)
class FollowRow:
    """One line of a list of follows; without `topic` the thing is not public any more."""

    follow: Follow
    topic: Topic | None
    frequency: str
    channel: str
    recipient: str
    is_waiting: bool
    is_unreachable: bool


def follows_of_person(person: Person) -> QuerySet[Follow]:
    """Everything a person follows, by every way."""
    return Follow.objects.filter(follower__person=person)


def follows_of_list(follower: Follower) -> QuerySet[Follow]:
    """What stands on one list."""
    return Follow.objects.filter(follower=follower)


def rows_of(follows: QuerySet[Follow]) -> list[FollowRow]:
    """Return follows ready to be shown; one query, and one for each kind of topic."""
    rows = list(follows.select_related("follower").fetch_mode(FETCH_RAISE).order_by("since", "pk"))
    topics = resolve(row.topic for row in rows)
    return [_row(row, topics.get(row.topic)) for row in rows]


def _row(follow: Follow, topic: Topic | None) -> FollowRow:
    follower = follow.follower
    return FollowRow(
        follow=follow,
        topic=topic,
        frequency=str(FREQUENCY_LABELS[follow.frequency]),
        channel=str(CHANNEL_LABELS[follower.channel]),
        recipient="" if follower.channel == Channel.TELEGRAM else _recipient(follower),
        is_waiting=follower.confirmed_at is None,
        is_unreachable=follower.unreachable_at is not None,
    )


def _recipient(follower: Follower) -> str:
    return hidden(follower.address) if follower.address else ""


def notices_of(follows: QuerySet[Follow]) -> QuerySet[Notice]:
    """What was noticed for these follows, the last first: one line for each thing."""
    public = Q(act__isnull=True) | Q(act__case__visibility=Visibility.PUBLIC)
    once = (
        Notice.objects.filter(public, follow__in=follows)
        .order_by("act_id", "entry_id", "-pk")
        .distinct("act_id", "entry_id")
    )
    return Notice.objects.filter(pk__in=once.values("pk")).order_by("-noticed_at", "-pk")


@dataclass(frozen=True)
class NoticeRow:
    """One thing that happened to something one follows."""

    title: str
    url: str
    on: date
    topic: Topic | None


def notice_rows(notices: Sequence[Notice]) -> list[NoticeRow]:
    """Return notices ready to be shown; three queries, and one for each kind of topic."""
    ids = [notice.act_id for notice in notices if notice.act_id]
    acts = {act.pk: act for act in ready(public_acts().filter(pk__in=ids))}
    topics = resolve(notice.follow.topic for notice in notices)
    return [
        _notice_row(notice, acts.get(notice.act_id or 0), topics.get(notice.follow.topic))
        for notice in notices
    ]


def _notice_row(notice: Notice, act: Act | None, topic: Topic | None) -> NoticeRow:
    if act is not None:
        return NoticeRow(act_title(act), act.get_absolute_url(), local_date(act.happened_at), topic)
    entry = notice.entry
    return NoticeRow(
        entry.title if entry else "",
        entry.url if entry else "",
        local_date(notice.noticed_at),
        topic,
    )
