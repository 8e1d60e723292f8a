"""What the record keeps: cases and acts, deadlines, numbers of the law, documents and seals."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from minga.kernel import clock
from minga.record.counter import models as counter_models  # noqa: F401 - tables of this app
from minga.record.frozen import ONLY_EMPTIED, Frozen
from minga.record.labels import evidences, standings, visibilities
from minga.record.privacy import models as privacy_models  # noqa: F401 - tables of this app
from minga.record.rules.document_names import clean_name
from minga.record.rules.document_types import kind_of


class CaseCounter(models.Model):
    """The last number given to a kind of case in a year; taken under a row lock, never reused."""

    kind = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "year"), name="one_counter_a_kind_and_year"),
        )

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}: {self.last}"


class Case(models.Model):
    """One procedure (expediente). `state` is the stored fold of its acts; see `append_act`."""

    kind = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=40)
    title = models.CharField(max_length=400)
    title_words = models.GeneratedField(
        expression=SearchVector("title", config="minga_es"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField()
    visibility = models.CharField(max_length=10, choices=visibilities, default="PUBLIC")
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "year", "sequence"), name="case_sequence_once_a_kind_and_year"
            ),
        )
        indexes = (
            models.Index(fields=("kind", "state"), name="case_by_kind_and_state"),
            GinIndex(fields=("title_words",), name="case_by_words"),
        )
        # the seals of its acts name it by its number
        triggers = (
            pgtrigger.ReadOnly(name="sealed_number", fields=["number", "year", "sequence"]),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("record:case-detail", args=(self.number,))


class CaseLink(models.Model):
    """Two cases that belong together, and how."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    relation = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "other", "relation"), name="case_link_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_not_linked_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation} {self.other_id}"


