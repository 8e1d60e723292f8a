"""What the tests of the record share."""

from datetime import UTC, datetime

import pytest

from minga.kernel import clock
from tests.record.acts import keys  # noqa: F401 - a fixture
from tests.record.clocks import request_kind  # noqa: F401 - a fixture

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


@pytest.fixture
def later() -> datetime:
    """Shift the clock to 1 March 2027, after every date the tests speak of."""
    clock.shift_to(NOW)
    return NOW
