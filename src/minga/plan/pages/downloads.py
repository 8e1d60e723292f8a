"""How do programs read the plans? The same lists and things as CSV, JSON and feeds."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.plan.documents import activities, changes, plans, subjects
from minga.plan.pages.activity import activity_address, view_or_404
from minga.plan.pages.changes import acts_since, changes_since
from minga.plan.pages.comparing import asked_in
from minga.plan.pages.goals import goal_or_404, goal_rows
from minga.plan.pages.opening import SHOWN_CONTEXTS, Opened, address_of, of_plan
from minga.plan.pages.versions import comparison_or_404
from minga.plan.queries.acts import activities_served, acts_of_plan, acts_serving, under
from minga.plan.queries.listing import Found, find_activities
from minga.plan.queries.moments import moment_of
from minga.plan.queries.plans import all_plans, latest_versions, objectives_of, programmes_of
from minga.plan.queries.rows import ActivityRow, activity_rows, rows_of_plans
from minga.plan.queries.subjects import Subject, sides_of, texts_on
from minga.plan.queries.texts import lines_of
from minga.plan.queries.versions import versions_of
from minga.plan.searching import wanted_in
from minga.record.public import Act
from minga.website.data_formats import JsonValue, atom_response, csv_response, json_response
from minga.website.page_cache import cached_page

FEED_LENGTH = 50
CSV, JSON = "csv", "json"


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def plans_data(request: HttpRequest, form: str) -> HttpResponse:
    """The plans of the installation."""
    versions = sorted(latest_versions(moment_of("")), key=lambda version: version.plan.slug)
    if form == CSV:
        rows = (plans.plan_cells(version) for version in versions)
        return csv_response("planes", plans.PLAN_COLUMNS, rows)
    if form == JSON:
        return json_response({"plans": [plans.plan_summary(one) for one in versions]})
    return atom_response(
        request,
        title=_("Planes"),
        path=reverse("plan:plan-list"),
        entries=[plans.version_entry(version) for version in versions],
    )


@of_plan
def plan_json(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A plan as programs read it: everything filed, and its activities by number."""
    rows = activity_rows(opened.version, opened.moment)
    document = plans.plan_document(
        opened.version,
        opened.moment,
        programmes_of(opened.plan),
        objectives_of(opened.version),
        rows,
    )
    return json_response(document)


@of_plan
def programme_json(request: HttpRequest, opened: Opened, programme: str) -> HttpResponse:
    """A programme with its objectives and activities."""
    found = programmes_of(opened.plan).filter(slug=programme)
    rows = [
        row
        for row in activity_rows(opened.version, opened.moment)
        if row.programme.slug == programme
    ]
    stated = objectives_of(opened.version).filter(programme__slug=programme)
    if not rows:
        raise Http404
    return json_response(
        plans.programme_document(opened.version, opened.moment, found.get(), stated, rows)
    )


@of_plan
def activities_data(request: HttpRequest, opened: Opened, form: str) -> HttpResponse:
    """The activities that fit the filters, all of them; as a feed, the acts that serve them."""
    found = find_activities(opened.version, wanted_in(request.GET), opened.moment)
    if form not in {CSV, JSON}:
        acts = acts_serving(under(text.root for text in found.texts), opened.moment)
        return _act_feed(request, opened, acts, address_of(opened, "activity-list"))
    rows = found.rows(found.texts)
    objectives = {one.pk: one.text for one in objectives_of(opened.version)}
    name = f"{opened.plan.slug}-actividades"
    if form == CSV:
        cells = (activities.activity_cells(row, opened.plan.slug, objectives) for row in rows)
        return csv_response(name, activities.ACTIVITY_COLUMNS, cells)
    return json_response(_activities_document(found, rows, opened, objectives))


def _activities_document(
    found: Found, rows: Iterable[ActivityRow], opened: Opened, objectives: dict[int, str]
) -> dict[str, JsonValue]:
    return {
        "plan": opened.plan.slug,
        "as_of": opened.moment.day.isoformat(),
        "total": len(found.everything),
        "found": len(found.texts),
        "acts": found.act_count,
        "activities": [
            activities.activity_summary(row, opened.plan.slug, objectives) for row in rows
        ],
        "demo": opened.plan.is_demonstration,
    }


@of_plan
def acts_data(request: HttpRequest, opened: Opened, form: str) -> HttpResponse:
    """The acts of a plan: on its own case and on the cases that carry its activities."""
    acts = acts_of_plan(opened.plan.pk, opened.moment)
    if form == CSV:
        found = list(acts)
        return _act_table(f"{opened.plan.slug}-hechos", found, opened.plan.pk)
    return _act_feed(request, opened, acts, address_of(opened, "plan-detail"))


def _act_table(name: str, acts: list[Act], plan_id: int) -> HttpResponse:
    served = activities_served([act.pk for act in acts], plan_id)
    rows = (activities.act_cells(act, served.get(act.pk, ())) for act in acts)
    return csv_response(name, activities.ACT_COLUMNS, rows)


def _act_feed(request: HttpRequest, opened: Opened, acts: object, path: str) -> HttpResponse:
    entries = [activities.act_entry(act) for act in acts[:FEED_LENGTH]]  # type: ignore[index]  # a query of acts
    return atom_response(request, title=opened.plan.title, path=path, entries=entries)


