"""Which address opens which page that shows all contexts together?"""

from django.urls import path

from minga.openness import machine_pages, pages

app_name = "openness"
urlpatterns = [path("", pages.home, name="home")]

# without a language: one for the whole site
machine_addresses = [
    path("robots.txt", machine_pages.robots, name="robots"),
    path("sitemap.xml", machine_pages.sitemap, name="sitemap"),
    path(".well-known/security.txt", machine_pages.security, name="security"),
]
