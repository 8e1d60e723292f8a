"""Follow codes and what the counter keeps."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.record.counter.words


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0003_words_only_emptied"),
        ("people", "0004_recoveries"),
    ]

    operations = [
        migrations.CreateModel(
            name="CounterVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("act", models.CharField(max_length=40)),
                ("arrived_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "received_because",
                    models.CharField(choices=minga.record.counter.words.receptions, max_length=20),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="record.case",
                    ),
                ),
                (
                    "clerk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-recorded_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="FollowCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True, choices=minga.record.counter.words.code_ends, max_length=12
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_codes",
                        to="record.case",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("serial", models.CharField(max_length=20, unique=True)),
                ("printed_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "voided_reason",
                    models.CharField(
                        blank=True, choices=minga.record.counter.words.void_reasons, max_length=12
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="record.countervisit",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("year", "sequence"),
            },
        ),
        migrations.CreateModel(
            name="CounterHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("set_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "counter hours",
                "ordering": ("weekday", "opens", "starts_on", "pk"),
                "indexes": [models.Index(fields=["body", "weekday"], name="counter_hours_by_body")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="hours_on_a_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="counter_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="hours_end_after_they_start",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="countervisit",
            index=models.Index(fields=["body", "-recorded_at"], name="visits_by_body_and_time"),
        ),
        migrations.AddConstraint(
            model_name="countervisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_at__gte", models.F("arrived_at"))),
                name="received_after_it_arrived",
            ),
        ),
        migrations.AddConstraint(
            model_name="countervisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_at__gte", models.F("arrived_at"))),
                name="visit_recorded_after_arrival",
            ),
        ),
        migrations.AddConstraint(
            model_name="followcode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("case",),
                name="one_living_follow_code_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="followcode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_as", ""), ("revoked_at__isnull", True)),
                    models.Q(
                        ("revoked_at__isnull", False), models.Q(("ended_as", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="follow_code_says_why_it_ended",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followcode",
            trigger=pgtrigger.compiler.Trigger(
                name="follow_code_stays_with_its_case",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f889ae7e136b1f3ef45abdc7915fa997e8daad5f",
                    operation="UPDATE",
                    pgid="pgtrigger_follow_code_stays_with_its_case_4962d",
                    table="record_followcode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followcode",
            trigger=pgtrigger.compiler.Trigger(
                name="follow_code_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."revoked_at" IS NULL AND OLD."revoked_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4c6861fee88702396b02ca8d721fa9c5bcf5b684",
                    operation="UPDATE",
                    pgid="pgtrigger_follow_code_ends_once_85f27",
                    table="record_followcode",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.UniqueConstraint(
                fields=("year", "sequence"), name="paper_serial_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("visit__isnull", True), ("voided_at__isnull", True), _connector="OR"
                ),
                name="paper_used_or_void",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("voided_at__isnull", True), ("voided_reason", "")),
                    models.Q(
                        ("voided_at__isnull", False), models.Q(("voided_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="void_paper_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paperform",
            trigger=pgtrigger.compiler.Trigger(
                name="printed_serial",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ea80ee19f364ba4e66a257dbb682834dbb78abf9",
                    operation="UPDATE",
                    pgid="pgtrigger_printed_serial_72f3b",
                    table="record_paperform",
                    when="BEFORE",
                ),
            ),
        ),
    ]
