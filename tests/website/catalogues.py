"""What do the catalogues say? Their entries, each with what is said and how it is translated."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from scripts.write_messages import CATALOGUE, OVERRIDES

ENGLISH, SPANISH = polib.pofile(str(CATALOGUE)), polib.pofile(str(OVERRIDES))
FILES: tuple[Path, ...] = (CATALOGUE, OVERRIDES)
_PLACES = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
_TAGS = re.compile(r"</?\w+>")


def said_and_translated(catalogue: polib.POFile) -> Iterator[tuple[str, str]]:
    """Give each message with its translation; a plural one gives both of its forms."""
    for entry in catalogue:
        if entry.msgid_plural:
            yield entry.msgid, entry.msgstr_plural[0]
            yield entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry.msgid, entry.msgstr


def places(text: str) -> list[str]:
    """Return the places that are filled in, in the order of the alphabet."""
    return sorted(_PLACES.findall(text))


def tags(text: str) -> list[str]:
    """Return the tags of the text, in their order."""
    return _TAGS.findall(text)
