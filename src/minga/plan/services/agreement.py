"""Do the rows of the plans say what their acts sealed? Each one that does not is named.

Pages read these rows. The triggers keep everybody but the owner of the database from changing
them; this check names what the owner changed, as `minga record verify` does for the acts.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from minga.plan.models import (
    ActivityAct,
    ActivityCase,
    ActivityEvaluation,
    ActivityGoal,
    ActivityText,
    CaseworkStep,
    EvaluatingBody,
    Indicator,
    IndicatorPoint,
    Measurement,
    MoneyEntry,
    PlanVersion,
    WorkPlan,
)
from minga.plan.reading import ReadPlan
from minga.plan.reading.stored import from_json
from minga.plan.rules.titles import plan_title
from minga.plan.services.filing import content_fingerprint
from minga.plan.services.sealed_facts import (
    act_name,
    sealed_evaluation,
    sealed_evaluators,
    sealed_indicator,
    sealed_measurement,
    sealed_money,
    sealed_plan,
    sealed_point,
    sealed_step,
)
from minga.record.public import Act, Payload, sealed_value

CHUNK = 500


class Disagreement(NamedTuple):
    """A row that says something else than its act: the act's name, and which part of it."""

    act: str
    part: str


def disagreements() -> Iterator[Disagreement]:
    """Yield what does not agree, oldest acts first within each kind of fact."""
    yield from _plans()
    yield from _versions()
    yield from _facts(Indicator.objects.all(), sealed_indicator)
    yield from _facts(_with_indicator(IndicatorPoint.objects.all()), sealed_point)
    measurements = _with_indicator(Measurement.objects.all()).select_related("place")
    yield from _facts(measurements, sealed_measurement)
    yield from _facts(MoneyEntry.objects.all(), sealed_money)
    yield from _facts(ActivityEvaluation.objects.select_related("body"), sealed_evaluation)
    yield from _evaluators()
    steps = CaseworkStep.objects.select_related("place", "addressed_to", "answers__act")
    yield from _facts(steps, sealed_step)
    yield from _goals()
    yield from _links()


