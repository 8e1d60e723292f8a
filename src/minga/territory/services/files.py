"""What is in a file about the territory, and which import reads it?"""

from datetime import datetime
from pathlib import Path

from minga.territory.rules.issues import FileRefused, IssueCode, note, refuse
from minga.territory.rules.tables import decode, has_columns, read_table
from minga.territory.services.boundaries import BoundaryFile, import_boundaries
from minga.territory.services.places import import_places
from minga.territory.services.populations import import_populations
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally

MAX_BYTES = 64 * 1024 * 1024


def import_territory_file(
    path: Path,
    *,
    at: datetime,
    source: str = "",
    licence: str = "",
    accept: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> ImportReport:
    """Read boundaries (GeoJSON), or places or populations (CSV), by what the file holds.

    Without `source` the name of the file stands for it. Nothing is written with `dry_run` or when
    the report says refused. Importing the same file again writes nothing.
    """
    said = source or path.name
    try:
        content = read_limited(path)
        if _is_json(content):
            file = BoundaryFile(content, said, licence)
            return import_boundaries(file, at=at, accept=accept, dry_run=dry_run)
        return _import_table(content, said, licence, accept, dry_run=dry_run)
    except FileRefused as refusal:
        return ImportReport("file", Tally(), (refusal.issue,), written=False)


def read_limited(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a file; raises FileRefused before reading more than `limit` bytes."""
    with path.open("rb") as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise refuse(IssueCode.FILE_TOO_LARGE, limit=limit // (1024 * 1024))
    if not content.strip():
        raise refuse(IssueCode.EMPTY_FILE)
    return content


def _is_json(content: bytes) -> bool:
    """Return whether the content is JSON by its first sign; names of files are not believed."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _import_table(
    content: bytes, source: str, licence: str, accept: frozenset[str], *, dry_run: bool
) -> ImportReport:
    text, guessed = decode(content)
    if "\0" in text:
        raise refuse(IssueCode.UNKNOWN_FORMAT)
    lines = read_table(text)
    if has_columns(lines, "tipo", "nombre", "parroquia"):
        report = import_places(lines, source=source, licence=licence, dry_run=dry_run)
    elif has_columns(lines, "codigo", "serie", "total"):
        report = import_populations(
            lines, source=source, licence=licence, accept=accept, dry_run=dry_run
        )
    else:
        raise FileRefused(note(IssueCode.MISSING_COLUMN))
    issues = (*guessed, *report.issues)
    return ImportReport(report.what, report.tally, issues, report.written)
