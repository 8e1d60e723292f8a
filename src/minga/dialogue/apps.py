"""How does Django know this context?"""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """What people ask, say, support and follow."""

    name = "minga.dialogue"
    default_auto_field = "django.db.models.BigAutoField"
