"""Questions, comments, support, answers, moderation."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.dialogue.labels


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_recoveries"),
        ("record", "0003_words_only_emptied"),
        ("territory", "0001_places"),
        ("website", "0001_text_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=minga.dialogue.labels.contribution_kinds, max_length=10
                    ),
                ),
                ("topic", models.CharField(max_length=200)),
                (
                    "topic_kind",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("topic"),
                            models.Value(":"),
                            models.Value(1),
                            function="split_part",
                        ),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("background", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(
                        choices=minga.dialogue.labels.languages, default="es", max_length=8
                    ),
                ),
                ("fingerprint", models.CharField(blank=True, max_length=32)),
                ("salt", models.BinaryField(default=bytes, max_length=32)),
                ("written_at", models.DateTimeField()),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_for", models.CharField(blank=True, max_length=20)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "text", "background", config="minga_es"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="dialogue.contribution",
                    ),
                ),
                (
                    "parish",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.place",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thread",
                        to="dialogue.contribution",
                    ),
                ),
                (
                    "speaks_for",
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
                "ordering": ("written_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="WordingProposal",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="proposal",
                        serialize=False,
                        to="dialogue.contribution",
                    ),
                ),
                ("wording", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="AnswerOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_answered", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
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
        ),
        migrations.CreateModel(
            name="ModerationBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(choices=minga.dialogue.labels.published_rules, max_length=20),
                ),
                ("applied_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "undone_by",
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
                "verbose_name_plural": "moderation batches",
                "ordering": ("-applied_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ModerationDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=minga.dialogue.labels.decision_kinds, max_length=10),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True, choices=minga.dialogue.labels.published_rules, max_length=20
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dialogue.moderationbatch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dialogue.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_at", "-pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModerationAppeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("is_granted", models.BooleanField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="dialogue.moderationdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ContributionReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(choices=minga.dialogue.labels.published_rules, max_length=20),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("reported_at", models.DateTimeField()),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="dialogue.contribution",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dialogue.moderationdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("reported_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OfficialAnswer",
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
                (
                    "status",
                    models.CharField(choices=minga.dialogue.labels.answer_statuses, max_length=20),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="dialogue.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ("act_id",),
            },
        ),
        migrations.CreateModel(
            name="PublicQuestion",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="record.case",
                    ),
                ),
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question",
                        to="dialogue.contribution",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="dialogue.publicquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target", models.CharField(max_length=200)),
                ("side", models.SmallIntegerField(choices=minga.dialogue.labels.sides, default=1)),
                ("given_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "reason",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="dialogue.contribution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="anchor",
                        serialize=False,
                        to="dialogue.contribution",
                    ),
                ),
                ("version", models.CharField(max_length=200)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="anchor_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ModerationLock",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="lock",
                        serialize=False,
                        to="dialogue.contribution",
                    ),
                ),
                ("until", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                fields=["topic", "kind", "-written_at", "-id"], name="contribution_by_topic"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["author", "-written_at"], name="contribution_by_author"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["fingerprint"], name="contribution_by_text"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["-written_at", "-id"], name="contribution_by_time"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="contribution_by_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at__isnull", True), ("hidden_for", "")),
                    models.Q(
                        ("hidden_at__isnull", False), models.Q(("hidden_for", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="hidden_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", True), ("root__isnull", True)),
                    models.Q(("parent__isnull", False), ("root__isnull", False)),
                    _connector="OR",
                ),
                name="reply_knows_its_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("background", ""), ("text", "")),
                    _connector="OR",
                ),
                name="erased_words_are_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="answeropinion",
            constraint=models.UniqueConstraint(
                fields=("answer", "person"), name="opinion_once_a_person"
            ),
        ),
        migrations.AddIndex(
            model_name="moderationdecision",
            index=models.Index(fields=["-decided_at", "-id"], name="decision_by_time"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moderationdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="923b26bdbcd6838a9f808c18dca7e1bdda820247",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_rows_bc11b",
                    table="dialogue_moderationdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moderationdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only: % refuses TRUNCATE', TG_TABLE_NAME;",
                    hash="0228fad99fc63554be44ed7f22cadfe34f7de79b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_append_only_table_b404f",
                    table="dialogue_moderationdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationappeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("hidden_by")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_decided_by_another",
                violation_error_code="appeal-needs-another",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationappeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("is_granted__isnull", True),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("is_granted__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appeal_decided_as_a_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="contributionreport",
            index=models.Index(
                condition=models.Q(("closed_by__isnull", True)),
                fields=["contribution"],
                name="open_reports",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_by__isnull", True)),
                fields=("contribution", "reporter"),
                name="open_report_once_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("case")), _negated=True),
                    _connector="OR",
                ),
                name="question_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                fields=("target", "person"), include=("side",), name="support_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", (-1, 1))), name="support_has_a_side"
            ),
        ),
    ]
