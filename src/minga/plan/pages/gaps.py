"""What does a plan leave open, and how do its promises stand? Counts that open the list behind them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.labels import STATUS_LABELS
from minga.plan.pages.opening import Opened, address_of
from minga.plan.pages.words import STATES
from minga.plan.queries.rows import ActivityRow
from minga.plan.rules.codes import ActivityStatus
from minga.website.marks import State


@dataclass(frozen=True)
class Gap:
    """Something that the plan does not say of some of its activities."""

    count: int
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class StatusCount:
    """How many activities have a status."""

    shape: State
    word: str
    count: int
    url: str


def gaps_of(rows: Sequence[ActivityRow], opened: Opened) -> list[Gap]:
    """Return what is missing, each with its count; what nothing lacks is not listed."""
    found = (
        _without_baseline(rows, opened),
        _without_target(rows, opened),
        _without_goal(rows, opened),
        _without_acts(rows, opened),
    )
    return [gap for gap in found if gap.count]


def _without_baseline(rows: Sequence[ActivityRow], opened: Opened) -> Gap:
    count = sum(1 for row in rows if not row.has_baseline)
    title = ngettext("%(n)s sin línea base", "%(n)s sin línea base", count) % {"n": count}
    return Gap(
        count, title, _("El plan no dice de dónde se parte."), _list(opened, linea_base="no")
    )


def _without_target(rows: Sequence[ActivityRow], opened: Opened) -> Gap:
    count = sum(1 for row in rows if not row.has_target)
    title = ngettext("%(n)s sin meta", "%(n)s sin meta", count) % {"n": count}
    return Gap(
        count, title, _("El plan no dice hasta dónde se quiere llegar."), _list(opened, meta="no")
    )


def _without_goal(rows: Sequence[ActivityRow], opened: Opened) -> Gap:
    count = sum(1 for row in rows if not row.goals)
    title = ngettext(
        "%(n)s sin objetivo de la Agenda 2030", "%(n)s sin objetivo de la Agenda 2030", count
    )
    text = _("El plan no dice a qué objetivo mundial aportan.")
    return Gap(count, title % {"n": count}, text, _list(opened, ods="no"))


def _without_acts(rows: Sequence[ActivityRow], opened: Opened) -> Gap:
    count = sum(1 for row in rows if not row.acts.count)
    title = ngettext("%(n)s sin hechos", "%(n)s sin hechos", count) % {"n": count}
    text = _("Nadie ha registrado nada sobre ellas. No quiere decir que no se haya hecho.")
    return Gap(count, title, text, _list(opened, hechos="no"))


def status_counts(rows: Sequence[ActivityRow], opened: Opened) -> list[StatusCount]:
    """Return how many activities have each status, those that none has left out."""
    found = Counter(row.status.code for row in rows)
    return [
        StatusCount(
            STATES[code], str(STATUS_LABELS[code]), found[code], _list(opened, estado=code.lower())
        )
        for code in ActivityStatus
        if found[code]
    ]


def _list(opened: Opened, **filters: str) -> str:
    asked = {**filters, "al": opened.moment.day.isoformat()} if opened.moment.is_past else filters
    return f"{address_of(opened, 'activity-list')}?{urlencode(asked)}"
