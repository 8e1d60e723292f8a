"""Titles of cases as stems, to find earlier ones alike; papers for the staff alone."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import minga.record.labels


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_text_search"),
        ("record", "0005_privacy"),
    ]

    operations = [
        migrations.AddField(
            model_name="actdocument",
            name="visibility",
            field=models.CharField(
                choices=minga.record.labels.visibilities, default="PUBLIC", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="title_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("title", config="minga_es"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title_words"], name="case_by_words"
            ),
        ),
    ]
