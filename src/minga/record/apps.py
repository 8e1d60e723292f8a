"""How does Django know the context `record`?"""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The context `record`."""

    name = "minga.record"
    label = "record"
