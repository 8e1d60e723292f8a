"""Where are kept pages? In this process, the least used leave first, never more than a budget."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

BUDGET_BYTES = 24 * 1024 * 1024

type Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """A page as it is sent: it holds while its counters have not moved and its end has not come."""

    status: str
    headers: Headers
    body: bytes
    etag: str
    contexts: tuple[str, ...]
    versions: tuple[int, ...]
    until: float

    @property
    def size(self) -> int:
        """What it costs to keep, in bytes, with its headers."""
        return len(self.body) + 1024


class Store:
    """Pages by key, within a budget."""

    def __init__(self, budget: int = BUDGET_BYTES) -> None:
        self._budget = budget
        self._used = 0
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Kept | None:
        """Return what is kept under a key."""
        return self._pages.get(key)

    def put(self, key: str, page: Kept) -> None:
        """Keep a page; what was asked for the longest time ago leaves when there is no room."""
        if page.size > self._budget // 8:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._used += page.size
            while self._used > self._budget:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self._used -= old.size

    def __len__(self) -> int:
        return len(self._pages)
