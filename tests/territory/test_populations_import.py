"""It is true that an imported population stands beside the known one and replaces nothing."""

import pytest

from minga.territory.models import PopulationFigure, Source
from minga.territory.rules.issues import IssueCode as I
from minga.territory.rules.tables import read_table
from minga.territory.services.populations import import_populations
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally

pytestmark = pytest.mark.usefixtures("facts")

HEADER = "codigo,nombre,anio,serie,total,hombres,mujeres,nota\n"


def importing(
    *rows: str, accept: tuple[str, ...] = (), dry_run: bool = False, source: str = "Otra oficina"
) -> ImportReport:
    return import_populations(
        read_table(HEADER + "\n".join(rows)),
        source=source,
        accept=frozenset(accept),
        dry_run=dry_run,
    )


def codes(report: ImportReport) -> list[I]:
    return [issue.code for issue in report.issues]


def stated(year: int, series: str = "CENSUS") -> list[tuple[int, str]]:
    figures = PopulationFigure.objects.filter(place__code="170161", year=year, series=series)
    return list(figures.order_by("total").values_list("total", "standing"))


def test_a_year_that_nobody_stated_is_accepted() -> None:
    report = importing("170161,Gualea,2032,censo,1500,700,800")
    assert (report.tally, codes(report)) == (Tally(created=1), [])
    assert stated(2032) == [(1500, "ACCEPTED")]
    assert Source.objects.get(code="otra-oficina").title == "Otra oficina"


def test_a_year_that_another_source_stated_keeps_both() -> None:
    report = importing("170161,Gualea,2022,censo,1710")
    assert codes(report) == [I.POPULATION_DIFFERS]
    assert stated(2022) == [(1704, "ACCEPTED"), (1710, "OTHER_SOURCE")]


def test_the_same_table_again_writes_nothing() -> None:
    rows = ("170161,Gualea,2022,censo,1710", "170161,Gualea,2032,Proyección,1500")
    importing(*rows)
    assert importing(*rows).tally == Tally(unchanged=2)


def test_a_source_may_correct_its_own_figure() -> None:
    importing("170161,Gualea,2032,proyeccion,1500")
    assert importing("170161,Gualea,2032,proyeccion,1510").tally == Tally(changed=1)
    assert stated(2032, "PROJECTION") == [(1510, "ACCEPTED")]


def test_a_figure_ten_times_off_is_asked_about_until_it_is_answered_for() -> None:
    row = "170161,Gualea,2022,censo,17040"
    refused = importing(row)
    assert (codes(refused), refused.refused) == ([I.SUSPECT_POPULATION], True)
    assert not Source.objects.filter(code="otra-oficina").exists()
    assert importing(row, accept=("170161",)).written
    assert stated(2022) == [(1704, "ACCEPTED"), (17040, "OTHER_SOURCE")]


def test_sexes_below_the_total_are_said_and_kept() -> None:
    report = importing("170161,,2022,censo,1704,800,800")
    assert codes(report) == [I.SEXES_BELOW_TOTAL]
    figure = PopulationFigure.objects.get(source__code="otra-oficina")
    assert (figure.total, figure.men, figure.women) == (1704, 800, 800)


def test_a_blank_cell_is_unknown() -> None:
    importing("170161,,2032,censo,1700,,")
    figure = PopulationFigure.objects.get(source__code="otra-oficina")
    assert (figure.men, figure.women) == (None, None)


def test_a_preview_leaves_no_source_behind() -> None:
    report = importing("170161,,2032,censo,1700", dry_run=True)
    assert (report.tally, report.written) == (Tally(created=1), False)
    assert not Source.objects.filter(code="otra-oficina").exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("170161,,2032,padron,1700", I.UNKNOWN_KIND),
        ("170161,,dos mil,censo,1700", I.BAD_NUMBER),
        ("170161,,2032,censo,", I.BAD_NUMBER),
        ("170161,,2032,censo,-3", I.BAD_NUMBER),
    ],
)
def test_one_bad_row_refuses_the_table(row: str, code: I) -> None:
    report = importing("170161,,2033,censo,1700", row)
    assert [(issue.code, issue.where) for issue in report.issues] == [(code, "fila 3")]
    assert not PopulationFigure.objects.filter(year=2033).exists()


def test_a_figure_stated_twice_refuses_the_table() -> None:
    report = importing("170161,,2032,censo,1700", "170161,,2032,censo,1701")
    assert I.PLACE_TWICE in codes(report)
    assert report.refused


def test_a_table_about_other_places_is_refused() -> None:
    report = importing("170167,Mindo,2032,censo,1700")
    assert codes(report) == [I.OTHER_CANTON, I.NOTHING_MATCHED]
