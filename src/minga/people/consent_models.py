"""What did a person consent to? The exact words they were shown, when and how; and its end."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minga.people.labels import consent_channels

_NEVER_CHANGED = (pgtrigger.Protect(name="text_never_changed", operation=pgtrigger.Update),)
_AS_IT_WAS_GIVEN = (
    pgtrigger.ReadOnly(
        name="consent_as_it_was_given",
        fields=["person", "purpose", "text", "given_at", "channel", "given_to"],
    ),
)


class ConsentText(models.Model):
    """The words of a purpose as people were shown them, kept once by their digest."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    text = models.TextField()
    first_shown_at = models.DateTimeField()

    class Meta:
        ordering = ("purpose", "first_shown_at", "pk")
        triggers = _NEVER_CHANGED

    def __str__(self) -> str:
        return f"{self.purpose} {self.digest[:12]}"


class Consent(models.Model):
    """One consent of one person: live until it is withdrawn, then proof that it was given.

    `given_to` is who heard or received it at a counter; `proof` names the signed paper. The
    database lets only the withdrawal be added, and `proof` emptied by erasure.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=consent_channels)
    given_to = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proof = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_through = models.CharField(max_length=10, choices=consent_channels, blank=True)
    withdrawn_to = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-given_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose"),
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_consent_a_purpose",
                violation_error_code="consent-already-given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_through="")
                | (Q(withdrawn_at__gte=F("given_at")) & ~Q(withdrawn_through="")),
                name="consent_withdrawn_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(channel="WEB") | Q(given_to__isnull=False),
                name="consent_at_a_counter_names_who_heard_it",
            ),
        )
        triggers = _AS_IT_WAS_GIVEN

    def __str__(self) -> str:
        return f"{self.purpose}: {self.person_id}"
