import pytest
from tests.architecture.test_routes import people, world
pytestmark = pytest.mark.django_db
def test_h(world, client):
    from minga.config.health import health
    bad=[c for c in health() if not c.is_well]
    assert bad == []
