"""What is in the one sprite? Icons, state shapes, motifs, knots and the mark, written by `main()`."""

from pathlib import Path

from minga.website.drawing.motifs import MOTIFS, motif_path
from minga.website.drawing.svg import element

STATIC = Path(__file__).parent.parent / "static" / "website"
SPRITE = STATIC / "sprite.svg"
FAVICON = STATIC / "mark.svg"

ICONS = {
    "search": "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM15 15l6 6",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "document": "M5 3h9l5 5v13H5zM14 3v5h5M8 12.5h8M8 16.5h8",
    "seal": "M12 3a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 15v6l4-2 4 2v-6M9 9.5l2 2 4-4",
    "person": "M12 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4 21v-2a5 5 0 0 1 5-5h6a5 5 0 0 1 5 5v2",
    "follow": "M6 17V10a6 6 0 0 1 12 0v7M3 17h18M10 21h4",
    "share": "M8 10H5v11h14V10h-3M12 15V4M8 7l4-4 4 4",
    "download": "M12 3v12M7 10l5 5 5-5M4 20h16",
    "clock": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 7v5.5l4 2.5",
    "chair": "M8 3v18M16 3v18M8 9h8M8 15h8",
    "question": "M4 4h16v13h-9l-4 4v-4H4zM9.5 9a2.5 2.5 0 1 1 2.5 2.5v1M12 14.5v.1",
    "vote": "M4 12h16v9H4zM8 16.5h8M8 12V3h8v9",
    "place": "M3 20h18M3 20v-5h6v-5h6V5h6v15",
    "works": "M9 4h6l4 16H5zM7.6 10h8.8M6.2 15.5h11.6M3 20h18",
    "add": "M12 4v16M4 12h16",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "sound": "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6a8 8 0 0 1 0 12",
}

DISC = "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z"
RING = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z"
QUESTION_MARK = "M9.3 9.6a2.7 2.7 0 1 1 2.7 2.7v1.2M12 16.6v.1"


def _line(path: str, width: float = 2.5, **more: str) -> str:
    """Return a stroke in the colour of the text around it."""
    return element("path", d=path, stroke="currentColor", stroke_width=width, **more)


def _fill(path: str, **more: str) -> str:
    return element("path", d=path, fill="currentColor", **more)


def _cut(path: str, width: float = 2.5) -> str:
    """Return a stroke in the colour of the page, as if cut out of the shape below."""
    return element("path", d=path, stroke="var(--paper)", stroke_width=width)


def _dashed_ring() -> str:
    return _line(RING, 2.2, stroke_dasharray="3.6 3.47")


STATES = {
    "done": _fill(DISC) + _cut("M7 12.5l3.5 3.5 6.5-7.5", 2.8),
    "moving": _line(RING, 2.6) + _fill("M12 3a9 9 0 0 0 0 18z"),
    "not_started": _line(RING),
    "delayed": _fill("M12 1.5L23.5 22H.5z") + _cut("M12 8.5v6M12 17.5v1"),
    "stalled": _fill("M2 2h20v20H2z") + _cut("M9 8v8M15 8v8", 3),
    "unknown": _dashed_ring() + _line(QUESTION_MARK, 2.2),
    "denied": _line("M3 3h18v18H3z") + _line("M8 8l8 8M16 8l-8 8"),
    "unset": _dashed_ring(),
    "turn": element(
        "path",
        d="M12 2l10 10-10 10L2 12z",
        fill="var(--turn)",
        stroke="currentColor",
        stroke_width=2.2,
    ),
    "live": _line(RING) + _fill("M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z"),
}


def _turns(turns: int, shape: str) -> str:
    """Return the knot of one to three turns, one above the other."""
    return "".join(
        element("g", shape, transform=f"translate(0 {9 * turn})" if turn else None)
        for turn in range(turns)
    )


TIED = (
    element("path", d="M6 5h16", stroke="var(--paper)", stroke_width=10, stroke_linecap="round")
    + _line("M6 5h16", 7.6, stroke_linecap="round")
    + _cut("M12 8l4.5-6", 1.4)
)
HOLLOW = element(
    "rect", x=3, y=1, width=22, height=8, rx=4, fill="var(--paper)", stroke="currentColor",
    stroke_width=2,
)  # fmt: skip
OPEN = HOLLOW.replace("var(--paper)", "var(--turn)")

KNOTS = {
    f"{name}{turns}": (_turns(turns, shape), 28, 9 * turns + 1)
    for name, shape in (("tied", TIED), ("hollow", HOLLOW), ("open", OPEN))
    for turns in (1, 2, 3)
}

MARK = (
    _line("M1 4h26", 4.4)
    + _line("M6 4v19M14 4v23M22 4v19", 2.4)
    + _line("M4 11.5h4M12 17.5h4M20 10h4M20 17h4", 4.6, stroke_linecap="round")
)


def symbol(name: str, content: str, width: int = 24, height: int = 24) -> str:
    """Return one drawing of the sprite under its name."""
    return element("symbol", content, id=name, viewBox=f"0 0 {width} {height}", fill="none")


def sprite() -> str:
    """Return the whole sprite; the same text on every machine."""
    icons = [
        symbol(f"i-{name}", _line(path, 2, stroke_linecap="square", stroke_miterlimit="8"))
        for name, path in ICONS.items()
    ]
    states = [symbol(f"s-{name}", shape) for name, shape in STATES.items()]
    motifs = [
        symbol(f"m-{place}", _fill(motif_path(rows)), 8, 8)
        for place, rows in enumerate(MOTIFS, start=1)
    ]
    knots = [symbol(f"k-{name}", *drawing) for name, drawing in KNOTS.items()]
    everything = [*icons, *states, *motifs, *knots, symbol("mark", MARK, 28, 28)]
    return element("svg", "\n", "\n".join(everything), "\n", xmlns="http://www.w3.org/2000/svg")


def favicon() -> str:
    """Return the mark alone, for the tab of the browser, in a colour that both themes bear."""
    return element(
        "svg", MARK, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 28 28", fill="none",
        color="#9E1048",
    )  # fmt: skip


def main() -> None:
    """Write the sprite and the mark that the pages use."""
    SPRITE.write_text(sprite() + "\n", encoding="utf-8")
    FAVICON.write_text(favicon() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
