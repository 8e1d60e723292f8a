"""Which addresses does the site have? Every route of the resolver, once, with its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404


@dataclass(frozen=True)
class Route:
    """One route: its name with namespace, and its pattern, whose arguments are filled to visit it."""

    name: str
    pattern: str


def all_routes() -> tuple[Route, ...]:
    """Return every route, in the order in which they are tried."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def _walk(entries: list[URLPattern | URLResolver], namespace: str, start: str) -> Iterator[Route]:
    for entry in entries:
        pattern = start + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(namespace + str(entry.name), pattern)
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _walk(entry.url_patterns, namespace + inner, pattern)


def route_name(path: str) -> str:
    """Return the name of the route that answers an address, in either language; "" for none."""
    try:
        return resolve(in_spanish(urlsplit(path).path)).view_name
    except Resolver404:
        return ""


def in_spanish(path: str) -> str:
    """Return the address of the same page in Spanish."""
    return path.removeprefix("/en") if path.startswith("/en/") else path
