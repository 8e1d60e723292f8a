"""Is a Word paragraph a heading or a list item, by its own marks or by its style?"""

import re
from dataclasses import dataclass

from lxml import etree

from minga.plan.reading.formats.zipped import attribute, local

_HEADING_NAME = re.compile(r"(?:heading|t[ií]tulo|titre|encabezado)\s*(\d)$", re.IGNORECASE)
_DEEPEST_STYLE = 12
_BODY_LEVEL = 9  # Word's outline level of ordinary text


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None
    listed: bool
    base: str | None


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles

    @classmethod
    def read(cls, root: etree._Element | None) -> "Styles":
        found: dict[str, _Style] = {}
        for element in root if root is not None else ():
            identifier = attribute(element, "styleId")
            if local(element) == "style" and identifier:
                found[identifier] = _style(element)
        return cls(found)

    def of(self, paragraph: etree._Element) -> tuple[int | None, bool]:
        """The heading level of a paragraph, and whether it is an item of a list."""
        properties = _child(paragraph, "pPr")
        if properties is None:
            return None, False
        style = _child(properties, "pStyle")
        level, listed = self._inherited(attribute(style, "val") if style is not None else None)
        own = _outline(properties)
        return (own if own is not None else level), listed or _has_numbering(properties)

    def _inherited(self, identifier: str | None) -> tuple[int | None, bool]:
        level: int | None = None
        listed = False
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(identifier or "")
            if style is None:
                break
            level = style.level if level is None else level
            listed = listed or style.listed
            identifier = style.base
        return level, listed


def _style(element: etree._Element) -> _Style:
    name, base, properties = (_child(element, tag) for tag in ("name", "basedOn", "pPr"))
    level = _level_of_name(attribute(name, "val") if name is not None else None)
    if level is None and properties is not None:
        level = _outline(properties)
    return _Style(
        level,
        properties is not None and _has_numbering(properties),
        attribute(base, "val") if base is not None else None,
    )


def _level_of_name(name: str | None) -> int | None:
    if not name:
        return None
    if name.casefold() in {"title", "título"}:
        return 1
    match = _HEADING_NAME.match(name)
    return int(match[1]) if match else None


def _outline(properties: etree._Element) -> int | None:
    outline = _child(properties, "outlineLvl")
    value = attribute(outline, "val") if outline is not None else None
    if value is None or not value.isdigit() or int(value) >= _BODY_LEVEL:
        return None
    return int(value) + 1


def _has_numbering(properties: etree._Element) -> bool:
    numbering = _child(properties, "numPr")
    if numbering is None:
        return False
    identifier = _child(numbering, "numId")
    return identifier is not None and attribute(identifier, "val") != "0"


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)
