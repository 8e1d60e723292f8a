"""Which addresses does the website itself have? The page of its pieces."""

from django.urls import path

from minga.website import pages

app_name = "website"

urlpatterns = [path("piezas/", pages.pieces, name="pieces")]
