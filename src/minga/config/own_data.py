"""What does each context know of a person? The one table section → exporter of the own data."""

from collections.abc import Callable

from minga.people.public import Person, add_exporter, add_retention
from minga.plan.public import CASEWORK_RETENTION, export_asked
from minga.record.public import (
    COUNTER_RETENTION,
    export_follow_codes,
    export_own_acts,
    export_visits,
)

EXPORTERS: dict[str, Callable[[Person], object]] = {
    "acts": export_own_acts,
    "casework": export_asked,
    "follow_codes": export_follow_codes,
    "counter_visits": export_visits,
}


def install() -> None:
    """Install the whole table, once, at start."""
    for section, exporter in EXPORTERS.items():
        add_exporter(section, exporter)
    for rule, job in (*COUNTER_RETENTION, *CASEWORK_RETENTION):
        add_retention(rule, job)
