"""Which acts serve which activities? Repeated activities share theirs; totals count them once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    Func,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from minga.kernel import clock
from minga.plan.models import ActivityAct, ActivityCase
from minga.plan.queries.moments import Moment
from minga.plan.queries.prepared import place, prepared
from minga.record.public import Act, Visibility, Weight, act_label

ROOT = Coalesce("activity__repeats_id", "activity_id")


class ActMark(NamedTuple):
    """An act as a knot on a cord: when, how heavy, and which row it is."""

    act_id: int
    on: date
    weight: Weight


@dataclass(frozen=True, slots=True)
class ActTotals:
    """The acts that serve an activity in short: which, and the day of the last."""

    act_ids: frozenset[int]
    last_on: date | None

    @property
    def count(self) -> int:
        """How many acts serve it."""
        return len(self.act_ids)


NO_ACTS = ActTotals(frozenset(), None)


def root_of(activity_id: int, repeats_id: int | None) -> int:
    """Return the activity under which repetitions share their acts."""
    return repeats_id or activity_id


class _OneOf(Func):
    """Whether a number is one of a list that is a single value: its SQL is the same for any length."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class Scope:
    """Of which activities something is asked: all of a plan, or some with all that repeat them."""

    plan_id: int | None = None
    roots: Sequence[int] = ()

    @property
    def places(self) -> "Scope":
        """Any plan, or any activities, for a prepared query."""
        return _SOME if self.plan_id is None else _WHOLE

    @property
    def values(self) -> dict[str, object]:
        """What a prepared query asks of this one."""
        return {"plan": self.plan_id, "roots": self.roots}

    def of(self, rows: QuerySet[Any, Any], activity: str = "activity") -> QuerySet[Any, Any]:
        """Keep the rows of these activities, each with its `root`; `activity` leads from row to it."""
        rooted: QuerySet[Any, Any] = rows.annotate(
            root=Coalesce(f"{activity}__repeats_id", f"{activity}_id")
        )
        if self.plan_id is None:
            return rooted.filter(_OneOf("root", Value(self.roots)))
        return rooted.filter(**{f"{activity}__plan": self.plan_id})


_WHOLE, _SOME = Scope(plan_id=place("plan")), Scope(roots=place("roots"))


def in_plan(plan_id: int) -> Scope:
    """Every activity of a plan."""
    return Scope(plan_id=plan_id)


def under(roots: Iterable[int]) -> Scope:
    """These activities and all that repeat them."""
    return Scope(roots=sorted(set(roots)))


def uncorrected[M: Model](rows: QuerySet[M], moment: Moment) -> QuerySet[M]:
    """Leave out what an act known at the moment has corrected; each row belongs to an act."""
    corrections = Act.objects.filter(corrects=OuterRef("act_id"), recorded_at__lt=moment.until)
    return rows.filter(~Exists(corrections), act__recorded_at__lt=moment.until)


def marks_by_root(scope: Scope, moment: Moment) -> dict[int, tuple[ActMark, ...]]:
    """Return root → its acts known at the moment, oldest first; one query.

    An act linked to any repetition of an activity belongs to all of them.
    """
    weights = _Weights()
    found: dict[int, list[ActMark]] = defaultdict(list)
    for root, act_id, on, case_kind, act_kind in _mark_rows(scope, moment):
        found[root].append(ActMark(act_id, on, weights[case_kind, act_kind]))
    return {root: tuple(marks) for root, marks in found.items()}


class _Weights(dict[tuple[str, str], Weight]):
    """How heavy each kind of act is, looked up once: there are thousands of acts and few kinds."""

    def __missing__(self, kinds: tuple[str, str]) -> Weight:
        return self.setdefault(kinds, act_label(*kinds).weight)


@prepared
def _mark_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    columns = ("root", "act_id", "on", "act__case__kind", "act__kind")
    by_case = ("root", "case__acts", "on", "case__kind", "case__acts__kind")
    direct = _direct_links(scope, moment).annotate(on=_local_day("act__happened_at"))
    linked = _links_by_case(scope, moment).annotate(on=_local_day("case__acts__happened_at"))
    rows: QuerySet[Any, Any] = direct.values_list(*columns).union(linked.values_list(*by_case))
    return rows.order_by("on", "act_id")


def totals_of(marks: Mapping[int, Sequence[ActMark]]) -> dict[int, ActTotals]:
    """Return root → totals of the marks at hand."""
    return {
        root: ActTotals(frozenset(mark.act_id for mark in found), found[-1].on)
        for root, found in marks.items()
    }


