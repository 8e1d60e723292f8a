"""Which pages does a person reach? The links of the site, followed, one example of each route."""

import gzip
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urldefrag, urljoin, urlsplit

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


MOST_STEPS = 4


@dataclass
class Reader:
    """Somebody who asks the site for addresses, signed in or not, without a browser."""

    url: str
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def get(self, path: str) -> Answer:
        """Return what the site answers in the end, after at most a few redirections."""
        for _step in range(MOST_STEPS):
            answer = self._ask(path)
            if answer.status not in {301, 302}:
                break
            path = urldefrag(urljoin(path, answer.headers["location"])).url
        return answer

    @property
    def cookie(self) -> str:
        """What this reader keeps, as it is sent back."""
        return "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())

    def _ask(self, path: str) -> Answer:
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        headers = {"Accept-Encoding": "gzip", "Cookie": self.cookie}
        try:
            connection.request("GET", path, headers={k: v for k, v in headers.items() if v})
            response = connection.getresponse()
            for header in response.headers.get_all("Set-Cookie", []):
                self.cookies.load(header)
            known = {name.lower(): value for name, value in response.getheaders()}
            return Answer(path, response.status, known, response.read())
        finally:
            connection.close()


@dataclass
class Walk:
    """The first example of every route that was reached; the links that lead nowhere, or elsewhere."""

    pages: dict[str, Answer] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    led_on: set[str] = field(default_factory=set)


def walk(
    reader: Reader, start: Iterable[str], may_enter: Callable[[str], bool] = lambda path: True
) -> Walk:
    """Follow links from `start`, one example of each route."""
    found, waiting = Walk(), deque((path, "typed") for path in start)
    while waiting:
        path, origin = waiting.popleft()
        asked = route_name(path)
        if asked in found.pages or asked in found.led_on or path in found.broken:
            continue
        answer = reader.get(path)
        route = route_name(answer.path)
        if answer.status != 200:
            found.broken[path] = f"{answer.status}, from {origin}"
            continue
        if route != asked:
            found.led_on.add(asked)
        if route in found.pages:
            continue
        found.pages[route] = answer
        if answer.is_page:
            waiting.extend((link, path) for link in answer.links() if may_enter(link))
    return found
