"""How does an activity look on one row? A cord through the years, knots for acts, ends tied or loose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from minga.website.drawing.svg import element, percent_of, percentage, picture

HEIGHT = 40
MIDDLE = HEIGHT // 2
SIGN = 36
SIGN_MIDDLE = 10


@dataclass(frozen=True)
class Span:
    """The days of a plan, cut into equal years."""

    first: date
    last: date
    years: int

    def at(self, day: date) -> float:
        """Return where a day lies, from 0 to 1; days outside lie on the nearer end."""
        return min(max((day - self.first).days / self._days, 0.0), 1.0)

    @cached_property
    def _days(self) -> int:
        return max((self.last - self.first).days, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the term: outside it no line of today is drawn."""
        return self.first <= day <= self.last

    def begin_of(self, year: int) -> float:
        """Return where a year of the plan (from 1) begins, from 0 to 1."""
        return (year - 1) / self.years


class Mark(NamedTuple):
    """An act to be drawn: its day and the turns of its knot."""

    on: date
    turns: int = 1


@dataclass(frozen=True)
class RowCord:
    """What an activity shows on its row; baseline and target are words, empty when not fixed."""

    span: Span
    today: date
    acts: Sequence[Mark] = ()
    starts_in: int = 1
    baseline: str = ""
    target: str = ""

    @property
    def begun(self) -> float:
        """Where its cord starts, from 0 to 1."""
        return self.span.begin_of(self.starts_in)


def row_cord(row: RowCord) -> str:
    """Return the drawing of one activity; its text equivalent stands beside it in the table."""
    now = row.span.at(row.today)
    return picture(
        _year_lines(row.span),
        _thread("0%", percentage(row.begun), "loose") if row.begun else "",
        _worked(row, now),
        _thread(percentage(max(now, row.begun)), "100%", "loose") if now < 1 else "",
        today_line(now, 0, HEIGHT) if row.span.holds(row.today) else "",
        "".join(knot(row.span.at(act.on), act.turns, MIDDLE) for act in row.acts),
        end("0%", MIDDLE, tied=bool(row.baseline)),
        end("100%", MIDDLE, tied=bool(row.target)),
        height=HEIGHT,
        class_="row-cord",
    )


def knot(share: float, turns: int, middle: int) -> str:
    """Return a standing knot of one to three turns, with a gap of paper around it."""
    return element("svg", _turns(turns), x=percentage(share), y=middle, overflow="visible")


@cache
def _turns(turns: int) -> str:
    path = "".join(f"M{6.5 * turn - 3.25 * (turns - 1):g}-5v10" for turn in range(turns))
    return element("path", d=path, class_="gap") + element("path", d=path, class_="knot")


def end(place: str, middle: int, *, tied: bool) -> str:
    """Return an end of a cord: a dashed ring where a value is missing, a full square where it is fixed."""
    if tied:
        shape = element("rect", x=-6, y=-6, width=12, height=12, class_="tied")
    else:
        shape = element("circle", r=7.5, class_="missing")
    return element("svg", shape, x=place, y=middle, overflow="visible")


def today_line(share: float, top: int, bottom: int) -> str:
    """Return the red line of today across the cord."""
    place = percentage(share)
    return element("line", x1=place, x2=place, y1=top, y2=bottom, class_="today")


def twisted(begin: str, finish: str, middle: int) -> str:
    """Return a twisted cord: a full line and slanted ticks of paper over it."""
    return (
        element("line", x1=begin, x2=finish, y1=middle, y2=middle, class_="cord")
        + element(
            "svg",
            element("line", x1=begin, x2=finish, class_="twist", transform="skewX(-40)"),
            y=middle,
            overflow="visible",
        )
    )  # fmt: skip


def _worked(row: RowCord, now: float) -> str:
    """Return the past of the cord: twisted when something happened on it, dotted when nothing did."""
    if now <= row.begun:
        return ""
    begin, finish = percentage(row.begun), percentage(now)
    return twisted(begin, finish, MIDDLE) if row.acts else _thread(begin, finish, "bare")


def _thread(begin: str, finish: str, class_: str) -> str:
    return element("line", x1=begin, x2=finish, y1=MIDDLE, y2=MIDDLE, class_=class_)


def _year_lines(span: Span) -> str:
    return "".join(
        element("line", x1=place, x2=place, y1=0, y2=HEIGHT, class_="year")
        for place in (percent_of(year, span.years) for year in range(1, span.years))
    )


def legend_sign(turns: int) -> str:
    """Return a short cord for the legend, with a knot of so many turns, or bare without any."""
    if not turns:
        line = element("line", x1=0, x2=SIGN, y1=SIGN_MIDDLE, y2=SIGN_MIDDLE, class_="bare")
        return picture(line, height=2 * SIGN_MIDDLE, class_="sign", width=str(SIGN))
    line = twisted("0", str(SIGN), SIGN_MIDDLE)
    return picture(
        line,
        knot(0.5, turns, SIGN_MIDDLE),
        height=2 * SIGN_MIDDLE,
        class_="sign",
        width=str(SIGN),
    )


def legend_end() -> str:
    """Return a loose end for the legend."""
    return picture(
        end("50%", SIGN_MIDDLE, tied=False), height=2 * SIGN_MIDDLE, class_="sign", width="18"
    )


def legend_today() -> str:
    """Return the line of today for the legend."""
    return picture(
        today_line(0.5, 0, 2 * SIGN_MIDDLE), height=2 * SIGN_MIDDLE, class_="sign", width="6"
    )
