"""What does the counter keep? Codes of follow-up, opening hours, paper forms, and who was served."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from minga.record.counter.words import code_ends, receptions, void_reasons


class FollowCode(models.Model):
    """A printed code that opens its own case for whoever holds it; only its digest is kept.

    The digest is of number and code together, so that it says nothing about any other case.
    """

    case = models.ForeignKey("record.Case", on_delete=models.PROTECT, related_name="follow_codes")
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_as = models.CharField(max_length=12, choices=code_ends, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(revoked_at__isnull=True),
                name="one_living_follow_code_a_case",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, ended_as="")
                | (Q(revoked_at__isnull=False) & ~Q(ended_as="")),
                name="follow_code_says_why_it_ended",
            ),
        )
        # a code never opens another case, and one that ended never opens again
        triggers = (
            pgtrigger.ReadOnly(name="follow_code_stays_with_its_case", fields=["case", "digest"]),
            pgtrigger.Protect(
                name="follow_code_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False, new__revoked_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.issued_at}"


class CounterHours(models.Model):
    """From when to when a body attends in person on a weekday (Monday 0), between two days."""

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "counter hours"
        ordering = ("weekday", "opens", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="counter_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="hours_end_after_they_start",
            ),
        )
        indexes = (models.Index(fields=("body", "weekday"), name="counter_hours_by_body"),)

    def __str__(self) -> str:
        return f"{self.body_id}/{self.weekday}: {self.opens}–{self.closes}"


class CounterVisit(models.Model):
    """One thing done in person for somebody: who attended, what, when it arrived and was received.

    `public_id` comes with the form: sent twice, it is one visit.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.CharField(max_length=40)
    case = models.ForeignKey(
        "record.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    arrived_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_because = models.CharField(max_length=20, choices=receptions)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(received_at__gte=F("arrived_at")), name="received_after_it_arrived"
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("arrived_at")), name="visit_recorded_after_arrival"
            ),
        )
        indexes = (models.Index(fields=("body", "-recorded_at"), name="visits_by_body_and_time"),)

    def __str__(self) -> str:
        return f"{self.act}: {self.public_id}"


class PaperForm(models.Model):
    """A numbered form on paper for when there is no power; the serial is gapless within a year.

    It is either used by one visit, or void with a reason, or not yet accounted for.
    """

    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    serial = models.CharField(max_length=20, unique=True)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    visit = models.OneToOneField(
        CounterVisit, on_delete=models.PROTECT, null=True, blank=True, related_name="paper"
    )
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_reason = models.CharField(max_length=12, choices=void_reasons, blank=True)

    class Meta:
        ordering = ("year", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("year", "sequence"), name="paper_serial_once_a_year"),
            models.CheckConstraint(
                condition=Q(visit__isnull=True) | Q(voided_at__isnull=True),
                name="paper_used_or_void",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_reason="")
                | (Q(voided_at__isnull=False) & ~Q(voided_reason="")),
                name="void_paper_says_why",
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(name="printed_serial", fields=["serial", "year", "sequence"]),
        )

    def __str__(self) -> str:
        return self.serial
