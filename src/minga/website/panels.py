"""What do higher contexts show on a lower page? Rows, through named slots filled once a page."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

type Panel = Callable[[Sequence[Any]], Mapping[Any, Sequence[Any]]]
"""Takes all ids of a page at once, returns the rows of each id that has any."""

SITE = "site"
"""The only id of the slots that belong to every page: `main_menu`, `search`, `footer`."""

_table: dict[str, tuple[Panel, ...]] = {}


def install(table: Mapping[str, Iterable[Panel]]) -> None:
    """Put the table slot -> panels in force; called once, by `config.panels`."""
    _table.clear()
    _table.update({slot: tuple(panels) for slot, panels in table.items()})


def fill[K: Hashable](slot: str, ids: Iterable[K]) -> dict[K, list[Any]]:
    """Return the rows of every id, in the order of the table; an id without rows has an empty list.

    Each panel is called once with all ids, so the cost does not grow with the page.
    """
    wanted = tuple(ids)
    rows: dict[K, list[Any]] = {one: [] for one in wanted}
    for panel in _table.get(slot, ()):
        for one, found in panel(wanted).items():
            rows[one].extend(found)
    return rows
