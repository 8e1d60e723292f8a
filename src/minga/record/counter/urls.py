"""Which address opens which page of the counter?"""

from django.urls import URLPattern, URLResolver, include, path

from minga.record.counter.pages import acts, hours, papers, persons, start

_counter: list[URLPattern | URLResolver] = [
    path("", start.counter, name="counter"),
    path("hoy/", start.attended_today, name="counter-today"),
    path("donde/", start.where_i_sit, name="counter-where"),
    path("horario/", hours.counter_hours, name="counter-hours"),
    path("hojas/", papers.papers, name="counter-papers"),
    path("hojas/imprimir/", papers.print_booklet, name="counter-print"),
    path("hojas/<str:serial>/anular/", papers.void, name="counter-void"),
    path("recibo/", acts.receipt_on_paper, name="counter-receipt"),
    path("registrar/", persons.register, name="counter-register"),
    path("sin-nombre/", persons.nameless, name="counter-nameless"),
    path("sin-nombre/<slug:code>/", acts.act_without_name, name="counter-act-nameless"),
    path("persona/<uuid:public_id>/", persons.person_card, name="counter-person"),
    path("persona/<uuid:public_id>/atencion/", persons.needs, name="counter-needs"),
    path("persona/<uuid:public_id>/mirado/", persons.printed_log, name="counter-log"),
    path("persona/<uuid:public_id>/<slug:code>/", acts.act_for_person, name="counter-act"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("despacho/mostrador/", include(_counter))]
