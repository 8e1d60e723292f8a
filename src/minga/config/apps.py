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

        from minga.config import case_kinds, counter_acts, own_data, panels, reactions, topics  # noqa: PLC0415 - late: import cycle in Django app loading
        from minga.config.running.clocks import install_shift  # noqa: PLC0415 - late: import cycle in Django app loading

        install_shift(demonstration=settings.DEMONSTRATION)
        reactions.install()
        panels.install()
        case_kinds.install()
        counter_acts.install()
        own_data.install()
        topics.install()
