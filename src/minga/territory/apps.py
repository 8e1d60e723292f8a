"""How does Django know the context `territory`?"""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The context `territory`."""

    name = "minga.territory"
    label = "territory"
