"""Which address opens which page of `openness`?"""

from django.urls import URLPattern, URLResolver

app_name = "openness"
urlpatterns: list[URLPattern | URLResolver] = []
