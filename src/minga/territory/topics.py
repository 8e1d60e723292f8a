"""Which places may be followed? Parishes by their code, zones by their name."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from minga.kernel.named import Named
from minga.territory.models import Place
from minga.territory.rules.places import PlaceKind

PAGES = {PlaceKind.PARISH: "territory:parish-detail", PlaceKind.ZONE: "territory:zone-detail"}


def places_named(codes: Sequence[str]) -> Mapping[str, Named]:
    """Return the parishes and zones of these codes; one query."""
    found = Place.objects.filter(code__in=codes, kind__in=PAGES)
    return {
        place.code: Named(place.name, reverse(PAGES[PlaceKind(place.kind)], args=(place.code,)))
        for place in found
    }
