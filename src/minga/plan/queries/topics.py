"""What may be followed in the plans, and which acts move it? Activities, programmes, plans, goals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from minga.kernel.named import Named
from minga.plan.agenda import goal_of
from minga.plan.models import (
    Activity,
    ActivityAct,
    ActivityCase,
    ActivityGoal,
    ActivityText,
    Measurement,
    Programme,
    WorkPlan,
)
from minga.plan.queries.acts import uncorrected
from minga.plan.queries.moments import today_moment
from minga.record.public import Act, Visibility

PUBLIC = Visibility.PUBLIC


def plans_named(slugs: Sequence[str]) -> Mapping[str, Named]:
    """Return the public plans of these slugs; one query."""
    plans = WorkPlan.objects.filter(slug__in=slugs, case__visibility=PUBLIC)
    return {
        plan.slug: Named(plan.title, plan.get_absolute_url(), plan.body_id, plan.is_demonstration)
        for plan in plans
    }


def programmes_named(ids: Sequence[str]) -> Mapping[str, Named]:
    """Return the programmes of these `plan/programme` of public plans; one query."""
    wanted = _any(Q(plan__slug=plan, slug=slug) for plan, _slash, slug in _parted(ids))
    found = Programme.objects.filter(wanted, plan__case__visibility=PUBLIC).select_related("plan")
    return {
        f"{one.plan.slug}/{one.slug}": Named(
            one.short_name,
            reverse("plan:programme-detail", args=(one.plan.slug, one.slug)),
            one.plan.body_id,
            one.plan.is_demonstration,
        )
        for one in found
    }


def activities_named(ids: Sequence[str]) -> Mapping[str, Named]:
    """Return the activities of these `plan/number` of public plans, as their last text reads; one query."""
    wanted = _any(
        Q(activity__plan__slug=plan, activity__number=int(number))
        for plan, _slash, number in _parted(ids)
        if number.isascii() and number.isdecimal() and len(number) < 9
    )
    texts = ActivityText.objects.filter(wanted, activity__plan__case__visibility=PUBLIC)
    last = texts.order_by("activity_id", "-version__number").distinct("activity_id")
    return {
        f"{text.activity.plan.slug}/{text.activity.number}": Named(
            text.reading,
            reverse("plan:activity-detail", args=(text.activity.plan.slug, text.activity.number)),
            text.activity.plan.body_id,
            text.activity.plan.is_demonstration,
            text.activity.plan_id,
        )
        for text in last.select_related("activity__plan")
    }


def goals_named(numbers: Sequence[str]) -> Mapping[str, Named]:
    """Return the goals of the 2030 Agenda of these numbers; no query."""
    found = {text: goal_of(int(text)) for text in numbers if text.isascii() and text.isdecimal()}
    return {
        text: Named(f"ODS {goal.number}: {goal.short_name}", _goal_page(goal.number))
        for text, goal in found.items()
        if goal is not None and text == str(goal.number)
    }


def _goal_page(number: int) -> str:
    return reverse("plan:goal-detail", args=(number,))


def _parted(ids: Sequence[str]) -> list[tuple[str, str, str]]:
    return [one.rpartition("/") for one in ids]


def _any(conditions: Iterable[Q]) -> Q:
    """Return what fits one of the conditions; nothing when there are none."""
    found = Q(pk__in=())
    for condition in conditions:
        found |= condition
    return found


# What an act moves


@dataclass(frozen=True)
class _Served:
    """An activity that shares its acts with those that repeat it."""

    activity_id: int
    root: int
    topics: tuple[str, ...]


def topics_of_plan_acts(act_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return act → the activities it serves, their programmes, plans and goals; six queries."""
    roots = _roots_of(act_ids)
    served = _served({root for found in roots.values() for root in found})
    goals = _goals_of([one for row in served.values() for one in row])
    topics: dict[int, list[str]] = {act_id: [] for act_id in act_ids}
    for act_id, found in roots.items():
        for one in (one for root in found for one in served.get(root, ())):
            topics[act_id] += [*one.topics, *goals.get(one.activity_id, ())]
    for act_id, slug in _on_the_plan(act_ids):
        topics[act_id].append(f"plan:{slug}")
    return topics


def _roots_of(act_ids: Sequence[int]) -> dict[int, set[int]]:
    root = Coalesce("activity__repeats_id", "activity_id")
    direct = ActivityAct.objects.filter(act__in=act_ids).values_list("act_id", root)
    linked = ActivityCase.objects.filter(case__acts__in=act_ids).values_list("case__acts", root)
    found: dict[int, set[int]] = defaultdict(set)
    for act_id, one in (*direct, *linked):
        found[act_id].add(one)
    return found


def _served(roots: set[int]) -> dict[int, list[_Served]]:
    rows = (
        Activity.objects.filter(Q(pk__in=roots) | Q(repeats__in=roots))
        .filter(plan__case__visibility=PUBLIC)
        .select_related("plan", "programme")
        .order_by("pk")
    )
    found: dict[int, list[_Served]] = defaultdict(list)
    for row in rows:
        root, slug = row.repeats_id or row.pk, row.plan.slug
        topics = (
            f"activity:{slug}/{row.number}",
            f"programme:{slug}/{row.programme.slug}",
            f"plan:{slug}",
        )
        found[root].append(_Served(row.pk, root, topics))
    return found


def _goals_of(served: Sequence[_Served]) -> dict[int, list[str]]:
    """Return activity → goals: as its last text was filed, and as acts assigned them to its root."""
    ids = [one.activity_id for one in served]
    texts = ActivityText.objects.filter(activity__in=ids).order_by(
        "activity_id", "-version__number"
    )
    goals: dict[int, set[int]] = defaultdict(set)
    for activity_id, sdg in texts.distinct("activity_id").values_list("activity_id", "sdg"):
        goals[activity_id].update(sdg)
    by_root: dict[int, set[int]] = defaultdict(set)
    for root, goal in _assigned({one.root for one in served}):
        by_root[root].add(goal)
    return {
        one.activity_id: [
            f"goal:{goal}" for goal in sorted(goals[one.activity_id] | by_root[one.root])
        ]
        for one in served
    }


def _assigned(roots: set[int]) -> QuerySet[ActivityGoal, tuple[int, int]]:
    same_root = Q(activity__in=roots) | Q(activity__repeats__in=roots)
    rows = uncorrected(ActivityGoal.objects.filter(same_root), today_moment())
    return rows.values_list(Coalesce("activity__repeats_id", "activity_id"), "goal")


def _on_the_plan(act_ids: Sequence[int]) -> list[tuple[int, str]]:
    """The acts on the case of a public plan itself, with its slug."""
    cases = dict(Act.objects.filter(pk__in=act_ids).values_list("pk", "case_id"))
    plans = WorkPlan.objects.filter(pk__in=set(cases.values()), case__visibility=PUBLIC)
    slugs = dict(plans.values_list("pk", "slug"))
    return [(act_id, slugs[case]) for act_id, case in cases.items() if case in slugs]


def places_of_measured_acts(act_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return act → the place for which it measured something; one query."""
    rows = Measurement.objects.filter(act__in=act_ids, place__isnull=False)
    return {act: [f"place:{code}"] for act, code in rows.values_list("act_id", "place__code")}
