"""How does a whole plan look? One hanging cord per activity, by programme, the years downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from minga.website.drawing.rows import Mark, Span
from minga.website.drawing.svg import element, percent_of, picture, text

BAR = 9
TOP = 14
LENGTH = 248
REST = 24
GROUP_GAP = 0.9
TURN = 5


@dataclass(frozen=True)
class HangingCord:
    """One activity: its acts and the year it starts in."""

    acts: Sequence[Mark] = ()
    starts_in: int = 1


@dataclass(frozen=True)
class Programme:
    """The cords of one programme, hanging from a bar of its dye."""

    dye: int
    cords: Sequence[HangingCord]


@dataclass(frozen=True)
class Khipu:
    """A plan as a khipu on one day."""

    span: Span
    today: date
    programmes: Sequence[Programme]

    @property
    def is_running(self) -> bool:
        """Whether its term has begun and not ended."""
        return self.span.holds(self.today)

    @property
    def width(self) -> float:
        """Its width in cords, the gaps between programmes included."""
        cords = sum(len(programme.cords) for programme in self.programmes)
        return max(cords + GROUP_GAP * (len(self.programmes) - 1), 1.0)


def khipu_drawing(khipu: Khipu) -> str:
    """Return the hanging cords; `khipu_years` draws the words at their left."""
    return picture(
        _year_lines(khipu.span),
        "".join(_programmes(khipu)),
        _line(_depth(khipu.span.at(khipu.today)), "today") if khipu.is_running else "",
        height=TOP + LENGTH + REST,
        class_="khipu-cords",
    )


def khipu_years(khipu: Khipu, year_names: Sequence[str], today_name: str) -> str:
    """Return the words beside the cords: the years and, on the red line, today."""
    today = _depth(khipu.span.at(khipu.today))
    step = LENGTH / khipu.span.years

    def covered(place: float) -> bool:
        return khipu.is_running and abs(place - today) <= step / 3

    places = [(name, TOP + step * (place + 0.5)) for place, name in enumerate(year_names)]
    return picture(
        *(text(name, y=place + 5) for name, place in places if not covered(place)),
        text(today_name, y=today + 5, class_="today-word") if khipu.is_running else "",
        height=TOP + LENGTH + REST,
        class_="khipu-years",
        width="56",
    )


def _programmes(khipu: Khipu) -> Iterator[str]:
    offset = 0.0
    for programme in khipu.programmes:
        yield element(
            "g",
            _bar(offset, len(programme.cords), khipu.width),
            *(
                _cord(cord, offset + place + 0.5, khipu)
                for place, cord in enumerate(programme.cords)
            ),
            class_=f"dye-{programme.dye}",
        )
        offset += len(programme.cords) + GROUP_GAP


def _bar(offset: float, cords: int, width: float) -> str:
    return element(
        "rect",
        x=percent_of(offset, width),
        width=percent_of(cords, width),
        height=BAR,
        class_="bar",
    )


def _cord(cord: HangingCord, place: float, khipu: Khipu) -> str:
    x = percent_of(place, khipu.width)
    begun = _depth(khipu.span.begin_of(cord.starts_in))
    today = max(_depth(khipu.span.at(khipu.today)), begun)
    return "".join((
        _hanging(x, BAR, begun, "loose") if cord.starts_in > 1 else "",
        _hanging(x, begun if cord.starts_in > 1 else BAR, today, "cord" if cord.acts else "bare"),
        _hanging(x, today, TOP + LENGTH + REST, "loose"),
        *(_knot(x, _depth(khipu.span.at(act.on)), act.turns) for act in cord.acts),
    ))  # fmt: skip


def _knot(x: str, depth: float, turns: int) -> str:
    return element("svg", _turns(turns), x=x, y=depth, overflow="visible")


@cache
def _turns(turns: int) -> str:
    path = "".join(f"M-2.5 {TURN * turn - TURN / 2 * (turns - 1):g}h5" for turn in range(turns))
    return element("path", d=path, class_="knot")


def _hanging(x: str, top: float, bottom: float, class_: str) -> str:
    return element("line", x1=x, x2=x, y1=top, y2=bottom, class_=class_)


def _depth(share: float) -> float:
    return round(TOP + share * LENGTH, 1)


def _year_lines(span: Span) -> str:
    return "".join(_line(_depth(span.begin_of(year)), "year") for year in range(2, span.years + 1))


def _line(depth: float, class_: str) -> str:
    return element("line", x1="0", x2="100%", y1=depth, y2=depth, class_=class_)
