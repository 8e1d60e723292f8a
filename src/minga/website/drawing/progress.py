"""How far is it? Measurements as knots between baseline and target, or a loose cord when nobody can know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minga.website.drawing.rows import Span, end, knot, today_line, twisted
from minga.website.drawing.svg import element, percentage, picture, text

MIDDLE = 32
CLOSE = 16


@dataclass(frozen=True)
class Measured:
    """A value found, and the words that say it."""

    value: Decimal
    words: str


@dataclass(frozen=True)
class ProgressCord:
    """Baseline, target and what was measured between; `expected` is what was due by today."""

    baseline: Measured
    target: Measured
    measurements: Sequence[Measured] = ()
    expected: Measured | None = None

    def share(self, value: Decimal) -> float:
        """Return where a value lies, 0 at the baseline and 1 at the target, also when it must fall."""
        way = self.target.value - self.baseline.value
        if not way:
            return 1.0
        return float((value - self.baseline.value) / way)

    def place(self, value: Decimal) -> float:
        """Return where a value is drawn, from 0 to 1, all values kept on the cord."""
        shares = [self.share(one.value) for one in self._all()]
        low, high = min(0.0, *shares), max(1.0, *shares)
        return (self.share(value) - low) / (high - low)

    @property
    def latest(self) -> Measured | None:
        """The last measurement, if there is any."""
        return self.measurements[-1] if self.measurements else None

    def _all(self) -> list[Measured]:
        expected = [self.expected] if self.expected else []
        return [self.baseline, self.target, *self.measurements, *expected]


def progress_drawing(cord: ProgressCord) -> str:
    """Return the cord: twisted up to the last measurement, dashed from there to the target."""
    start, goal = cord.place(cord.baseline.value), cord.place(cord.target.value)
    last = cord.place(cord.latest.value) if cord.latest else start
    return picture(
        _dashes(percentage(start), percentage(goal)),
        twisted(percentage(min(start, last)), percentage(max(start, last)), CLOSE)
        if last != start
        else "",
        _expected(cord),
        _square(percentage(start)),
        _square(percentage(goal), hollow=last < goal),
        "".join(knot(cord.place(one.value), 1, CLOSE) for one in cord.measurements),
        height=2 * CLOSE,
        class_="progress-cord",
    )


@dataclass(frozen=True)
class LooseCord:
    """A cord without ends: the years of the plan and today, for what cannot be known."""

    span: Span
    today: date
    year_names: Sequence[str]
    today_name: str


def loose_drawing(cord: LooseCord) -> str:
    """Return the dashed cord with a loose end at either side."""
    return picture(
        element("line", x1="0", x2="100%", y1=MIDDLE, y2=MIDDLE, class_="unknown"),
        "".join(_year(cord.span.years, place, name) for place, name in enumerate(cord.year_names)),
        _today(cord) if cord.span.holds(cord.today) else "",
        end("0%", MIDDLE, tied=False),
        end("100%", MIDDLE, tied=False),
        height=MIDDLE + 42,
        class_="loose-cord",
    )


def _today(cord: LooseCord) -> str:
    now = cord.span.at(cord.today)
    word = text(cord.today_name, x=percentage(now), dx=-6, y=MIDDLE - 12, class_="today-word")
    return today_line(now, MIDDLE - 14, MIDDLE + 14) + word


def _year(years: int, place: int, name: str) -> str:
    begin, middle = percentage(place / years), percentage((place + 0.5) / years)
    return (
        element("line", x1=begin, x2=begin, y1=MIDDLE + 14, y2=MIDDLE + 20, class_="tick")
        if place
        else ""
    ) + text(name, x=middle, y=MIDDLE + 36, class_="year-word")


def _expected(cord: ProgressCord) -> str:
    if cord.expected is None:
        return ""
    place = percentage(cord.place(cord.expected.value))
    return element("line", x1=place, x2=place, y1=CLOSE - 14, y2=CLOSE + 14, class_="today")


def _square(place: str, *, hollow: bool = False) -> str:
    shape = element(
        "rect", x=-7, y=-7, width=14, height=14, class_="tied hollow" if hollow else "tied"
    )
    return element("svg", shape, x=place, y=CLOSE, overflow="visible")


def _dashes(begin: str, finish: str) -> str:
    return element("line", x1=begin, x2=finish, y1=CLOSE, y2=CLOSE, class_="unknown")