class Act(Frozen):
    """An immutable fact on a case. The database refuses to change or remove it.

    `happened_at` is when it took place (clocks run from it), `recorded_at` when it was entered.
    `payload` holds codes, numbers, instants and addresses only: it is sealed and stays for ever.
    Words typed by people live in `ActText`, which erasure may empty.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    legal_basis = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=20, choices=standings)
    source_url = models.URLField(max_length=500, blank=True)
    source_on = models.DateField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    payload = models.JSONField(default=dict)
    text_commitment = models.CharField(max_length=64)
    is_demonstration = models.BooleanField(default=False)

    class Meta(Frozen.Meta):
        ordering = ("-happened_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "ordinal"), name="act_ordinal_once_a_case"),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("happened_at")),
                name="act_recorded_after_it_happened",
                violation_error_code="act-in-the-future",
            ),
            models.CheckConstraint(
                condition=~Q(standing="PUBLIC_SOURCE")
                | (~Q(source_url="") & Q(source_on__isnull=False)),
                name="public_source_has_link_and_date",
                violation_error_code="public-source-without-link",
            ),
        )
        indexes = (
            models.Index(fields=("-happened_at", "-id"), name="act_by_time"),
            models.Index(fields=("-recorded_at", "-id"), name="act_by_recording"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}/{self.ordinal} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("record:act-detail", args=(self.case.number, self.ordinal))


class ActText(models.Model):
    """The words of an act. Emptied by erasure: the salt goes too, and the commitment is mute.

    The database refuses any other change: words are never exchanged for others.
    """

    act = models.OneToOneField(
        Act, on_delete=models.PROTECT, primary_key=True, related_name="wording"
    )
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="es")
    salt = models.BinaryField(max_length=32)

    class Meta:
        triggers = ONLY_EMPTIED

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A stored file, addressed by the SHA-256 of its content; kept once however often used."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def format(self) -> str:
        """The format as people call it: PDF, DOCX, JPG."""
        return kind_of(self.media_type).upper()

    def address_as(self, name: str) -> str:
        """Return where the file is handed over when an act bears it under this name."""
        return reverse("record:document-file", args=(self.sha256, self.name_as(name)))

    def name_as(self, name: str) -> str:
        """Return the harmless form of the name a file came with."""
        return clean_name(name, kind_of(self.media_type))


class ActDocument(models.Model):
    """Evidence: a document attached to an act under the name people know it by.

    One that is for the staff alone (a paper with somebody's name, brought to a counter) is neither
    shown nor sealed, whatever the case is.
    """

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=200)
    alternative_text = models.CharField(max_length=300, blank=True)
    visibility = models.CharField(max_length=10, choices=visibilities, default="PUBLIC")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("act", "document"), name="document_once_an_act"),
        )
        # erasure removes it whole; nobody exchanges it
        triggers = (pgtrigger.Protect(name="evidence_never_changed", operation=pgtrigger.Update),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("record:document-file", args=(self.document.sha256, self.name))


class LegalParameter(models.Model):
    """A number of the law between two dates, with the article and how well it is known.

    An empty `value` means "not set": whoever needs it waits, nobody guesses. `effective_to` is
    the last day in force; empty dates are unknown or open. A row that proved wrong for the same
    dates stays; `superseded_at` says when another row took its place.
    """

    key = models.CharField(max_length=80)
    value = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=20)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=1, choices=evidences)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("key", "effective_from", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("key", "effective_from"),
                condition=Q(superseded_at__isnull=True),
                name="parameter_once_a_date",
                nulls_distinct=False,
                violation_error_code="parameter-date-taken",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="parameter_ends_after_it_starts",
                violation_error_code="parameter-ends-before-it-starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} = {self.value or '—'}"

    @property
    def is_verified(self) -> bool:
        """True when the number was read in the law or a digest of it, or is our own choice.

        A row that another one superseded proved wrong: it is not verified, whatever its evidence.
        """
        return self.evidence != "U" and self.superseded_at is None


class Deadline(models.Model):
    """A clock that an act started on a case; the parameter in force that day is frozen in it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    started_by = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="started_deadlines")
    parameter = models.ForeignKey(LegalParameter, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    starts_on = models.DateField()
    due_on = models.DateField()
    explanation = models.JSONField(default=dict)
    stopped_by = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, blank=True, related_name="stopped_deadlines"
    )
    expired_by = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, blank=True, related_name="expired_deadlines"
    )

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "key"),
                condition=Q(stopped_by__isnull=True),
                name="one_running_clock_a_key",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_on",), condition=Q(stopped_by__isnull=True), name="running_deadlines"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.due_on}"


class DeclaredHoliday(models.Model):
    """A day declared not working by decree or resolution, or one the law's table got wrong.

    The table is the authority; the calendar's algorithm only pre-fills. `is_working` true turns
    a computed holiday back into a working day.
    """

    on = models.DateField()
    place = models.CharField(max_length=20, default="quito")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    is_working = models.BooleanField(default=False)

    class Meta:
        ordering = ("on",)
        constraints = (
            models.UniqueConstraint(fields=("on", "place"), name="one_declaration_a_day_and_place"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class SealedLeaf(Frozen):
    """The place of an act in the Merkle tree: positions are dense, in the order of sealing.

    Another kind of leaf will bring a column of its own and leave `act` empty; the sealed form
    already names its kind.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="leaf")

    class Meta(Frozen.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position}: {self.act_id}"


class SealNode(Frozen):
    """A hash of the tree that can never change: a leaf, or a subtree that is complete.

    `place` is its place in the order in which they become complete (see `rules.tree`), so that
    the hashes of any proof are found by their keys, in one query.
    """

    place = models.PositiveBigIntegerField(primary_key=True)
    digest = models.BinaryField(max_length=32)

    class Meta(Frozen.Meta):
        ordering = ("place",)

    def __str__(self) -> str:
        return str(self.place)


class SealHead(Frozen):
    """A signed head of the tree: size, root, time, and the hash of the head before it."""

    number = models.PositiveIntegerField(primary_key=True)
    tree_size = models.PositiveBigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()
    public_key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    class Meta(Frozen.Meta):
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.tree_size}"
