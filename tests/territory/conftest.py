"""What do the tests of the territory stand on? The shipped facts, and static files as they lie."""

import pytest
from pytest_django import Settings

import minga.website
from minga.territory.services.facts import load_facts
from minga.territory.services.settle import Tally


@pytest.fixture
def facts(db: None) -> Tally:
    """The shipped facts are loaded; returns how many rows that took."""
    return load_facts()


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Pages name files without the stamp that `collectstatic` gives them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = f"{minga.website.__path__[0]}/static"
