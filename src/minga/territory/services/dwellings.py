"""How do figures of dwellings with basic services come in, and what if two sources disagree?"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from minga.kernel.events import announce
from minga.territory.events import TerritoryChanged
from minga.territory.models import Place, ServicesFigure
from minga.territory.rules.issues import FileRefused, Issue, IssueCode, note
from minga.territory.rules.names import slug_of
from minga.territory.rules.tables import Line, share_of_hundred, whole_number
from minga.territory.services.matching import Gazetteer
from minga.territory.services.places import source_named
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Settlement, Tally, compare, write

_FIELDS = ("per_hundred",)


def services_key(row: ServicesFigure) -> Hashable:
    """Return what makes a figure the same statement: there is one a place and year."""
    return row.place_id, row.year


@dataclass
class _Reading:
    """The figures of a table so far, and what has to be said about them."""

    figures: list[ServicesFigure] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def import_services(
    lines: tuple[Line, ...],
    *,
    source: str,
    licence: str = "",
    accept: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> ImportReport:
    """Keep the figures of rows with columns codigo, anio, servicios (of each hundred dwellings).

    A source may correct its own figure. What another source says about the same year refuses the
    file until the code of the place is in `accept`: then it takes the place of the earlier one.
    """
    try:
        return _import(lines, source, licence, accept, dry_run=dry_run)
    except FileRefused as refusal:
        return ImportReport("services", Tally(), (refusal.issue,), written=False)


@transaction.atomic
def _import(
    lines: tuple[Line, ...], source: str, licence: str, accept: frozenset[str], *, dry_run: bool
) -> ImportReport:
    plan, issues = _plan(lines, slug_of(source)[:60], accept)
    report = ImportReport("services", plan.tally, tuple(issues), written=False)
    if dry_run or report.refused:
        return report
    origin = source_named(source, licence)
    for figure in (*plan.new, *plan.changed):
        figure.source = origin
    tally = write(ServicesFigure, plan, (*_FIELDS, "source_id"))
    if tally.written:
        announce(TerritoryChanged(what="services", rows=tally.written))
    return ImportReport(report.what, tally, report.issues, written=True)


def _plan(
    lines: tuple[Line, ...], origin: str, accept: frozenset[str]
) -> tuple[Settlement[ServicesFigure], list[Issue]]:
    known = {services_key(row): row for row in ServicesFigure.objects.select_related("source")}
    reading, gazetteer = _Reading(), Gazetteer.load()
    for line in lines:
        match = gazetteer.find(line.cell("codigo"), line.cell("nombre"), line.where)
        reading.issues.extend(match.issues)
        if match.place is not None:
            figure = _figure(line, match.place)
            reading.figures.append(figure)
            if match.place.code not in accept:
                earlier = known.get(services_key(figure))
                reading.issues.extend(_contradiction(figure, earlier, origin, line.where))
    issues = [*reading.issues, *_doubts(reading.figures)]
    return compare(reading.figures, known.values(), services_key, _FIELDS), issues


def _figure(line: Line, place: Place) -> ServicesFigure:
    return ServicesFigure(
        place=place,
        year=whole_number(line.cell("anio"), line.where),
        per_hundred=share_of_hundred(line.cell("servicios"), line.where),
    )


def _contradiction(
    figure: ServicesFigure, earlier: ServicesFigure | None, origin: str, where: str
) -> Iterable[Issue]:
    """Yield the question to ask when another source gave another figure for the same year."""
    if earlier is None or earlier.source.code == origin:
        return
    if earlier.per_hundred != figure.per_hundred:
        yield note(
            IssueCode.SERVICES_DIFFER,
            where,
            name=figure.place.name,
            code=figure.place.code,
            year=figure.year,
            known=earlier.per_hundred,
            stated=figure.per_hundred,
            source=earlier.source.title,
        )


def _doubts(figures: list[ServicesFigure]) -> Iterable[Issue]:
    """Yield what refuses a table as a whole: no known place, a figure twice, parts of one."""
    if not figures:
        yield note(IssueCode.NOTHING_MATCHED)
    elif len(figures) > 1 and all(figure.per_hundred <= 1 for figure in figures):
        yield note(IssueCode.SHARES_OF_ONE)
    counted = Counter((figure.place.name, figure.year) for figure in figures)
    for (name, year), times in counted.items():
        if times > 1:
            yield note(IssueCode.PLACE_TWICE, name=f"{name}, {year}")
