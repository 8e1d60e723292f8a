"""Where are the parishes, and how do they compare? The list, its map, and the same for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.territory.documents import (
    PARISH_COLUMNS,
    parish_cells,
    parish_document,
    territory_entries,
)
from minga.territory.forms import ParishSearch, day_asked
from minga.territory.labels import (
    MEASURE_LABELS,
    MEASURE_SENTENCES,
    MEASURE_UNITS,
    PARISH_KIND_WORDS,
)
from minga.territory.maps import (
    by_value,
    cell_words,
    legend_of,
    outline_map,
    tiles_of,
    unknown_words,
)
from minga.territory.queries import (
    DrawnBoundaries,
    district,
    drawn_boundaries,
    electors_of_place,
    has_boundaries,
    parishes_named,
    parishes_on,
    populations_of,
    zone_changes,
)
from minga.territory.rules.measures import MeasureKey
from minga.territory.rules.names import fold_name
from minga.territory.rules.parishes import (
    Parish,
    census_totals,
    counted_in,
    electors_of,
    leading_measure,
    services_of,
)
from minga.territory.rules.places import DISTRICT_CODE, SourceStanding
from minga.territory.sentences import rounded
from minga.website.data_formats import atom_response, csv_response, json_response
from minga.website.drawing.tiles import tile_map
from minga.website.numbers import number
from minga.website.parts import Cell, Column, Table
from minga.website.render import render_page


@dataclass(frozen=True)
class ZoneGroup:
    """A zone and its parishes on a day."""

    code: str
    name: str
    parishes: Sequence[Parish]


def parish_url(code: str) -> str:
    """Return the address of the page of a parish."""
    return reverse("territory:parish-detail", args=[code])


def full_url(code: str) -> str:
    """Return the permanent address of a parish, for programs."""
    return f"{settings.SITE_ADDRESS}{parish_url(code)}"


@require_safe
def parish_list(request: HttpRequest) -> HttpResponse:
    """The parishes: map, table, list by zone; `?parroquia=` opens the page of one."""
    sought = request.GET.get("parroquia", "")
    if sought and (found := list(parishes_named(sought)[:2])) and len(found) == 1:
        return redirect("territory:parish-detail", found[0].code)
    day = day_asked(request.GET.get("al", ""), clock.today())
    parishes = parishes_on(day)
    zones = zones_of(parishes)
    options = [(zone.code, zone.name) for zone in zones]
    search = ParishSearch(request.GET, options, leading_measure(parishes))
    shown = matching(parishes, search)
    boundaries = drawn_boundaries() if search.asked("mapa") == "limites" else None
    context = {
        "search": search,
        "not_found": sought,
        "day": day,
        "is_today": day == clock.today(),
        "parishes": by_value(parishes, search.measure),
        "found": found_words(len(shown), len(parishes)),
        "measure": MEASURE_LABELS[search.measure],
        "sentence": MEASURE_SENTENCES[search.measure],
        "is_unknown": all(parish.value(search.measure) is None for parish in parishes),
        "table": table_of_parishes(shown, search.measure),
        "legend": legend_of(parishes, search.measure),
        "zones": zones,
        "boundaries": boundaries,
        "has_boundaries": boundaries is not None or has_boundaries(),
        "map": _map(parishes, shown, search.measure, boundaries),
        **district_facts(parishes),
    }
    return render_page(request, "territory/parish_list.html", context, swap="results")


def _map(
    parishes: Sequence[Parish],
    shown: Sequence[Parish],
    measure: MeasureKey,
    boundaries: DrawnBoundaries | None,
) -> SafeString:
    """Return the map, with boundaries where they were asked for and imported, else of tiles."""
    ordered, framed = by_value(parishes, measure), narrowed(shown, parishes)
    if boundaries is None:
        tiles = tiles_of(ordered, measure, parish_url, framed)
        drawn = tile_map(tiles, str(MEASURE_LABELS[measure]))
    else:
        drawn = outline_map(ordered, boundaries.outlines, measure, parish_url, framed)
    return mark_safe(drawn)  # noqa: S308 - drawing escapes its words


def narrowed(shown: Sequence[Parish], parishes: Sequence[Parish]) -> list[str]:
    """Return the codes to frame on the map: those found, unless everything was."""
    return [] if len(shown) == len(parishes) else [parish.code for parish in shown]


def district_facts(parishes: Sequence[Parish]) -> dict[str, object]:
    """Return what is said of the district as a whole, with what other sources say; three queries."""
    stated = list(populations_of(DISTRICT_CODE))
    return {
        "district": district(),
        "counted": counted_in(parishes),
        "electors": electors_of(parishes),
        "services": services_of(parishes),
        "services_words": rounded(services_of(parishes)),
        "other_populations": [f for f in stated if f.standing == SourceStanding.OTHER_SOURCE],
        "projections": [f for f in stated if f.standing == SourceStanding.ACCEPTED],
        "rolls": list(electors_of_place(DISTRICT_CODE)),
        "census_totals": census_totals(parishes),
    }


def zones_of(parishes: Sequence[Parish]) -> list[ZoneGroup]:
    """Return the zones with their parishes, by name; parishes without a zone come last."""

    def zone(parish: Parish) -> tuple[bool, str, str]:
        current = parish.zones.current
        return (False, current.zone_name, current.zone_code) if current else (True, "", "")

    ordered = sorted(parishes, key=lambda parish: (zone(parish), parish.name))
    return [
        ZoneGroup(code, name or _("Sin zona"), list(members))
        for (_last, name, code), members in groupby(ordered, key=zone)
    ]


def matching(parishes: Sequence[Parish], search: ParishSearch) -> list[Parish]:
    """Return the parishes that a search asks for."""
    zone, kind, name = search.asked("zona"), search.asked("tipo"), fold_name(search.asked("nombre"))
    return [
        parish
        for parish in parishes
        if (not zone or (parish.zones.current and parish.zones.current.zone_code == zone))
        and (not kind or parish.kind == kind)
        and name in fold_name(parish.name)
    ]


def found_words(found: int, among: int) -> str:
    """Say how many parishes were found."""
    if found == among:
        return ngettext("%(found)s parroquia", "%(found)s parroquias", found) % {"found": found}
    return _("%(found)s de %(among)s parroquias") % {"found": found, "among": among}


def table_of_parishes(parishes: Sequence[Parish], measure: MeasureKey) -> Table:
    """Return the parishes as a table sorted by the measure, darkest first."""
    columns = [
        Column(_("Parroquia")),
        Column(_("Zona")),
        Column(_("Tipo")),
        Column(str(MEASURE_LABELS[measure]), numeric=True),
    ]
    if measure != MeasureKey.POPULATION:
        columns.append(Column(_("Personas"), numeric=True))
    rows = [_row(parish, measure) for parish in by_value(parishes, measure)]
    caption = _("%(measure)s, %(unit)s. Primero, las que más resaltan en el mapa.") % {
        "measure": MEASURE_LABELS[measure],
        "unit": MEASURE_UNITS[measure],
    }
    return Table(caption, columns, rows)


def _row(parish: Parish, measure: MeasureKey) -> list[Cell]:
    zone, value = parish.zones.current, parish.value(measure)
    cells = [
        Cell(parish.name, parish_url(parish.code)),
        Cell(zone.zone_name if zone else unknown_words()),
        Cell(str(PARISH_KIND_WORDS[parish.kind])),
        Cell(cell_words(measure, value)),
    ]
    if measure != MeasureKey.POPULATION:
        people = parish.population
        cells.append(Cell(unknown_words() if people is None else number(people)))
    return cells


@require_safe
def parish_list_json(request: HttpRequest) -> HttpResponse:
    """The parishes for programs, zones as of `?al=`."""
    day = day_asked(request.GET.get("al", ""), clock.today())
    listed = [parish_document(parish, full_url(parish.code)) for parish in parishes_on(day)]
    return json_response({"as_of": day.isoformat(), "district": DISTRICT_CODE, "parishes": listed})


@require_safe
def parish_list_csv(request: HttpRequest) -> HttpResponse:
    """The parishes as a table, zones as of `?al=`."""
    day = day_asked(request.GET.get("al", ""), clock.today())
    return parishes_csv("parroquias", parishes_on(day))


def parishes_csv(name: str, parishes: Sequence[Parish]) -> HttpResponse:
    """Return parishes as a table to be kept as a file."""
    rows = (parish_cells(parish, full_url(parish.code)) for parish in parishes)
    return csv_response(name, PARISH_COLUMNS, rows)


@require_safe
def territory_atom(request: HttpRequest) -> HttpResponse:
    """What changed in the territory, newest first; two queries."""
    path = reverse("territory:parish-list")
    return atom_response(
        request,
        title=_("Territorio: cambios de zona y de límites"),
        path=path,
        entries=territory_entries(zone_changes(), drawn_boundaries(), path, parish_url),
    )
