"""How is a list with its filters named, so that the same search has one name? `search:/lista/?a=1`."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

PREFIX = "search:"
LONGEST = 200  # the length of a topic's key
_NOT_PART_OF_A_SEARCH = frozenset({"pagina", "al"})


def search_key(address: str) -> str | None:
    """Return the key of a list with its filters; None when the address is none of this site.

    Filters stand in one order, without empty ones, page number and tracking.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "//" in parts.path:
        return None
    kept = sorted(pair for pair in parse_qsl(parts.query) if _counts(pair[0]))
    query = f"?{urlencode(kept)}" if kept else ""
    key = f"{PREFIX}{quote(parts.path, safe='/%-_.~')}{query}"
    return key if len(key) <= LONGEST else None


def _counts(name: str) -> bool:
    return name not in _NOT_PART_OF_A_SEARCH and not name.startswith(("utm_", "fbclid", "gclid"))


def page_address(key: str) -> str:
    """Return the address of the list behind a key."""
    return key.removeprefix(PREFIX)


def feed_address(key: str) -> str:
    """Return the address of the feed that stands beside the list."""
    path, mark, query = page_address(key).partition("?")
    return f"{path.rstrip('/')}.atom{mark}{query}"
