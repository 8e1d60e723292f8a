"""Who watches for changes made elsewhere? One thread a process: LISTEN, and a look every second."""

import threading
from collections.abc import Callable

import psycopg

from minga.website.page_cache.publishing import CHANNEL
from minga.website.page_cache.versions import CONTEXTS, Versions

POLL_SECONDS = 1.0
LOOK = "SELECT context, count(*), max(id) FROM website_pagechange GROUP BY context"

type Seen = dict[str, tuple[int, int]]


class Watcher:
    """Keeps the counters of this machine moving; `is_watching` is false while it cannot see.

    While it cannot see, the gate keeps nothing and asks Django: slow, never stale.
    """

    def __init__(self, versions: Versions, connect: Callable[[], psycopg.Connection]) -> None:
        self._versions = versions
        self._connect = connect
        self._seen: Seen = {}
        self.is_watching = False
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start watching, once; called by the first request of a process.

        The thread is made here: the program is loaded before its processes part ways.
        """
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="page-versions", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop watching; returns when the last look is over."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._connect() as connection:
                    self._watch(connection)
            except (psycopg.Error, OSError):
                self.is_watching = False
                self._stopped.wait(POLL_SECONDS)

    def _watch(self, connection: psycopg.Connection) -> None:
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        self._seen = _look(connection)
        self._versions.bump_all()
        self.is_watching = True
        while not self._stopped.is_set():
            for notice in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                self._changed(notice.payload)
            self._compare(_look(connection))

    def _changed(self, context: str) -> None:
        if context in CONTEXTS:
            self._versions.bump(context)

    def _compare(self, now: Seen) -> None:
        """Find what a lost notice would have told."""
        for context, state in now.items():
            if self._seen.get(context) != state:
                self._changed(context)
        self._seen = now


def _look(connection: psycopg.Connection) -> Seen:
    return {str(context): (count, last) for context, count, last in connection.execute(LOOK)}
