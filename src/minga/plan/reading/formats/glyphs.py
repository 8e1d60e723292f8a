"""How do glyphs with places on a page become lines of text?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SPACE = 0.15  # of the line height: a narrower gap only separates letters
_COLUMN_GAP = 0.45
_SAME_LINE = 0.5
_BULLETS = "•▪➢"  # a lone ●, ■ or ✓ may be the mark of a year
_SOFT_HYPHENS = "\u00ad\u0002\ufffe"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed sign; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of signs without a gap as wide as a column's."""

    text: str
    left: float
    right: float
    glyphs: tuple[Glyph, ...] = ()

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> "Chunk":
        right = max(g.right for g in glyphs)
        return cls(_joined(glyphs), glyphs[0].left, right, tuple(glyphs))

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def words(self) -> list["Chunk"]:
        """The run cut at every space."""
        return [Chunk.of(run) for run in _runs(self.glyphs, _SPACE)]


@dataclass(frozen=True, slots=True)
class Line:
    """Signs on one height, from left to right."""

    glyphs: tuple[Glyph, ...]
    left: float
    top: float
    right: float
    bottom: float
    height: float  # of its tallest sign

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> "Line":
        held = tuple(sorted(glyphs, key=lambda g: g.left))
        return cls(
            held,
            held[0].left,
            min(g.top for g in held),
            max(g.right for g in held),
            max(g.bottom for g in held),
            max(g.height for g in held),
        )

    @property
    def text(self) -> str:
        return _joined(self.glyphs)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def chunks(self) -> list[Chunk]:
        """The line cut at gaps wide enough to part columns; a bullet stays with its item."""
        runs: list[list[Glyph]] = []
        for run in _runs(self.glyphs, _COLUMN_GAP, self.height):
            if runs and len(runs[-1]) == 1 and runs[-1][0].text in _BULLETS:
                runs[-1] += run
            else:
                runs.append(run)
        return [Chunk.of(run) for run in runs]


def _runs(glyphs: Iterable[Glyph], gap: float, height: float = 0.0) -> list[list[Glyph]]:
    """Signs from left to right, cut where the blank between two exceeds `gap` line heights."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and glyph.left - runs[-1][-1].right <= gap * (height or glyph.height):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group signs into lines from the top, each from the left."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.middle):
        if lines and abs(glyph.middle - lines[-1][0].middle) <= _SAME_LINE * glyph.height:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [Line.of(line) for line in lines]


def _joined(glyphs: Sequence[Glyph]) -> str:
    text = ""
    right = None
    for glyph in glyphs:
        if right is not None and glyph.left - right > _SPACE * glyph.height:
            text += " "
        text += glyph.text
        right = glyph.right if right is None else max(right, glyph.right)
    return text


def unwrapped(lines: Sequence[str]) -> str:
    """The lines of one cell or paragraph as running text; a bullet begins a line of its own."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text[-1] in _SOFT_HYPHENS:
            text = text[:-1] + line
        elif text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
            text += line
        else:
            text += ("\n" if line[:1] in "•▪●■➢✓" and len(line) > 1 else " ") + line
    return text
