"""How does Django know the context `people`?"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The context `people`."""

    name = "minga.people"
    label = "people"
