"""Where is it, without boundaries? One equal tile a parish, placed as west and north have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from minga.website.drawing.svg import element, text

SIDE = 32
SHOWN_SIDE = 46
GAP = 1.5
CLASSES = 5


@dataclass(frozen=True)
class Tile:
    """A place: `value_class` 0 to 4 on the scale of lightness, None where there is no value.

    `second` adds a corner: 0 none, 1 half, 2 full.
    """

    code: str
    short: str
    name: str
    url: str
    column: int
    row: int
    value_class: int | None = None
    words: str = ""
    selected: bool = False
    second: int = 0


def tile_map(tiles: Sequence[Tile], label: str) -> str:
    """Return the map; each tile is a link that says its name and value, in the order given."""
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    chosen = [tile for tile in tiles if tile.selected]
    return element(
        "svg",
        *(_tile(tile) for tile in tiles),
        *(_frame(tile) for tile in chosen),
        class_="tiles",
        viewBox=f"-3 -3 {columns * SIDE + 6} {rows * SIDE + 6}",
        width=columns * SHOWN_SIDE,
        height=rows * SHOWN_SIDE,
        role="group",
        aria_label=label,
    )


def _tile(tile: Tile) -> str:
    said = f"{tile.short}: {tile.name}" + (f", {tile.words}" if tile.words else "")
    scale = "none" if tile.value_class is None else str(min(tile.value_class, CLASSES - 1))
    left, top = tile.column * SIDE, tile.row * SIDE
    return element(
        "a",
        element("rect", x=left + GAP / 2, y=top + GAP / 2, width=SIDE - GAP, height=SIDE - GAP),
        _corner(tile, left, top),
        text(tile.short, x=left + SIDE / 2, y=top + SIDE / 2 + 4.5),
        href=tile.url,
        class_=f"tile q-{scale}",
        aria_label=said,
        aria_current="true" if tile.selected else None,
    )


def _corner(tile: Tile, left: int, top: int) -> str:
    if not tile.second:
        return ""
    size = 6 if tile.second == 1 else 11
    right = left + SIDE - GAP
    return element("path", d=f"M{right} {top + GAP}v{size}l-{size}-{size}z", class_="corner")


def _frame(tile: Tile) -> str:
    """Return the frame of the chosen tile: grana outside, a gap of paper inside."""
    left, top = tile.column * SIDE, tile.row * SIDE
    return "".join(
        element("rect", x=left + inset, y=top + inset, width=SIDE - 2 * inset,
                height=SIDE - 2 * inset, class_=class_)
        for class_, inset in (("frame", -1), ("frame-gap", 2))
    )  # fmt: skip
