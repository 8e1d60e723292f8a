"""How are all parishes shown at once? As tiles, as outlines, on one cord, with a legend that counts."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from minga.territory.labels import MEASURE_LABELS
from minga.territory.rules.measures import SCALES, MeasureKey, whole
from minga.territory.rules.outlines import Rings, draw_outlines
from minga.territory.rules.parishes import Parish
from minga.territory.rules.value_cord import BINS, Bead, beads_of, hundredth
from minga.website.drawing.svg import element, percentage, text
from minga.website.drawing.tiles import Tile
from minga.website.numbers import number

type UrlOf = Callable[[str], str]

_BEAD, _STEP = 5, 7
_LABEL_HEIGHT = 26
_LARGEST_STROKE = 4
_ROOM = 20  # hundredths of a narrow screen that a name and its number take


@dataclass(frozen=True)
class LegendRow:
    """A class of the scale: its colour, its bounds in words, how many parishes it holds."""

    value_class: int | None
    words: str
    count: int


def unknown_words() -> str:
    """Return how a value that was not published is said; it is never zero."""
    return _("sin dato publicado")


def value_words(measure: MeasureKey, value: Decimal | None) -> str:
    """Return a value as its tile and its row say it."""
    if value is None:
        return unknown_words()
    if measure == MeasureKey.SERVICES:
        return _("%(value)s de cada 100 viviendas") % {"value": number(value)}
    if measure == MeasureKey.POPULATION:
        return _("%(value)s personas") % {"value": number(value)}
    if measure == MeasureKey.ELECTORS:
        return _("%(value)s electores") % {"value": number(value)}
    return change_words(value)


def cell_words(measure: MeasureKey, value: Decimal | None) -> str:
    """Return a value as a table says it, under a header that names the unit."""
    if value is None:
        return unknown_words()
    if measure == MeasureKey.CHANGE and value > 0:
        return f"+{number(value)}"
    return signed(value)


def change_words(value: Decimal) -> str:
    """Return growth and loss in words: a sign alone is easily missed."""
    if value < 0:
        return _("%(value)s menos por cada 100") % {"value": number(-value)}
    return _("%(value)s más por cada 100") % {"value": number(value)}


def tiles_of(
    parishes: Sequence[Parish], measure: MeasureKey, url_of: UrlOf, chosen: Collection[str] = ()
) -> list[Tile]:
    """Return a tile for each parish that has a position, in the order given."""
    return [
        Tile(
            code=parish.code,
            short=parish.short,
            name=parish.name,
            url=url_of(parish.code),
            column=parish.tile[0] - 1,
            row=parish.tile[1] - 1,
            value_class=class_of(parish, measure),
            words=value_words(measure, parish.value(measure)),
            selected=parish.code in chosen,
        )
        for parish in parishes
        if parish.tile is not None
    ]


def class_of(parish: Parish, measure: MeasureKey) -> int | None:
    """Return the class of a parish on the scale of a measure; None when its value is unknown."""
    value = parish.value(measure)
    return None if value is None else SCALES[measure].class_of(value)


def legend_of(parishes: Sequence[Parish], measure: MeasureKey) -> list[LegendRow]:
    """Return the classes, lightest first, with how many parishes each holds; unknown ones last."""
    counted = Counter(class_of(parish, measure) for parish in parishes)
    rows = [
        LegendRow(place, _edge_words(low, high), counted[place])
        for place, (low, high) in enumerate(SCALES[measure].edges())
    ]
    unknown = LegendRow(None, unknown_words(), counted[None])
    return [*rows, unknown] if unknown.count else rows


def _edge_words(low: Decimal | None, high: Decimal | None) -> str:
    words = {"low": signed(low or Decimal()), "high": signed(high or Decimal())}
    if low is None:
        return _("menos de %(high)s") % words
    if high is None:
        return _("%(low)s o más") % words
    return _("%(low)s a %(high)s") % words


def signed(value: Decimal) -> str:
    """Return a number with a true minus sign where it is below zero."""
    return number(value).replace("-", "\N{MINUS SIGN}")


def by_value(parishes: Sequence[Parish], measure: MeasureKey) -> list[Parish]:
    """Return the parishes from the class that stands out most, equal ones by name; unknown values last."""
    sign = 1 if SCALES[measure].dark_is_low else -1

    def place(parish: Parish) -> tuple[bool, Decimal, str]:
        value = parish.value(measure)
        return (value is None, sign * (value or Decimal()), parish.name)

    return sorted(parishes, key=place)


def outline_map(
    parishes: Sequence[Parish],
    outlines: Mapping[str, Rings],
    measure: MeasureKey,
    url_of: UrlOf,
    chosen: Collection[str] = (),
) -> str:
    """Return the map of imported boundaries; each shape is a link that says its name and value."""
    drawn = draw_outlines(outlines)
    shapes = [
        _shape(p, drawn.paths[p.code], measure, url_of) for p in parishes if p.code in outlines
    ]
    frames = [_frame(drawn.paths[code]) for code in chosen if code in outlines]
    return element(
        "svg",
        *shapes,
        *frames,
        class_="tiles",
        viewBox=f"-5 -5 {drawn.width + 10} {drawn.height + 10}",
        role="group",
        aria_label=_("Mapa de parroquias con sus límites: %(measure)s")
        % {"measure": MEASURE_LABELS[measure]},
    )


def _shape(parish: Parish, path: str, measure: MeasureKey, url_of: UrlOf) -> str:
    scale = class_of(parish, measure)
    said = f"{parish.name}: {value_words(measure, parish.value(measure))}"
    return element(
        "a",
        element(
            "path",
            d=path,
            fill="var(--paper)" if scale is None else f"var(--q-{scale})",
            stroke="var(--control)",
            stroke_width=1,
            stroke_dasharray="3 2" if scale is None else None,
            vector_effect="non-scaling-stroke",
        ),
        href=url_of(parish.code),
        class_="tile",
        aria_label=said,
    )


def _frame(path: str) -> str:
    return element(
        "path",
        d=path,
        fill="none",
        stroke="var(--grana)",
        stroke_width=_LARGEST_STROKE,
        vector_effect="non-scaling-stroke",
        pointer_events="none",
    )


@dataclass(frozen=True)
class CordEnd:
    """A value that is named on the cord."""

    name: str
    value: Decimal


def value_cord(
    values: Mapping[str, Decimal], top: Decimal, chosen: str, here: CordEnd, of_all: CordEnd | None
) -> str:
    """Return all values as beads on one cord from zero to `top`; the chosen one and the mean of all named.

    Positions are shares of the width, so that words keep their size on a phone.
    """
    beads = beads_of(values, top)
    line = max((bead.level for bead in beads), default=0) * _STEP + 2 * _LABEL_HEIGHT
    parts = [_bead(bead, line) for bead in beads if bead.code != chosen]
    marks = [_cord_line(line), *parts, _chosen_mark(here, top, line), *_axis(top, line, of_all)]
    return element(
        "svg",
        *marks,
        width="100%",
        height=line + _LABEL_HEIGHT + 4,
        class_="row-cord",
        aria_hidden="true",
    )


def _cord_line(line: int) -> str:
    return element("line", x1="0%", x2="100%", y1=line, y2=line, class_="cord")


def _bead(bead: Bead, line: int) -> str:
    top = line - 2 - _BEAD - _STEP * bead.level
    shape = element("rect", x=-3.5, y=0, width=7, height=_BEAD, rx=2, class_="bar")
    return element("svg", shape, x=percentage(bead.along / BINS), y=top, overflow="visible")


def _chosen_mark(here: CordEnd, top: Decimal, line: int) -> str:
    along = hundredth(here.value, top)
    place = percentage(along / BINS)
    words = f"{here.name} {number(whole(here.value))}"
    mark = element("line", x1=place, x2=place, y1=20, y2=line + 8, class_="today")
    return mark + text(words, x=place, y=14, class_="today-word", text_anchor=_anchor(along))


def _axis(top: Decimal, line: int, of_all: CordEnd | None) -> list[str]:
    """Return the words under the cord: its ends, its middle where there is room, the mean of all."""
    below = line + _LABEL_HEIGHT
    start = text("0", x="0%", y=below)
    middle = text(number(top / 2), x="50%", y=below, text_anchor="middle")
    if of_all is None:
        return [start, middle, text(number(top), x="100%", y=below, text_anchor="end")]
    along = hundredth(of_all.value, top)
    place = percentage(along / BINS)
    said = f"{of_all.name} {number(whole(of_all.value))}"
    return [
        start,
        *([middle] if abs(along - BINS // 2) > _ROOM else []),
        element("line", x1=place, x2=place, y1=line, y2=line + 10, class_="tick"),
        text(said, x=place, y=below, class_="value-word", text_anchor=_anchor(along)),
    ]


def _anchor(along: int) -> str:
    """Return which end of a word stands at its place, so that it stays on the drawing."""
    if along < 15:
        return "start"
    return "end" if along > 80 else "middle"
