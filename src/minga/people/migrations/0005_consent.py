"""Consents, each with the very words that were accepted."""

from typing import ClassVar

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import minga.people.labels


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0004_recoveries")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("first_shown_at", models.DateTimeField()),
            ],
            options={"ordering": ("purpose", "first_shown_at", "pk")},
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60)),
                ("given_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(choices=minga.people.labels.consent_channels, max_length=10),
                ),
                ("proof", models.CharField(blank=True, max_length=300)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_through",
                    models.CharField(
                        blank=True, choices=minga.people.labels.consent_channels, max_length=10
                    ),
                ),
                (
                    "given_to",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="people.person",
                    ),
                ),
                (
                    "withdrawn_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="people.consenttext",
                    ),
                ),
            ],
            options={"ordering": ("-given_at", "-pk")},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consenttext",
            trigger=pgtrigger.compiler.Trigger(
                name="text_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="197ce99d92f9deeb1fda0e0e6f82fb1f105aae95",
                    operation="UPDATE",
                    pgid="pgtrigger_text_never_changed_45334",
                    table="people_consenttext",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "purpose"),
                name="one_live_consent_a_purpose",
                violation_error_code="consent-already-given",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_through", "")),
                    models.Q(
                        ("withdrawn_at__gte", models.F("given_at")),
                        models.Q(("withdrawn_through", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consent_withdrawn_after_it_was_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel", "WEB"), ("given_to__isnull", False), _connector="OR"
                ),
                name="consent_at_a_counter_names_who_heard_it",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="consent_as_it_was_given",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."text_id" IS DISTINCT FROM (NEW."text_id") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."given_to_id" IS DISTINCT FROM (NEW."given_to_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="5f6d1fea110851156c21fa8c2e2212805a58d016",
                    operation="UPDATE",
                    pgid="pgtrigger_consent_as_it_was_given_94569",
                    table="people_consent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
