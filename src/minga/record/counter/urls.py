"""Which address opens which page of the counter?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
