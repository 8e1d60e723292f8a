"""Letters of the office."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.plan.labels


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_counter_needs"),
        ("plan", "0005_evaluations"),
        ("record", "0006_similar_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.body",
                    ),
                ),
                ("prefix", models.CharField(default="OF", max_length=30)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("signed_by", models.CharField(blank=True, max_length=160)),
                ("signed_as", models.CharField(blank=True, max_length=160)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=50)),
                ("once", models.UUIDField(unique=True)),
                ("kind", models.CharField(choices=minga.plan.labels.letter_kinds, max_length=12)),
                (
                    "visibility",
                    models.CharField(choices=minga.plan.labels.letter_visibilities, max_length=10),
                ),
                ("written_on", models.DateField()),
                ("answer_due_on", models.DateField(blank=True, null=True)),
                ("addressee", models.CharField(blank=True, max_length=200)),
                ("position", models.CharField(blank=True, max_length=160)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("signed_by", models.CharField(max_length=160)),
                ("signed_as", models.CharField(blank=True, max_length=160)),
                ("written_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "act",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
                    ),
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
                (
                    "casework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="plan.casework",
                    ),
                ),
                (
                    "insists_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="plan.caseworkstep",
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "-sequence", "body"),
            },
        ),
        migrations.CreateModel(
            name="LetterCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("kind", models.CharField(choices=minga.plan.labels.letter_kinds, max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("is_retired", models.BooleanField(default=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("body", "year", "sequence"), name="letter_sequence_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("body", "number"), name="letter_number_once_an_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act__isnull", True), ("voided_at__isnull", True), _connector="OR"
                ),
                name="sent_letter_is_not_void",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_due_on__isnull", True),
                    ("answer_due_on__gte", models.F("written_on")),
                    _connector="OR",
                ),
                name="letter_answered_after_it_was_written",
                violation_error_code="answer-due-before",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="given_number",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."casework_id" IS DISTINCT FROM (NEW."casework_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d3b061a1783173b838d9f4be08a16e9dcefdda69",
                    operation="UPDATE",
                    pgid="pgtrigger_given_number_2af47",
                    table="plan_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="letter_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="aeb180436d46546efc8f45030caa95ba5fafd368",
                    operation="DELETE",
                    pgid="pgtrigger_letter_never_removed_1380c",
                    table="plan_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="sent_letter_only_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.act_id IS NOT NULL AND (NEW.text <> '' OR NEW.subject <> '' OR NEW.addressee <> '' OR NEW.act_id IS DISTINCT FROM OLD.act_id))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1e7088b0fe69137e76e0867a7aa440fcdf5a863e",
                    operation="UPDATE",
                    pgid="pgtrigger_sent_letter_only_emptied_eabbe",
                    table="plan_letter",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="lettercounter",
            constraint=models.UniqueConstraint(
                fields=("body", "year"), name="letter_counter_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                fields=("body", "code"),
                name="template_code_once_an_office",
                violation_error_code="template-code-taken",
            ),
        ),
    ]
