"""The door of the dialogue: the only module other contexts import."""

from minga.dialogue.topics import ActTopics, Resolver, Topic, install_topics, resolve

__all__ = [
    "ActTopics",
    "Resolver",
    "Topic",
    "install_topics",
    "resolve",
]
