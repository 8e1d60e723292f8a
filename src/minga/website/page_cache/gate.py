"""What stands before Django? A WSGI gate that answers kept pages itself and passes the rest on."""

import gzip
import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from minga.kernel import clock
from minga.website.page_cache.listening import Watcher
from minga.website.page_cache.marking import CONTEXTS_HEADER, UNTIL_HEADER
from minga.website.page_cache.store import Headers, Kept, Store
from minga.website.page_cache.versions import CONTEXTS, Versions

type Environ = dict[str, Any]
type StartResponse = Callable[..., Any]
type Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LONGEST_QUERY = 500
TRACKING = ("utm_", "fbclid", "gclid", "mc_eid")
OWN_HEADERS = {CONTEXTS_HEADER.lower(), UNTIL_HEADER.lower()}
REPLACED = OWN_HEADERS | {
    "x-request-id",
    "vary",
    "etag",
    "cache-control",
    "content-length",
    "content-encoding",
}


class PageCache:
    """Answers GET and HEAD of pages that were marked, while what they depend on has not changed.

    The counters are read before a page is made: a change that commits meanwhile ends the page at
    its next use. Only one thread makes a missing page; the others wait for it.
    """

    def __init__(self, application: Application, versions: Versions, watcher: Watcher) -> None:
        self._application = application
        self._versions = versions
        self._watcher = watcher
        self._store = Store()
        self._making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        if not self._watcher.is_watching:
            self._watcher.start()
            return self._application(environ, _without_marks(start_response))
        key = _key(environ)
        if key is None:
            return self._application(environ, _without_marks(start_response))
        page = self._fresh(key)
        if page is not None:
            self._versions.bump("hits")
            return _answer(page, environ, start_response)
        return self._make(key, environ, start_response)

    def _fresh(self, key: str) -> Kept | None:
        page = self._store.get(key)
        if page is None or page.until <= _now():
            return None
        return page if self._versions.read(page.contexts) == page.versions else None

    def _make(self, key: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let one thread make the page; whoever waited takes what it made."""
        with self._turn(key):
            page = self._fresh(key)
            if page is None:
                self._versions.bump("misses")
                made = _Made(self._application, environ, self._versions)
                if made.page is None:
                    return made.pass_on(start_response)
                page = made.page
                self._store.put(key, page)
        return _answer(page, environ, start_response)

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """Hold the lock of a page; it is forgotten with its page unkept or failed too."""
        try:
            with self._making[key]:
                yield
        finally:
            self._making.pop(key, None)


class _Made:
    """What Django answered, and the page to keep when it said that it may be kept."""

    def __init__(self, application: Application, environ: Environ, versions: Versions) -> None:
        before = {name: versions.read((name,))[0] for name in CONTEXTS}
        self._environ = environ
        self.status = ""
        self.headers: Headers = []
        whole = {**environ, "REQUEST_METHOD": "GET"}
        whole.pop("HTTP_IF_NONE_MATCH", None)
        whole.pop("HTTP_IF_MODIFIED_SINCE", None)
        parts = application(whole, self._started)
        try:
            self.body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        self.page = self._page(before)

    def _started(self, status: str, headers: Headers, _exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def _page(self, before: dict[str, int]) -> Kept | None:
        marks = {name.lower(): value for name, value in self.headers}
        depends = marks.get(CONTEXTS_HEADER.lower())
        # what read or set a cookie is somebody's own page, whatever its mark says
        is_personal = "set-cookie" in marks or "cookie" in marks.get("vary", "").lower()
        if depends is None or is_personal or not self.status.startswith("200"):
            return None
        contexts = tuple(depends.split())
        body, encoding = _encoded(self.body, self._environ)
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = [pair for pair in self.headers if pair[0].lower() not in REPLACED]
        headers += [
            ("Vary", "Accept-Encoding, HX-Request"),
            ("Cache-Control", "public, max-age=0, must-revalidate"),
            ("ETag", etag),
            ("Content-Length", str(len(body))),
        ]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Kept(
            self.status,
            headers,
            body,
            etag,
            contexts,
            tuple(before[name] for name in contexts),
            _until(marks.get(UNTIL_HEADER.lower())),
        )

    def pass_on(self, start_response: StartResponse) -> Iterable[bytes]:
        """Send what Django answered, unkept."""
        _without_marks(start_response)(self.status, self.headers)
        return [] if self._environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def _key(environ: Environ) -> str | None:
    """Return what makes a page one page: its address, its query, the part asked, the encoding.

    None for what is never kept: what writes, what names its reader, what is oddly long.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        if len(query) > LONGEST_QUERY:
            return None
        query = _known_query(query)
        environ["QUERY_STRING"] = query
    part = "h" if environ.get("HTTP_HX_REQUEST") == "true" else ""
    packed = "z" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else ""
    return f"{environ.get('HTTP_HOST', '')}{environ['PATH_INFO']}?{query}#{part}{packed}"


def _known_query(query: str) -> str:
    """Return the query in one order, without what only follows people around."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not pair[0].startswith(TRACKING)))


def _now() -> float:
    return time.time() + clock.shift().total_seconds()


def _until(text: str | None) -> float:
    """Return when a page ends: local midnight, or the earlier moment that it named."""
    now = clock.now()
    midnight = (now.astimezone(clock.QUITO) + timedelta(days=1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    named = datetime.fromisoformat(text) if text else midnight
    return min(midnight, named).timestamp()


def _encoded(body: bytes, environ: Environ) -> tuple[bytes, str]:
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and len(body) > 500:
        return gzip.compress(body, 6, mtime=0), "gzip"
    return body, ""


def _answer(page: Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Send a kept page: nothing but its headers when the reader has it already."""
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted is not None and (wanted == "*" or page.etag in wanted):
        start_response(
            "304 Not Modified",
            [pair for pair in page.headers if pair[0] not in {"Content-Length", "Content-Type"}],
        )
        return []
    start_response(page.status, page.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]


def _without_marks(start_response: StartResponse) -> StartResponse:
    """Keep our own marks from leaving the house."""

    def started(status: str, headers: Headers, exc_info: Any = None) -> Any:
        kept = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
        return start_response(status, kept, exc_info) if exc_info else start_response(status, kept)

    return started
