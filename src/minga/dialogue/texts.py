"""On which texts can people comment and propose wording? The table kind of topic → text, from `config`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minga.dialogue.refusals import DialogueRefused


@dataclass(frozen=True)
class TopicText:
    """The text of a thing in the version in force; `version` never means another text."""

    version: str
    text: str


@dataclass(frozen=True)
class Range:
    """A place in a text: its version, from which sign to which, and the words that stand there."""

    version: str
    start: int
    end: int
    quote: str


type TextSource = Callable[[str], TopicText | None]
"""Takes what stands behind the colon of a topic's key, returns its text in force."""

_sources: dict[str, TextSource] = {}


def install_texts(sources: Mapping[str, TextSource]) -> None:
    """Put the table in force; called once, by `config.dialogue_rules`."""
    _sources.clear()
    _sources.update(sources)


def text_of(topic_key: str) -> TopicText | None:
    """Return the text of a topic; None for what has none."""
    kind, _, name = topic_key.partition(":")
    source = _sources.get(kind)
    return source(name) if source else None


def place_of(topic_key: str, passage: str) -> Range:
    """Return where a passage stands in the text of a topic, the first time it does.

    Raises DialogueRefused with `anchor-outside` when it does not stand there word for word.
    """
    found = text_of(topic_key)
    wanted = passage.strip()
    start = found.text.find(wanted) if found and wanted else -1
    if found is None or start < 0:
        raise DialogueRefused("anchor-outside")
    return Range(found.version, start, start + len(wanted), wanted)


def check_place(topic_key: str, place: Range) -> None:
    """Raise DialogueRefused with `anchor-outside` for a range that the text in force does not have."""
    found = text_of(topic_key)
    if found is None or found.version != place.version:
        raise DialogueRefused("anchor-outside")
    if not place.quote or found.text[place.start : place.end] != place.quote:
        raise DialogueRefused("anchor-outside")
