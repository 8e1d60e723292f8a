"""Which gestiones are there, and what is known of one? Only what anybody may read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from minga.plan.models import Activity, ActivityCase, Casework, CaseworkStep
from minga.plan.rules.casework import OPEN, CaseworkState
from minga.record.public import Act, Visibility, public_acts, ready

TEXT_CONFIG = "minga_es"


@dataclass(frozen=True)
class CaseworkSearch:
    """Which gestiones a list holds; an empty value asks for nothing.

    `state` is a state, or `OPEN` or `CLOSED` for all of a kind; `older_than` counts days since
    the need was registered.
    """

    words: str = ""
    state: str = ""
    place: str = ""
    entity: str = ""
    activity: int | None = None
    older_than: int | None = None


OPEN_STATES, CLOSED_STATES = "OPEN", "CLOSED"


def public_casework() -> QuerySet[Casework]:
    """Gestiones that anybody may see, newest first, ready for a list; one query."""
    return (
        Casework.objects.filter(case__visibility=Visibility.PUBLIC)
        .select_related("case__body", "place", "addressed_to")
        .order_by("-case__opened_on", "-pk")
    )


def find_casework(search: CaseworkSearch, today: date) -> QuerySet[Casework]:
    """Return those that fit, each with how many steps it had and when it last moved."""
    found = public_casework().annotate(
        moved_at=Max("case__acts__happened_at"), step_count=Count("case__acts") - 1
    )
    found = found.filter(_in_state(search.state))
    if search.words:
        vector = SearchVector("case__title", config=TEXT_CONFIG)
        query = SearchQuery(search.words, config=TEXT_CONFIG, search_type="websearch")
        found = found.annotate(vector=vector).filter(vector=query)
    if search.place:
        found = found.filter(Q(place__code=search.place) | Q(place__parent__code=search.place))
    if search.entity:
        found = found.filter(addressed_to__slug=search.entity)
    if search.activity is not None:
        found = found.filter(case__in=_cases_of([search.activity]))
    if search.older_than is not None:
        found = found.filter(case__opened_on__lte=today - timedelta(days=search.older_than))
    return found


def _in_state(state: str) -> Q:
    if state == OPEN_STATES:
        return Q(case__state__in=OPEN)
    if state == CLOSED_STATES:
        return ~Q(case__state__in=OPEN)
    return Q(case__state=state) if state else Q()


def _cases_of(activity_ids: Iterable[int]) -> QuerySet[ActivityCase, int]:
    """Cases that carry these activities; those that repeat them share theirs."""
    roots = Activity.objects.filter(pk__in=activity_ids)
    same = Q(activity__in=roots) | Q(activity__repeats__in=roots)
    same |= Q(activity__in=roots.values("repeats"))
    return ActivityCase.objects.filter(same).values_list("case_id", flat=True)


@dataclass(frozen=True)
class CaseworkView:
    """Everything a public page shows of a gestión: nothing of who asked but how many they are."""

    casework: Casework
    acts: Sequence[Act]
    steps: dict[int, CaseworkStep]
    activities: Sequence[Activity]
    asker_count: int

    @property
    def state(self) -> CaseworkState:
        """Where it stands."""
        return CaseworkState(self.casework.case.state)

    @property
    def awaited(self) -> CaseworkStep | None:
        """The step whose answer is awaited with the earliest day, if any."""
        answered = {step.answers_id for step in self.steps.values()}
        corrected = {act.corrects_id for act in self.acts}
        waiting = [
            step
            for step in self.steps.values()
            if step.answer_due_on and step.pk not in answered and step.pk not in corrected
        ]
        return min(waiting, key=lambda step: (step.answer_due_on, step.pk), default=None)


def casework_view(number: str) -> CaseworkView:
    """Return one gestión with its acts; five queries. Raises Casework.DoesNotExist."""
    casework = public_casework().annotate(asker_count=Count("askers")).get(case__number=number)
    acts = tuple(ready(public_acts().filter(case=casework.case)).order_by("-ordinal"))
    steps = CaseworkStep.objects.filter(casework=casework)
    return CaseworkView(
        casework=casework,
        acts=acts,
        steps={step.pk: step for step in steps.select_related("place", "addressed_to")},
        activities=tuple(activities_carried([casework.pk])[casework.pk]),
        asker_count=casework.asker_count,
    )


def activities_carried(case_ids: Iterable[int]) -> dict[int, list[Activity]]:
    """Return case → the activities it carries, with their plans; one query."""
    found: dict[int, list[Activity]] = defaultdict(list)
    links = ActivityCase.objects.filter(case_id__in=list(case_ids))
    for link in links.select_related("activity__plan").order_by("activity__number"):
        found[link.case_id].append(link.activity)
    return found


def casework_of_activity(activity_id: int) -> QuerySet[Casework]:
    """Gestiones that carry an activity or one that repeats it, those still open first."""
    return public_casework().filter(case__in=_cases_of([activity_id]))


@dataclass(frozen=True)
class PlaceCount:
    """How many gestiones a place has, and how many of them are open."""

    total: int
    still_open: int


def casework_counts(place_ids: Sequence[int]) -> dict[int, PlaceCount]:
    """Return place → its gestiones, counted; places without any are left out; one query."""
    rows = public_casework().order_by().filter(place__in=place_ids)
    counted = rows.values_list("place").annotate(
        total=Count("pk"), still_open=Count("pk", filter=Q(case__state__in=OPEN))
    )
    return {place: PlaceCount(total, still_open) for place, total, still_open in counted}


def newest_in(place_ids: Sequence[int], count: int) -> dict[int, list[Casework]]:
    """Return place → its newest gestiones, so many at most; places without any left out; one query."""
    order = (F("case__opened_on").desc(), F("pk").desc())
    turn = Window(RowNumber(), partition_by="place", order_by=order)
    found: dict[int, list[Casework]] = defaultdict(list)
    rows = public_casework().filter(place__in=place_ids).annotate(turn=turn)
    for casework in rows.filter(turn__lte=count):
        if casework.place_id:
            found[casework.place_id].append(casework)
    return found
