"""What do the parts around the matrix say: diagnosis, objectives, vision, systems?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from minga.plan.reading.blocks import Block, Paragraph
from minga.plan.reading.headings import Section, inline_section, is_heading, is_note, section_of
from minga.plan.reading.wording import one_line, without_bullet, without_restated_mark

_PROSE = frozenset(
    {Section.DIAGNOSIS, Section.GENERAL, Section.SPECIFIC, Section.VISION, Section.SYSTEMS}
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts of the plan outside its matrix; null or empty where the document has none."""

    diagnosis: str | None = None
    vision: str | None = None
    general_objective: str | None = None
    specific_objectives: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    restated: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Open:
    """The section being read and the lines gathered for each."""

    section: Section | None = None
    level: int | None = None
    lines: dict[Section, list[str]] = field(default_factory=dict)

    def take(self, text: str) -> None:
        if self.section in _PROSE:
            self.lines.setdefault(self.section, []).append(text)


def read_parts(blocks: Sequence[Block]) -> Parts:
    """The parts of the plan by the headings that open them."""
    reading = _Open()
    for block in blocks:
        if isinstance(block, Paragraph):
            _paragraph(block, reading)
        elif reading.section is not Section.DIAGNOSIS:
            reading.section = None
    return _parts(reading.lines)


def _paragraph(paragraph: Paragraph, reading: _Open) -> None:
    text = paragraph.text.strip()
    section = None if _is_item(paragraph, reading) else section_of(text)
    if section is not None:
        _enter(section, paragraph, reading)
    elif inline := inline_section(text):
        _enter(inline[0], paragraph, reading)
        reading.take(inline[1])
    elif _closes(paragraph, reading):
        reading.section = None
    elif not is_note(text):
        reading.take(text)


def _enter(section: Section, paragraph: Paragraph, reading: _Open) -> None:
    reading.section, reading.level = section, paragraph.level


def _is_item(paragraph: Paragraph, reading: _Open) -> bool:
    """An item of a list is text, even where it sounds like a heading, unless it is in capitals."""
    listed = paragraph.listed and paragraph.level is None and not paragraph.text.isupper()
    return listed and reading.section is Section.SYSTEMS


def _closes(paragraph: Paragraph, reading: _Open) -> bool:
    """An unknown heading ends a section unless it stands below it or the section is prose."""
    if paragraph.level is not None:
        return reading.level is None or paragraph.level <= reading.level
    shouts = paragraph.text.isupper() and is_heading(paragraph) and not paragraph.listed
    return shouts and reading.section is not Section.DIAGNOSIS


def _parts(lines: dict[Section, list[str]]) -> Parts:
    restated: set[str] = set()

    def text(section: Section) -> str | None:
        return _unmarked("\n".join(lines.get(section, [])), section.value, restated)

    specific = _items(lines.get(Section.SPECIFIC, []))
    bare = [_unmarked(item, Section.SPECIFIC.value, restated) for item in specific]
    return Parts(
        diagnosis=text(Section.DIAGNOSIS),
        vision=text(Section.VISION),
        general_objective=text(Section.GENERAL),
        specific_objectives=tuple(item for item in bare if item),
        systems=tuple(_items(lines.get(Section.SYSTEMS, []))),
        restated=frozenset(restated),
    )


def _unmarked(text: str, name: str, restated: set[str]) -> str | None:
    bare, marked = without_restated_mark(text)
    if marked:
        restated.add(name)
    return bare or None


def _items(lines: Iterable[str]) -> list[str]:
    """One item a paragraph, without bullets; a label ending in a colon joins the next."""
    items: list[str] = []
    for line in lines:
        item = without_bullet(one_line(line))
        if items and items[-1].endswith(":"):
            items[-1] = f"{items[-1]} {item}"
        elif item:
            items.append(item)
    return items
