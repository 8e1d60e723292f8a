"""Requests of data subjects, and the office's own rows of the register of processing."""

from typing import ClassVar

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.record.privacy.words


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("record", "0004_follow_codes")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="DataSubjectRequest",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="data_request",
                        serialize=False,
                        to="record.case",
                    ),
                ),
                (
                    "right",
                    models.CharField(choices=minga.record.privacy.words.rights, max_length=20),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-case_id",),
            },
        ),
        migrations.CreateModel(
            name="ProcessingActivity",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="processing",
                        serialize=False,
                        to="record.act",
                    ),
                ),
                ("purpose", models.CharField(max_length=300)),
                ("whose", models.CharField(max_length=300)),
                ("data", models.CharField(max_length=500)),
                (
                    "legal_basis",
                    models.CharField(choices=minga.record.privacy.words.bases, max_length=20),
                ),
                ("basis_note", models.CharField(blank=True, max_length=300)),
                ("seen_by", models.CharField(max_length=300)),
                ("retention", models.CharField(max_length=300)),
                ("recipients", models.CharField(blank=True, max_length=300)),
                ("transfers", models.CharField(blank=True, max_length=300)),
                (
                    "ended_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "processing activities",
                "ordering": ("pk",),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datasubjectrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="request_as_it_was_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."right" IS DISTINCT FROM (NEW."right") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="cdc0666a329bf80a395a631e5a2f48f7dbd13a6c",
                    operation="UPDATE",
                    pgid="pgtrigger_request_as_it_was_made_8db5f",
                    table="record_datasubjectrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="processingactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="processing_as_it_was_written",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."act_id" IS DISTINCT FROM (NEW."act_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."whose" IS DISTINCT FROM (NEW."whose") OR OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."legal_basis" IS DISTINCT FROM (NEW."legal_basis") OR OLD."basis_note" IS DISTINCT FROM (NEW."basis_note") OR OLD."seen_by" IS DISTINCT FROM (NEW."seen_by") OR OLD."retention" IS DISTINCT FROM (NEW."retention") OR OLD."recipients" IS DISTINCT FROM (NEW."recipients") OR OLD."transfers" IS DISTINCT FROM (NEW."transfers"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7dee1ad178820b9f7c4e52e8d97cdd53cfcc55d4",
                    operation="UPDATE",
                    pgid="pgtrigger_processing_as_it_was_written_4975a",
                    table="record_processingactivity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="processingactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="processing_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="accfd31295071da3145384cdb1b0642032619660",
                    operation="DELETE",
                    pgid="pgtrigger_processing_never_removed_78d11",
                    table="record_processingactivity",
                    when="BEFORE",
                ),
            ),
        ),
    ]
