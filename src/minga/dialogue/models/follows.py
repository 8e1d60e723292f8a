"""Who follows what, what are they to be told, and did it leave? Addresses stand in one table alone."""

import uuid

from django.db import models
from django.db.models import Q

from minga.dialogue.follow_labels import channels, frequencies


class Follower(models.Model):
    """One list of follows, and the one way in which it is told.

    Without `person` it belongs to whoever holds its number and code, its mailbox or its phone.
    `address` is a mailbox, a telephone or a chat; it is empty where the confirmed address of the
    person's account is used, and where nothing is sent. A telephone may stand on many lists: a
    family shares one, and no list is shown with another. `asked_times` is how often a message asked
    it to confirm, `asked_at` when last.
    """

    number = models.CharField(max_length=9, unique=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=10, choices=channels)
    address = models.CharField(max_length=254, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    asked_times = models.PositiveSmallIntegerField(default=0)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, default="es")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unreachable_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "channel", "address"),
                condition=Q(person__isnull=False),
                name="follower_once_a_person_and_way",
            ),
            models.UniqueConstraint(
                fields=("address",),
                condition=Q(channel="MAIL", person__isnull=True, confirmed_at__isnull=False),
                name="follower_once_a_mailbox",
            ),
            models.CheckConstraint(
                condition=~Q(channel="PAGE") | Q(address="", confirmed_at__isnull=False),
                name="follower_of_the_page_has_no_address",
            ),
        )
        indexes = (models.Index(fields=("channel", "address"), name="follower_by_address"),)

    def __str__(self) -> str:
        return self.number


class Follow(models.Model):
    """A topic that a follower wants to hear of; `since` when: what was before is not told."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    topic = models.CharField(max_length=200)
    frequency = models.CharField(max_length=10, choices=frequencies)
    since = models.DateTimeField()

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(fields=("follower", "topic"), name="topic_once_a_follower"),
        )
        indexes = (models.Index(fields=("topic",), name="follow_by_topic"),)

    def __str__(self) -> str:
        return self.topic


class SavedSearch(models.Model):
    """A list with its filters that somebody follows, and when its feed was read last."""

    topic = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=300)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.topic


class FoundEntry(models.Model):
    """An entry that the feed of a saved search showed; changed, it is another entry."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "found entries"
        constraints = (
            models.UniqueConstraint(fields=("search", "key"), name="entry_once_a_search"),
        )

    def __str__(self) -> str:
        return self.title


class UntoldAct(models.Model):
    """An act that followers have not heard of yet; the row goes when their notices are written."""

    act = models.OneToOneField(
        "record.Act", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.act_id}"


class Delivery(models.Model):
    """One message to one follower, with all it tells: the outbox.

    `key` never changes: the Message-ID of a mail and the idempotency key of a gateway come from it,
    so that a repetition after a crash can be recognised. `tries` is raised before each try.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="deliveries")
    frequency = models.CharField(max_length=10, choices=frequencies)
    prepared_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="delivery_sent_or_failed",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at", "id"),
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
                name="open_deliveries",
            ),
        )

    def __str__(self) -> str:
        return str(self.key)


class Notice(models.Model):
    """What a follower is to be told because of one follow, once: an act, or an entry of a search.

    `due_at` is empty where nothing is sent and the notice waits on the page.
    """

    follow = models.ForeignKey(Follow, on_delete=models.CASCADE, related_name="notices")
    act = models.ForeignKey(
        "record.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entry = models.ForeignKey(
        FoundEntry, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    noticed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    class Meta:
        ordering = ("-noticed_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("follow", "act"), name="notice_once_a_follow_and_act"),
            models.UniqueConstraint(
                fields=("follow", "entry"), name="notice_once_a_follow_and_entry"
            ),
            models.CheckConstraint(
                condition=Q(act__isnull=True, entry__isnull=False)
                | Q(act__isnull=False, entry__isnull=True),
                name="notice_of_one_thing",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",), condition=Q(delivery__isnull=True), name="waiting_notices"
            ),
        )

    def __str__(self) -> str:
        return f"{self.follow_id}: {self.act_id or self.entry_id}"
