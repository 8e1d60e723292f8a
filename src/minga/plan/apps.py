"""How does Django know the context `plan`?"""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The context `plan`."""

    name = "minga.plan"
    label = "plan"
