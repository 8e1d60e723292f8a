"""What do the tests of people need besides the cast? Folders of their own for keys and lists."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep keys and the list of erasures in a folder of this test."""
    settings.DATA_FOLDER = tmp_path
    settings.KEY_FOLDER = tmp_path / "keys"
    return tmp_path


@pytest.fixture
def demonstration(settings: Settings) -> None:
    """The database counts as a demonstration."""
    settings.DEMONSTRATION = True


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Serve static files from the source folders: a test collects none."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    settings.WHITENOISE_AUTOREFRESH = True
