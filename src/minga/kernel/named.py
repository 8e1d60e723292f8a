"""How does a context hand over a thing that others may speak of? By its title, its page and its body."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A public thing: what it is called, where its page is, which body answers for it and on which case."""

    title: str
    url: str
    body_id: int | None = None
    is_demonstration: bool = False
    case_id: int | None = None
