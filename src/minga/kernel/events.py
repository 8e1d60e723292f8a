"""Who reacts to a fact? Handlers run at once, in the transaction of the fact."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on[E](event_type: type[E], *handlers: Callable[[E], None]) -> None:
    """Add handlers for one type of event; called once, from `config.reactions`."""
    _handlers[event_type].extend(handlers)


def announce(event: object) -> None:
    """Call each handler of the event's type; what one raises undoes the fact too."""
    for handler in _handlers[type(event)]:
        handler(event)


def forget_all() -> None:
    """Remove every handler, so that the table may be installed anew."""
    _handlers.clear()
