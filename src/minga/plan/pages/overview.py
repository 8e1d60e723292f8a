"""What was promised at a glance: the list of plans, a plan by programmes and years, a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from minga.plan.models import PlanVersion, Programme, WorkPlan
from minga.plan.pages.knots import TURNS
from minga.plan.pages.words import import_notes, status_shape, status_word, years_words
from minga.plan.queries.moments import Moment, moment_of
from minga.plan.queries.plans import (
    all_plans,
    version_at,
)
from minga.plan.queries.rows import ActivityRow, activity_rows, distinct_act_count
from minga.website.drawing.rows import Mark, RowCord, Span
from minga.website.marks import State
from minga.website.render import render_page


@dataclass(frozen=True)
class PlanLine:
    """One activity on the plan page: its text, notes, cord and status in words."""

    row: ActivityRow
    cord: RowCord | None
    notes: tuple[str, ...]
    years: str
    word: str
    shape: State

    @property
    def number(self) -> int:
        """The activity's number, which never moves."""
        return self.row.number


@dataclass(frozen=True)
class ProgrammeGroup:
    """A programme with its lines."""

    programme: Programme
    lines: tuple[PlanLine, ...]

    @property
    def mismatch(self) -> bool:
        """True when the document gives it the objective of another programme."""
        return any("objective_mismatch" in line.row.text.issues for line in self.lines)


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans of this installation, the main one first."""
    return render_page(request, "plan/plan_list.html", {"plans": all_plans()})


@require_safe
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan at a glance: its programmes, activities and years, and what it leaves open."""
    plan = get_object_or_404(all_plans(), slug=slug)
    moment = moment_of(request.GET.get("al", ""))
    version = version_or_404(plan, moment)
    rows = activity_rows(version, moment)
    context = {
        "plan": plan,
        "version": version,
        "moment": moment,
        "groups": groups_of(rows, plan, version, moment.day),
        "missing": missing_counts(rows),
        "acts": distinct_act_count(rows),
        "with_acts": sum(1 for row in rows if row.marks),
        "rows": rows,
        "days_left": days_to_end(plan, moment.day),
    }
    return render_page(request, "plan/plan_detail.html", context)


@require_safe
def programme_detail(request: HttpRequest, slug: str, programme: str) -> HttpResponse:
    """One programme: its objectives as filed and its activities."""
    plan = get_object_or_404(all_plans(), slug=slug)
    found = get_object_or_404(Programme, plan=plan, slug=programme)
    moment = moment_of(request.GET.get("al", ""))
    version = version_or_404(plan, moment)
    rows = [row for row in activity_rows(version, moment) if row.programme.number == found.number]
    objectives = version.objectives.filter(programme=found)
    context = {
        "plan": plan,
        "version": version,
        "programme": found,
        "moment": moment,
        "objectives": objectives,
        "groups": groups_of(rows, plan, version, moment.day),
        "missing": missing_counts(rows),
        "acts": distinct_act_count(rows),
        "rows": rows,
    }
    return render_page(request, "plan/programme_detail.html", context)


def version_or_404(plan: WorkPlan, moment: Moment) -> PlanVersion:
    """Return the version in force at the moment; 404 before the plan was registered."""
    version = version_at(plan, moment)
    if version is None:
        raise Http404
    return version


def days_to_end(plan: WorkPlan, day: date) -> int | None:
    """Return how many days of the term are left, 0 on the last, negative after; None if unknown."""
    return (plan.ends_on - day).days if plan.ends_on else None


def groups_of(
    rows: Sequence[ActivityRow], plan: WorkPlan, version: PlanVersion, day: date
) -> list[ProgrammeGroup]:
    """Return the lines by programme, in the plan's order."""
    span = span_of(plan, version)
    found: dict[Programme, list[PlanLine]] = {}
    for row in rows:
        found.setdefault(row.programme, []).append(_line(row, span, day))
    return [ProgrammeGroup(programme, tuple(lines)) for programme, lines in found.items()]


def span_of(plan: WorkPlan, version: PlanVersion) -> Span | None:
    """Return the days of the plan for drawings; None when its dates are not known."""
    if plan.starts_on is None or plan.ends_on is None:
        return None
    return Span(plan.starts_on, plan.ends_on, version.years_count)


def _line(row: ActivityRow, span: Span | None, day: date) -> PlanLine:
    return PlanLine(
        row=row,
        cord=cord_of_row(row, span, day) if span else None,
        notes=tuple(import_notes(row)),
        years=years_words(row.text.years),
        word=status_word(row.status),
        shape=status_shape(row.status),
    )


def cord_of_row(row: ActivityRow, span: Span, day: date) -> RowCord:
    """Return the cord of an activity through the years, its ends tied where values are fixed."""
    return RowCord(
        span=span,
        today=day,
        acts=[Mark(mark.on, TURNS[mark.weight]) for mark in row.marks],
        starts_in=min(row.text.years, default=1),
        baseline=row.text.baseline or ("✓" if row.has_baseline else ""),
        target=row.text.target or ("✓" if row.has_target else ""),
    )


def missing_counts(rows: Sequence[ActivityRow]) -> dict[str, int]:
    """Return how many activities lack a baseline, a target, a goal of the Agenda, or any act."""
    return {
        "baseline": sum(1 for row in rows if not row.has_baseline),
        "target": sum(1 for row in rows if not row.has_target),
        "goal": sum(1 for row in rows if not row.goals),
        "acts": sum(1 for row in rows if not row.marks),
    }
