"""Gestiones."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.plan.labels


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0003_append_only_facts"),
        ("record", "0004_follow_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Casework",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="casework",
                        serialize=False,
                        to="record.case",
                    ),
                ),
                (
                    "origin",
                    models.CharField(choices=minga.plan.labels.casework_origins, max_length=20),
                ),
                ("addressee", models.CharField(blank=True, max_length=200)),
                (
                    "addressed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.place",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "casework",
                "ordering": ("-case__opened_on", "-case"),
            },
        ),
        migrations.CreateModel(
            name="CaseworkAsker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "act",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
                    ),
                ),
                (
                    "casework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="askers",
                        to="plan.casework",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("casework", "person"),
                        name="asks_once_a_casework",
                        violation_error_code="already-asks",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseworkStep",
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
                ("addressee", models.CharField(blank=True, max_length=200)),
                ("women", models.PositiveIntegerField(blank=True, null=True)),
                ("men", models.PositiveIntegerField(blank=True, null=True)),
                ("people", models.PositiveIntegerField(blank=True, null=True)),
                ("answer_due_on", models.DateField(blank=True, null=True)),
                (
                    "sent_key",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                (
                    "addressed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="plan.caseworkstep",
                    ),
                ),
                (
                    "casework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="plan.casework",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.place",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer_due_on__isnull", False)),
                        fields=["answer_due_on"],
                        name="awaited_answers",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseworkstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c6eba0662b22a87aabd701226967bfb44487a0c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_rows_d945c",
                    table="plan_caseworkstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseworkstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: % refuses TRUNCATE', TG_TABLE_NAME;",
                    hash="8789dbf9bbc41e085c9dd2125557d442b736abd6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_table_22ca2",
                    table="plan_caseworkstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
