"""Questions, comments, support, answers, moderation."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("record", "0003_words_only_emptied"),
        ("people", "0004_recoveries"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = []
