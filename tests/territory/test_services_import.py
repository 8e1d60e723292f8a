"""It is true that imported services are kept with their source, and that sources never overwrite."""

import pytest

from minga.config import reactions
from minga.kernel import events
from minga.territory.events import TerritoryChanged
from minga.territory.models import PopulationFigure, ServicesFigure, Source
from minga.territory.rules.figure_rows import figure_rows
from minga.territory.rules.issues import IssueCode as I
from minga.territory.rules.tables import read_table
from minga.territory.services.figures import import_figures
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally

pytestmark = pytest.mark.usefixtures("facts")

HEADER = "codigo,nombre,anio,servicios\n"


def importing(
    *rows: str,
    header: str = HEADER,
    accept: tuple[str, ...] = (),
    dry_run: bool = False,
    source: str = "Una oficina",
) -> ImportReport:
    return import_figures(
        figure_rows(read_table(header + "\n".join(rows))),
        source=source,
        accept=frozenset(accept),
        dry_run=dry_run,
    )


def codes(report: ImportReport) -> list[I]:
    return [issue.code for issue in report.issues]


def kept() -> list[tuple[str, int, str, str]]:
    figures = ServicesFigure.objects.order_by("place__code", "year")
    rows = figures.values_list("place__code", "year", "per_hundred", "source__code")
    return [(code, year, str(share), source) for code, year, share, source in rows]


def test_a_table_is_kept_with_its_source_and_told() -> None:
    told: list[TerritoryChanged] = []
    events.on(TerritoryChanged, told.append)
    try:
        report = importing("170161,Gualea,2022,20.5", '"","Nono",2022,"10,5 %"')
    finally:
        reactions.install()
    assert (report.what, report.tally, report.issues) == ("services", Tally(created=2), ())
    assert kept() == [
        ("170161", 2022, "20.5", "una-oficina"),
        ("170171", 2022, "10.5", "una-oficina"),
    ]
    assert told == [TerritoryChanged(what="services", rows=2)]


def test_the_same_table_again_writes_nothing() -> None:
    importing("170161,,2022,20.5")
    assert importing("170161,,2022,20.5").tally == Tally(unchanged=1)
    assert importing("170161,,2022,20.5", source="Otra").tally == Tally(unchanged=1)
    assert kept() == [("170161", 2022, "20.5", "una-oficina")]


def test_a_source_may_correct_its_own_figure() -> None:
    importing("170161,,2022,20.5")
    assert importing("170161,,2022,21").tally == Tally(changed=1)
    assert kept() == [("170161", 2022, "21.0", "una-oficina")]


def test_another_source_is_asked_about_and_takes_the_place_when_it_was_answered_for() -> None:
    importing("170161,,2022,20.5")
    refused = importing("170161,,2022,30", source="Otra")
    assert (codes(refused), refused.written) == ([I.SERVICES_DIFFER], False)
    assert refused.issues[0].values["source"] == "Una oficina"
    assert kept() == [("170161", 2022, "20.5", "una-oficina")]
    assert importing("170161,,2022,30", source="Otra", accept=("170161",)).written
    assert kept() == [("170161", 2022, "30.0", "otra")]


def test_a_preview_leaves_nothing_behind() -> None:
    report = importing("170161,,2022,20.5", dry_run=True)
    assert (report.tally, report.written) == (Tally(created=1), False)
    assert kept() == []
    assert not Source.objects.filter(code="una-oficina").exists()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["170161,,2022,101"], I.BEYOND_A_HUNDRED),
        (["170161,,2022,muchas"], I.BAD_NUMBER),
        (["170161,,dos mil,20"], I.BAD_NUMBER),
        (["170161,,2022,0.2", "170171,,2022,0.98"], I.SHARES_OF_ONE),
        (["170161,,2022,20", "170161,,2022,21"], I.PLACE_TWICE),
        (["999999,,2022,20"], I.NOTHING_MATCHED),
    ],
)
def test_one_bad_row_refuses_the_table(rows: list[str], code: I) -> None:
    report = importing(*rows)
    assert code in codes(report)
    assert (report.refused, report.written, kept()) == (True, False, [])


def test_a_table_of_both_is_written_wholly_or_not_at_all() -> None:
    header = "codigo,proy_2030,servicios_2022\n"
    assert not importing("170161,1600,120", header=header).written
    assert not PopulationFigure.objects.filter(year=2030).exists()
    whole = importing("170161,1600,20", header=header)
    assert (whole.what, whole.tally, whole.written) == ("figures", Tally(created=2), True)
    assert PopulationFigure.objects.get(year=2030).total == 1600
