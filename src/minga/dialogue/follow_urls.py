"""Which address opens which page of what one follows?"""

from django.urls import URLPattern, URLResolver, path

from minga.dialogue.pages import follow_lists, following

urlpatterns: list[URLPattern | URLResolver] = [
    path("seguir/", following.follow_new, name="follow-new"),
    path("seguir/confirmar/<str:token>/", following.follow_confirm, name="follow-confirm"),
    path("seguir/codigo/<str:token>/", following.follow_code, name="follow-code"),
    path("seguir/numero/", follow_lists.follow_number, name="follow-number"),
    path("seguir/lista/", follow_lists.follow_list, name="follow-opened"),
    path("seguir/lista/<str:token>/", follow_lists.follow_list, name="follow-list"),
    path("seguir/dejar/<str:token>/", follow_lists.follow_stop, name="follow-stop"),
    path(
        "seguir/dejar/<slug:frequency>/<str:token>/", follow_lists.digest_stop, name="digest-stop"
    ),
    path("mi/sigo/", follow_lists.own_follows, name="own-follows"),
    path("mi/avisos/", follow_lists.own_notices, name="own-notices"),
]
