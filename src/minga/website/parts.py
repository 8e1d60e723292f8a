"""What do the components of a page take? Small frozen facts, ready to be said; no models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from minga.website.dates import capitalized, day_of, days_left, plain_date, weekday_date


@dataclass(frozen=True)
class Link:
    """Words that open an address."""

    text: str
    url: str


@dataclass(frozen=True)
class Evidence:
    """A document that proves an act; without size the words stand alone."""

    title: str
    url: str
    kind: str = ""
    octets: int | None = None


@dataclass(frozen=True)
class Knot:
    """An act on the cord of time.

    One turn is a step, two a decision, three an effect. `yours` marks a coming act in which the
    reader can take part. A correction names in `corrects` the act it corrects; the corrected act
    keeps its knot and says when in `corrected_on`. `note` carries the standing of the act.
    """

    title: str
    at: date | datetime
    url: str = ""
    by: str = ""
    note: str = ""
    text: str = ""
    turns: int = 1
    yours: bool = False
    evidence: Sequence[Evidence] = ()
    corrects: Link | None = None
    corrected_on: date | None = None
    programme: int | None = None
    programme_name: str = ""

    @property
    def day(self) -> date:
        """The local day on which it happened or will happen."""
        return day_of(self.at)


@dataclass(frozen=True)
class HungKnot:
    """A knot as it hangs on one day: its place, its drawing and its date in words."""

    knot: Knot
    ahead: bool
    drawing: str
    when: str
    left: str


@dataclass(frozen=True)
class Cord:
    """The acts of a case, newest first, parted by today; those beyond the limit wait behind a word."""

    ahead: tuple[HungKnot, ...]
    shown: tuple[HungKnot, ...]
    folded: tuple[HungKnot, ...]

    @property
    def folded_since(self) -> int:
        """The year of the oldest act that is folded away."""
        return self.folded[-1].knot.day.year


SHOWN_ON_A_CORD = 6


def cord_of(knots: Sequence[Knot], today: date, shown: int = SHOWN_ON_A_CORD) -> Cord:
    """Return the cord of these acts, in whatever order they come."""
    ordered = sorted(knots, key=lambda knot: (knot.day, _moment(knot)), reverse=True)
    hung = [_hung(knot, today) for knot in ordered]
    past = tuple(one for one in hung if not one.ahead)
    return Cord(
        ahead=tuple(one for one in hung if one.ahead), shown=past[:shown], folded=past[shown:]
    )


def _moment(knot: Knot) -> float:
    return knot.at.timestamp() if isinstance(knot.at, datetime) else 0.0


def _hung(knot: Knot, today: date) -> HungKnot:
    ahead = knot.day > today
    shape = ("open" if knot.yours else "hollow") if ahead else "tied"
    return HungKnot(
        knot=knot,
        ahead=ahead,
        drawing=f"{shape}{knot.turns}",
        when=_when(knot, ahead=ahead),
        left=days_left(knot.at, today) if ahead else "",
    )


def _when(knot: Knot, *, ahead: bool) -> str:
    """Say the day with its year when it is behind, with its weekday when it is ahead."""
    if not ahead:
        return plain_date(knot.at)
    day = weekday_date(knot.at)
    return _("Hasta el %(day)s") % {"day": day} if knot.yours else capitalized(day)


class Progress(StrEnum):
    """Where a stage of a procedure, or a step of a form, stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    YOURS = "yours"


@dataclass(frozen=True)
class Stage:
    """A stage of a procedure on the lying cord; `when` is the second line of its label."""

    name: str
    when: str = ""
    turns: int = 1
    progress: Progress = Progress.AHEAD
    text: str = ""

    @property
    def drawing(self) -> str:
        """The name of its knot in the sprite."""
        shapes = {Progress.DONE: "tied", Progress.YOURS: "open", Progress.NOW: "open"}
        return f"{shapes.get(self.progress, 'hollow')}{self.turns}"


@dataclass(frozen=True)
class Turn:
    """Something the reader can do now, on the list in yellow; `days` are those left, if counted."""

    what: str
    link: Link
    until: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table; one of codes may break anywhere, so that no digest widens the page."""

    name: str
    numeric: bool = False
    is_code: bool = False


@dataclass(frozen=True)
class Cell:
    """A value of a table: words, perhaps with a link; empty words must be said, never left out."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose rows turn into labelled lines on a phone; the first column names the row."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def labelled(self) -> list[list[tuple[Column, Cell]]]:
        """Return the cells of each row beside their columns."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class YearCount:
    """How many acts one year of the plan holds."""

    label: str
    count: int
