"""How does Django know the context `openness`?"""

from django.apps import AppConfig


class OpennessConfig(AppConfig):
    """The context `openness`."""

    name = "minga.openness"
    label = "openness"
