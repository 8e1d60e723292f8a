"""Evaluations of activities by the bodies the plan names."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("plan", "0004_casework")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = []
