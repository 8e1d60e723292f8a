"""Under which programme and objective does a table stand, by the headings before it?"""

from minga.plan.reading.blocks import Paragraph
from minga.plan.reading.column_names import Role
from minga.plan.reading.headings import (
    Section,
    heading_name,
    is_heading,
    is_lead_in,
    is_note,
    is_objective_heading,
    section_of,
)
from minga.plan.reading.matrix import MatrixReader
from minga.plan.reading.tables import Placed
from minga.plan.reading.wording import one_line

SHEET_LEVEL = 0  # the name of a spreadsheet's page, a heading only where nothing else names it


def open_groups(reader: MatrixReader, placed: Placed) -> None:
    """Open the programme and the objective that the lines before a table name, if any."""
    lines = list(placed.before)
    if not _has_programmes(placed):
        naming = _naming_line(lines)
        if naming is not None:
            reader.open_programme(heading_name(naming.text))
        elif not reader.programmes:
            reader.open_programme(_general_name(lines))
    if placed.header and not placed.header.has(Role.OBJECTIVE):
        objective = _objective_text(lines)
        if objective:
            reader.open_objective(objective)


def naming_line(placed: Placed) -> Paragraph | None:
    """The line that names the programme of a table: it is no text of the part before it."""
    return None if _has_programmes(placed) else _naming_line(list(placed.before))


def _has_programmes(placed: Placed) -> bool:
    return placed.header is not None and placed.header.has(Role.PROGRAMME)


def _naming_line(lines: list[Paragraph]) -> Paragraph | None:
    """The nearest heading that is not the general title of the matrix; else the sheet's name."""
    levelled = any(p.level for p in lines if not _is_passing(p))
    for paragraph in reversed(lines):
        section = section_of(paragraph.text)
        if section is not None and paragraph.level != SHEET_LEVEL:
            break
        if _is_passing(paragraph) or not is_heading(paragraph) or paragraph.level == SHEET_LEVEL:
            continue
        if not levelled or paragraph.level:
            return paragraph
    return _sheet_line(lines)


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
