"""What needs me today? The lines every kind of case owes, in the order in which they press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise

from minga.people.public import Person, Viewer
from minga.record.case_kinds import QueueLine, case_kinds
from minga.record.models import Act, Deadline

SECTIONS = "desk.sections"
ACTS = "desk.acts"
WEEK = timedelta(days=7)
RECORDED_SHOWN = 6


@dataclass(frozen=True)
class DeskSection:
    """What another context says at the desk, in slot `desk.sections`: a sentence and one way on."""

    title: str | Promise
    text: str | Promise
    action: str | Promise = ""
    url: str = ""


@dataclass(frozen=True)
class DeskAct:
    """Something the viewer may record, in slot `desk.acts`."""

    label: str | Promise
    url: str
    text: str | Promise = ""


@dataclass(frozen=True)
class Desk:
    """The lines of a viewer: overdue, due today, coming by date, and those without a date."""

    late: tuple[QueueLine, ...]
    today: tuple[QueueLine, ...]
    coming: tuple[QueueLine, ...]
    undated: tuple[QueueLine, ...]

    @property
    def needs_me(self) -> tuple[QueueLine, ...]:
        """What cannot wait until tomorrow, the oldest first."""
        return self.late + self.today


def desk_of(viewer: Viewer, today: date) -> Desk:
    """Return what the viewer owes, from every installed kind of case that has a queue."""
    lines = [line for kind in case_kinds() if kind.queue for line in kind.queue(viewer, today)]
    return sorted_desk(lines, today)


def sorted_desk(lines: Sequence[QueueLine], today: date) -> Desk:
    """Put lines in order: by day, then by case and title, so that the order never wavers."""
    dated = sorted(
        (line for line in lines if line.due_on),
        key=lambda line: (line.due_on, line.case_number, line.title),
    )
    return Desk(
        late=tuple(line for line in dated if line.due_on and line.due_on < today),
        today=tuple(line for line in dated if line.due_on == today),
        coming=tuple(line for line in dated if line.due_on and line.due_on > today),
        undated=tuple(line for line in lines if line.due_on is None),
    )


def running_deadlines(kind: str) -> QuerySet[Deadline]:
    """Clocks that run on cases of a kind, the first to end first; for the queue of that kind."""
    running = Deadline.objects.filter(case__kind=kind, stopped_by__isnull=True)
    return running.select_related("case", "parameter").order_by("due_on", "pk")


def recorded_lately(person: Person, today: date) -> Sequence[Act]:
    """Return the last acts that a person recorded within a week, newest first; one query."""
    acts = Act.objects.filter(actor=person, recorded_at__date__gt=today - WEEK)
    found = acts.select_related("case", "wording").order_by("-recorded_at", "-pk")
    return tuple(found[:RECORDED_SHOWN])
