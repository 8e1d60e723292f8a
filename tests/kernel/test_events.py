"""It is true that a fact reaches its handlers at once and in order, and that their errors undo it."""

from dataclasses import dataclass

import pytest

from minga.kernel import events


@dataclass(frozen=True)
class Happened:
    what: str


@dataclass(frozen=True)
class HappenedElsewhere(Happened):
    pass


@pytest.fixture(autouse=True)
def _own_table_of_handlers():
    installed = {kind: list(handlers) for kind, handlers in events._handlers.items()}
    events.forget_all()
    yield
    events.forget_all()
    events._handlers.update(installed)


def test_each_handler_of_the_type_is_called_in_the_order_of_the_table():
    heard: list[str] = []
    events.on(Happened, lambda fact: heard.append(f"first {fact.what}"))
    events.on(Happened, lambda fact: heard.append(f"second {fact.what}"))
    events.announce(Happened("now"))
    assert heard == ["first now", "second now"]


def test_a_fact_of_another_type_reaches_nobody():
    heard: list[Happened] = []
    events.on(Happened, heard.append)
    events.announce(HappenedElsewhere("there"))
    assert heard == []


def test_what_a_handler_raises_comes_back_to_whoever_announced():
    def refuse(fact: Happened) -> None:
        raise LookupError(fact.what)

    events.on(Happened, refuse)
    with pytest.raises(LookupError, match="now"):
        events.announce(Happened("now"))


def test_forgotten_handlers_hear_nothing():
    heard: list[Happened] = []
    events.on(Happened, heard.append)
    events.forget_all()
    events.announce(Happened("now"))
    assert heard == []
