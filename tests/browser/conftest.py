"""What do the journeys stand on? One Chromium and one running demonstration for all of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.harness import launch
from tests.browser.live_site import LiveSite, running_site
from tests.browser.visiting import WAYS, Visitor, visiting

HERE = Path(__file__).parent

# the loop of the browser runs in this thread: Django would take every test for asynchronous code
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(django_db_blocker: DjangoDbBlocker) -> Iterator[LiveSite]:
    """The whole program with its demonstration world, in a database that journeys may change."""
    with django_db_blocker.unblock(), running_site(os.environ["MINGA_TEST_DATABASE"]) as running:
        yield running


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def visitor(request: pytest.FixtureRequest, chromium: Browser, site: LiveSite) -> Iterator[Visitor]:
    """A visitor, once for each way of using the site."""
    with visiting(chromium, site, request.param) as one:
        yield one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker walks the site: it is filled once, and the journeys follow each other."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
