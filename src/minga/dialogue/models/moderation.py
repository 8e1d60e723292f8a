"""What do moderators keep? Reports, decisions, decisions over many at once, appeals and locks."""

from django.db import models
from django.db.models import F, Q

from minga.dialogue.labels import decision_kinds, published_rules
from minga.dialogue.models.contributions import Contribution
from minga.record.public import Frozen


class ModerationBatch(models.Model):
    """One decision over many contributions, previewed before; undone as a whole or not at all."""

    rule = models.CharField(max_length=20, choices=published_rules)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "moderation batches"
        ordering = ("-applied_at", "-pk")

    def __str__(self) -> str:
        return f"{self.applied_at:%Y-%m-%d} {self.rule}"


class ModerationDecision(Frozen):
    """What one moderator decided about one contribution, for which rule; the log is public."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=decision_kinds)
    rule = models.CharField(max_length=20, choices=published_rules, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    batch = models.ForeignKey(
        ModerationBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )

    class Meta(Frozen.Meta):
        ordering = ("-decided_at", "-pk")
        indexes = (models.Index(fields=("-decided_at", "-id"), name="decision_by_time"),)

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.kind}"


class ContributionReport(models.Model):
    """Somebody says that a contribution breaks a published rule; open until a decision closes it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20, choices=published_rules)
    note = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        ModerationDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("reported_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("contribution", "reporter"),
                condition=Q(closed_by__isnull=True),
                name="open_report_once_a_person",
            ),
        )
        indexes = (
            models.Index(
                fields=("contribution",),
                condition=Q(closed_by__isnull=True),
                name="open_reports",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.rule}"


class ModerationAppeal(models.Model):
    """The author asks another moderator to look again at a decision to hide, once."""

    decision = models.OneToOneField(
        ModerationDecision, on_delete=models.PROTECT, related_name="appeal"
    )
    hidden_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("hidden_by")),
                name="appeal_decided_by_another",
                violation_error_code="appeal-needs-another",
            ),
            models.CheckConstraint(
                condition=Q(
                    decided_by__isnull=True, decided_at__isnull=True, is_granted__isnull=True
                )
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_granted__isnull=False),
                name="appeal_decided_as_a_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.is_granted}"


class ModerationLock(models.Model):
    """Which moderator is looking at a contribution now, so that no two decide at once."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, primary_key=True, related_name="lock"
    )
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.contribution_id} → {self.until:%H:%M}"
