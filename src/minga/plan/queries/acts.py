"""Which acts serve which activities? Repeated activities share theirs; totals count them once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from minga.kernel import clock
from minga.plan.models import ActivityAct, ActivityCase
from minga.plan.queries.moments import Moment
from minga.record.public import Act, Visibility, Weight, act_label


@dataclass(frozen=True)
class ActMark:
    """An act as a knot on a cord: when, how heavy, and which row it is."""

    act_id: int
    on: date
    weight: Weight


def root_of(activity_id: int, repeats_id: int | None) -> int:
    """Return the activity under which repetitions share their acts."""
    return repeats_id or activity_id


def marks_by_root(roots: Iterable[int], moment: Moment) -> dict[int, tuple[ActMark, ...]]:
    """Return root → its acts known at the moment, oldest first; one query.

    An act linked to any repetition of an activity belongs to all of them.
    """
    wanted = sorted(set(roots))
    rows = _direct_links(wanted, moment).union(_links_by_case(wanted, moment))
    found: dict[int, dict[int, ActMark]] = defaultdict(dict)
    for root, act_id, happened_at, case_kind, act_kind in rows:
        found[root][act_id] = _mark(act_id, happened_at, case_kind, act_kind)
    return {
        root: tuple(sorted(marks.values(), key=lambda mark: (mark.on, mark.act_id)))
        for root, marks in found.items()
    }


def _mark(act_id: int, happened_at: datetime, case_kind: str, act_kind: str) -> ActMark:
    return ActMark(act_id, clock.local_date(happened_at), act_label(case_kind, act_kind).weight)


type _Row = tuple[int, int, datetime, str, str]


ROOT = Coalesce("activity__repeats_id", "activity_id")


def _direct_links(roots: Sequence[int], moment: Moment) -> QuerySet[ActivityAct, _Row]:
    return (
        ActivityAct.objects.annotate(root=ROOT)
        .filter(
            root__in=roots,
            act__recorded_at__lt=moment.until,
            act__case__visibility=Visibility.PUBLIC,
        )
        .values_list("root", "act_id", "act__happened_at", "act__case__kind", "act__kind")
    )


def _links_by_case(roots: Sequence[int], moment: Moment) -> QuerySet[ActivityCase, _Row]:
    return (
        ActivityCase.objects.annotate(root=ROOT)
        .filter(
            root__in=roots,
            case__visibility=Visibility.PUBLIC,
            case__acts__recorded_at__lt=moment.until,
        )
        .values_list(
            "root",
            "case__acts__id",
            "case__acts__happened_at",
            "case__kind",
            "case__acts__kind",
        )
    )


def acts_serving(root: int, moment: Moment) -> QuerySet[Act]:
    """Return the public acts that serve an activity or its repetitions, newest first.

    One query; words, body, case and seal come with it.
    """
    direct = ActivityAct.objects.annotate(root=ROOT).filter(root=root).values("act_id")
    cases = ActivityCase.objects.annotate(root=ROOT).filter(root=root).values("case_id")
    return (
        Act.objects.filter(Q(pk__in=direct) | Q(case__in=cases))
        .filter(recorded_at__lt=moment.until, case__visibility=Visibility.PUBLIC)
        .select_related("wording", "body", "case", "leaf", "corrects")
        .order_by("-happened_at", "-pk")
    )
