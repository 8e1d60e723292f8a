"""What may other contexts use of `territory`?"""

from minga.territory.events import TerritoryChanged
from minga.territory.labels import PARISH_KIND_LABELS, PLACE_KIND_LABELS
from minga.territory.models import Place
from minga.territory.queries import (
    district,
    find_parish,
    parish_choices,
    parish_people,
    parishes_on,
    place_names,
    public_paths,
    zone_ids_on,
)
from minga.territory.rules.names import fold_name
from minga.territory.rules.parishes import Parish
from minga.territory.rules.places import ParishKind, PlaceKind
from minga.territory.services.facts import load_facts as load_reference
from minga.territory.services.files import import_territory_file
from minga.territory.topics import places_named

__all__ = [
    "PARISH_KIND_LABELS",
    "PLACE_KIND_LABELS",
    "Parish",
    "ParishKind",
    "Place",
    "PlaceKind",
    "TerritoryChanged",
    "district",
    "find_parish",
    "fold_name",
    "import_territory_file",
    "load_reference",
    "parish_choices",
    "parish_people",
    "parishes_on",
    "place_names",
    "places_named",
    "public_paths",
    "zone_ids_on",
]