@of_plan
def changes_data(request: HttpRequest, opened: Opened, form: str) -> HttpResponse:
    """What changed since `?desde=`."""
    asked = request.GET.get("desde", "")
    if form not in {CSV, JSON}:
        acts = acts_since(opened, asked)
        return _act_feed(request, opened, acts, address_of(opened, "change-list"))
    found = changes_since(opened, asked)
    if form == CSV:
        rows = changes.change_cells(found, opened.plan)
        return csv_response(f"{opened.plan.slug}-cambios", changes.CHANGE_COLUMNS, rows)
    return json_response(changes.changes_document(found, opened.plan))


@of_plan
def versions_data(request: HttpRequest, opened: Opened, form: str) -> HttpResponse:
    """The versions of a plan, newest first."""
    versions = list(versions_of(opened.plan, opened.moment))
    if form == CSV:
        rows = (plans.version_cells(version) for version in versions)
        return csv_response(f"{opened.plan.slug}-versiones", plans.VERSION_COLUMNS, rows)
    if form == JSON:
        return json_response(
            {
                "plan": opened.plan.slug,
                "versions": [plans.version_document(version) for version in versions],
                "demo": opened.plan.is_demonstration,
            }
        )
    return atom_response(
        request,
        title=_("Versiones de %(plan)s") % {"plan": opened.plan.title},
        path=address_of(opened, "version-list"),
        entries=[plans.version_entry(version) for version in versions],
    )


@of_plan
def comparison_json(request: HttpRequest, opened: Opened, before: int, after: int) -> HttpResponse:
    """What differs between two versions."""
    comparison = comparison_or_404(opened, before, after)
    return json_response(plans.comparison_document(comparison, opened.plan))


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def activity_json(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """The activity as programs read it."""
    return json_response(activities.activity_document(view_or_404(request, slug, number)))


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def activity_acts(request: HttpRequest, number: int, form: str, slug: str = "") -> HttpResponse:
    """The acts that serve the activity: one a row, or the newest as a feed."""
    view = view_or_404(request, slug, number)
    if form == CSV:
        rows = (activities.act_cells(act, (number,)) for act in view.acts)
        name = f"{view.plan.slug}-actividad-{number}-hechos"
        return csv_response(name, activities.ACT_COLUMNS, rows)
    return atom_response(
        request,
        title=_("Actividad %(n)s: %(text)s") % {"n": number, "text": view.row.text.reading},
        path=activity_address(view, number),
        entries=[activities.act_entry(act) for act in view.acts[:FEED_LENGTH]],
    )


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def activity_measurements(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """The measurements of an activity, one a row, with numerator and denominator."""
    view = view_or_404(request, slug, number)
    name = f"{view.plan.slug}-actividad-{number}-mediciones"
    rows = activities.measurement_cells(view)
    return csv_response(name, activities.MEASUREMENT_COLUMNS, rows)


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def goals_data(request: HttpRequest, form: str) -> HttpResponse:
    """The goals of the Agenda with how many activities serve each."""
    rows = goal_rows(moment_of(request.GET.get("al", "")))
    if form == CSV:
        demo = all_plans().filter(is_demonstration=True).exists()
        cells = (subjects.goal_cells(row.goal, row.count, demo=demo) for row in rows)
        return csv_response("agenda-2030", subjects.GOAL_COLUMNS, cells)
    return json_response({"goals": [subjects.goal_summary(row.goal, row.count) for row in rows]})


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def goal_data(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A goal with the activities of all plans under it; as a feed, the acts that serve them."""
    goal, moment = goal_or_404(number), moment_of(request.GET.get("al", ""))
    versions = list(latest_versions(moment))
    by_id = {version.plan_id: version.plan for version in versions}
    rows = rows_of_plans(lines_of(texts_on(Subject(goal=number), versions, moment)), by_id, moment)
    if form == CSV:
        cells = (subjects.under_goal_cells(row, by_id[row.text.plan_id].slug, goal) for row in rows)
        return csv_response(f"ods-{number}", subjects.UNDER_GOAL_COLUMNS, cells)
    if form == JSON:
        return json_response(subjects.goal_document(goal, rows, by_id))
    acts = acts_serving(under(row.text.root for row in rows), moment)
    return atom_response(
        request,
        title=f"{number}. {goal.short_name}",
        path=reverse("plan:goal-detail", args=(number,)),
        entries=[activities.act_entry(act) for act in acts[:FEED_LENGTH]],
    )


@require_safe
@cached_page(*SHOWN_CONTEXTS)
def plan_comparison_data(request: HttpRequest, form: str) -> HttpResponse:
    """What several plans say about one subject."""
    asked, moment = asked_in(request.GET), moment_of(request.GET.get("al", ""))
    sides = sides_of(asked.subject, asked.plans, moment) if asked.is_complete else ()
    if form == CSV:
        cells = (
            subjects.compared_cells(row, side.plan.slug) for side in sides for row in side.rows
        )
        return csv_response("planes-comparados", subjects.COMPARED_COLUMNS, cells)
    return json_response(subjects.sides_document(sides, asked.subject, moment))
