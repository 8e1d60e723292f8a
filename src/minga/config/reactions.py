"""What follows from a fact? The one table event → handlers; nothing else defers jobs."""

from minga.kernel import events


def install() -> None:
    """Install the whole list, once, at start."""
    events.forget_all()
