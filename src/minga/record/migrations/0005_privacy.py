"""Requests of data subjects, breaches, consents."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("record", "0004_follow_codes")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = []
