"""Which address opens which page of the dialogue?"""

from django.urls import URLPattern, URLResolver

app_name = "dialogue"

urlpatterns: list[URLPattern | URLResolver] = []
