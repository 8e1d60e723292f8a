"""On which site do the journeys walk? The whole program on a database of its own, as people meet it."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.db.utils import load_backend
from django.test import override_settings

from minga.config.running.first_start import prepare
from minga.config.running.postgres import APP_ROLE
from minga.kernel import clock
from minga.people.public import demonstration_links, demonstration_people
from minga.record.sealing.sealing import seal_pending
from minga.website.page_cache import publishing
from minga.website.page_cache.versions import Versions
from tests.browser.harness import forget_drawings

STAMPED_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@dataclass(frozen=True)
class LiveSite:
    """A running demonstration: its address, and a door to its database for work beside the browser."""

    url: str
    worker: ThreadPoolExecutor

    def run[T](self, work: Callable[[], T]) -> T:
        """Do work in the database of the site, as its worker would, and return what it gives."""
        return self.worker.submit(work).result()

    def seal(self) -> None:
        """Seal what waits, as the worker does soon after each act."""
        self.run(lambda: seal_pending(clock.now()))

    def entrance(self, part: str) -> str:
        """Return a fresh link that signs in once as a person of the demonstration."""
        return self.url + self.run(lambda: _entrance(part))


def _entrance(part: str) -> str:
    place = list(demonstration_people().persons).index(part)
    _part, _name, path = demonstration_links()[place]
    return path


@contextmanager
def running_site(server: str) -> Iterator[LiveSite]:
    """Fill a database of its own on the test server, seal its record and serve it."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="minga-walk-")))
        url = stack.enter_context(_database(server))
        stack.enter_context(_as_a_demonstration(home, url))
        worker = stack.enter_context(ThreadPoolExecutor(1, initializer=_work_in, initargs=(url,)))
        worker.submit(prepare, demonstration=True, size="normal", may_migrate=True).result()
        site = LiveSite(stack.enter_context(_served(url)), worker)
        site.seal()
        yield site
        site.run(connections.close_all)


@contextmanager
def _database(server: str) -> Iterator[str]:
    """Make an empty database beside those of the other tests, and remove it at the end."""
    name = f"minga_walk_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _as_a_demonstration(home: Path, url: str) -> Iterator[None]:
    """Set up the program as `minga demo` does, with stamped and packed static files."""
    settings = override_settings(
        DEMONSTRATION=True,
        STATIC_ROOT=str(home / "static"),
        STORAGES=STAMPED_FILES,
        MEDIA_ROOT=str(home / "documents"),
        DOCUMENT_FOLDER=home / "documents",
        KEY_FOLDER=home / "keys",
        DATABASE_DIRECT_URL=url,
    )
    (home / "static").mkdir()
    kept, publishing._versions = publishing._versions, Versions(home / "page-versions")
    forget_drawings()
    try:
        with settings:
            yield
    finally:
        publishing._versions = kept
        forget_drawings()


def _work_in(url: str, user: str = "") -> None:
    """Let this thread, and no other, work in the database of the site."""
    known = connections.settings["default"]
    facts = {**known, "NAME": urlsplit(url).path.lstrip("/"), "USER": user or known["USER"]}
    connections["default"] = load_backend(facts["ENGINE"]).DatabaseWrapper(facts, "default")


class _Handler(WSGIRequestHandler):
    """One request a connection: no thread is left waiting when the tests end."""

    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the program keeps a log of its own."""


class _Server(ThreadedWSGIServer):
    """Waits at the end for the requests that still run, so that their connections are closed."""

    daemon_threads = False


@contextmanager
def _served(url: str) -> Iterator[str]:
    """Serve what the web server serves, page cache in front, with the rights of web processes."""
    sys.modules.pop("minga.config.wsgi", None)  # made anew, under the settings of this site
    program = import_module("minga.config.wsgi").application

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        _work_in(url, APP_ROLE)
        answer: Iterable[bytes] = program(environ, start_response)
        return answer

    server = _Server(("127.0.0.1", 0), _Handler)
    server.set_app(application)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        program._watcher.stop()
