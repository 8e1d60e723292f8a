"""What do the sheets of an Excel workbook hold? Cells only: no drawings, formulas or macros."""

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from minga.territory.rules.issues import IssueCode, refuse
from minga.territory.rules.tables import MAX_ROWS, Line, cell_of, lines_of

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_UNPACKED = 256 * 1024 * 1024
MAX_COLUMNS = 200
_SIGN = b"PK\x03\x04"


def is_workbook(content: bytes) -> bool:
    """Return whether the content is packed as workbooks are."""
    return content.startswith(_SIGN)


def read_workbook(content: bytes) -> tuple[Line, ...]:
    """Return the rows of every sheet; each sheet's first row names its columns.

    Sheets are read row by row: drawings that a sheet refers to and does not have, and sheets that
    state no or wrong dimensions, do not matter. Raises FileRefused for macros, for a file that
    grows beyond all measure, and for what is no workbook.
    """
    _check_package(content)
    import openpyxl  # noqa: PLC0415 - late: heavy (numpy, typst, pyhanko, openpyxl, docx)

    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
            sheets = [line for sheet in book.worksheets for line in _sheet(sheet)]
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, SyntaxError) as problem:
        # SyntaxError: what the parser of XML raises for a broken sheet
        raise refuse(IssueCode.UNKNOWN_FORMAT) from problem
    return tuple(sheets)


def _check_package(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except zipfile.BadZipFile as problem:
        raise refuse(IssueCode.UNKNOWN_FORMAT) from problem
    has_macros = any(part.filename.lower().endswith("vbaproject.bin") for part in parts)
    if has_macros or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refuse(IssueCode.UNSAFE_FILE)


def _sheet(sheet: "ReadOnlyWorksheet") -> tuple[Line, ...]:
    sheet.reset_dimensions()
    return lines_of(_rows(sheet), sheet.title)


def _rows(sheet: "ReadOnlyWorksheet") -> Iterator[list[str]]:
    rows = sheet.iter_rows(  # type: ignore[misc]  # the stubs bind it to writable sheets only
        max_row=MAX_ROWS + 2, values_only=True
    )
    for row in rows:
        yield [cell_of(value) for value in row[:MAX_COLUMNS]]
