"""Which pages does a person reach? The links of the site, followed, one example of each route."""

import gzip
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urljoin, urlsplit

from tests.routes import route_name

LINK = re.compile(r'<(?:a|link)\b[^>]*?\bhref="([^"#]*)[^"]*"')
FILE = re.compile(r'(?:src|href)="(/estatico/[^"#]+)')


@dataclass(frozen=True)
class Answer:
    """What the site answered to one address."""

    path: str
    status: int
    headers: dict[str, str]
    packed: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        is_packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.packed) if is_packed else self.packed).decode()

    @property
    def is_page(self) -> bool:
        """Is this a page for people, and not data?"""
        return self.headers.get("content-type", "").startswith("text/html")

    @property
    def weight(self) -> int:
        """Octets of the body as they travel; what is not packed yet is packed by the front server."""
        is_packed = "content-encoding" in self.headers
        return len(self.packed if is_packed else gzip.compress(self.packed, 6))

    def links(self) -> list[str]:
        """Return the addresses on this site that the page links to, in their order, without fragment."""
        found = (urlsplit(urljoin(self.path, unescape(href))) for href in LINK.findall(self.text))
        own = (one for one in found if not one.netloc and one.path)
        return [f"{one.path}?{one.query}" if one.query else one.path for one in own]

    def files(self) -> list[str]:
        """Return the static files that the page loads, each once."""
        return list(dict.fromkeys(FILE.findall(self.text)))


@dataclass
class Reader:
    """Somebody who asks the site for addresses, signed in or not, without a browser."""

    url: str
    cookie: str = ""
    known: dict[str, Answer] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Return what the site answers; the same address is asked once."""
        if path not in self.known:
            self.known[path] = self._ask(path)
        return self.known[path]

    def _ask(self, path: str) -> Answer:
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        try:
            headers = {"Accept-Encoding": "gzip", "Cookie": self.cookie}
            connection.request("GET", path, headers={k: v for k, v in headers.items() if v})
            return _answer(path, connection.getresponse())
        finally:
            connection.close()


def _answer(path: str, response: HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(path, response.status, headers, response.read())


@dataclass
class Walk:
    """The first example of every route that was reached, and the links that lead nowhere."""

    pages: dict[str, Answer] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def html(self) -> list[Answer]:
        """The pages for people."""
        return [answer for answer in self.pages.values() if answer.is_page]


def walk(
    reader: Reader, start: Iterable[str], may_enter: Callable[[str], bool] = lambda path: True
) -> Walk:
    """Follow links from `start`, one example of each route; of the lists also those with a query."""
    found, waiting = Walk(), deque((path, "typed") for path in start)
    while waiting:
        path, origin = waiting.popleft()
        route = route_name(path)
        if route in found.pages:
            continue
        answer = reader.get(path)
        if answer.status != 200:
            found.broken[path] = f"{answer.status} from {origin}"
            continue
        found.pages[route] = answer
        if answer.is_page:
            waiting.extend((link, path) for link in answer.links() if may_enter(link))
    return found
