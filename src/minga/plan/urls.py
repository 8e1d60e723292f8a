"""Which address opens which page of the plans? `<n>` of an activity never moves."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from minga.plan.pages import (
    activities,
    activity,
    casework,
    casework_desk,
    casework_field,
    changes,
    comparing,
    desk,
    downloads,
    goals,
    importing,
    plans,
    recording,
    versions,
)

app_name = "plan"

type View = Callable[..., HttpResponse]

LIST_FORMS = ("csv", "json", "atom")
PLAN_PAGES: tuple[tuple[str, View, str], ...] = (
    ("", plans.plan_detail, "plan-detail"),
    ("actividades/", activities.activity_list, "activity-list"),
    ("actividades/<int:number>/", activity.activity_detail, "activity-detail"),
    ("actividades/<int:number>.json", downloads.activity_json, "activity-json"),
    (
        "actividades/<int:number>/mediciones.csv",
        downloads.activity_measurements,
        "activity-measurements",
    ),
    ("cambios/", changes.change_list, "change-list"),
    ("versiones/", versions.version_list, "version-list"),
    ("versiones/<int:before>/<int:after>/", versions.version_comparison, "version-comparison"),
    ("versiones/<int:before>/<int:after>.json", downloads.comparison_json, "comparison-json"),
    ("<slug:programme>/", plans.programme_detail, "programme-detail"),
    ("<slug:programme>.json", downloads.programme_json, "programme-json"),
)
PLAN_DATA: tuple[tuple[str, View, str, tuple[str, ...]], ...] = (
    ("actividades", downloads.activities_data, "activity-list", LIST_FORMS),
    ("actividades/<int:number>/hechos", downloads.activity_acts, "activity-acts", ("csv", "atom")),
    ("hechos", downloads.acts_data, "act-list", ("csv", "atom")),
    ("cambios", downloads.changes_data, "change-list", LIST_FORMS),
    ("versiones", downloads.versions_data, "version-list", LIST_FORMS),
)


def data_paths(route: str, view: View, name: str, forms: tuple[str, ...]) -> list[URLPattern]:
    """Return the addresses of a list as data: `route.csv` and its like."""
    return [path(f"{route}.{form}", view, {"form": form}, name=f"{name}-{form}") for form in forms]


def plan_paths(root: str, name_start: str = "") -> list[URLPattern]:
    """Return every page of one plan under `root`; data first, as programmes take any other word."""
    data = [
        pattern
        for route, view, name, forms in PLAN_DATA
        for pattern in data_paths(f"{root}{route}", view, f"{name_start}{name}", forms)
    ]
    pages = [
        path(f"{root}{route}", view, name=f"{name_start}{name}") for route, view, name in PLAN_PAGES
    ]
    return [*data, *pages]


CASEWORK_PAGES = [
    path("gestiones/", casework.casework_list, name="casework-list"),
    *data_paths("gestiones", casework.casework_data, "casework-list", LIST_FORMS),
    path("gestiones/<str:number>/", casework.casework_detail, name="casework-detail"),
    path("gestiones/<str:number>.json", casework.casework_json, name="casework-json"),
    path("despacho/gestiones/", casework_desk.casework_desk, name="casework-desk"),
    path("despacho/gestiones/nueva/", casework_desk.casework_new, name="casework-new"),
    path("despacho/gestiones/en-la-calle/", casework_field.field_step, name="casework-field"),
    path(
        "despacho/gestiones/en-la-calle/sin-red.js",
        casework_field.field_worker,
        name="casework-field-worker",
    ),
    path("despacho/gestiones/<str:number>/", casework_desk.casework_own, name="casework-own"),
    path(
        "despacho/gestiones/<str:number>/otra-persona/",
        casework_desk.casework_asker,
        name="casework-asker",
    ),
    path(
        "despacho/gestiones/<str:number>/<slug:what>/",
        casework_desk.casework_act,
        name="casework-act",
    ),
]

urlpatterns = [
    *CASEWORK_PAGES,
    path("planes/", plans.plan_list, name="plan-list"),
    *data_paths("planes", downloads.plans_data, "plan-list", LIST_FORMS),
    path("planes/ods/", goals.goal_list, name="goal-list"),
    *data_paths("planes/ods", downloads.goals_data, "goal-list", ("csv", "json")),
    path("planes/ods/<int:number>/", goals.goal_detail, name="goal-detail"),
    *data_paths("planes/ods/<int:number>", downloads.goal_data, "goal-detail", LIST_FORMS),
    path("planes/comparar/", comparing.plan_comparison, name="plan-comparison"),
    *data_paths(
        "planes/comparar", downloads.plan_comparison_data, "plan-comparison", ("csv", "json")
    ),
    path("planes/<slug:slug>.json", downloads.plan_json, name="plan-json"),
    path("plan.json", downloads.plan_json, name="main-plan-json"),
    *plan_paths("plan/", "main-"),
    *plan_paths("planes/<slug:slug>/"),
    path("despacho/planes/importar/", importing.import_new, name="import-new"),
    path("despacho/planes/importar/<int:pk>/", importing.import_preview, name="import-preview"),
    path("despacho/planes/<slug:slug>/", desk.desk_plan, name="desk-plan"),
    path(
        "despacho/planes/<slug:slug>/actividades/<int:number>/",
        recording.act_choice,
        name="act-choice",
    ),
    path(
        "despacho/planes/<slug:slug>/actividades/<int:number>/<slug:what>/",
        recording.act_new,
        name="act-new",
    ),
]
