"""Which address opens which page of `record`?"""

from django.urls import URLPattern, URLResolver, include, path

app_name = "record"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("minga.record.registry_urls")),
    path("", include("minga.record.desk_urls")),
    path("", include("minga.record.follow_urls")),
    path("", include("minga.record.counter.urls")),
    path("", include("minga.record.privacy.urls")),
]
