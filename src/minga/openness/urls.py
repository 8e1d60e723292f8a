"""Which address opens which page that shows all contexts together?"""

from django.urls import path

from minga.openness import pages

app_name = "openness"
urlpatterns = [path("", pages.home, name="home")]
