"""How are quantities drawn? Bars from zero, squares out of a hundred, pills for each act; never a pie."""

from dataclasses import dataclass
from decimal import Decimal

from minga.website.drawing.svg import element, percent_of, picture, text

BAR_HEIGHT = 28
ROOM_FOR_WORDS = 0.76  # "250.877" beside the longest bar on a phone
CELL = 10
SIDE = 10
PILLS_SHOWN = 12


@dataclass(frozen=True)
class Bar:
    """A value to compare, with the words that say it; without a value the words say why."""

    label: str
    value: Decimal | None
    words: str
    compared: Decimal | None = None


def bar_drawing(bar: Bar, top: Decimal) -> str:
    """Return a bar on an axis from zero to `top`.

    Without a value there is nothing to draw: the page writes the words in a dashed box.
    """
    if bar.value is None:
        return ""
    width = _length(bar.value, top)
    return picture(
        element("rect", y=5, width=width, height=BAR_HEIGHT - 10, class_="bar"),
        text(bar.words, x=width, dx=8, y=BAR_HEIGHT / 2 + 5, class_="value-word"),
        _comparison(bar, top),
        height=BAR_HEIGHT,
        class_="bar-row",
    )


def weave_drawing(filled: int, gap: int) -> str:
    """Return ten rows of ten: `filled` in ink, `gap` outlined in grana, the rest as dots.

    Raises ValueError when they are not counts out of a hundred.
    """
    if filled < 0 or gap < 0 or filled + gap > CELL * SIDE:
        raise ValueError(f"{filled} + {gap} of 100")
    cells = (_cell(place, filled, gap) for place in range(CELL * SIDE))
    return element(
        "svg", *cells, class_="weave-100", viewBox="0 0 100 100", width=232, height=232,
        aria_hidden="true",
    )  # fmt: skip


def pills_drawing(count: int) -> str:
    """Return one pill per act, one above the other; from twelve on the number alone tells."""
    shown = min(count, PILLS_SHOWN)
    height = max(shown * 10, 2)
    pills = (
        element("rect", y=height - 10 * (place + 1) + 1, width=26, height=8, rx=4, class_="bar")
        for place in range(shown)
    )
    return element("svg", *pills, class_="pills", width=26, height=height, aria_hidden="true")


def _comparison(bar: Bar, top: Decimal) -> str:
    if bar.compared is None:
        return ""
    place = _length(bar.compared, top)
    return element("line", x1=place, x2=place, y1=1, y2=BAR_HEIGHT - 1, class_="today")


def _length(value: Decimal, top: Decimal) -> str:
    """Return the length of a value; even the longest leaves room for its words."""
    return percent_of(float(value) * ROOM_FOR_WORDS, float(top))


def _cell(place: int, filled: int, gap: int) -> str:
    left, top = place % SIDE * CELL, place // SIDE * CELL
    if place < filled:
        return element("rect", x=left + 0.5, y=top + 0.5, width=9, height=9, class_="full")
    if place < filled + gap:
        return element("rect", x=left + 1, y=top + 1, width=8, height=8, class_="gap")
    return element("rect", x=left + 4.2, y=top + 4.2, width=1.6, height=1.6, class_="rest")
