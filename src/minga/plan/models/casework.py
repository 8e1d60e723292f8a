"""What is kept of a gestión: where and with whom it is pursued, its steps, and who asked, apart."""

from django.db import models
from django.urls import reverse

from minga.plan.labels import casework_origins
from minga.record.public import Frozen


class Casework(models.Model):
    """A need that an office pursues with others; number, title and state are those of its case.

    `addressed_to` is the entity that can settle it, or `addressee` its name when no body of the
    installation bears it. Nothing here says who asked: see `CaseworkAsker`.
    """

    case = models.OneToOneField(
        "record.Case", on_delete=models.PROTECT, primary_key=True, related_name="casework"
    )
    origin = models.CharField(max_length=20, choices=casework_origins)
    place = models.ForeignKey(
        "territory.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressed_to = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressee = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "casework"
        ordering = ("-case__opened_on", "-case")

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("plan:casework-detail", args=(self.case.number,))


class CaseworkAsker(models.Model):
    """Who asked for it and what they said in their words: read by the office alone.

    `act` is the one under which the papers that they brought are kept, if any. Emptied when the person asks to be erased, and when its time is over.
    """

    casework = models.ForeignKey(Casework, on_delete=models.PROTECT, related_name="askers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    act = models.ForeignKey(
        "record.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("casework", "person"),
                name="asks_once_a_casework",
                violation_error_code="already-asks",
            ),
        )

    def __str__(self) -> str:
        return f"{self.casework_id} ← {self.person_id}"


class CaseworkStep(Frozen):
    """A step of a gestión in facts; its words and documents are those of its act.

    People are counted, never named; an unknown count is empty, not zero. `answer_due_on` is the
    day by which an answer was asked for, if any. `answers` is the step that was answered.
    `sent_key` is what the device that wrote it without network called it: it is kept once.
    """

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    casework = models.ForeignKey(Casework, on_delete=models.PROTECT, related_name="steps")
    place = models.ForeignKey(
        "territory.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressed_to = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressee = models.CharField(max_length=200, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    sent_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )

    class Meta(Frozen.Meta):
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("answer_due_on",),
                condition=models.Q(answer_due_on__isnull=False),
                name="awaited_answers",
            ),
        )

    def __str__(self) -> str:
        return f"{self.casework_id}: {self.act_id}"
