"""What is known of one parish, how does it stand among all, and who says so?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from minga.kernel import clock
from minga.territory.documents import (
    PLACE_COLUMNS,
    Document,
    figure_document,
    parish_document,
    place_cells,
    place_document,
)
from minga.territory.forms import day_asked
from minga.territory.labels import MEASURE_SENTENCES, PLACE_KIND_LABELS, SERIES_LABELS
from minga.territory.maps import by_value, legend_of, tiles_of
from minga.territory.models import ElectorFigure, Place, PopulationFigure, ServicesFigure
from minga.territory.pages.opening import opening_context
from minga.territory.pages.overview import full_url, parish_url
from minga.territory.queries import (
    cited,
    electors_of_place,
    parishes_on,
    place_with_source,
    places_inside,
    populations_of,
    services_of_place,
)
from minga.territory.rules.figures import electors_per_resident, unassigned_by_sex
from minga.territory.rules.parishes import Parish, leading_measure
from minga.territory.rules.places import PopulationSeries, SourceStanding
from minga.territory.rules.zones import CitedSource
from minga.territory.sentences import equator_note, kind_sentence, zone_state
from minga.website.data_formats import csv_response, json_response
from minga.website.drawing.charts import Bar
from minga.website.numbers import number
from minga.website.panels import fill
from minga.website.render import render_page

SHOWN_PLACES = 25


type Sourced = Place | PopulationFigure | ElectorFigure | ServicesFigure


@dataclass(frozen=True)
class StatedPopulation:
    """A population as one source states it, ready to be said."""

    figure: PopulationFigure
    series: str
    without_sex: int | None

    @property
    def is_other_source(self) -> bool:
        """Whether it stands beside the figure the pages count with."""
        return self.figure.standing == SourceStanding.OTHER_SOURCE


@dataclass(frozen=True)
class PlaceGroup:
    """The places of one kind inside a parish: how many, and the first of them."""

    kind: str
    count: int
    shown: Sequence[Place]


@require_safe
def parish_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One parish, its zone as of today or of `?al=`; nine queries, whatever it holds."""
    day = day_asked(request.GET.get("al", ""), clock.today())
    parishes = parishes_on(day)
    parish, measure = _one(parishes, code), leading_measure(parishes)
    stated = [_stated(figure) for figure in populations_of(code)]
    rolls, services = list(electors_of_place(code)), list(services_of_place(code))
    place = place_with_source(code)
    context = {
        "parish": parish,
        "day": day,
        "is_today": day == clock.today(),
        "kind": kind_sentence(parish),
        "equator": equator_note(parish),
        "state": zone_state(parish.zones),
        "stated": stated,
        "census_bars": bars_of(stated, PopulationSeries.CENSUS),
        "projection_bars": bars_of(stated, PopulationSeries.PROJECTION),
        "rolls": rolls,
        "electors_per_resident": _electors_per_resident(parish),
        "places": groups_of(places_inside(code)),
        "measure_words": MEASURE_SENTENCES[measure],
        "tiles": tiles_of(by_value(parishes, measure), measure, parish_url, [code]),
        "legend": legend_of(parishes, measure),
        "sources": sources_of(
            parish, [place, *rolls, *services, *(item.figure for item in stated)]
        ),
        "turns": fill("parish.turns", [parish.id])[parish.id],
        "sections": fill("parish.sections", [parish.id])[parish.id],
        **opening_context(parish, parishes),
    }
    return render_page(request, "territory/parish_detail.html", context)


def _one(parishes: Iterable[Parish], code: str) -> Parish:
    found = next((parish for parish in parishes if parish.code == code), None)
    if found is None:
        raise Http404
    return found


def _electors_per_resident(parish: Parish) -> Decimal | None:
    roll = parish.roll
    return electors_per_resident(roll.electors if roll else None, parish.population)


def _stated(figure: PopulationFigure) -> StatedPopulation:
    return StatedPopulation(
        figure=figure,
        series=str(SERIES_LABELS[figure.series]),
        without_sex=unassigned_by_sex(figure.total, figure.men, figure.women),
    )


def bars_of(stated: Iterable[StatedPopulation], series: PopulationSeries) -> list[Bar]:
    """Return the accepted figures of one series as bars; two series are never one drawing."""
    return [
        Bar(str(item.figure.year), Decimal(item.figure.total), number(item.figure.total))
        for item in stated
        if item.figure.series == series and not item.is_other_source
    ]


def groups_of(places: Iterable[Place]) -> list[PlaceGroup]:
    """Return the places inside a parish by kind, the first of each kind named."""
    by_kind: dict[str, list[Place]] = {}
    for place in places:
        by_kind.setdefault(place.kind, []).append(place)
    return [
        PlaceGroup(str(PLACE_KIND_LABELS[kind]), len(found), found[:SHOWN_PLACES])
        for kind, found in by_kind.items()
    ]


def sources_of(parish: Parish, stated: Iterable[Sourced]) -> list[CitedSource]:
    """Return every source behind the page once, by title."""
    named = {cited(row.source) for row in stated if row.source is not None}
    named.update(spell.source for spell in parish.zones.all)
    return sorted(named, key=lambda source: source.title)


@require_safe
def parish_json(request: HttpRequest, code: str) -> HttpResponse:
    """One parish for programs: every stated population and every place inside it too."""
    day = day_asked(request.GET.get("al", ""), clock.today())
    parish = _one(parishes_on(day), code)
    document: Document = {
        "as_of": day.isoformat(),
        **parish_document(parish, full_url(code)),
        "populations": [figure_document(figure) for figure in populations_of(code)],
        "places": [place_document(place, code) for place in places_inside(code)],
    }
    return json_response(document)


@require_safe
def places_inside_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The barrios, comunas, recintos and settlements of a parish as a table."""
    _one(parishes_on(clock.today()), code)
    rows = (place_cells(place, code) for place in places_inside(code))
    return csv_response(f"lugares-{code}", PLACE_COLUMNS, rows)
