"""What do pages show of contexts above them? The one table slot → functions."""

from minga.website import panels

PANELS: dict[str, tuple[panels.Panel, ...]] = {}


def install() -> None:
    """Install the whole table, once, at start."""
    panels.install(PANELS)
