"""What is in a file about the territory, and which import reads it?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from minga.territory.rules.figure_rows import figure_rows, has_place
from minga.territory.rules.issues import FileRefused, Issue, IssueCode, note, refuse
from minga.territory.rules.tables import Line, decode, has_columns, read_table, records_of
from minga.territory.services.boundaries import BoundaryFile, import_boundaries
from minga.territory.services.figures import import_figures
from minga.territory.services.places import import_places
from minga.territory.services.report import ImportReport
from minga.territory.services.settle import Tally
from minga.territory.services.workbook import is_workbook, read_workbook

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
    """Read boundaries (GeoJSON), or places, populations or services (CSV, XLSX, JSON of records).

    What the file holds decides, never its name. Without `source` the name of the file stands for
    it. Nothing is written with `dry_run` or when the report says refused. Importing the same file
    again writes nothing.
    """
    said = source or path.name
    try:
        content = read_limited(path)
        lines, issues = _lines_of(content)
        if lines is None:
            file = BoundaryFile(content, said, licence)
            return import_boundaries(file, at=at, accept=accept, dry_run=dry_run)
        report = _import_table(lines, said, licence, accept, dry_run=dry_run)
    except FileRefused as refusal:
        return ImportReport("file", Tally(), (refusal.issue,), written=False)
    return replace(report, issues=(*issues, *report.issues))


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


def _lines_of(content: bytes) -> tuple[tuple[Line, ...] | None, list[Issue]]:
    """Return the rows of a table and what had to be guessed; None when it holds features."""
    if is_workbook(content):
        return read_workbook(content), []
    text, guessed = decode(content)
    if _is_json(content):
        lines = tuple(line for line in records_of(_records(text)) if has_place(line))
        return lines or None, []
    if "\0" in text:
        raise refuse(IssueCode.UNKNOWN_FORMAT)
    return read_table(text), guessed


def _records(text: str) -> Iterator[Mapping[str, object]]:
    """Yield the flat records of a list, or of the lists under the keys of a document."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return  # the import of boundaries says what is wrong with it
    if isinstance(document, dict) and "features" not in document:
        document = [one for part in document.values() if isinstance(part, list) for one in part]
    if isinstance(document, list):
        yield from (one for one in document if _is_flat(one))


def _is_flat(one: object) -> bool:
    return isinstance(one, dict) and not any(isinstance(v, dict | list) for v in one.values())


def _import_table(
    lines: tuple[Line, ...], source: str, licence: str, accept: frozenset[str], *, dry_run: bool
) -> ImportReport:
    if has_columns(lines, "tipo", "nombre", "parroquia"):
        return import_places(lines, source=source, licence=licence, dry_run=dry_run)
    rows = figure_rows(lines)
    if not rows:
        raise FileRefused(note(IssueCode.MISSING_COLUMN))
    return import_figures(rows, source=source, licence=licence, accept=accept, dry_run=dry_run)
