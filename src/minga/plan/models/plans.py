"""What a plan keeps: its filed versions, programmes and activities, and how they are measured.

Numbers of programmes and activities never move between versions; what was filed is frozen.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from minga.plan.labels import (
    aggregations,
    directions,
    money_kinds,
    point_kinds,
    self_identifications,
    sexes,
)
from minga.plan.rules.titles import short_programme_name
from minga.record.public import Frozen


class WorkPlan(models.Model):
    """A plan de trabajo: what somebody elected, or an institution, promised for a term."""

    case = models.OneToOneField(
        "record.Case", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    holder = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_main = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ("-is_main", "slug")
        constraints = (
            models.UniqueConstraint(
                fields=("is_main",), condition=Q(is_main=True), name="one_main_plan"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("plan:plan-detail", args=(self.slug,))


class PlanVersion(Frozen):
    """A plan as filed once: the text of the document, frozen, with what the reader noticed.

    `restated` names the fields whose text is a summary of ours until the document is imported.
    """

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    act = models.OneToOneField("record.Act", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        "record.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    jurisdiction = models.CharField(max_length=200, null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    years_count = models.PositiveSmallIntegerField()
    authors = ArrayField(models.TextField(), default=list)
    list_name = models.CharField(max_length=200, null=True, blank=True)
    vision = models.TextField(null=True, blank=True)
    general_objective = models.TextField(null=True, blank=True)
    specific_objectives = ArrayField(models.TextField(), default=list)
    diagnosis = models.TextField(null=True, blank=True)
    systems = ArrayField(models.TextField(), default=list)
    restated = ArrayField(models.CharField(max_length=40), default=list)
    content = models.JSONField()

    class Meta(Frozen.Meta):
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plan_version_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"

    @property
    def document_url(self) -> str:
        """Where the original is handed over; empty when it was not kept."""
        return self.document.address_as(self.source_name) if self.document else ""


class AccountabilityMechanism(Frozen):
    """One row of the plan's table of accountability mechanisms, as filed."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="mechanisms")
    position = models.PositiveSmallIntegerField()
    mechanism = models.TextField()
    tools = ArrayField(models.TextField(), default=list)
    frequency = models.TextField(blank=True)

    class Meta(Frozen.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.mechanism[:60]


class Programme(Frozen):
    """A programme of a plan under the name it was first filed with; number and address stay."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="programmes")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300)

    class Meta(Frozen.Meta):
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="programme_number_once"),
            models.UniqueConstraint(fields=("plan", "slug"), name="programme_slug_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name without the word that all programmes of a plan de trabajo begin with."""
        return short_programme_name(self.name)


class Objective(Frozen):
    """A specific objective as a version states it for a programme."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="objectives")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_restated = models.BooleanField(default=False)

    class Meta(Frozen.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:60]


class Activity(models.Model):
    """A promise with a number of its own that never moves; its text lives in each version.

    `repeats` is the first activity with the same text: an act linked to one appears with both
    and counts once.
    """

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="activities")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities")
    number = models.PositiveIntegerField()
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repetitions"
    )
    withdrawn_in = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn"
    )

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "activities"
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="activity_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class ActivityText(Frozen):
    """An activity as one version filed it. Nothing here is ever changed.

    `years` are ordinals from 1; empty texts of the document are null. `reading` is the corrected
    reading shown beside a misspelt text, `strategy_terms` and `evaluation_term` the normalised
    values used by filters and totals.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="texts")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="texts")
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    row = models.PositiveIntegerField()
    text = models.TextField()
    reading = models.TextField()
    years = ArrayField(models.PositiveSmallIntegerField(), default=list)
    sdg = ArrayField(models.PositiveSmallIntegerField(), default=list)
    baseline = models.TextField(null=True, blank=True)
    target = models.TextField(null=True, blank=True)
    strategies = ArrayField(models.TextField(), default=list)
    strategy_terms = ArrayField(models.CharField(max_length=80), default=list)
    evaluation = models.TextField(null=True, blank=True)
    evaluation_term = models.CharField(max_length=120, blank=True)
    issues = ArrayField(models.CharField(max_length=40), default=list)
    words = models.GeneratedField(
        expression=SearchVector("reading", config="minga_es"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(Frozen.Meta):
        ordering = ("row",)
        constraints = (
            models.UniqueConstraint(fields=("version", "activity"), name="activity_once_a_version"),
        )

    def __str__(self) -> str:
        return self.text[:60]


class ActivityAct(Frozen):
    """An act that serves an activity; `linked_by` is the later act that said so, if another did."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="act_links")
    act = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")
    linked_by = models.ForeignKey("record.Act", models.PROTECT, null=True, related_name="+")

    class Meta(Frozen.Meta):
        constraints = (
            models.UniqueConstraint(fields=("activity", "act"), name="act_once_an_activity"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} ← {self.act_id}"


class ActivityCase(Frozen):
    """A case that carries an activity: its acts count for the activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="case_links")
    case = models.ForeignKey("record.Case", on_delete=models.PROTECT, related_name="+")
    act = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")

    class Meta(Frozen.Meta):
        constraints = (
            models.UniqueConstraint(fields=("activity", "case"), name="case_once_an_activity"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} ← {self.case_id}"


class ActivityGoal(Frozen):
    """A goal of the 2030 Agenda (1-17), and one of its targets if named, set by a dated act."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="goals")
    act = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")
    goal = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=6, blank=True)

    class Meta(Frozen.Meta):
        ordering = ("goal", "target")
        constraints = (
            models.UniqueConstraint(
                fields=("act", "activity", "goal", "target"), name="goal_once_an_act"
            ),
            models.CheckConstraint(condition=Q(goal__gte=1, goal__lte=17), name="goal_exists"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.goal}"


class Indicator(Frozen):
    """How an activity is measured: unit, direction, aggregation and its stated denominator."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="indicators")
    act = models.OneToOneField("record.Act", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    direction = models.CharField(max_length=10, choices=directions)
    aggregation = models.CharField(max_length=15, choices=aggregations)
    denominator = models.CharField(max_length=200, blank=True)
    weight = models.DecimalField(max_digits=8, decimal_places=4, default=1)

    class Meta(Frozen.Meta):
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(aggregation="WEIGHTED_MEAN") | ~Q(denominator=""),
                name="weighted_mean_states_its_denominator",
                violation_error_code="denominator-missing",
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicator_weight_positive"),
        )

    def __str__(self) -> str:
        return self.name


class IndicatorPoint(Frozen):
    """A baseline or a target of an indicator for a calendar year, set by a dated act.

    The latest act for the same kind and year holds; the earlier ones stay readable.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="points")
    act = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=point_kinds)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Frozen.Meta):
        ordering = ("year", "act_id")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "act", "kind", "year"), name="point_once_an_act"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.kind} {self.year}: {self.value}"


class Measurement(Frozen):
    """A measured value with its numerator and denominator, for a place and group if stated."""

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    measured_on = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    place = models.ForeignKey(
        "territory.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sex = models.CharField(max_length=10, choices=sexes, blank=True)
    age_group = models.CharField(max_length=20, blank=True)
    self_identification = models.CharField(max_length=20, choices=self_identifications, blank=True)

    class Meta(Frozen.Meta):
        ordering = ("measured_on", "act_id")
        constraints = (
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | ~Q(denominator=0),
                name="measurement_denominator_not_zero",
                violation_error_code="denominator-zero",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.measured_on}: {self.value}"


class MoneyEntry(Frozen):
    """Money planned or spent on an activity in a year, by source, in dollars with cents."""

    act = models.OneToOneField(
        "record.Act", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="money")
    kind = models.CharField(max_length=10, choices=money_kinds)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta(Frozen.Meta):
        ordering = ("year", "act_id")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=0), name="money_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.kind} {self.year}: {self.amount}"


class PlanImport(models.Model):
    """A document on its way in: read and shown, not yet confirmed; gone after a week."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name
