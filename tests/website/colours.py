"""What does the style sheet promise about colours? Its tokens, and the contrast of WCAG 2."""

import re
from dataclasses import dataclass
from pathlib import Path

import minga.website

STATIC = Path(minga.website.__file__).parent / "static" / "website"
CSS = (STATIC / "minga.css").read_text(encoding="utf-8")

LIGHT = ":root {"
DARK_BY_SYSTEM = ':root:not([data-theme="light"]) {'
DARK_BY_SWITCH = ':root[data-theme="dark"] {'


@dataclass(frozen=True)
class Theme:
    """The colours of one theme by the name of their token."""

    colours: dict[str, str]

    def contrast(self, one: str, other: str) -> float:
        """Return the contrast of two tokens, rounded as the design text does."""
        return contrast(self.colours[one], self.colours[other])


def tokens(selector: str) -> dict[str, str]:
    """Return the colours that the first block of a selector sets."""
    begin = CSS.index(selector) + len(selector)
    block = CSS[begin : CSS.index("}", begin)]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9A-F]{6})", block))


def light() -> Theme:
    """Return the colours by day."""
    return Theme(tokens(LIGHT))


def dark() -> Theme:
    """Return the colours by night: those of the day, but for what the dark block changes."""
    return Theme(tokens(LIGHT) | tokens(DARK_BY_SYSTEM))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2), to two decimals."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
