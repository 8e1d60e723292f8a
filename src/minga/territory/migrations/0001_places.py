"""Places, their zones through time, what was counted in them and how they are drawn."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import minga.territory.labels


class Migration(migrations.Migration):
    initial = True

    dependencies = [("website", "0001_text_search")]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("publisher", models.CharField(max_length=200)),
                ("address", models.URLField(blank=True, max_length=300)),
                ("licence", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=minga.territory.labels.place_kinds, max_length=12),
                ),
                ("code", models.CharField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("short", models.CharField(blank=True, max_length=3)),
                ("folded", models.CharField(editable=False, max_length=160)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), blank=True, default=list
                    ),
                ),
                (
                    "parish_kind",
                    models.CharField(
                        blank=True, choices=minga.territory.labels.parish_kinds, max_length=5
                    ),
                ),
                ("circumscription", models.CharField(blank=True, max_length=60, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("tile_column", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("tile_row", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "population_latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "population_longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="territory.place",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.source",
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="ElectorFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("roll_year", models.PositiveSmallIntegerField()),
                ("electors", models.PositiveIntegerField()),
                ("polling_places", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "standing",
                    models.CharField(choices=minga.territory.labels.standings, max_length=12),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elector_figures",
                        to="territory.place",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.source",
                    ),
                ),
            ],
            options={
                "ordering": ("place", "roll_year", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ZoneMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "standing",
                    models.CharField(choices=minga.territory.labels.standings, max_length=12),
                ),
                (
                    "evidence",
                    models.CharField(choices=minga.territory.labels.evidence_marks, max_length=1),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zone_memberships",
                        to="territory.place",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.source",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zone_members",
                        to="territory.place",
                    ),
                ),
            ],
            options={
                "ordering": ("place", "starts_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="boundary",
                        serialize=False,
                        to="territory.place",
                    ),
                ),
                ("geometry", models.JSONField()),
                ("outline", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("source", models.CharField(max_length=200)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "boundaries",
                "ordering": ("place",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("south__lte", models.F("north")), ("west__lte", models.F("east"))
                        ),
                        name="boundary_box_is_ordered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServicesFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("per_hundred", models.DecimalField(decimal_places=1, max_digits=4)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_figures",
                        to="territory.place",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.source",
                    ),
                ),
            ],
            options={
                "ordering": ("place", "year", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("place", "year"), name="services_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("per_hundred__range", (0, 100))),
                        name="services_within_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "series",
                    models.CharField(
                        choices=minga.territory.labels.population_series, max_length=10
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("men", models.PositiveIntegerField(blank=True, null=True)),
                ("women", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "standing",
                    models.CharField(choices=minga.territory.labels.standings, max_length=12),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="population_figures",
                        to="territory.place",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.source",
                    ),
                ),
            ],
            options={
                "ordering": ("place", "series", "year", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing", "ACCEPTED")),
                        fields=("place", "year", "series"),
                        name="one_accepted_population_a_year",
                    ),
                    models.UniqueConstraint(
                        fields=("place", "year", "series", "source", "total"),
                        name="population_once_a_source",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["kind", "folded"], name="place_by_folded_name"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["aliases"], name="place_by_alias"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "PARISH"), ("parish_kind__in", ["URBAN", "RURAL"])),
                    models.Q(models.Q(("kind", "PARISH"), _negated=True), ("parish_kind", "")),
                    _connector="OR",
                ),
                name="place_parish_kind_for_parishes_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("tile_column__isnull", True), ("tile_row__isnull", True)),
                    models.Q(("tile_column__isnull", False), ("tile_row__isnull", False)),
                    _connector="OR",
                ),
                name="place_tile_has_column_and_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                    _connector="OR",
                ),
                name="place_centre_is_on_earth",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                fields=("parent", "tile_column", "tile_row"), name="place_tile_is_taken_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="place_ends_after_it_starts",
                violation_error_code="ends-before-it-starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="electorfigure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", "ACCEPTED")),
                fields=("place", "roll_year"),
                name="one_accepted_roll_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="electorfigure",
            constraint=models.UniqueConstraint(
                fields=("place", "roll_year", "source", "electors"), name="electors_once_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="zonemembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="zone_membership_ends_after_it_starts",
                violation_error_code="ends-before-it-starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="zonemembership",
            constraint=models.UniqueConstraint(
                fields=("place", "zone", "starts_on", "standing", "source"),
                name="zone_membership_once_a_source",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="zonemembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("standing", "ACCEPTED")),
                expressions=(
                    ("place", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ),
                name="accepted_zones_of_a_place_do_not_overlap",
                violation_error_code="accepted-zones-overlap",
            ),
        ),
    ]
