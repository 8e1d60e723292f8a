"""Which address opens which page of the dialogue?"""

from django.urls import URLPattern, URLResolver, include, path

app_name = "dialogue"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("minga.dialogue.follow_urls")),
    path("", include("minga.dialogue.question_urls")),
    path("", include("minga.dialogue.thread_urls")),
]
