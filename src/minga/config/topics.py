"""What can be asked about and followed? The one table kind of topic → source."""

from collections.abc import Mapping

from minga.dialogue.public import ActTopics, Resolver, install_topics

RESOLVERS: Mapping[str, Resolver] = {}
ACT_TOPICS: tuple[ActTopics, ...] = ()


def install() -> None:
    """Install both tables, once, at start."""
    install_topics(RESOLVERS, ACT_TOPICS)
