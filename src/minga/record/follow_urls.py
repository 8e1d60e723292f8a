"""Which address opens a case with number and code?"""

from django.urls import URLPattern, path

from minga.record import follow_pages

urlpatterns: list[URLPattern] = [
    path("seguimiento/", follow_pages.follow, name="follow"),
    path("seguimiento/expediente/", follow_pages.followed, name="followed-case"),
    path("seguimiento/cerrar/", follow_pages.stop_following, name="follow-stop"),
    path("seguimiento/anular/", follow_pages.give_up_code, name="follow-give-up"),
]
