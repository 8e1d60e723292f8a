"""Which address opens which page of privacy?"""

from django.urls import URLPattern, path

from minga.record.privacy import breach_pages, desk_pages, own_pages, register_pages

_own: list[URLPattern] = [
    path("mi/solicitudes/", own_pages.own_requests, name="own-data-requests"),
    path("mi/solicitudes/nueva/", own_pages.own_request_new, name="own-data-request-new"),
    path("mi/solicitudes/<case:number>/", own_pages.own_request, name="own-data-request"),
    path(
        "mi/solicitudes/<case:number>/retirar/",
        own_pages.own_request_withdraw,
        name="own-data-request-withdraw",
    ),
]
_desk: list[URLPattern] = [
    path("despacho/privacidad/", desk_pages.privacy_desk, name="privacy-desk"),
    path(
        "despacho/privacidad/solicitudes/<case:number>/",
        desk_pages.data_request,
        name="data-request",
    ),
    path(
        "despacho/privacidad/solicitudes/<case:number>/identidad/",
        desk_pages.request_identity,
        name="data-request-identity",
    ),
    path(
        "despacho/privacidad/solicitudes/<case:number>/copia/",
        desk_pages.request_copy,
        name="data-request-copy",
    ),
    path(
        "despacho/privacidad/solicitudes/<case:number>/respuesta/",
        desk_pages.request_answer,
        name="data-request-answer",
    ),
    path(
        "despacho/privacidad/solicitudes/<case:number>/carta/",
        desk_pages.request_letter,
        name="data-request-letter",
    ),
    path("despacho/privacidad/vulneraciones/nueva/", breach_pages.breach_new, name="breach-new"),
    path("despacho/privacidad/vulneraciones/<case:number>/", breach_pages.breach, name="breach"),
    path(
        "despacho/privacidad/vulneraciones/<case:number>/<slug:what>/",
        breach_pages.breach_step,
        name="breach-step",
    ),
    path(
        "despacho/privacidad/tratamientos/nuevo/",
        register_pages.processing_new,
        name="processing-new",
    ),
    path(
        "despacho/privacidad/tratamientos/<int:act_id>/terminar/",
        register_pages.processing_end,
        name="processing-end",
    ),
]
_public: list[URLPattern] = [
    path("privacidad/tratamientos/", register_pages.register, name="processing-register"),
    path(
        "privacidad/tratamientos.csv", register_pages.register_csv, name="processing-register-csv"
    ),
    path(
        "privacidad/tratamientos.json",
        register_pages.register_json,
        name="processing-register-json",
    ),
]
urlpatterns: list[URLPattern] = [*_own, *_desk, *_public]
