"""How do the tests read the pages of the territory?"""

import re
from datetime import UTC, datetime

from django.test import Client

from minga.territory.services.boundaries import BoundaryFile, import_boundaries
from tests.territory.drawings import CUMBAYA, GUALEA, collection, feature, square

LIST, GUALEA_PAGE = "/territorio/", "/territorio/parroquias/170161/"
CHOCO_PAGE = "/territorio/zonas/choco-andino/"
AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def read(client: Client, address: str) -> str:
    """Return what the page at an address says."""
    response = client.get(address)
    assert response.status_code == 200
    return plain(response.content.decode())


def plain(page: str) -> str:
    """Return what a page says: its markup and blanks taken out."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def import_two_boundaries() -> None:
    """Load the boundaries of a rural parish far in the north and of one near the city."""
    shapes = [
        feature(square(*GUALEA), codigo="170161"),
        feature(square(*CUMBAYA), codigo="170157"),
    ]
    import_boundaries(BoundaryFile(collection(shapes), "Capa de prueba", "CC0"), at=AT)
