"""What the tests of the record share."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from minga.kernel import clock
from tests.record.acts import keys  # noqa: F401 - a fixture
from tests.record.clocks import request_kind  # noqa: F401 - a fixture
from tests.record.sealed_record import SealedRecord, sealed_record

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


@pytest.fixture
def later() -> datetime:
    """Shift the clock to 1 March 2027, after every date the tests speak of."""
    clock.shift_to(NOW)
    return NOW


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Serve static files from the source folders: a test collects none."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def honest() -> SealedRecord:
    """A small sealed record that nobody touched."""
    return sealed_record()
