"""Under which programme and objective does a table stand, by the headings before it?"""

from collections.abc import Iterator, Sequence

from minga.plan.reading.blocks import Paragraph
from minga.plan.reading.column_names import Role
from minga.plan.reading.headings import (
    Section,
    calls_itself_programme,
    heading_name,
    is_heading,
    is_lead_in,
    is_note,
    is_objective_heading,
    section_of,
)
from minga.plan.reading.matrix import MatrixReader
from minga.plan.reading.tables import Placed
from minga.plan.reading.wording import fold, one_line

SHEET_LEVEL = 0  # the name of a spreadsheet's page, a heading only where nothing else names it


def open_groups(reader: MatrixReader, placed: Placed, cover: frozenset[str]) -> None:
    """Open the programme and the objective that the lines before a table name, if any.

    `cover` are folded lines that say whose plan it is: they name no programme.
    """
    lines = list(placed.before)
    if not _has_programmes(placed):
        naming = naming_line(placed, cover)
        if naming is not None:
            reader.open_programme(heading_name(naming.text))
        elif not reader.programmes:
            reader.open_programme(_general_name(lines))
    if placed.header and not placed.header.has(Role.OBJECTIVE):
        objective = _objective_text(lines)
        if objective:
            reader.open_objective(objective)


def naming_line(placed: Placed, cover: frozenset[str]) -> Paragraph | None:
    """The line that names the programme of a table: it is no text of the part before it.

    That is the nearest heading below the general title of the matrix, one that calls itself a
    programme before one that does not; else the name of the sheet.
    """
    if _has_programmes(placed):
        return None
    found = [p for p in _headings_below_title(placed.before) if fold(p.text) not in cover]
    levelled = [p for p in found if p.level]
    named = [p for p in found if calls_itself_programme(p.text)]
    nearest = levelled or named or found
    return nearest[0] if nearest else _sheet_line(list(placed.before))


def _has_programmes(placed: Placed) -> bool:
    return placed.header is not None and placed.header.has(Role.PROGRAMME)


def _headings_below_title(lines: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Headings from the table upwards, to the title of the matrix or of another part."""
    for paragraph in reversed(lines):
        if paragraph.level == SHEET_LEVEL:
            continue
        if section_of(paragraph.text) is not None:
            return
        if is_heading(paragraph) and not _is_passing(paragraph):
            yield paragraph


def _is_passing(paragraph: Paragraph) -> bool:
    text = paragraph.text
    bulleted = paragraph.listed and text[:1] in "-–•*·▪●"
    return bulleted or is_note(text) or is_lead_in(text) or is_objective_heading(text)


def _sheet_line(lines: list[Paragraph]) -> Paragraph | None:
    sheets = [p for p in lines if p.level == SHEET_LEVEL and section_of(p.text) is None]
    return sheets[-1] if sheets else None


def _general_name(lines: list[Paragraph]) -> str:
    """The title of the matrix itself, where nothing nearer names its programme."""
    titles = [p.text for p in lines if section_of(p.text) is Section.MATRIX]
    return heading_name(titles[-1]) if titles else ""


def _objective_text(lines: list[Paragraph]) -> str | None:
    found = [p.text for p in lines if is_objective_heading(p.text)]
    return heading_name(one_line(found[-1])) if found else None
