"""What does the record keep of privacy beside its cases? Who asks for what, and the office's own rows."""

import pgtrigger
from django.db import models

from minga.record.privacy.words import bases, rights

# what is written of a processing stays; only its end is added
_AS_IT_WAS_WRITTEN = (
    pgtrigger.ReadOnly(name="processing_as_it_was_written", exclude=["ended_by"]),
    pgtrigger.Protect(name="processing_never_removed", operation=pgtrigger.Delete),
)


class DataSubjectRequest(models.Model):
    """What a person asks about their own data; its state is that of its case.

    What they wrote stands beside the acts, where erasure empties it.
    """

    case = models.OneToOneField(
        "record.Case", on_delete=models.PROTECT, primary_key=True, related_name="data_request"
    )
    right = models.CharField(max_length=20, choices=rights)
    subject = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-case_id",)
        triggers = (pgtrigger.ReadOnly(name="request_as_it_was_made", fields=["right", "subject"]),)

    def __str__(self) -> str:
        return f"{self.right}: {self.case_id}"


class ProcessingActivity(models.Model):
    """A processing of personal data that happens outside this program, written by the office.

    What the program itself does is not typed here: it is read from the program.
    """

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="processing"
    )
    purpose = models.CharField(max_length=300)
    whose = models.CharField(max_length=300)
    data = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=20, choices=bases)
    basis_note = models.CharField(max_length=300, blank=True)
    seen_by = models.CharField(max_length=300)
    retention = models.CharField(max_length=300)
    recipients = models.CharField(max_length=300, blank=True)
    transfers = models.CharField(max_length=300, blank=True)
    ended_by = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "processing activities"
        ordering = ("pk",)
        triggers = _AS_IT_WAS_WRITTEN

    def __str__(self) -> str:
        return self.purpose
