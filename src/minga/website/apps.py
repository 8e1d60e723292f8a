"""How does Django know the context `website`?"""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The context `website`."""

    name = "minga.website"
    label = "website"
