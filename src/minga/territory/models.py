"""Where? Places, their zones through time, what was counted in them and how they are drawn."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value

from minga.territory.labels import (
    evidence_marks,
    parish_kinds,
    place_kinds,
    population_series,
    standings,
)
from minga.territory.rules.places import ParishKind, PlaceKind, SourceStanding

_PARISH_KINDS = [kind.value for kind in ParishKind]


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that a dated row ends on or after its first day."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True)
        | Q(starts_on__isnull=True)
        | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_code="ends-before-it-starts",
    )


class Source(models.Model):
    """Where a figure or a membership was read; every one of them names its source."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    address = models.URLField(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """A district, zone, parish, barrio, comuna, recinto or settlement.

    `code` is the official code of a parish (DPA INEC) and the address part of a zone.
    Dates are the first and last day the place existed as such; empty when not known or still open.
    `circumscription` is empty until an electoral division is loaded.
    """

    kind = models.CharField(max_length=12, choices=place_kinds)
    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    short = models.CharField(max_length=3, blank=True)
    folded = models.CharField(max_length=160, editable=False)
    aliases = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    parish_kind = models.CharField(max_length=5, choices=parish_kinds, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    circumscription = models.CharField(max_length=60, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    population_latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    population_longitude = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True
    )
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("code",)
        indexes = (
            models.Index(fields=("kind", "folded"), name="place_by_folded_name"),
            GinIndex(fields=("aliases",), name="place_by_alias"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.PARISH.value, parish_kind__in=_PARISH_KINDS)
                | (~Q(kind=PlaceKind.PARISH.value) & Q(parish_kind="")),
                name="place_parish_kind_for_parishes_only",
            ),
            models.CheckConstraint(
                condition=Q(tile_column__isnull=True, tile_row__isnull=True)
                | Q(tile_column__isnull=False, tile_row__isnull=False),
                name="place_tile_has_column_and_row",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_centre_is_on_earth",
            ),
            models.UniqueConstraint(
                fields=("parent", "tile_column", "tile_row"), name="place_tile_is_taken_once"
            ),
            ends_after_start("place_ends_after_it_starts"),
        )

    def __str__(self) -> str:
        return self.name


class ZoneMembership(models.Model):
    """A parish in a zone between two dates, both included, as one source says it.

    What another source says is a row of its own, marked; it is never merged or picked in silence.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="zone_memberships")
    zone = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="zone_members")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=standings)
    evidence = models.CharField(max_length=1, choices=evidence_marks)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("place", "starts_on", "pk")
        constraints = (
            ends_after_start("zone_membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=("place", "zone", "starts_on", "standing", "source"),
                name="zone_membership_once_a_source",
                nulls_distinct=False,
            ),
            ExclusionConstraint(
                name="accepted_zones_of_a_place_do_not_overlap",
                expressions=(
                    ("place", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(standing=SourceStanding.ACCEPTED.value),
                violation_error_code="accepted-zones-overlap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} ∈ {self.zone_id} ({self.starts_on or '…'} – {self.ends_on or '…'})"


class PopulationFigure(models.Model):
    """How many people one source says live in a place in a year; census and projection stay apart.

    Men and women are kept as given: they may add up to less than the total.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="population_figures")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=10, choices=population_series)
    total = models.PositiveIntegerField()
    men = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=standings)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("place", "series", "year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "year", "series"),
                condition=Q(standing=SourceStanding.ACCEPTED.value),
                name="one_accepted_population_a_year",
            ),
            models.UniqueConstraint(
                fields=("place", "year", "series", "source", "total"),
                name="population_once_a_source",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.series} {self.year}: {self.total}"


class ElectorFigure(models.Model):
    """How many electors a roll holds for a place, counted where people vote, not where they live."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="elector_figures")
    roll_year = models.PositiveSmallIntegerField()
    electors = models.PositiveIntegerField()
    polling_places = models.PositiveIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=standings)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("place", "roll_year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "roll_year"),
                condition=Q(standing=SourceStanding.ACCEPTED.value),
                name="one_accepted_roll_a_year",
            ),
            models.UniqueConstraint(
                fields=("place", "roll_year", "source", "electors"), name="electors_once_a_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.roll_year}: {self.electors}"


class ServicesFigure(models.Model):
    """Of each hundred dwellings of a place, how many have basic services."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="services_figures")
    year = models.PositiveSmallIntegerField()
    per_hundred = models.DecimalField(max_digits=4, decimal_places=1)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("place", "year", "pk")
        constraints = (
            models.UniqueConstraint(fields=("place", "year"), name="services_once_a_year"),
            models.CheckConstraint(
                condition=Q(per_hundred__range=(0, 100)), name="services_within_a_hundred"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}: {self.per_hundred}"


class Boundary(models.Model):
    """The outline of a place as imported, and a simplified one ready to be drawn.

    `outline` is a list of rings of [longitude, latitude]: what a small map needs and no more.
    `digest` (SHA-256 of the geometry) makes a second import of the same file change nothing.
    """

    place = models.OneToOneField(
        Place, on_delete=models.PROTECT, primary_key=True, related_name="boundary"
    )
    geometry = models.JSONField()
    outline = models.JSONField()
    digest = models.CharField(max_length=64)
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "boundaries"
        ordering = ("place",)
        constraints = (
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")),
                name="boundary_box_is_ordered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id}: {self.source}"
