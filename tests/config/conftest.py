"""Which installations do the tests of the deployment share?"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.config.running_site import Site, new_site


@pytest.fixture
def sites() -> Iterator[ExitStack]:
    """Keeps what a test starts, and removes it afterwards."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(sites: ExitStack) -> Site:
    made = new_site()
    sites.callback(made.destroy)
    return made


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    """A running demonstration, shared by the tests of a module that leave it as they found it."""
    made = new_site()
    try:
        made.start()
        made.make_probe_table()
        yield made
    finally:
        made.destroy()


@pytest.fixture
def data_folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder for pages that this process serves itself."""
    settings.DATA_FOLDER = tmp_path
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return tmp_path
