"""Who else plays in the tests of the dialogue? Another moderator, and a room in which everything is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

import pytest

from minga.config import case_kinds as kinds_table
from minga.config import dialogue_rules as rules_table
from minga.config import topics as topics_table
from minga.dialogue.rulebook import install_dialogue_rules
from minga.dialogue.rules.openings import DialogueRules, Opening, Part
from minga.dialogue.services.answers import answer_moves
from minga.dialogue.texts import TopicText, install_texts
from minga.dialogue.topics import Topic, install_topics
from minga.kernel.lifecycle import Transition
from minga.people.labels import Role
from minga.people.models import Body, Person
from minga.record.case_kinds import ActLabel, CaseKind, install_case_kinds
from minga.record.services import register_case
from tests.cast import Cast, join_as
from tests.dialogue.followers import gateway, mail, noon  # noqa: F401 - fixtures

LAW = "La persona productora no pagará tarifa durante el primer año."


class Room(StrEnum):
    """The states of the room."""

    OPEN = "OPEN"
    LOCKED = "LOCKED"


ROOM_CASE = CaseKind(
    code="SAL",
    label="Sala de ensayo",
    moves=(
        Transition("open_room", None, Room.OPEN),
        Transition("lock_room", Room.OPEN, Room.LOCKED),
        *answer_moves((Room.OPEN,), ("ADVISER",)),
    ),
    acts={"open_room": ActLabel("Se abrió la sala")},
)


@pytest.fixture
def second_moderator(bodies: Cast) -> Person:
    """Looks again at what the first one hid."""
    return join_as("mauro", "Mauro Fleco Ensayo", bodies.council, Role.MODERATOR)


def room_topic(office: Body) -> Topic:
    """Return the room, with a case of its own."""
    case = register_case(
        kind=ROOM_CASE.code,
        title="Sala de ensayo",
        state=Room.OPEN,
        opened_on=date(2026, 11, 1),
        body=office,
    )
    return Topic("room:sala", "Sala de ensayo", "/", office.pk, case_id=case.pk)


@pytest.fixture
def room(office: Body) -> Iterator[str]:
    """The key of a thing on which everything is open; it has a text and a case."""
    topic = room_topic(office)

    def found(names: Sequence[str]) -> Mapping[str, Topic]:
        return {name: topic for name in names if name == "sala"}

    everything = DialogueRules({part: Opening() for part in Part})
    install_topics({**topics_table.RESOLVERS, "room": found}, topics_table.ACT_TOPICS)
    install_dialogue_rules({**rules_table.DIALOGUE_RULES, "room": everything})
    install_texts({"room": lambda _name: TopicText("sala/1", LAW)})
    install_case_kinds((*kinds_table.CASE_KINDS, ROOM_CASE))
    yield topic.key
    for table in (topics_table, rules_table, kinds_table):
        table.install()
