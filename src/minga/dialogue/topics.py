"""What can be asked about and followed? Anything that a context above or below gives a name.

A topic is named by a key `kind:id` (`activity:demostracion/2`, `case:GES-2026-00001`,
`place:170150`, `body:concejo`, `person:<uuid>`): no row of this context points upwards. The table
kind → source is installed once, at start, by `config.topics`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A public thing that people ask about or follow.

    `body_id` is the body that answers for it, if any; questions about it land at its desk.
    `case_id` is the case on whose cord official answers to contributions are written, if any.
    """

    key: str
    title: str
    url: str
    body_id: int | None = None
    is_demonstration: bool = False
    case_id: int | None = None

    @property
    def kind(self) -> str:
        """The word before the colon."""
        return self.key.partition(":")[0]


type Resolver = Callable[[Sequence[str]], Mapping[str, Topic]]
"""Takes ids (what stands behind the colon), returns the public topics among them, by id."""

type ActTopics = Callable[[Sequence[int]], Mapping[int, Sequence[str]]]
"""Takes ids of acts, returns the keys of the topics that each act moves."""

_resolvers: dict[str, Resolver] = {}
_act_topics: list[ActTopics] = []


def install_topics(resolvers: Mapping[str, Resolver], act_topics: Sequence[ActTopics]) -> None:
    """Put both tables in force; called once, by `config.topics`."""
    _resolvers.clear()
    _resolvers.update(resolvers)
    _act_topics[:] = act_topics


def resolve(keys: Iterable[str]) -> dict[str, Topic]:
    """Return the topics behind these keys; what is unknown or not public is left out.

    One call to the source of each kind, however many keys.
    """
    by_kind: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        kind, colon, name = key.partition(":")
        if colon and kind in _resolvers:
            by_kind.setdefault(kind, []).append(name)
    return {
        topic.key: topic
        for kind, names in by_kind.items()
        for topic in _resolvers[kind](names).values()
    }


def topics_of_acts(act_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return act → keys of everything it moves, without repeats; one call to each source."""
    found: dict[int, list[str]] = {act_id: [] for act_id in act_ids}
    for source in _act_topics:
        for act_id, keys in source(act_ids).items():
            found[act_id].extend(key for key in keys if key not in found[act_id])
    return found
