"""Follows, notices and their channels."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("dialogue", "0001_questions")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = []
