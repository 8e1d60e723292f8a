"""How does one table bring in populations and services at once, wholly or not at all?"""

from collections.abc import Sequence

from django.db import transaction

from minga.territory.rules.figure_rows import FigureRows
from minga.territory.services.dwellings import import_services
from minga.territory.services.populations import import_populations
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally


@transaction.atomic
def import_figures(
    rows: FigureRows,
    *,
    source: str,
    licence: str = "",
    accept: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> ImportReport:
    """Keep the figures of a table; when a part of it is refused nothing of it is written."""
    reports = [
        bring_in(lines, source=source, licence=licence, accept=accept, dry_run=dry_run)
        for bring_in, lines in (
            (import_populations, rows.populations),
            (import_services, rows.services),
        )
        if lines
    ]
    whole = _joined(reports)
    if whole.refused:
        transaction.set_rollback(True)
    return whole


def _joined(reports: Sequence[ImportReport]) -> ImportReport:
    return ImportReport(
        what=reports[0].what if len(reports) == 1 else "figures",
        tally=sum((report.tally for report in reports), Tally()),
        issues=tuple(issue for report in reports for issue in report.issues),
        written=all(report.written for report in reports),
    )
