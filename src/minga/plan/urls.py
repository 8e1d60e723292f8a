"""Which address opens which page of the plans? `<n>` of an activity never moves."""

from django.urls import path

from minga.plan.pages import activity, data, desk, importing, overview, recording

app_name = "plan"
urlpatterns = [
    path("planes/", overview.plan_list, name="plan-list"),
    path("planes/<slug:slug>/", overview.plan_detail, name="plan-detail"),
    path(
        "planes/<slug:slug>/actividades/<int:number>/",
        activity.activity_detail,
        name="activity-detail",
    ),
    path(
        "planes/<slug:slug>/actividades/<int:number>.json",
        data.activity_json,
        name="activity-json",
    ),
    path(
        "planes/<slug:slug>/actividades/<int:number>/hechos.csv",
        data.activity_csv,
        name="activity-csv",
    ),
    path(
        "planes/<slug:slug>/actividades/<int:number>/hechos.atom",
        data.activity_feed,
        name="activity-feed",
    ),
    path(
        "planes/<slug:slug>/<slug:programme>/",
        overview.programme_detail,
        name="programme-detail",
    ),
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
