"""Which address opens which page of the territory?"""

from django.urls import URLPattern, URLResolver, path, register_converter

from minga.territory.pages import overview, parish, zone


class ParishCode:
    """Six digits: province, canton and parish."""

    regex = "[0-9]{6}"

    def to_python(self, value: str) -> str:
        """Return the code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code as it stands."""
        return value


register_converter(ParishCode, "parish")

app_name = "territory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territorio/", overview.parish_list, name="parish-list"),
    path("territorio.json", overview.parish_list_json, name="parish-list-json"),
    path("territorio.csv", overview.parish_list_csv, name="parish-list-csv"),
    path("territorio.atom", overview.territory_atom, name="parish-list-atom"),
    path("territorio/parroquias/<parish:code>/", parish.parish_detail, name="parish-detail"),
    path("territorio/parroquias/<parish:code>.json", parish.parish_json, name="parish-json"),
    path(
        "territorio/parroquias/<parish:code>/lugares.csv",
        parish.places_inside_csv,
        name="parish-places-csv",
    ),
    path("territorio/zonas/<slug:slug>/", zone.zone_detail, name="zone-detail"),
    path("territorio/zonas/<slug:slug>.json", zone.zone_json, name="zone-json"),
    path("territorio/zonas/<slug:slug>.csv", zone.zone_csv, name="zone-csv"),
]
