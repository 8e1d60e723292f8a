"""What is kept of the office's letters: how it writes them, their numbers, and what each one says."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from minga.plan.labels import letter_kinds, letter_visibilities
from minga.plan.models.casework import Casework, CaseworkStep
from minga.plan.rules.letters import PREFIX


class Letterhead(models.Model):
    """How an office writes: the start of its numbers, its address, who signs."""

    body = models.OneToOneField(
        "people.Body", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    prefix = models.CharField(max_length=30, default=PREFIX)
    address = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=160, blank=True)
    signed_as = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.body_id}: {self.prefix}"


class LetterCounter(models.Model):
    """The last number given to the letters of an office in a year; taken under a row lock."""

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("body", "year"), name="letter_counter_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.body_id}-{self.year}: {self.last}"


class LetterTemplate(models.Model):
    """A letter that an office begins with; one with the code of a shipped one takes its place.

    A retired one is offered no more; letters that began with it are their own texts by now.
    """

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=letter_kinds)
    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "code"),
                name="template_code_once_an_office",
                violation_error_code="template-code-taken",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A letter with its number: written, sent or void; the number stays with the row for ever.

    `visibility` STAFF is for a letter to a private person, or one that names one: neither text nor
    addressee is public. `person` is who asked, when it is addressed to them. `act` says that it was
    sent; from then on nothing changes. `insists_on` is the step whose answer a reminder asks for. `once` is the
    form it came from: sent twice, it is one letter.
    """

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=50)
    once = models.UUIDField(unique=True)
    casework = models.ForeignKey(Casework, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=letter_kinds)
    visibility = models.CharField(max_length=10, choices=letter_visibilities)
    written_on = models.DateField()
    answer_due_on = models.DateField(null=True, blank=True)
    addressed_to = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressee = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    signed_by = models.CharField(max_length=160)
    signed_as = models.CharField(max_length=160, blank=True)
    insists_on = models.ForeignKey(
        CaseworkStep, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "-sequence", "body")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "year", "sequence"), name="letter_sequence_once_a_year"
            ),
            models.UniqueConstraint(fields=("body", "number"), name="letter_number_once_an_office"),
            models.CheckConstraint(
                condition=Q(act__isnull=True) | Q(voided_at__isnull=True),
                name="sent_letter_is_not_void",
            ),
            models.CheckConstraint(
                condition=Q(answer_due_on__isnull=True) | Q(answer_due_on__gte=F("written_on")),
                name="letter_answered_after_it_was_written",
                violation_error_code="answer-due-before",
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(
                name="given_number", fields=["body", "year", "sequence", "number", "casework"]
            ),
            pgtrigger.Protect(name="letter_never_removed", operation=pgtrigger.Delete),
            # what was sent is only emptied, when its person asks to be forgotten
            pgtrigger.Protect(
                name="sent_letter_only_emptied",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.act_id IS NOT NULL AND (NEW.text <> '' OR NEW.subject <> ''"
                    " OR NEW.addressee <> '' OR NEW.act_id IS DISTINCT FROM OLD.act_id)"
                ),
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("plan:letter-detail", args=(self.casework.case.number, self.number))

    @property
    def is_public(self) -> bool:
        """May anybody read it, once it was sent?"""
        return self.visibility == "PUBLIC"

    @property
    def is_open(self) -> bool:
        """May it still be changed? Until it is sent or void."""
        return self.act_id is None and self.voided_at is None
