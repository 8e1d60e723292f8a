"""What do the tests of the website stand on? Static files as they lie in the source."""

import pytest
from pytest_django import Settings

from tests.website.colours import STATIC


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Pages name files without the stamp that `collectstatic` gives them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = str(STATIC.parent)


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    """The website needs no other context: only its own addresses exist here."""
    settings.ROOT_URLCONF = "tests.website.urls"