def _with_indicator(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("indicator__act__case")


def _facts[M: Model](rows: QuerySet[M], sealed: Callable[[M], Payload]) -> Iterator[Disagreement]:
    found: Any
    for found in rows.select_related("act__case").order_by("act_id").iterator(CHUNK):
        for part, value in sealed(found).items():
            if found.act.payload.get(part) != value:
                yield Disagreement(act_name(found.act), part)


def _evaluators() -> Iterator[Disagreement]:
    rows = EvaluatingBody.objects.select_related("act__case", "body").order_by("act_id", "pk")
    for _act, found in groupby(rows, key=lambda row: row.act_id):
        of_one = list(found)
        for part, value in sealed_evaluators(of_one).items():
            if of_one[0].act.payload.get(part) != value:
                yield Disagreement(act_name(of_one[0].act), part)


def _goals() -> Iterator[Disagreement]:
    acts: dict[int, tuple[Act, list[str]]] = {}
    rows = ActivityGoal.objects.select_related("act__case").order_by("act_id", "goal", "target")
    for row in rows:
        said = f"{row.goal}:{row.target}" if row.target else str(row.goal)
        acts.setdefault(row.act_id, (row.act, []))[1].append(said)
    for act, goals in acts.values():
        if sorted(act.payload["goals"]) != sorted(goals):
            yield Disagreement(act_name(act), "goals")


def _links() -> Iterator[Disagreement]:
    """Yield links of acts and cases to activities that no act of the plan made."""
    made = set(_links_made())
    direct = ActivityAct.objects.select_related("act__case", "activity")
    for row in direct.order_by("act_id", "activity_id").iterator(CHUNK):
        own = row.act.case_id == row.activity.plan_id
        sealed = own and row.activity.number in row.act.payload.get("activities", ())
        if (
            not sealed
            and (row.activity.plan_id, row.activity.number, act_name(row.act)) not in made
        ):
            yield Disagreement(act_name(row.act), "activities")
    for case in ActivityCase.objects.select_related("act__case", "activity", "case"):
        if (case.activity.plan_id, case.activity.number, case.case.number) not in made:
            yield Disagreement(act_name(case.act), "case")


def _links_made() -> Iterator[tuple[int, int, str]]:
    acts = Act.objects.filter(kind__in=("link_act", "link_case"))
    for case_id, payload in acts.values_list("case_id", "payload"):
        yield case_id, payload["activity"], payload.get("act") or payload["case"]
    yield from _served_by_casework()


def _served_by_casework() -> Iterator[tuple[int, int, str]]:
    """Yield plan, activity and case of each promise that a gestión said it serves."""
    plans = dict(WorkPlan.objects.values_list("case__number", "pk"))
    acts = Act.objects.filter(kind__in=("register_need", "serve_activity"))
    for case_number, payload in acts.values_list("case__number", "payload"):
        for name in payload["activities"]:
            plan, _, activity = name.partition("/")
            yield plans[plan], int(activity), case_number


def _plans() -> Iterator[Disagreement]:
    """Yield what a plan says of itself that its registration does not.

    Registrations of before sealed neither term nor holder, and the title only in the content that it
    was made from.
    """
    first = PlanVersion.objects.filter(number=1).order_by("act_id")
    rows = first.select_related("act__case", "plan__case", "plan__holder")
    for version in rows.iterator(CHUNK):
        act, plan = version.act, version.plan
        sealed = {"title": sealed_value(_title_of(version)), **act.payload}
        for part, value in sealed_plan(plan).items():
            if part in sealed and sealed[part] != value:
                yield Disagreement(act_name(act), part)
        if plan.body_id != act.body_id:
            yield Disagreement(act_name(act), "body")


def _title_of(version: PlanVersion) -> str:
    """Return what a plan is called after the content of its first version."""
    read = from_json(version.content)
    return plan_title(read.title, read.period.start, read.period.end)


def _versions() -> Iterator[Disagreement]:
    versions = PlanVersion.objects.select_related("act__case").order_by("act_id")
    for version in versions.iterator(CHUNK):
        for part in _parts_that_differ(version):
            yield Disagreement(act_name(version.act), part)


def _parts_that_differ(version: PlanVersion) -> Iterator[str]:
    """Yield the parts of a version that are not those of the content, or the content itself."""
    if not version.fingerprint == content_fingerprint(version.content) == _sealed(version):
        yield "content"
    read = from_json(version.content)
    for part, value in _head(read).items():
        if getattr(version, part) != value:
            yield part
    if _filed_texts(version) != _read_texts(read):
        yield "activities"
    if _filed_mechanisms(version) != _read_mechanisms(read):
        yield "accountability"


def _sealed(version: PlanVersion) -> object:
    return version.act.payload.get("content")


def _head(read: ReadPlan) -> dict[str, object]:
    return {
        "title": read.title,
        "jurisdiction": read.jurisdiction,
        "period_start": read.period.start,
        "period_end": read.period.end,
        "authors": list(read.authors),
        "list_name": read.list,
        "vision": read.vision,
        "general_objective": read.general_objective,
        "specific_objectives": list(read.specific_objectives),
        "diagnosis": read.diagnosis,
        "systems": list(read.systems),
    }


TEXT_COLUMNS = (
    *("objective__text", "text", "years", "sdg", "baseline", "target", "strategies", "evaluation"),
)


def _filed_texts(version: PlanVersion) -> list[tuple[object, ...]]:
    rows = ActivityText.objects.filter(version=version).order_by("row", "pk")
    return list(rows.values_list(*TEXT_COLUMNS))


def _read_texts(read: ReadPlan) -> list[tuple[object, ...]]:
    return [
        (
            *(objective.text, item.text, list(item.years), list(item.sdg)),
            *(item.baseline, item.target, list(item.strategies), item.evaluation),
        )
        for part in read.programmes
        for objective in part.objectives
        for item in objective.activities
    ]


def _filed_mechanisms(version: PlanVersion) -> list[tuple[object, ...]]:
    return list(
        version.mechanisms.order_by("position").values_list("mechanism", "tools", "frequency")
    )


def _read_mechanisms(read: ReadPlan) -> list[tuple[object, ...]]:
    return [(row.mechanism, list(row.tools), row.frequency) for row in read.accountability]
