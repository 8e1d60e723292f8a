"""A site of one page, served by the real supervisor: a request appends a row and says so after its commit.

It is copied into a folder that the account of the web process reaches, and named in DJANGO_SETTINGS_MODULE.
"""

from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from minga.config.environment import env_text
from minga.config.settings import DATABASES  # noqa: F401 - a setting

SECRET_KEY = env_text("MINGA_SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]
ROOT_URLCONF = "probe_site"
WSGI_APPLICATION = "probe_wsgi.application"
STATIC_URL = "/estatico/"
DATA_FOLDER = Path(env_text("MINGA_DATA"))
STATIC_ROOT = str(DATA_FOLDER / "static")
TIME_ZONE = "America/Guayaquil"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def write(_request: HttpRequest, number: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO probe (number) VALUES (%s)", [number])
    return HttpResponse("escrito")


urlpatterns = [path("escribe/<int:number>", write)]
