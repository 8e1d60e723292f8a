"""What does each context know of a person? The one table section → exporter of the own data."""

from collections.abc import Callable

from minga.dialogue.public import (
    DIALOGUE_RETENTION,
    FOLLOW_RETENTION,
    export_own_dialogue,
    export_own_follows,
)
from minga.people.public import Person, add_exporter, add_retention
from minga.plan.public import (
    CASEWORK_RETENTION,
    LETTER_RETENTION,
    export_asked,
    export_letters,
)
from minga.record.public import (
    COUNTER_RETENTION,
    REQUESTS_RETENTION,
    export_data_requests,
    export_follow_codes,
    export_own_acts,
    export_visits,
)

EXPORTERS: dict[str, Callable[[Person], object]] = {
    "acts": export_own_acts,
    "data_requests": export_data_requests,
    "casework": export_asked,
    "letters": export_letters,
    "dialogue": export_own_dialogue,
    "follows": export_own_follows,
    "follow_codes": export_follow_codes,
    "counter_visits": export_visits,
}


def install() -> None:
    """Install the whole table, once, at start."""
    for section, exporter in EXPORTERS.items():
        add_exporter(section, exporter)
    for rule, job in (
        *COUNTER_RETENTION,
        *REQUESTS_RETENTION,
        *CASEWORK_RETENTION,
        *LETTER_RETENTION,
        *DIALOGUE_RETENTION,
        *FOLLOW_RETENTION,
    ):
        add_retention(rule, job)
