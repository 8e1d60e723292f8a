"""How does somebody change, stop, take along and lose what they follow?"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from minga.dialogue.models import Delivery, Follow, Follower, Notice
from minga.dialogue.rules.follows import Frequency
from minga.people.public import Person, RetentionRule


def change_frequency(*, follow: Follow, frequency: Frequency) -> Follow:
    """Tell more or less often from now on; what waits already keeps its time."""
    follow.frequency = frequency
    follow.save(update_fields=["frequency"])
    return follow


@transaction.atomic
def stop_follows(follows: QuerySet[Follow]) -> int:
    """End these follows and what they were still to be told; return how many.

    A list that nobody needs any more goes with its mailbox or phone. A second call changes nothing.
    """
    followers = set(follows.values_list("follower_id", flat=True))
    stopped = follows.count()
    follows.delete()
    empty = ~Exists(Follow.objects.filter(follower=OuterRef("pk")))
    Follower.objects.filter(empty, pk__in=followers).delete()
    return stopped


@transaction.atomic
def forget_follows_of(person_id: int) -> None:
    """Remove every list of an erased person, with its addresses and notices (LOPDP art. 15)."""
    Follower.objects.filter(person_id=person_id).delete()


def export_own_follows(person: Person) -> list[dict[str, object]]:
    """Return what a person follows and by which way, ready for JSON (LOPDP art. 13)."""
    rows = Follow.objects.filter(follower__person=person).select_related("follower")
    return [
        {
            "topic": row.topic,
            "frequency": row.frequency,
            "since": row.since.isoformat(),
            "channel": row.follower.channel,
            "address": row.follower.address,
            "confirmed_at": row.follower.confirmed_at and row.follower.confirmed_at.isoformat(),
        }
        for row in rows.order_by("since", "pk")
    ]


# What the retention table removes


def remove_unconfirmed_followers(before: datetime) -> int:
    """Remove mailboxes and phones that nobody confirmed."""
    return Follower.objects.filter(confirmed_at=None, asked_at__lt=before).delete()[0]


def remove_old_notices(before: datetime) -> int:
    """Remove notices that were told, and those that waited on the page; open ones stay."""
    told = Notice.objects.filter(noticed_at__lt=before, delivery__isnull=True, due_at__isnull=True)
    removed = told.delete()[0]
    over = Delivery.objects.filter(prepared_at__lt=before)
    over = over.exclude(sent_at__isnull=True, failed_at__isnull=True)
    removed += Notice.objects.filter(delivery__in=over).delete()[0]
    return removed + over.delete()[0]


FOLLOW_RETENTION: tuple[tuple[RetentionRule, Callable[[datetime], int]], ...] = (
    (
        RetentionRule(
            "unconfirmed-followers", "confirm-contact", 7, "remove_unconfirmed_followers"
        ),
        remove_unconfirmed_followers,
    ),
    (RetentionRule("told-notices", "tell-followers", 60, "remove_old_notices"), remove_old_notices),
)
