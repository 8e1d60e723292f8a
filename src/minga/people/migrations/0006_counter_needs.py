"""What the next clerk must know to attend somebody well, as codes."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

import minga.people.counter_words


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0005_consent")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.AddField(
            model_name="identity",
            name="needs_at_counter",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=minga.people.counter_words.counter_needs, max_length=20
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
    ]
