"""How do population figures of a file stand beside those already known?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from minga.kernel.events import announce
from minga.territory.events import TerritoryChanged
from minga.territory.models import Place, PopulationFigure, Source
from minga.territory.rules.figures import is_suspect, unassigned_by_sex
from minga.territory.rules.issues import FileRefused, Issue, IssueCode, note, refuse
from minga.territory.rules.names import slug_of
from minga.territory.rules.places import PopulationSeries, SourceStanding
from minga.territory.rules.tables import Line, optional_number, whole_number
from minga.territory.services.facts import population_key
from minga.territory.services.matching import Gazetteer, first_text
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Settlement, Tally, compare, write

POPULATION_COLUMNS = ("poblacion", "population", "pob_2022", "pob_2010", "habitantes")
_SERIES = {
    "censo": PopulationSeries.CENSUS,
    "historico": PopulationSeries.CENSUS,
    "proyeccion": PopulationSeries.PROJECTION,
    "proyectado": PopulationSeries.PROJECTION,
}
_FIELDS = ("total", "men", "women", "note")

type Stated = tuple[Place, Mapping[str, object], str]


@dataclass(frozen=True)
class StatedPopulations:
    """The latest counted population of each place, against which a file's figures are held."""

    known: Mapping[int, int]

    @classmethod
    def load(cls) -> "StatedPopulations":
        """Return the accepted figures of the latest census of each place; one query."""
        figures = PopulationFigure.objects.filter(
            series=PopulationSeries.CENSUS, standing=SourceStanding.ACCEPTED
        ).order_by("year")
        return cls(dict(figures.values_list("place_id", "total")))

    def doubts(self, stated: Iterable[Stated], accept: frozenset[str]) -> list[Issue]:
        """Return what to ask about populations among the attributes of areas; none is written."""
        found = (self._doubt(place, facts, where, accept) for place, facts, where in stated)
        return [issue for issue in found if issue is not None]

    def _doubt(
        self, place: Place, facts: Mapping[str, object], where: str, accept: frozenset[str]
    ) -> Issue | None:
        written = first_text(facts, POPULATION_COLUMNS)
        known = self.known.get(place.pk)
        if not written or known is None:
            return None
        return self.compare(place, whole_number(written, where), where, accept)

    def compare(self, place: Place, total: int, where: str, accept: frozenset[str]) -> Issue | None:
        """Return a question when a figure is far from the known one, a note when it differs."""
        known = self.known.get(place.pk)
        if known is None or known == total:
            return None
        return self.question(place, total, where, accept) or _difference(
            IssueCode.POPULATION_DIFFERS, place, where, known, total
        )

    def question(
        self, place: Place, total: int, where: str, accept: frozenset[str]
    ) -> Issue | None:
        """Return a question when a figure is far from the known one and nobody answered for it."""
        known = self.known.get(place.pk)
        if known is None or place.code in accept or not is_suspect(known, total):
            return None
        return _difference(IssueCode.SUSPECT_POPULATION, place, where, known, total)


def _difference(code: IssueCode, place: Place, where: str, known: int, stated: int) -> Issue:
    return note(code, where, name=place.name, code=place.code, known=known, stated=stated)


def import_populations(
    lines: tuple[Line, ...],
    *,
    source: str,
    licence: str = "",
    accept: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> ImportReport:
    """Keep the figures of rows with columns codigo, anio, serie, total (hombres, mujeres, nota).

    A figure for a year and series that another source already gave stands beside it, marked; only
    the same source may correct itself. A figure five times off is refused until its code is in
    `accept`.
    """
    try:
        return _import(lines, source, licence, accept, dry_run=dry_run)
    except FileRefused as refusal:
        return ImportReport("populations", Tally(), (refusal.issue,), written=False)


@transaction.atomic
def _import(
    lines: tuple[Line, ...], source: str, licence: str, accept: frozenset[str], *, dry_run: bool
) -> ImportReport:
    code = slug_of(source)[:60]
    row = Source.objects.filter(code=code).first()
    origin = row or Source(code=code, title=source, publisher=source, licence=licence)
    plan, issues = _plan(lines, origin, accept)
    report = ImportReport("populations", plan.tally, tuple(issues), written=False)
    if dry_run or report.refused:
        return report
    origin.save()
    for figure in plan.new:
        figure.source = origin
    tally = write(PopulationFigure, plan, _FIELDS)
    if tally.written:
        announce(TerritoryChanged(what="populations", rows=tally.written))
    return ImportReport(report.what, tally, report.issues, written=True)


def _plan(
    lines: tuple[Line, ...], origin: Source, accept: frozenset[str]
) -> tuple[Settlement[PopulationFigure], list[Issue]]:
    gazetteer, known = Gazetteer.load(), StatedPopulations.load()
    existing = {population_key(row): row for row in PopulationFigure.objects.all()}
    issues: list[Issue] = []
    figures: list[PopulationFigure] = []
    for line in lines:
        match = gazetteer.find(line.cell("codigo"), line.cell("nombre"), line.where)
        issues.extend(match.issues)
        if match.place is not None:
            figure = _figure(line, match.place, origin)
            accepted = existing.get(population_key(figure))
            issues.extend(_doubts(figure, accepted, line.where, known, accept))
            figures.append(_beside(figure, accepted))
    issues.extend(_repetitions(figures))
    return compare(figures, existing.values(), population_key, _FIELDS), issues


def _repetitions(figures: list[PopulationFigure]) -> list[Issue]:
    """Refuse a table without any known place, and one that states a figure twice."""
    if not figures:
        return [note(IssueCode.NOTHING_MATCHED)]
    counted = Counter((figure.place.name, figure.year, figure.series) for figure in figures)
    return [
        note(IssueCode.PLACE_TWICE, name=f"{name}, {year}")
        for (name, year, _series), times in counted.items()
        if times > 1
    ]


def _figure(line: Line, place: Place, origin: Source) -> PopulationFigure:
    series = _SERIES.get(slug_of(line.cell("serie")))
    if series is None:
        raise refuse(IssueCode.UNKNOWN_KIND, line.where, written=line.cell("serie"))
    return PopulationFigure(
        place=place,
        year=whole_number(line.cell("anio"), line.where),
        series=series.value,
        total=whole_number(line.cell("total"), line.where),
        men=optional_number(line.cell("hombres"), line.where),
        women=optional_number(line.cell("mujeres"), line.where),
        standing=SourceStanding.ACCEPTED.value,
        source_id=origin.pk,
        note=line.cell("nota"),
    )


def _beside(figure: PopulationFigure, accepted: PopulationFigure | None) -> PopulationFigure:
    """Return the figure as another source's when the year already has an accepted one of others."""
    if accepted is not None and accepted.source_id != figure.source_id:
        figure.standing = SourceStanding.OTHER_SOURCE.value
    return figure


def _doubts(
    figure: PopulationFigure,
    accepted: PopulationFigure | None,
    where: str,
    known: StatedPopulations,
    accept: frozenset[str],
) -> Iterable[Issue]:
    """Yield what has to be said: far from the known, unlike another source's, sexes below total."""
    place, total = figure.place, figure.total
    if question := known.question(place, total, where, accept):
        yield question
    elif accepted and accepted.source_id != figure.source_id and accepted.total != total:
        yield _difference(IssueCode.POPULATION_DIFFERS, place, where, accepted.total, total)
    if unassigned_by_sex(total, figure.men, figure.women):
        yield note(IssueCode.SEXES_BELOW_TOTAL, where, name=place.name)
