"""How do the barrios, comunas, recintos and settlements of a table become places?"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.db import transaction

from minga.kernel.events import announce
from minga.territory.events import TerritoryChanged
from minga.territory.models import Place, Source
from minga.territory.rules.geojson import position_problem
from minga.territory.rules.issues import FileRefused, Issue, IssueCode, note, refuse
from minga.territory.rules.names import fold_name, fold_names, slug_of
from minga.territory.rules.places import KINDS_INSIDE_A_PARISH, PlaceKind
from minga.territory.rules.tables import Line, optional_day
from minga.territory.services.matching import Gazetteer
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Settlement, Tally, compare, write

KIND_WORDS = {
    "barrio": PlaceKind.BARRIO,
    "comuna": PlaceKind.COMUNA,
    "recinto": PlaceKind.RECINTO,
    "asentamiento": PlaceKind.SETTLEMENT,
}
_FIELDS = (
    *("kind", "name", "folded", "aliases", "parent_id", "starts_on", "ends_on"),
    *("latitude", "longitude", "note"),
)


def import_places(
    lines: tuple[Line, ...], *, source: str, licence: str = "", dry_run: bool = False
) -> ImportReport:
    """Keep the places of a table with columns tipo, nombre, parroquia.

    Further columns: codigo, otros_nombres (parted by |), desde, hasta, latitud, longitud, nota.
    Without a code, parish and name make one, so that the same table twice changes nothing.
    """
    try:
        return _import(lines, source, licence, dry_run=dry_run)
    except FileRefused as refusal:
        return ImportReport("places", Tally(), (refusal.issue,), written=False)


@transaction.atomic
def _import(lines: tuple[Line, ...], source: str, licence: str, *, dry_run: bool) -> ImportReport:
    plan, issues = _plan(lines)
    report = ImportReport("places", plan.tally, tuple(issues), written=False)
    if dry_run or report.refused:
        return report
    origin = source_named(source, licence)
    for place in (*plan.new, *plan.changed):
        place.source = origin
    tally = write(Place, plan, (*_FIELDS, "source_id"))
    if tally.written:
        announce(TerritoryChanged(what="places", rows=tally.written))
    return ImportReport(report.what, tally, report.issues, written=True)


def source_named(title: str, licence: str) -> Source:
    """Return the source of an imported file, made on first use."""
    found, _made = Source.objects.get_or_create(
        code=slug_of(title)[:60], defaults={"title": title, "publisher": title, "licence": licence}
    )
    return found


def _plan(lines: tuple[Line, ...]) -> tuple[Settlement[Place], list[Issue]]:
    gazetteer = Gazetteer.load()
    places = [_place(line, gazetteer) for line in lines]
    known = gazetteer.by_code.values()
    plan = compare(places, known, lambda place: place.code, _FIELDS)
    return plan, list(_repetitions(places))


def _repetitions(places: Iterable[Place]) -> Iterable[Issue]:
    counted = Counter(place.code for place in places)
    if not counted:
        yield note(IssueCode.EMPTY_FILE)
    for code, times in counted.items():
        if times > 1:
            yield note(IssueCode.PLACE_TWICE, name=code)


def _place(line: Line, gazetteer: Gazetteer) -> Place:
    kind = KIND_WORDS.get(fold_name(line.cell("tipo")))
    if kind is None:
        raise refuse(IssueCode.UNKNOWN_KIND, line.where, written=line.cell("tipo"))
    name = line.cell("nombre")
    if not name:
        raise refuse(IssueCode.MISSING_NAME, line.where)
    parish = _parish_of(line, gazetteer)
    code = line.cell("codigo") or f"{parish.code}-{kind.lower()}-{slug_of(name)}"
    latitude, longitude = _centre(line)
    return Place(
        kind=kind.value,
        code=_free_code(code, line, gazetteer),
        name=name,
        folded=fold_name(name),
        aliases=fold_names(line.cell("otros_nombres")),
        parent_id=parish.pk,
        starts_on=optional_day(line.cell("desde"), line.where),
        ends_on=optional_day(line.cell("hasta"), line.where),
        latitude=latitude,
        longitude=longitude,
        note=line.cell("nota"),
    )


def _parish_of(line: Line, gazetteer: Gazetteer) -> Place:
    written = line.cell("parroquia")
    found = gazetteer.by_code.get(written) or gazetteer.parish_named(written)
    if found is None or found.kind != PlaceKind.PARISH:
        raise refuse(IssueCode.UNKNOWN_PLACE, line.where, written=written)
    return found


def _free_code(code: str, line: Line, gazetteer: Gazetteer) -> str:
    """Return `code`; raises FileRefused when it is the code of a parish, zone or district."""
    found = gazetteer.by_code.get(code)
    if found is not None and found.kind not in KINDS_INSIDE_A_PARISH:
        raise refuse(IssueCode.CODE_OF_ANOTHER_PLACE, line.where, code=code, place=found.name)
    return code


def _centre(line: Line) -> tuple[Decimal | None, Decimal | None]:
    written = line.cell("latitud"), line.cell("longitud")
    if not any(written):
        return None, None
    latitude, longitude = (_degrees(value, line.where) for value in written)
    if problem := position_problem(float(longitude), float(latitude)):
        raise refuse(problem, line.where, first=longitude, second=latitude)
    return latitude, longitude


def _degrees(written: str, where: str) -> Decimal:
    try:
        return Decimal(written.replace(",", ".")).quantize(Decimal("0.000001"))
    except InvalidOperation as problem:
        raise refuse(IssueCode.BAD_NUMBER, where, written=written) from problem
