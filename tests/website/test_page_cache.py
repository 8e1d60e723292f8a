"""It is true that a kept page is never stale, never personal, and costs no second making."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from minga.kernel import clock
from minga.website.page_cache.gate import PageCache
from minga.website.page_cache.marking import CONTEXTS_HEADER, UNTIL_HEADER
from minga.website.page_cache.store import Kept, Store
from minga.website.page_cache.versions import CONTEXTS, Versions

type Environ = dict[str, Any]


class Seeing:
    """A watcher that sees, as one whose connection stands."""

    is_watching = True

    def start(self) -> None:
        """Nothing to start."""


class Site:
    """A small program that counts how often it was asked, and says what pages depend on."""

    def __init__(self) -> None:
        self.asked: list[Environ] = []
        self.headers: list[tuple[str, str]] = [
            ("Content-Type", "text/html"),
            (CONTEXTS_HEADER, "plan record"),
        ]
        self.status = "200 OK"
        self.body = b"pagina" * 200
        self.before_answer: Callable[[], None] = lambda: None

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        self.asked.append(dict(environ))
        self.before_answer()
        start_response(self.status, list(self.headers))
        return [self.body]


class Answer:
    """What a reader received."""

    def __init__(self, cache: PageCache, path: str = "/", **more: str) -> None:
        address, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            **more,
        }
        self.status = ""
        self.headers: dict[str, str] = {}
        self.body = b"".join(cache(environ, self._started))

    def _started(self, status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
        self.status, self.headers = status, dict(headers)


@pytest.fixture
def versions(tmp_path: Path) -> Iterator[Versions]:
    made = Versions(tmp_path / "run" / "versions")
    yield made
    made.close()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def cache(site: Site, versions: Versions) -> PageCache:
    return PageCache(site, versions, Seeing())  # type: ignore[arg-type]  # a watcher that needs no thread


def test_a_marked_page_is_made_once(cache: PageCache, site: Site, versions: Versions) -> None:
    first, second = Answer(cache), Answer(cache)
    assert (first.body, second.body) == (site.body, site.body)
    assert len(site.asked) == 1
    assert versions.read(("hits", "misses")) == (1, 1)


@pytest.mark.parametrize("context", ["plan", "record"])
def test_a_change_of_what_it_depends_on_ends_a_page(
    cache: PageCache, site: Site, versions: Versions, context: str
) -> None:
    Answer(cache)
    versions.bump(context)
    site.body = b"otra"
    assert Answer(cache).body == b"otra"


def test_a_change_elsewhere_does_not(cache: PageCache, site: Site, versions: Versions) -> None:
    Answer(cache)
    versions.bump("territory")
    Answer(cache)
    assert len(site.asked) == 1


def test_a_change_that_commits_while_the_page_is_made_ends_it_at_its_next_use(
    cache: PageCache, site: Site, versions: Versions
) -> None:
    site.before_answer = lambda: versions.bump("plan")
    Answer(cache)
    site.before_answer = lambda: None
    site.body = b"la nueva"
    assert Answer(cache).body == b"la nueva"


def test_a_page_ends_at_local_midnight(cache: PageCache, site: Site) -> None:
    clock.shift_to(datetime(2026, 11, 24, 23, 59, 59, tzinfo=clock.QUITO))
    Answer(cache)
    clock.shift_to(datetime(2026, 11, 25, 0, 0, 1, tzinfo=clock.QUITO))
    Answer(cache)
    assert len(site.asked) == 2


def test_a_page_ends_when_a_deadline_on_it_comes(cache: PageCache, site: Site) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=clock.QUITO)
    site.headers.append((UNTIL_HEADER, noon.isoformat()))
    clock.shift_to(noon - timedelta(minutes=1))
    Answer(cache)
    Answer(cache)
    clock.shift_to(noon + timedelta(seconds=1))
    Answer(cache)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "unkept",
    [
        {"headers": [("Content-Type", "text/html")]},
        {"headers": [(CONTEXTS_HEADER, "plan"), ("Set-Cookie", "sessionid=1")]},
        {"headers": [(CONTEXTS_HEADER, "plan"), ("Vary", "HX-Request, Cookie")]},
        {"headers": [(CONTEXTS_HEADER, "plan")], "status": "404 Not Found"},
    ],
)
def test_unmarked_personal_and_missing_pages_are_never_kept(
    cache: PageCache, site: Site, unkept: dict[str, Any]
) -> None:
    vars(site).update(unkept)
    Answer(cache)
    answer = Answer(cache)
    assert len(site.asked) == 2
    assert CONTEXTS_HEADER not in answer.headers


@pytest.mark.parametrize(
    "request_facts",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"QUERY_STRING": "q=" + "a" * 600},
    ],
)
def test_what_writes_or_is_odd_goes_to_the_program(
    cache: PageCache, site: Site, request_facts: dict[str, str]
) -> None:
    Answer(cache)
    answer = Answer(cache, **request_facts)
    assert len(site.asked) == 2
    assert CONTEXTS_HEADER not in answer.headers


def test_queries_in_another_order_are_the_same_page(cache: PageCache, site: Site) -> None:
    Answer(cache, "/?a=1&b=2")
    Answer(cache, "/?b=2&a=1&utm_source=red")
    Answer(cache, "/?a=1&b=3")
    assert [one["QUERY_STRING"] for one in site.asked] == ["a=1&b=2", "a=1&b=3"]


def test_a_part_for_htmx_is_not_the_page(cache: PageCache, site: Site) -> None:
    Answer(cache)
    Answer(cache, HTTP_HX_REQUEST="true")
    assert len(site.asked) == 2


def test_pages_are_packed_for_who_can_unpack(cache: PageCache, site: Site) -> None:
    packed = Answer(cache, HTTP_ACCEPT_ENCODING="gzip, br")
    plain = Answer(cache)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == site.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding, HX-Request"


def test_who_has_the_page_is_told_so_without_it(cache: PageCache) -> None:
    first = Answer(cache)
    again = Answer(cache, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    other = Answer(cache, HTTP_IF_NONE_MATCH='"otra"')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert other.status == "200 OK"


def test_head_gets_headers_only(cache: PageCache, site: Site) -> None:
    for _ in range(2):
        answer = Answer(cache, REQUEST_METHOD="HEAD")
        assert (answer.status, answer.body) == ("200 OK", b"")
        assert answer.headers["Content-Length"] == str(len(site.body))
    site.headers = [("Content-Type", "text/html")]
    assert Answer(cache, "/otra", REQUEST_METHOD="HEAD").body == b""


def test_a_rush_on_a_missing_page_makes_it_once(cache: PageCache, site: Site) -> None:
    site.before_answer = lambda: time.sleep(0.05)
    readers = [threading.Thread(target=Answer, args=(cache,)) for _ in range(12)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(site.asked) == 1


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_no_lock_stays_behind_for_an_address_that_somebody_made_up(
    cache: PageCache, site: Site, status: str
) -> None:
    site.status = status
    for number in range(20):
        Answer(cache, f"/inventada/{number}")
    assert dict(cache._making) == {}


def test_no_lock_stays_behind_when_the_program_fails(cache: PageCache, site: Site) -> None:
    def fail() -> None:
        raise ConnectionError

    site.before_answer = fail
    with pytest.raises(ConnectionError):
        Answer(cache)
    assert dict(cache._making) == {}


def test_nothing_is_kept_while_nobody_watches(site: Site, versions: Versions) -> None:
    class Blind:
        is_watching = False
        starts = 0

        def start(self) -> None:
            Blind.starts += 1

    cache = PageCache(site, versions, Blind())  # type: ignore[arg-type]  # a watcher that needs no thread
    Answer(cache)
    answer = Answer(cache)
    assert (len(site.asked), Blind.starts) == (2, 2)
    assert CONTEXTS_HEADER not in answer.headers


def _kept(size: int) -> Kept:
    return Kept("200 OK", [], b"x" * size, '"e"', (), (), 0.0)


def test_the_store_keeps_to_its_budget_and_lets_the_oldest_go() -> None:
    store = Store(budget=100_000)
    for place in range(20):
        store.put(str(place), _kept(9_000))
    assert len(store) == 9
    assert store.get("0") is None
    assert store.get("19") is not None
    store.put("19", _kept(100))
    assert len(store) == 9
    store.put("huge", _kept(50_000))
    assert store.get("huge") is None


def test_counters_are_shared_and_unknown_contexts_refused(tmp_path: Path) -> None:
    one, other = Versions(tmp_path / "v"), Versions(tmp_path / "v")
    one.bump("plan")
    assert other.read(("plan", "record")) == (1, 0)
    other.bump_all()
    assert one.read(CONTEXTS) == tuple(2 if one == "plan" else 1 for one in CONTEXTS)
    with pytest.raises(KeyError):
        one.bump("weather")
    one.close()
    other.close()
