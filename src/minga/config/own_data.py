"""What does each context know of a person? The one table section → exporter of the own data."""

from collections.abc import Callable

from minga.people.public import Person, add_exporter
from minga.record.public import export_own_acts

EXPORTERS: dict[str, Callable[[Person], object]] = {
    "acts": export_own_acts,
}


def install() -> None:
    """Install the whole table, once, at start."""
    for section, exporter in EXPORTERS.items():
        add_exporter(section, exporter)