def totals_by_root(scope: Scope, moment: Moment) -> dict[int, ActTotals]:
    """Return root → which acts serve it and when the last was; one query, one row a root.

    For lists of hundreds: the database gathers, nothing is drawn.
    """
    found: dict[int, ActTotals] = {}
    for root, ids, last in _total_rows(scope, moment):
        known = found.get(root, NO_ACTS)
        found[root] = ActTotals(known.act_ids.union(ids), max(known.last_on or last, last))
    return found


@prepared
def _total_rows(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    direct: QuerySet[Any, Any] = (
        _direct_links(scope, moment)
        .values_list("root")
        .annotate(ids=ArrayAgg("act_id"), last=Max(_local_day("act__happened_at")))
    )
    linked = (
        _links_by_case(scope, moment)
        .values_list("root")
        .annotate(ids=ArrayAgg("case__acts"), last=Max(_local_day("case__acts__happened_at")))
    )
    return direct.union(linked, all=True)


def _local_day(moment: str) -> Cast:
    """Return the day in Quito; a cast to what it is already spares a converter for every row."""
    return Cast(TruncDate(moment, tzinfo=clock.QUITO), DateField())


def _direct_links(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    known = Q(act__recorded_at__lt=moment.until, act__case__visibility=Visibility.PUBLIC)
    return scope.of(_links_known(moment).filter(known)).order_by()


def _links_known(moment: Moment) -> QuerySet[ActivityAct]:
    """The links of acts that were made by the moment: with the act itself, or by a later one."""
    later = Q(linked_by__isnull=True) | Q(linked_by__recorded_at__lt=moment.until)
    return ActivityAct.objects.filter(later)


def _links_by_case(scope: Scope, moment: Moment) -> QuerySet[Any, Any]:
    """The acts of linked cases, from the day on which the link was known."""
    known = Q(case__acts__recorded_at__lt=moment.until, act__recorded_at__lt=moment.until)
    public = Q(case__visibility=Visibility.PUBLIC)
    return scope.of(ActivityCase.objects.filter(known, public)).order_by()


def acts_serving(scope: Scope, moment: Moment) -> QuerySet[Act]:
    """Return the public acts that serve the activities or their repetitions, newest first.

    One query; words, body, case and seal come with it.
    """
    direct = scope.of(_links_known(moment)).values("act_id")
    linked = Q(act__recorded_at__lt=moment.until)
    cases = scope.of(ActivityCase.objects.filter(linked)).values("case_id")
    return with_words(Act.objects.filter(Q(pk__in=direct) | Q(case__in=cases)), moment)


def acts_of_plan(plan_id: int, moment: Moment) -> QuerySet[Act]:
    """Return the public acts on the case of a plan and on cases that carry its activities."""
    serving = _links_known(moment).filter(activity__plan=plan_id).values("act_id")
    linked = Q(activity__plan=plan_id, act__recorded_at__lt=moment.until)
    cases = ActivityCase.objects.filter(linked).values("case_id")
    wanted = Q(case=plan_id) | Q(pk__in=serving) | Q(case__in=cases)
    return with_words(Act.objects.filter(wanted), moment)


def with_words(acts: QuerySet[Act], moment: Moment) -> QuerySet[Act]:
    """Return those that are public and known at the moment, ready to be shown, newest first."""
    return (
        acts.filter(recorded_at__lt=moment.until, case__visibility=Visibility.PUBLIC)
        .select_related("wording", "body", "case", "leaf", "corrects__case")
        .order_by("-happened_at", "-pk")
    )


def activities_served(act_ids: Sequence[int], plan_id: int) -> dict[int, list[int]]:
    """Return act → numbers of the activities of a plan it was recorded for; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    links = ActivityAct.objects.filter(act__in=act_ids, activity__plan=plan_id)
    for act_id, number in links.order_by("activity__number").values_list(
        "act_id", "activity__number"
    ):
        found[act_id].append(number)
    return found


def programmes_of_acts(act_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return act → number and short name of the first programme that it serves; one query."""
    links = (
        ActivityAct.objects.filter(act_id__in=act_ids)
        .select_related("activity__programme")
        .order_by("-activity__number")
    )
    found = {link.act_id: link.activity.programme for link in links}
    return {act_id: (one.number, one.short_name) for act_id, one in found.items()}
