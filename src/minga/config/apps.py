"""How does Django know the wiring? At start it installs reactions, panels and procedures."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The top of the ladder: it alone knows every context."""

    name = "minga.config"
    label = "config"

    def ready(self) -> None:
        """Shift the demonstration's clock, and install the tables that join the contexts."""
        # late: import cycle in Django app loading
        from django.conf import settings  # noqa: PLC0415 - late: import cycle in Django app loading

        from minga.config import (  # noqa: PLC0415 - late: import cycle in Django app loading
            case_kinds,
            counter_acts,
            dialogue_rules,
            own_data,
            panels,
            processing,
            reactions,
            short_addresses,
            topics,
        )
        from minga.config.running.clocks import install_shift  # noqa: PLC0415 - late: import cycle in Django app loading

        install_shift(demonstration=settings.DEMONSTRATION)
        reactions.install()
        dialogue_rules.install()
        panels.install()
        case_kinds.install()
        counter_acts.install()
        own_data.install()
        processing.install()
        topics.install()
        short_addresses.install()
