"""How do the activities of a plan stand on a page? A line each, by programme, with its cord."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.plan.pages.knots import TURNS
from minga.plan.pages.opening import Opened
from minga.plan.pages.words import (
    import_notes,
    measured_words,
    status_shape,
    status_word,
    years_words,
)
from minga.plan.queries.rows import ActivityRow
from minga.plan.queries.texts import ProgrammeLine
from minga.website.drawing.rows import Mark, RowCord, Span
from minga.website.languages import recorded
from minga.website.marks import State
from minga.website.parts import Cell, Column, Table

SHOWN_WHOLE = 60
SHOWN_OF_EACH = 8


@dataclass(frozen=True)
class PlanLine:
    """One activity on the page of its plan: its text, notes, cord and status in words."""

    row: ActivityRow
    url: str
    cord: RowCord | None
    notes: tuple[str, ...]
    word: str
    shape: State


@dataclass(frozen=True)
class ProgrammeGroup:
    """A programme with its lines; `total` counts also those that only its own page shows."""

    programme: ProgrammeLine
    url: str
    total: int
    lines: tuple[PlanLine, ...]
    has_other_objective: bool

    @property
    def hidden(self) -> int:
        """How many activities wait on the page of the programme."""
        return self.total - len(self.lines)


def groups_of(rows: Sequence[ActivityRow], opened: Opened) -> list[ProgrammeGroup]:
    """Return the lines by programme, in the plan's order; a very long plan shows the first of each."""
    shown = SHOWN_OF_EACH if len(rows) > SHOWN_WHOLE else len(rows)
    return [
        group_of(programme, list(found), opened, shown)
        for programme, found in groupby(rows, key=lambda row: row.programme)
    ]


def group_of(
    programme: ProgrammeLine, rows: Sequence[ActivityRow], opened: Opened, shown: int
) -> ProgrammeGroup:
    """Return a programme with its first lines."""
    slug, query = opened.plan.slug, opened.moment.query
    return ProgrammeGroup(
        programme,
        reverse("plan:programme-detail", args=(slug, programme.slug)) + query,
        len(rows),
        tuple(line_of_row(row, opened) for row in rows[:shown]),
        any("objective_mismatch" in row.text.issues for row in rows),
    )


def line_of_row(row: ActivityRow, opened: Opened) -> PlanLine:
    """Return an activity as its line on the page."""
    span = opened.span
    return PlanLine(
        row=row,
        url=activity_url(opened, row.number),
        cord=cord_of_row(row, span, opened) if span else None,
        notes=tuple(import_notes(row.text)),
        word=status_word(row.status),
        shape=status_shape(row.status),
    )


def activity_url(opened: Opened, number: int) -> str:
    """Return the address of an activity, on the day that is being read."""
    address = reverse("plan:activity-detail", args=(opened.plan.slug, number))
    return address + opened.moment.query


def cord_of_row(row: ActivityRow, span: Span, opened: Opened) -> RowCord:
    """Return the cord of an activity through the years, its ends tied where values are fixed."""
    return RowCord(
        span=span,
        today=opened.moment.day,
        acts=[Mark(mark.on, TURNS[mark.weight]) for mark in row.marks],
        starts_in=min(row.text.years, default=1),
        baseline=baseline_words(row),
        target=target_words(row),
    )


def baseline_words(row: ActivityRow) -> str:
    """Return where an activity starts, as filed or as fixed later; empty when nobody said it."""
    if row.text.baseline:
        return recorded(row.text.baseline)
    fixed = [
        measured_words(line.facts.baseline.value, line.unit)
        for line in row.indicators
        if line.facts.baseline
    ]
    return ", ".join(fixed)


def target_words(row: ActivityRow) -> str:
    """Return where an activity should arrive, as filed or as fixed later; empty when nobody said it."""
    if row.text.target:
        return recorded(row.text.target)
    last = [(line.facts.last_target, line.unit) for line in row.indicators]
    return ", ".join(measured_words(point.value, unit) for point, unit in last if point)


def plan_table(rows: Sequence[ActivityRow], opened: Opened) -> Table:
    """Return the same as a table, for whoever does not see the cords."""
    return Table(
        _("Las actividades del plan"),
        (
            Column(_("Actividad")),
            Column(_("Programa")),
            Column(_("Años")),
            Column(_("Línea base")),
            Column(_("Meta")),
            Column(_("Estado")),
            Column(_("Hechos"), numeric=True),
        ),
        [_cells(row, opened) for row in rows],
    )


def _cells(row: ActivityRow, opened: Opened) -> list[Cell]:
    name = recorded(f"{row.number}. {row.text.reading}")
    return [
        Cell(name, activity_url(opened, row.number)),
        Cell(recorded(row.programme.short_name)),
        Cell(years_words(row.text.years)),
        Cell(baseline_words(row) or _("sin línea base")),
        Cell(target_words(row) or _("sin meta")),
        Cell(status_word(row.status)),
        Cell(str(row.acts.count) if row.acts.count else _("ninguno")),
    ]
