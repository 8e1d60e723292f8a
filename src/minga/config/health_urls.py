"""Which addresses say whether the installation is well?"""

from django.urls import path

from minga.config import pages

app_name = "config"

urlpatterns = [
    path("salud", pages.health_page, name="health"),
    path("salud/metricas", pages.metrics_page, name="metrics"),
]
