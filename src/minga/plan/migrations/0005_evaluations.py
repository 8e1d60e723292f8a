"""Evaluations of activities by the bodies the plan names."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.plan.labels


class Migration(migrations.Migration):
    dependencies = [("plan", "0004_casework")]

    operations = [
        migrations.CreateModel(
            name="EvaluatingBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(max_length=120)),
                ("body_name", models.CharField(blank=True, max_length=200)),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluating_bodies",
                        to="plan.workplan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evaluating bodies",
                "ordering": ("act_id", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityEvaluation",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="record.act",
                    ),
                ),
                ("body_name", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("finding", models.CharField(choices=minga.plan.labels.findings, max_length=15)),
                ("from_document", models.BooleanField()),
                ("in_favour", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("against", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("abstentions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("blank", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="plan.activity",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
            ],
            options={
                "ordering": ("year", "act_id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("body_name", "")),
                            models.Q(
                                ("body__isnull", True), models.Q(("body_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="evaluation_has_one_body",
                        violation_error_code="body-missing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1)), name="evaluated_year_exists"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6199f42804cb96a27e7647a7bc7a4649567f33d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_rows_a8b87",
                    table="plan_activityevaluation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: % refuses TRUNCATE', TG_TABLE_NAME;",
                    hash="4e37ad57581504d04a3b6949c26a100ff1be6856",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_table_c4a4c",
                    table="plan_activityevaluation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatingbody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body__isnull", False), ("body_name", "")),
                    models.Q(("body__isnull", True), models.Q(("body_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evaluating_body_is_one",
                violation_error_code="body-missing",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatingbody",
            constraint=models.UniqueConstraint(
                fields=("act", "body", "body_name"),
                name="evaluating_body_once_an_act",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluatingbody",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3f9063e1b0de0892d11b2247d5d2c614b71ef5d5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_rows_d3f51",
                    table="plan_evaluatingbody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluatingbody",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: % refuses TRUNCATE', TG_TABLE_NAME;",
                    hash="684e3a486eaebe3c1bfb3e6421c4046b972ded92",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_table_8d701",
                    table="plan_evaluatingbody",
                    when="BEFORE",
                ),
            ),
        ),
    ]
