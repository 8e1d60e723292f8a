"""What must followers be told? New acts become notices, once for each follow, set by set.

An act is noted beside the act itself, in its transaction; the job takes the notes it can lock and
removes them in the transaction that writes the notices. A worker that dies leaves them noted.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from minga.dialogue.models import FoundEntry, SavedSearch, UntoldAct
from minga.dialogue.rules.follows import Channel, Frequency, due_at
from minga.dialogue.topics import topics_of_acts
from minga.record.public import ActAppended, public_acts

BATCH = 500

_NOTICES_OF_ACTS = """
INSERT INTO dialogue_notice (follow_id, act_id, noticed_at, due_at)
SELECT follow.id, moved.act_id, %(at)s, due.at
FROM unnest(%(acts)s::bigint[], %(topics)s::text[]) AS moved (act_id, topic)
JOIN record_act act ON act.id = moved.act_id
JOIN dialogue_follow follow ON follow.topic = moved.topic AND follow.since <= act.recorded_at
JOIN dialogue_follower follower
  ON follower.id = follow.follower_id AND follower.confirmed_at IS NOT NULL
JOIN unnest(%(frequencies)s::text[], %(channels)s::text[], %(dues)s::timestamptz[])
  AS due (frequency, channel, at)
  ON due.frequency = follow.frequency AND due.channel = follower.channel
ON CONFLICT DO NOTHING
"""
_NOTICES_OF_ENTRIES = """
INSERT INTO dialogue_notice (follow_id, entry_id, noticed_at, due_at)
SELECT follow.id, entry.id, %(at)s, due.at
FROM dialogue_foundentry entry
JOIN dialogue_savedsearch search ON search.id = entry.search_id
JOIN dialogue_follow follow ON follow.topic = search.topic AND follow.since < entry.found_at
JOIN dialogue_follower follower
  ON follower.id = follow.follower_id AND follower.confirmed_at IS NOT NULL
JOIN unnest(%(frequencies)s::text[], %(channels)s::text[], %(dues)s::timestamptz[])
  AS due (frequency, channel, at)
  ON due.frequency = follow.frequency AND due.channel = follower.channel
WHERE entry.search_id = %(search)s AND entry.key = ANY(%(keys)s)
ON CONFLICT DO NOTHING
"""


def note_act(event: ActAppended) -> None:
    """Note that followers have not heard of an act yet, in the transaction of the act."""
    UntoldAct.objects.create(act_id=event.act_id)


def write_notices(at: datetime) -> int:
    """Turn every noted act into notices; return how many notices. Two at once share the work."""
    written = 0
    while (made := _write_batch(at)) is not None:
        written += made
    return written


@transaction.atomic
def _write_batch(at: datetime) -> int | None:
    """Do some of the noted acts; None when no more can be taken."""
    noted = UntoldAct.objects.select_for_update(skip_locked=True).order_by("pk")
    ids = list(noted.values_list("pk", flat=True)[:BATCH])
    if not ids:
        return None
    public = list(public_acts().filter(pk__in=ids).values_list("pk", flat=True))
    made = _insert_for_acts(topics_of_acts(public), at)
    UntoldAct.objects.filter(pk__in=ids).delete()
    return made


def _insert_for_acts(topics: Mapping[int, Sequence[str]], at: datetime) -> int:
    moved = [(act, topic) for act, found in topics.items() for topic in found]
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTICES_OF_ACTS,
            {
                "at": at,
                "acts": [act for act, _topic in moved],
                "topics": [topic for _act, topic in moved],
                **_dues(at),
            },
        )
        return int(cursor.rowcount)


def write_notices_of_search(
    search: SavedSearch, entries: Sequence[FoundEntry], at: datetime
) -> int:
    """Turn new entries of a search into notices for those who followed it before."""
    with connection.cursor() as cursor:
        keys = [entry.key for entry in entries]
        cursor.execute(
            _NOTICES_OF_ENTRIES, {"at": at, "search": search.pk, "keys": keys, **_dues(at)}
        )
        return int(cursor.rowcount)


def _dues(at: datetime) -> dict[str, list[str] | list[datetime | None]]:
    """Return when each pair of frequency and channel is told what was noticed at `at`."""
    pairs = [(frequency, channel) for frequency in Frequency for channel in Channel]
    return {
        "frequencies": [str(frequency) for frequency, _channel in pairs],
        "channels": [str(channel) for _frequency, channel in pairs],
        "dues": [due_at(frequency, channel, at) for frequency, channel in pairs],
    }
