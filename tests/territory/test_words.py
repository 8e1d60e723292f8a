"""It is true that every code has its words, and that drawings keep theirs on the paper."""

import re
from decimal import Decimal
from enum import StrEnum

import pytest

from minga.territory import labels
from minga.territory.maps import CordEnd, cell_words, value_cord, value_words
from minga.territory.models import (
    Boundary,
    ElectorFigure,
    Place,
    PopulationFigure,
    ServicesFigure,
    Source,
    ZoneMembership,
)
from minga.territory.rules.measures import MeasureKey
from minga.territory.rules.places import (
    Evidence,
    ParishKind,
    PlaceKind,
    PopulationSeries,
    SourceStanding,
)


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        (labels.place_kinds(), PlaceKind),
        (labels.parish_kinds(), ParishKind),
        (labels.evidence_marks(), Evidence),
        (labels.standings(), SourceStanding),
        (labels.population_series(), PopulationSeries),
        (labels.measures(), MeasureKey),
        (list(labels.MEASURE_SENTENCES.items()), MeasureKey),
        (list(labels.MEASURE_UNITS.items()), MeasureKey),
    ],
)
def test_every_code_has_its_words(choices: labels.Choices, codes: type[StrEnum]) -> None:
    assert [code for code, _words in choices] == list(codes)


@pytest.mark.parametrize(
    ("measure", "value", "said", "in_a_cell"),
    [
        (MeasureKey.SERVICES, "18.6", "18,6 de cada 100 viviendas", "18,6"),
        (MeasureKey.POPULATION, "1704", "1.704 personas", "1.704"),
        (MeasureKey.ELECTORS, "1719", "1.719 electores", "1.719"),
        (MeasureKey.CHANGE, "-15.6", "15,6 menos por cada 100", "−15,6"),
        (MeasureKey.CHANGE, "65.2", "65,2 más por cada 100", "+65,2"),
        (MeasureKey.CHANGE, None, "sin dato publicado", "sin dato publicado"),
    ],
)
def test_a_value_is_said_with_its_unit(
    measure: MeasureKey, value: str | None, said: str, in_a_cell: str
) -> None:
    known = None if value is None else Decimal(value)
    assert (value_words(measure, known), cell_words(measure, known)) == (said, in_a_cell)


def words_of(here: str, of_all: CordEnd | None) -> list[tuple[str, str]]:
    """Return the words of a cord and where they are anchored."""
    drawn = value_cord(
        {"a": Decimal(here)}, Decimal(100), "a", CordEnd("Aquí", Decimal(here)), of_all
    )
    found = re.findall(r"<text([^>]*)>([^<]*)</text>", drawn)
    return [(said, "".join(re.findall(r'anchor="(\w+)"', how))) for how, said in found]


def test_words_near_an_end_of_the_cord_stay_on_it() -> None:
    assert words_of("2.5", CordEnd("Distrito", Decimal("93.6"))) == [
        ("Aquí 3", "start"),
        ("0", ""),
        ("50", "middle"),
        ("Distrito 94", "end"),
    ]
    assert words_of("90", CordEnd("Distrito", Decimal(60))) == [
        ("Aquí 90", "end"),
        ("0", ""),
        ("Distrito 60", "middle"),
    ]
    assert words_of("50", None) == [
        ("Aquí 50", "middle"),
        ("0", ""),
        ("50", "middle"),
        ("100", "end"),
    ]


def test_rows_say_what_they_are() -> None:
    place = Place(pk=7, name="Gualea")
    rows = (
        Source(title="Censo"),
        place,
        ZoneMembership(place=place, zone_id=3),
        PopulationFigure(place=place, year=2022, series="CENSUS", total=1704),
        ElectorFigure(place=place, roll_year=2027, electors=1719),
        ServicesFigure(place=place, year=2022, per_hundred=Decimal("18.6")),
        Boundary(place=place, source="capa"),
    )
    assert [str(row) for row in rows] == [
        "Censo",
        "Gualea",
        "7 ∈ 3 (… – …)",
        "7 CENSUS 2022: 1704",
        "7 2027: 1719",
        "7 2022: 18.6",
        "7: capa",
    ]
