"""Which address opens which page of the plans? `<n>` of an activity never moves."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from minga.plan.pages import (
    activities,
    activity,
    casework,
    casework_acts,
    casework_asking,
    casework_desk,
    casework_field,
    changes,
    comparing,
    desk,
    downloads,
    evaluations,
    evaluations_desk,
    goals,
    importing,
    letter_templates,
    letters,
    pasting,
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
    ("evaluaciones/", evaluations.evaluation_list, "evaluation-list"),
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
    ("evaluaciones", evaluations.evaluation_data, "evaluation-list", LIST_FORMS),
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


LETTER = "despacho/gestiones/<str:number>/cartas/"
LETTER_PAGES = [
    path(f"{LETTER}nueva/", letters.letter_choice, name="letter-choice"),
    path(f"{LETTER}nueva/<slug:code>/", letters.letter_new, name="letter-new"),
    path(f"{LETTER}<slug:letter>/", letters.letter_detail, name="letter-detail"),
    path(f"{LETTER}<slug:letter>.pdf", letters.letter_file, {"form": "pdf"}, name="letter-pdf"),
    path(f"{LETTER}<slug:letter>.docx", letters.letter_file, {"form": "docx"}, name="letter-docx"),
    path(f"{LETTER}<slug:letter>/cambiar/", letters.letter_change, name="letter-change"),
    path(f"{LETTER}<slug:letter>/enviada/", letters.letter_sent, name="letter-sent"),
    path(f"{LETTER}<slug:letter>/anular/", letters.letter_void, name="letter-void"),
    path("despacho/cartas/", letters.letter_list, name="letter-list"),
    path("despacho/cartas/<slug:slug>/", letter_templates.template_list, name="template-list"),
    path("despacho/cartas/<slug:slug>/membrete/", letter_templates.letterhead, name="letterhead"),
    path(
        "despacho/cartas/<slug:slug>/modelos/nuevo/",
        letter_templates.template_new,
        name="template-new",
    ),
    path(
        "despacho/cartas/<slug:slug>/modelos/<slug:code>/",
        letter_templates.template_change,
        name="template-change",
    ),
    path(
        "despacho/cartas/<slug:slug>/modelos/<slug:code>/quitar/",
        letter_templates.template_retire,
        name="template-retire",
    ),
]

CASEWORK_PAGES = [
    path("gestiones/", casework.casework_list, name="casework-list"),
    *data_paths("gestiones", casework.casework_data, "casework-list", LIST_FORMS),
    path("gestiones/<str:number>/", casework.casework_detail, name="casework-detail"),
    path("gestiones/<str:number>.json", casework.casework_json, name="casework-json"),
    path("despacho/gestiones/", casework_desk.casework_desk, name="casework-desk"),
    path("despacho/gestiones/nueva/", casework_asking.casework_new, name="casework-new"),
    path("despacho/gestiones/en-la-calle/", casework_field.field_step, name="casework-field"),
    path(
        "despacho/gestiones/en-la-calle/sin-red.js",
        casework_field.field_worker,
        name="casework-field-worker",
    ),
    path("despacho/gestiones/pegar/", pasting.paste, name="paste"),
    path("despacho/gestiones/<str:number>/", casework_desk.casework_own, name="casework-own"),
    *LETTER_PAGES,
    path(
        "despacho/gestiones/<str:number>/otra-persona/",
        casework_asking.casework_asker,
        name="casework-asker",
    ),
    path(
        "despacho/gestiones/<str:number>/<slug:what>/",
        casework_acts.casework_act,
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
        "despacho/planes/<slug:slug>/evaluaciones/",
        evaluations_desk.evaluation_desk,
        name="evaluation-desk",
    ),
    path(
        "despacho/planes/<slug:slug>/evaluaciones/<slug:term>/",
        evaluations_desk.evaluator_new,
        name="evaluator-new",
    ),
    path(
        "despacho/planes/<slug:slug>/actividades/<int:number>/",
        recording.act_choice,
        name="act-choice",
    ),
    path(
        "despacho/planes/<slug:slug>/actividades/<int:number>/evaluacion/",
        evaluations_desk.evaluation_new,
        name="evaluation-new",
    ),
    path(
        "despacho/planes/<slug:slug>/actividades/<int:number>/<slug:what>/",
        recording.act_new,
        name="act-new",
    ),
]
