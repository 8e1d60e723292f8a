"""Which plans are there, and which version of each was in force on a day?"""

from dataclasses import dataclass

from django.db.models import FETCH_RAISE, Count, QuerySet

from minga.plan.models import Activity, ActivityText, Objective, PlanVersion, Programme, WorkPlan
from minga.plan.queries.moments import Moment
from minga.plan.queries.prepared import place, prepared
from minga.plan.rules.schedule import Term
from minga.record.public import Visibility


def all_plans() -> QuerySet[WorkPlan]:
    """Return every public plan, the main one first, with the number of its activities; one query."""
    return (
        WorkPlan.objects.filter(case__visibility=Visibility.PUBLIC)
        .select_related("body", "case")
        .annotate(activity_count=Count("activities"))
        .order_by("-is_main", "is_demonstration", "slug")
        .fetch_mode(FETCH_RAISE)
    )


def main_plan() -> WorkPlan | None:
    """Return the installation's main plan, if one is set."""
    return all_plans().filter(is_main=True).first()


def public_versions(moment: Moment) -> QuerySet[PlanVersion]:
    """Return the versions of public plans that were registered by the moment, newest first."""
    return (
        PlanVersion.objects.filter(
            plan__case__visibility=Visibility.PUBLIC, act__recorded_at__lt=moment.until
        )
        .select_related("plan__body", "plan__case", "act__case", "act__leaf", "document")
        .defer("content")
        .order_by("-number")
        .fetch_mode(FETCH_RAISE)
    )


@dataclass(frozen=True)
class PlanName:
    """The plan that an address names; an empty slug means the main plan."""

    slug: str

    @property
    def places(self) -> "PlanName":
        """Any named plan, or the main one, for a prepared query."""
        return _NAMED if self.slug else self

    @property
    def values(self) -> dict[str, object]:
        """What a prepared query asks of this one."""
        return {"slug": self.slug}

    def filter(self, plan: str) -> dict[str, object]:
        """Return what keeps the rows of this plan; `plan` leads from row to it."""
        return {f"{plan}__slug": self.slug} if self.slug else {f"{plan}__is_main": True}


_NAMED = PlanName(place("slug"))


def version_in_force(slug: str, moment: Moment) -> PlanVersion | None:
    """Return the version of a plan that held at the moment, its plan with it; one query.

    An empty slug means the main plan. None when there is no such plan, or not yet.
    """
    return next(iter(_in_force(PlanName(slug), moment)), None)


@prepared
def _in_force(plan: PlanName, moment: Moment) -> QuerySet[PlanVersion]:
    return public_versions(moment).filter(**plan.filter("plan"))[:1]


def version_at(plan: WorkPlan, moment: Moment) -> PlanVersion | None:
    """Return the version that was registered last at the moment; None before the first."""
    return version_in_force(plan.slug, moment)


def latest_versions(moment: Moment) -> QuerySet[PlanVersion]:
    """Return the version in force of every public plan; one query."""
    return public_versions(moment).order_by("plan_id", "-number").distinct("plan_id")


def programmes_of(plan: WorkPlan) -> QuerySet[Programme]:
    """Return the programmes of a plan in their order; one query."""
    return Programme.objects.filter(plan=plan).order_by("number").fetch_mode(FETCH_RAISE)


def objectives_of(version: PlanVersion) -> QuerySet[Objective]:
    """Return the objectives that a version states, in the order of its programmes; one query."""
    return (
        Objective.objects.filter(version=version)
        .select_related("programme")
        .order_by("programme__number", "position")
        .fetch_mode(FETCH_RAISE)
    )


def term_of_plan(plan: WorkPlan) -> Term:
    """Return the term of a plan as rules see it."""
    return Term(plan.starts_on, plan.ends_on)


def activities_of(plan: WorkPlan) -> list[tuple[Activity, str]]:
    """Return the activities of the latest version with their texts as read, in order; one query."""
    texts = (
        ActivityText.objects.filter(activity__plan=plan)
        .select_related("activity__plan")
        .order_by("activity__number", "-version__number")
        .distinct("activity__number")
    )
    return [(text.activity, text.reading) for text in texts]
