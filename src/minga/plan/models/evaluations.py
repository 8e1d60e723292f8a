"""What is kept of evaluations: who was named to evaluate, and what they found, year by year."""

from django.db import models
from django.db.models import Q

from minga.plan.labels import findings
from minga.plan.models.plans import Activity, WorkPlan
from minga.record.public import Frozen


def _is_one(name: str) -> models.CheckConstraint:
    """A body of the installation, or the name of another one; never both, never neither."""
    known = Q(body__isnull=False, body_name="")
    named = Q(body__isnull=True) & ~Q(body_name="")
    return models.CheckConstraint(
        condition=known | named, name=name, violation_error_code="body-missing"
    )


class EvaluatingBody(Frozen):
    """One of the bodies that a means of evaluation of a plan stands for, said by a dated act.

    `term` is the normalised value of `ActivityText.evaluation_term`. Who is named later for the
    same term holds from that day on; all rows of one act hold together.
    """

    act = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="evaluating_bodies")
    term = models.CharField(max_length=120)
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body_name = models.CharField(max_length=200, blank=True)

    class Meta(Frozen.Meta):
        verbose_name_plural = "evaluating bodies"
        ordering = ("act_id", "pk")
        constraints = (
            _is_one("evaluating_body_is_one"),
            models.UniqueConstraint(
                fields=("act", "body", "body_name"),
                nulls_distinct=False,
                name="evaluating_body_once_an_act",
            ),
        )

    def __str__(self) -> str:
        return f"{self.term}: {self.body_id or self.body_name}"


class ActivityEvaluation(Frozen):
    """What a body found of one year of an activity; what it saw and advises are the act's words.

    `from_document` when an office entered it from what the body signed or published. The four
    counts are empty where nobody voted or the count is not known: never zero for unknown.
    """

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evaluations")
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body_name = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    finding = models.CharField(max_length=15, choices=findings)
    from_document = models.BooleanField()
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    blank = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Frozen.Meta):
        ordering = ("year", "act_id")
        constraints = (
            _is_one("evaluation_has_one_body"),
            models.CheckConstraint(condition=Q(year__gte=1), name="evaluated_year_exists"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} año {self.year}: {self.finding}"
