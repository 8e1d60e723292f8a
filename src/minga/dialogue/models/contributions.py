"""What do people write, and who stands behind it? Contributions, their places in a text, supports."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

from minga.dialogue.labels import answer_statuses, contribution_kinds, languages, sides


class Contribution(models.Model):
    """Words of one person, kept as written in their language, under one topic.

    The author is never shown: pages say the parish the person gave, or the organisation in whose
    name they speak. `hidden_at` and `hidden_for` are the fold of the moderators' decisions, for
    reading. `salt` belongs to the commitment that an act seals; erasure empties it with the words.
    """

    kind = models.CharField(max_length=10, choices=contribution_kinds)
    topic = models.CharField(max_length=200)
    topic_kind = models.GeneratedField(
        expression=Func(F("topic"), Value(":"), Value(1), function="split_part"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="thread"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    speaks_for = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parish = models.ForeignKey(
        "territory.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    background = models.TextField(blank=True)
    language = models.CharField(max_length=8, choices=languages, default="es")
    fingerprint = models.CharField(max_length=32, blank=True)
    salt = models.BinaryField(max_length=32, default=bytes)
    written_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_for = models.CharField(max_length=20, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)
    words = models.GeneratedField(
        expression=SearchVector("text", "background", config="minga_es"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_for="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_for="")),
                name="hidden_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, root__isnull=True)
                | Q(parent__isnull=False, root__isnull=False),
                name="reply_knows_its_thread",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(text="", background=""),
                name="erased_words_are_empty",
            ),
        )
        indexes = (
            models.Index(
                fields=("topic", "kind", "-written_at", "-id"), name="contribution_by_topic"
            ),
            models.Index(fields=("author", "-written_at"), name="contribution_by_author"),
            models.Index(fields=("fingerprint",), name="contribution_by_text"),
            models.Index(fields=("-written_at", "-id"), name="contribution_by_time"),
            GinIndex(fields=("words",), name="contribution_by_words"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.topic}"

    @property
    def key(self) -> str:
        """The name under which people support it."""
        return f"contribution:{self.pk}"

    @property
    def is_readable(self) -> bool:
        """True while anybody may read the words."""
        return self.hidden_at is None and self.erased_at is None


class Anchor(models.Model):
    """The place in a text at which a contribution stands: a range of one version, and its words."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, primary_key=True, related_name="anchor"
    )
    version = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="anchor_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} {self.start}-{self.end}"


class WordingProposal(models.Model):
    """Other words for a range of a text; the reason is the text of the contribution."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, primary_key=True, related_name="proposal"
    )
    wording = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.contribution_id}"


class Support(models.Model):
    """One person for or against one thing, once; `target` is its key. Counts are made by query."""

    target = models.CharField(max_length=200)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    side = models.SmallIntegerField(choices=sides, default=1)
    reason = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, null=True, blank=True, related_name="supports"
    )
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("target", "person"), include=("side",), name="support_once_a_person"
            ),
            models.CheckConstraint(condition=Q(side__in=(-1, 1)), name="support_has_a_side"),
        )

    def __str__(self) -> str:
        return f"{self.target} {self.side:+d}"


class OfficialAnswer(models.Model):
    """What the competent body answered to a contribution; the words are those of its act."""

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="answers")
    status = models.CharField(max_length=20, choices=answer_statuses)

    class Meta:
        ordering = ("act_id",)

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.status}"
