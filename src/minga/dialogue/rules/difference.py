"""What would a proposal of wording take away and add? Runs of words, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKENS = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    """What happens to a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words that stay, go or come together."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Return the runs that lead from one wording to the other.

    What stays and what goes is the wording before; what stays and what comes is the one after.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return [run for step in steps for run in _runs(step, old, new) if run.text]


def _runs(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Run]:
    tag, old_from, old_to, new_from, new_to = step
    if tag == "equal":
        yield Run(Change.SAME, "".join(old[old_from:old_to]))
        return
    yield Run(Change.REMOVED, "".join(old[old_from:old_to]))
    yield Run(Change.ADDED, "".join(new[new_from:new_to]))
