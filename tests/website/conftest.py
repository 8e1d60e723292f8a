"""What do the tests of the website stand on? Static files as they lie in the source."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.website.colours import STATIC
from tests.website.urls import no_panels


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Pages name files without the stamp that `collectstatic` gives them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = str(STATIC.parent)


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> Iterator[None]:
    """The website needs no other context: only its own addresses exist here, and no panels."""
    settings.ROOT_URLCONF = "tests.website.urls"
    with no_panels():
        yield
