"""What is new in a saved search? Its feed is read as any visitor reads it, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.db import transaction

from minga.dialogue.models import Follow, FoundEntry, SavedSearch
from minga.dialogue.rules.searches import PREFIX, feed_address, page_address, search_key
from minga.dialogue.services.noticing import write_notices_of_search
from minga.kernel.named import Named
from minga.kernel.short_texts import shortened
from minga.website.page_cache import read_public_page

EVERY = timedelta(minutes=10)
MOST_AT_ONCE = 50
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Feed:
    """A feed as it was read: its title and its entries."""

    title: str
    entries: tuple[FoundEntry, ...]


def searches_named(names: Sequence[str]) -> Mapping[str, Named]:
    """Return the lists with a feed behind these addresses; costs a feed each that nobody follows yet."""
    wanted = {name: search_key(name) for name in names}
    known = dict(
        SavedSearch.objects.filter(topic__in=[key for key in wanted.values() if key]).values_list(
            "topic", "title"
        )
    )
    found = {name: known.get(key) or _title_of(key) for name, key in wanted.items() if key}
    return {name: Named(title, name) for name, title in found.items() if title}


def _title_of(key: str) -> str:
    feed = read_feed(key)
    return feed.title if feed else ""


def read_feed(key: str) -> Feed | None:
    """Read the feed of a list now; None when the list has none for everybody."""
    from lxml import etree  # noqa: PLC0415 - late: heavy (lxml)

    response = read_public_page(feed_address(key))
    if response is None or "atom" not in response.headers["Content-Type"]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(response.content, parser)
    title = root.findtext(f"{ATOM}title") or page_address(key)
    return Feed(shortened(title, 300), tuple(_entries(root)))


def _entries(root: object) -> Iterator[FoundEntry]:
    for entry in root.iter(f"{ATOM}entry"):  # type: ignore[attr-defined]  # lxml's element
        said = [entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "updated", "title")]
        link = entry.find(f"{ATOM}link")
        url = urlsplit("" if link is None else link.get("href", "")).path
        yield FoundEntry(
            key=sha256("|".join(said[:2]).encode()).hexdigest(),
            title=shortened(said[2], 300),
            url=url[:500],
        )


@transaction.atomic
def keep_search(key: str, at: datetime) -> None:
    """Remember what a search shows now, so that later only what is new is told."""
    feed = read_feed(key)
    if feed is None:
        return
    search, is_new = SavedSearch.objects.get_or_create(
        topic=key, defaults={"title": feed.title, "read_at": at}
    )
    if is_new:
        _keep_entries(search, feed, at)


def read_searches(at: datetime) -> int:
    """Read the searches whose turn it is; return how many notices they gave."""
    written = 0
    for _turn in range(MOST_AT_ONCE):
        made = _read_next(at)
        if made is None:
            break
        written += made
    return written


@transaction.atomic
def _read_next(at: datetime) -> int | None:
    """Read the search that waits longest; one that nobody follows any more is forgotten."""
    waiting = SavedSearch.objects.filter(read_at__lte=at - EVERY).order_by("read_at", "pk")
    search = waiting.select_for_update(skip_locked=True).first()
    if search is None:
        return None
    if not Follow.objects.filter(topic=search.topic).exists():
        search.delete()
        return 0
    feed = read_feed(search.topic)
    search.read_at = at
    search.save(update_fields=["read_at"])
    return write_notices_of_search(search, _keep_entries(search, feed, at), at) if feed else 0


def _keep_entries(search: SavedSearch, feed: Feed, at: datetime) -> list[FoundEntry]:
    """Keep the entries that were not there before and return them."""
    known = set(search.entries.values_list("key", flat=True))
    new = {entry.key: entry for entry in feed.entries if entry.key not in known}
    for entry in new.values():
        entry.search, entry.found_at = search, at
    return FoundEntry.objects.bulk_create(new.values())


def is_search(topic: str) -> bool:
    """Is the topic a saved search?"""
    return topic.startswith(PREFIX)
