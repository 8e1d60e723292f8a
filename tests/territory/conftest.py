"""What do the tests of the territory stand on? The shipped facts, and static files as they lie."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override
from pytest_django import Settings

import minga.website
from minga.config import panels as table
from minga.territory.models import Place
from minga.territory.rules.figure_rows import figure_rows
from minga.territory.rules.places import PlaceKind
from minga.territory.rules.tables import read_table
from minga.territory.services.dwellings import import_services
from minga.territory.services.facts import load_facts
from minga.territory.services.settle import Tally
from minga.website import panels


@pytest.fixture
def facts(db: None) -> Tally:
    """The shipped facts are loaded; returns how many rows that took."""
    return load_facts()


@pytest.fixture
def services(facts: Tally) -> Tally:
    """Made-up services of every parish, as an operator brings them in: Nono 10, Gualea 20, else 90."""
    shares = {"170171": 10, "170161": 20}
    codes = Place.objects.filter(kind=PlaceKind.PARISH).values_list("code", flat=True)
    table = "".join(f"{code},2022,{shares.get(code, 90)}\n" for code in codes)
    rows = figure_rows(read_table(f"codigo,anio,servicios\n{table}"))
    return import_services(rows.services, source="Viviendas de ensayo").tally


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Pages name files without the stamp that `collectstatic` gives them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = f"{minga.website.__path__[0]}/static"


@pytest.fixture(autouse=True)
def _nothing_of_higher_contexts() -> Iterator[None]:
    """Pages show and cost what is their own, in Spanish: slots of higher contexts are empty."""
    panels.install({})
    with override("es"):
        yield
    table.install()
