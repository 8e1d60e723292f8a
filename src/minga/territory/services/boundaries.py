"""How do the boundaries of a GeoJSON file become outlines of known places?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minga.kernel.events import announce
from minga.territory.events import TerritoryChanged
from minga.territory.models import Boundary, Place
from minga.territory.rules.figure_rows import CODE_COLUMNS, NAME_COLUMNS
from minga.territory.rules.geojson import (
    Feature,
    attributes_disagree,
    box_of,
    centre_problem,
    parse_document,
    read_features,
)
from minga.territory.rules.issues import FileRefused, Issue, IssueCode, note
from minga.territory.rules.shapes import MendedArea, as_geometry, digest, mended, outline
from minga.territory.rules.tables import decode
from minga.territory.services.matching import Gazetteer, first_text
from minga.territory.services.populations import StatedPopulations
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Settlement, Tally, compare, write

_FIELDS = (
    *("geometry", "outline", "digest", "west", "south", "east", "north"),
    *("source", "licence", "imported_at"),
)
_COMPARED = ("digest", "source", "licence")


@dataclass(frozen=True)
class BoundaryFile:
    """The content of a file and what is said about it: whose it is and under which licence."""

    content: bytes
    source: str
    licence: str = ""


@dataclass(frozen=True)
class _Placed:
    """An area of the file and the place it belongs to."""

    feature: Feature
    place: Place


def import_boundaries(
    file: BoundaryFile, *, at: datetime, accept: frozenset[str] = frozenset(), dry_run: bool = False
) -> ImportReport:
    """Read boundaries and keep them; what is refused leaves nothing behind.

    Areas are matched by code, then by name; mended where mending is sure; only the geometry is
    used, never coordinates among the attributes. A population among the attributes that is far
    from the table's refuses the file until its code is in `accept`; it is never written.
    """
    try:
        plan, issues = _read(file, at, accept)
    except FileRefused as refusal:
        return ImportReport("boundaries", Tally(), (refusal.issue,), written=False)
    report = ImportReport("boundaries", plan.tally, tuple(issues), written=False)
    if dry_run or report.refused:
        return report
    return _keep(plan, report)


@transaction.atomic
def _keep(plan: Settlement[Boundary], report: ImportReport) -> ImportReport:
    tally = write(Boundary, plan, _FIELDS)
    if tally.written:
        announce(TerritoryChanged(what="boundaries", rows=tally.written))
    return ImportReport(report.what, tally, report.issues, written=True)


def _read(
    file: BoundaryFile, at: datetime, accept: frozenset[str]
) -> tuple[Settlement[Boundary], list[Issue]]:
    text, issues = decode(file.content)
    features = read_features(parse_document(text))
    placed = list(_placed(features, issues))
    issues += _repetitions(placed)
    issues += StatedPopulations.load().doubts(
        ((item.place, item.feature.properties, item.feature.where) for item in placed), accept
    )
    if not placed:
        issues.append(note(IssueCode.NOTHING_MATCHED))
    rows = [row for item in placed if (row := _boundary(item, file, at, issues))]
    known = Boundary.objects.defer("geometry", "outline")
    return compare(rows, known, lambda row: row.place_id, _COMPARED), issues


def _placed(features: Iterable[Feature], issues: list[Issue]) -> Iterable[_Placed]:
    """Yield the areas whose place is known; say which are not, and which have no geometry."""
    gazetteer = Gazetteer.load()
    for feature in features:
        code = first_text(feature.properties, CODE_COLUMNS)
        name = first_text(feature.properties, NAME_COLUMNS)
        match = gazetteer.find(code, name, feature.where)
        issues.extend(match.issues)
        if not feature.polygons:
            issues.append(note(IssueCode.NO_GEOMETRY, feature.where, name=name))
        elif match.place is not None:
            yield _Placed(feature, match.place)


def _repetitions(placed: Iterable[_Placed]) -> list[Issue]:
    counted = Counter(item.place.name for item in placed)
    return [note(IssueCode.PLACE_TWICE, name=name) for name, times in counted.items() if times > 1]


def _boundary(
    item: _Placed, file: BoundaryFile, at: datetime, issues: list[Issue]
) -> Boundary | None:
    """Return the row of one area, or None after saying what is wrong with it."""
    area = mended(item.feature.polygons)
    problems = _problems(item, area)
    issues.extend(problems)
    if any(problem.refuses for problem in problems):
        return None
    west, south, east, north = box_of(area.polygons)
    return Boundary(
        place=item.place,
        geometry=as_geometry(area.polygons),
        outline=outline(area.polygons),
        digest=digest(area.polygons),
        west=west,
        south=south,
        east=east,
        north=north,
        source=file.source,
        licence=file.licence,
        imported_at=at,
    )


def _problems(item: _Placed, area: MendedArea) -> list[Issue]:
    where, name = item.feature.where, item.place.name
    found: list[Issue] = []
    if not area.is_trustworthy:
        return [note(IssueCode.BEYOND_REPAIR, where, name=name)]
    if not area.was_valid:
        share = f"{area.changed_share * 100:.2f}"
        found.append(note(IssueCode.REPAIRED, where, name=name, percent=share))
    if attributes_disagree(item.feature):
        found.append(note(IssueCode.ATTRIBUTE_COORDINATES, where, name=name))
    if problem := _centre_problem(item.place, area):
        found.append(note(problem, where, name=name))
    return found


def _centre_problem(place: Place, area: MendedArea) -> IssueCode | None:
    if place.latitude is None or place.longitude is None:
        return None
    return centre_problem(box_of(area.polygons), float(place.longitude), float(place.latitude))
